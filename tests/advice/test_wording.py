"""Numbers read out as people say them."""

from __future__ import annotations

import pytest

from formcheck.advice.data import Number, knowledge
from formcheck.advice.wording import cadence_step, fill, sentence_of
from tests.advice.conftest import one

DEGREES = Number(unit="°", plus=" forward", minus=" back")
PLAIN = Number(unit=" steps a minute", plus="", minus="")
FINE = Number(unit=" %", plus="", minus="", decimals=1)


@pytest.mark.parametrize(
    ("value", "half", "number", "text"),
    [
        (6.4, 2.0, DEGREES, "6° forward (4 to 8)"),
        (-6.4, 2.0, DEGREES, "6° back (4 to 8)"),
        (-1.0, 3.0, DEGREES, "1° back (4 back to 2 forward)"),
        (-0.2, 0.1, DEGREES, "0° forward (0 to 0)"),
        (168.5, 1.0, PLAIN, "169 steps a minute (168 to 170)"),
        (-3.0, 5.0, PLAIN, "−3 steps a minute (−8 to 2)"),
        (9.96, 0.5, FINE, "10.0 % (9.5 to 10.5)"),
    ],
)
def test_a_number_in_words(value: float, half: float, number: Number, text: str) -> None:
    assert fill("{value} ({range})", one("trunk_lean", value, half), number) == text


def test_a_missing_number_is_never_read_out() -> None:
    with pytest.raises(ValueError, match="no value"):
        fill("{value} ({range})", one("trunk_lean", None), DEGREES)


@pytest.mark.parametrize(
    ("reason", "text"),
    [("", ""), ("  the feet are hidden ", "The feet are hidden."), ("Too short!", "Too short!")],
)
def test_a_reason_becomes_a_sentence(reason: str, text: str) -> None:
    assert sentence_of(reason) == text


def test_the_step_rate_to_try_stays_within_the_ordinary() -> None:
    rule = knowledge().cadence_target
    assert cadence_step(one("cadence", 170.0), rule) == (170, 178)
    assert cadence_step(one("cadence", 160.0), rule) == (160, 168)
    assert cadence_step(one("cadence", 176.0), rule) is None
    assert cadence_step(one("cadence", None), rule) is None
    assert cadence_step(None, rule) is None
