"""Films at other speeds are made as said, and judged as said."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.clock import Case, edited, rows
from formcheck.motion import TimeFactor, playing_rate
from tests.support.kinematics import Camera, Runner, film

CERTAIN, OPEN = TimeFactor(4.0, True, "told"), TimeFactor(3.7, False, "seen", "why", (4.0, 1.0))


@pytest.mark.parametrize(
    ("true", "found", "outcome", "offered"),
    [
        (4.0, CERTAIN, "right", False),
        (3.6, CERTAIN, "wrong", False),
        (4.0, OPEN, "open", True),
        (8.0, OPEN, "open", False),
        (4.0, TimeFactor(None, False, "seen"), "open", False),
        (1.0, None, "no running", False),
    ],
)
def test_an_outcome(true: float, found: TimeFactor | None, outcome: str, offered: bool) -> None:
    case = Case("film", "x 1", true, found)
    assert (case.outcome, case.offered) == (outcome, offered)


def test_rows_count_every_case_once() -> None:
    told = [Case("a", "x 4", 4.0, CERTAIN), Case("b", "x 4", 4.0, OPEN), Case("c", "x 1", 1.0, None)]
    assert list(rows(told)) == [
        ["x 4", "not in real time", "1", "1", "1", "0", "0"],
        ["x 1", "real time", "0", "0", "0", "0", "1"],
    ]


@pytest.mark.parametrize(
    ("fps", "slower", "rate"), [(60.0, 4.0, 15.0), (60.0, 2.2, 60 / 2.2), (120.0, 3.6, 30.0)]
)
def test_an_edited_film_keeps_its_pictures_and_its_speed(fps: float, slower: float, rate: float) -> None:
    whole = film(Runner(), Camera(fps=fps, seconds=5))
    slow = edited(whole, slower)
    assert playing_rate(slow.t) == pytest.approx(rate, rel=0.02)
    assert slow.t[-1] == pytest.approx(5 * slower, abs=0.2)
    true = film(Runner(), stamps=slow.t / slower)
    assert np.abs(slow.xy - true.xy)[:, 23].max() < 12  # hips: half a frame of the edited film at most
