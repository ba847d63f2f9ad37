"""Left less right: signs, intervals, and who is left out."""

from __future__ import annotations

from typing import Any

import pytest

from formcheck.metrics import Measurement, differences, measure
from formcheck.motion import Leg
from tests.support.kinematics import Camera, Runner, film
from tests.support.scenes import gait_of, mirrored


def one(side: Any, value: float | None, half: float, name: str = "shank_angle_at_contact") -> Measurement:
    low, high = (None, None) if value is None else (value - half, value + half)
    leg: Leg = "near" if side == "right" else "far"
    return Measurement(name, "Shank", "deg", leg, side, value, low, high, 9 if value is not None else 0)


def test_left_less_right_with_both_errors() -> None:
    (found,) = differences([one("right", 5.0, 3.0), one("left", 9.0, 4.0)])
    assert (found.left, found.right, found.difference) == (9.0, 5.0, 4.0)
    assert (found.low, found.high) == pytest.approx((-1.0, 9.0))
    assert not found.beyond


@pytest.mark.parametrize(("left", "beyond"), [(10.1, True), (-0.1, True), (9.9, False), (0.1, False)])
def test_beyond_when_the_interval_leaves_nought_out(left: float, beyond: bool) -> None:
    (found,) = differences([one("left", left, 4.0), one("right", 5.0, 3.0)])
    assert found.beyond is beyond


def test_a_less_certain_far_leg_widens_it() -> None:
    widths = []
    for far in (1.0, 3.0, 6.0):
        (found,) = differences([one("left", 5.0, far), one("right", 5.0, 1.0)])
        widths.append(found.high - found.low)
    assert widths == sorted(widths)


def test_who_has_no_value_on_either_side_is_left_out() -> None:
    whole = Measurement("trunk_lean", "Lean", "deg", None, None, 6.0, 5.0, 7.0, 9)
    assert differences([one("left", None, 0), one("right", 5.0, 3.0), whole]) == ()
    assert differences([]) == ()


def test_a_mirror_turns_the_signs() -> None:
    track = film(Runner(), Camera(noise_px=1.5))
    plain, other = (
        {found.name: found for found in differences(measure(*gait_of(film)))}
        for film in (track, mirrored(track))
    )
    assert plain.keys() == other.keys() >= {"overstride_ankle", "contact_time", "hand_height"}
    for name, found in plain.items():
        assert other[name].difference == pytest.approx(-found.difference, abs=0.3), name
        assert other[name].left == pytest.approx(found.right, abs=0.3)
