"""Positions between frames, also beside what was not seen."""

from __future__ import annotations

import numpy as np
import pytest

from formcheck.pose.landmarks import Landmark
from tests.support.kinematics import Runner, film
from tests.support.scenes import understood, without

WHOLE = understood(film(Runner()))
HOLED = understood(without(film(Runner()), slice(200, 230)))


def test_a_gap_stays_open_and_does_not_bend_its_neighbours() -> None:
    times = np.arange(150, 290) / 60 + 0.4 / 60
    known = np.asarray(np.isfinite(HOLED.at(times)).all(axis=(1, 2)))
    inside = (times > 200 / 60) & (times < 229 / 60)
    assert not known[inside].any()
    assert known[~inside].sum() >= (~inside).sum() - 2
    # What is left is the filter's own edge, a thousandth of a leg or so; the spline adds nothing.
    assert np.abs(HOLED.at(times[known]) - WHOLE.at(times[known])).max() < 0.015


def test_on_a_frame_the_frame_itself() -> None:
    assert WHOLE.at(WHOLE.t[50:60]) == pytest.approx(WHOLE.xy[50:60], abs=1e-9)


def test_sides_change_with_the_near_leg() -> None:
    assert WHOLE.side_of("near") == "right"
    assert WHOLE.side_of("far") == "left"
    assert WHOLE.joint("knee", "near") == pytest.approx(WHOLE.xy[:, Landmark.RIGHT_KNEE])
    assert WHOLE.point(Landmark.NOSE) == pytest.approx(WHOLE.xy[:, 0])
    assert WHOLE.visible_share("nose") == 1.0
