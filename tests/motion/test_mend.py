"""Legs put right in the measured and in the filled tracks alike."""

from __future__ import annotations

import numpy as np
import pytest

from formcheck.motion.gaps import bridge
from formcheck.motion.mend import LEG_JOINTS, mend
from formcheck.pose.landmarks import index
from tests.support.kinematics import Camera, Runner, film, swapped
from tests.support.scenes import front_view, standing

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
