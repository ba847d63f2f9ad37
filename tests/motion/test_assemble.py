"""What gives no motion, and what motion tells of itself."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formcheck.motion import Level
from formcheck.options import Options
from formcheck.pose.landmarks import index
from tests.support.kinematics import Camera, Runner, film
from tests.support.scenes import front_view, not_understood, room, standing, understood, without


def test_nobody() -> None:
    gone = without(film(Runner()), slice(0, None))
    assert not_understood(gone).nobody


@pytest.mark.parametrize("sitting", [False, True])
def test_no_gait(sitting: bool) -> None:
    refusal = not_understood(standing(Camera(), sitting))
    assert not refusal.nobody
    assert "stride" in refusal.reason


def test_hips_out_of_the_picture() -> None:
    track = film(Runner())
    assert "out of the picture" in not_understood(replace(track, height=300)).reason


@pytest.mark.parametrize(("facing", "near"), [("right", "right"), ("left", "left")])
def test_the_near_leg_is_on_the_side_the_runner_faces(facing: str, near: str) -> None:
    motion = understood(film(Runner(), Camera(facing=facing)))
    assert motion.near == near
    assert motion.leg_px == pytest.approx(300, rel=0.02)  # the near leg is nearer to the lens
    assert np.nanmedian(motion.middle("ear")[:, 1] - motion.middle("hip")[:, 1]) > 0.7
    assert np.nanmedian(motion.xy[:, 0, 0] - motion.middle("ear")[:, 0]) > 0.1


def test_front_view_leaves_facing_open() -> None:
    motion = understood(front_view(Runner(), Camera()))
    assert motion.view == "front"
    assert motion.facing.side == "unclear"


def test_positions_between_frames() -> None:
    motion = understood(film(Runner()))
    between = (motion.t[100] + motion.t[101]) / 2
    knee = index("knee", "right")
    assert motion.at(between)[knee] == pytest.approx(
        (motion.xy[100, knee] + motion.xy[101, knee]) / 2, abs=0.01
    )
    assert np.isnan(motion.at(motion.t[-1] + 1.0)).all()


@given(told=st.floats(-30, 30), roll=st.floats(-8, 8))
@settings(max_examples=12, deadline=None)
def test_a_plumb_line_set_by_hand_is_the_level(told: float, roll: float) -> None:
    track = film(Runner(lean=6.0), Camera(roll=roll, seconds=4))
    motion = understood(track, Options(vertical_deg=told))
    assert motion.level == Level(told, 0.5, "user")
    trunk = motion.middle("shoulder") - motion.middle("hip")
    lean = np.degrees(np.arctan2(trunk[:, 0], trunk[:, 1]))
    assert np.nanmedian(lean) == pytest.approx(6.0 + roll - told, abs=0.3)


def test_a_hand_outweighs_the_background() -> None:
    track, pictures = film(Runner()), [room(roll_deg=3.0)] * 6
    found = understood(track, pictures=pictures).level
    assert found.source == "background"
    assert understood(track, Options(vertical_deg=0.0), pictures).level == Level(0.0, 0.5, "user")
