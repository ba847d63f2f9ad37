"""Every sentence of advice is a row of the data, and leads on to an article, a paper or our own reasoning."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formcheck.advice import Answers, Finding, assess, habits, read_self_tests, red_flags
from formcheck.advice.asked import asked
from formcheck.advice.data import knowledge
from formcheck.advice.exercises import exercises
from formcheck.advice.plan import Plan, plan
from formcheck.metrics import Measurement
from tests.advice.conftest import EASY, one
from tests.advice.test_data import written

ANSWERS: list[dict[str, Any]] = [
    {"weekly_km": (10, 10, 30), "warm_up_min": 0, "strength_times_week": 0, "shoes_km": 900},
    {"weekly_km": (10, 11, 10), "warm_up_min": 10, "stretch_times_week": 0, "surface": "concrete"},
    {"plank_s": 20, "hip_flexor": "far above", "hamstring": "very bent", "wall_gap": "more"},
    {"bladder_bowel": True, "lasting": True},
]


@cache
def rows() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the place of every sentence of the data with a pattern that knows it again when filled in."""
    found = []
    for where, text in written():
        parts = re.split(r"\{[^}]*\}", text)
        found.append((where, re.compile(".+?".join(re.escape(part) for part in parts))))
    return tuple(found)


def trace(text: str, also: Iterable[str] = ()) -> list[str] | None:
    """Return the rows a text is put together from, in order; None where a part of it is in no row."""
    if not text:
        return []
    patterns = [*rows(), *((("the film", re.compile(re.escape(other)))) for other in also if other)]
    for where, pattern in patterns:
        for end in _ends(pattern, text):
            rest = trace(text[end:].lstrip(), also)
            if rest is not None:
                return [where, *rest]
    return None


def _ends(pattern: re.Pattern[str], text: str) -> Iterator[int]:
    """Yield where a row may end: at the end of the text or before a space."""
    for end in [found.start() for found in re.finditer(r" |$", text)]:
        if pattern.fullmatch(text, 0, end):
            yield end


def test_what_is_no_row_is_not_traced() -> None:
    assert trace("Run like the wind, whatever it costs.") is None
    assert trace("Ears over shoulders, breastbone up, shoulders loose.") == ["checks.posture.high.cue"]


measured = st.fixed_dictionaries(
    {
        name: st.tuples(st.floats(value - 40, value + 40), st.floats(0.5, 8))
        for name, (value, _) in EASY.items()
    }
)


@settings(max_examples=25, deadline=None)
@given(told=measured)
def test_every_sentence_of_every_finding_is_a_row(told: dict[str, tuple[float, float]]) -> None:
    measurements = [one(name, *pair) for name, pair in told.items()]
    for finding in assess(measurements, activity="running"):
        _all_traced(finding)


def _all_traced(finding: Finding) -> None:
    assert trace(finding.title), finding.title
    assert trace(finding.measured, [finding.measurement.reason]), finding.measured
    for text in (finding.why, finding.cue, finding.story):
        assert trace(text) is not None, text
    if finding.drill:
        drill = exercises()[finding.exercise]
        assert finding.drill.lower() == f"{drill.name}: {drill.short}".lower()
    # Two clicks: the articles and papers stand with the finding, each with its number or DOI.
    assert finding.articles
    assert finding.evidence
    assert finding.band.source


@pytest.mark.parametrize("told", ANSWERS)
def test_what_answers_lead_to_is_a_row_with_its_articles(told: dict[str, Any]) -> None:
    answers = Answers.model_validate(told)
    for habit in habits(answers):
        assert all(trace(text) for text in (habit.title, habit.text, habit.why))
        assert habit.articles
    for outcome in read_self_tests(answers):
        assert all(trace(text) for text in (outcome.title, outcome.text, outcome.limit))
        assert outcome.articles
        assert outcome.evidence
    for flag in red_flags(answers):
        assert trace(flag.say)
        assert flag.articles or asked().red_flags[flag.id].source


def test_every_sentence_of_the_plan_is_a_row() -> None:
    measurements: list[Measurement] = [
        one(name, *pair) for name, pair in EASY.items() if name != "trunk_lean"
    ]
    measurements.append(one("trunk_lean", 20, 2))
    for told in ANSWERS:
        made = plan(assess(measurements, activity="running"), measurements, Answers.model_validate(told))
        for text in _said(made):
            assert trace(text) is not None, text


def _said(made: Plan) -> Iterator[str]:
    yield from (made.held_back, made.cue, made.film_again, made.milestone, made.stop)
    yield from (offer.because for offer in (*made.strength, *made.stretch))
    yield from (item for day in made.week for item in day.items)
    for exercise in (
        *made.warm_up,
        *made.later,
        *(offer.exercise for offer in (*made.strength, *made.stretch)),
    ):
        yield from (exercise.name, exercise.why, *exercise.how, exercise.dose, exercise.easier, exercise.care)
        assert exercise.pieces


def test_every_piece_of_advice_leads_to_an_article() -> None:
    for piece in knowledge().pieces.values():
        assert piece.said
        assert set(piece.said) <= set(knowledge().articles)
