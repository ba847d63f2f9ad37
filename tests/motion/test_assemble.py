"""What gives no motion, and what motion tells of itself."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from formcheck.pose.landmarks import index
from tests.support.kinematics import Camera, Runner, film
from tests.support.scenes import front_view, not_understood, standing, understood, without


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
    assert motion.leg_px == pytest.approx(300, rel=0.01)
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
