"""Legs put right in the measured and in the filled tracks alike."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from formcheck.motion.gaps import bridge
from formcheck.motion.mend import LEG_JOINTS, mend
from formcheck.pose.landmarks import index
from tests.support.kinematics import Camera, Runner, film, swapped
from tests.support.scenes import front_view, standing, without

CAMERA = Camera(noise_px=1.0)
TRACK = film(Runner(), CAMERA)


def test_exchanged_legs_come_back_and_the_share_is_told() -> None:
    frames = np.zeros(len(TRACK.t), dtype=bool)
    frames[100:140] = frames[300:310] = True
    mended = mend(bridge(swapped(TRACK, frames, LEG_JOINTS)), TRACK.t, "side", CAMERA.leg_px)
    assert mended is not None
    assert mended.step_s == pytest.approx(Runner().stride / 2, rel=0.003)
    assert mended.feet_swapped == pytest.approx(frames.mean(), abs=0.02)
    ankles = [index("ankle", side) for side in ("left", "right")]
    apart = np.linalg.norm(TRACK.xy[:, ankles[0]] - TRACK.xy[:, ankles[1]], axis=-1) > 0.1 * CAMERA.leg_px
    for paths in (mended.whole, mended.xy):
        off = np.linalg.norm(paths[:, ankles] - TRACK.xy[:, ankles], axis=-1)[apart]
        assert off.max() < 0.05 * CAMERA.leg_px


def test_nothing_else_is_touched() -> None:
    mended = mend(bridge(TRACK), TRACK.t, "side", CAMERA.leg_px)
    assert mended is not None
    others = [j for j in range(33) if j not in {index(k, s) for k in LEG_JOINTS for s in ("left", "right")}]
    assert mended.whole[:, others] == pytest.approx(TRACK.xy[:, others], abs=1e-6)


def test_from_the_front_nothing_is_exchanged() -> None:
    mended = mend(bridge(front_view(Runner(), CAMERA)), TRACK.t, "front", CAMERA.leg_px)
    assert mended is not None
    assert (mended.feet_swapped, mended.knees_swapped) == (0.0, 0.0)


def test_somebody_who_stands_has_no_stride() -> None:
    assert mend(bridge(standing(CAMERA)), TRACK.t, "side", CAMERA.leg_px) is None


def test_somebody_whose_legs_are_mostly_something_else_is_not_measured() -> None:
    xy = TRACK.xy.copy()
    rng = np.random.default_rng(2)
    for joint in LEG_JOINTS:
        for start in rng.integers(0, len(xy), 110):
            xy[start : start + 2, index(joint, "left")] += rng.uniform(-200, 200, 2)
            xy[start + 1 : start + 3, index(joint, "right")] += rng.uniform(-200, 200, 2)
    mended = mend(bridge(replace(TRACK, xy=xy, height=2000)), TRACK.t, "side", CAMERA.leg_px)
    assert mended is not None
    assert "film" in mended.legs_reason


def test_gaps_are_open_where_they_are_long_and_filled_where_short() -> None:
    joint = ("ankle",)
    track = without(without(TRACK, np.arange(100, 106), joint), np.arange(300, 324), joint)
    mended = mend(bridge(track), TRACK.t, "side", CAMERA.leg_px)
    assert mended is not None
    ankle = index("ankle", "right")
    assert np.abs(mended.xy[100:106, ankle] - TRACK.xy[100:106, ankle]).max() < 0.06 * CAMERA.leg_px
    assert np.isnan(mended.xy[300:324, ankle]).all()
    assert np.isfinite(mended.whole[:, ankle]).all()


def test_in_slow_motion_a_gap_is_as_short_as_its_share_of_a_step() -> None:
    slow = film(Runner(), Camera(fps=30, seconds=24, slow=8.0, noise_px=1.0))
    track = without(slow, np.arange(300, 312), ("ankle",))  # 0.4 s of the file, 0.05 s of the runner
    mended = mend(bridge(track), slow.t, "side", CAMERA.leg_px)
    assert mended is not None
    ankle = index("ankle", "left")
    assert np.abs(mended.xy[300:312, ankle] - slow.xy[300:312, ankle]).max() < 0.06 * CAMERA.leg_px
