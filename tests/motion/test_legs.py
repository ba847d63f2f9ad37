"""Exchanged legs are found, frame by frame."""

from __future__ import annotations

import numpy as np
import pytest

from formcheck.motion.legs import tell_apart
from formcheck.motion.phase import find_phase
from formcheck.pose.landmarks import index
from tests.support.kinematics import Camera, Runner, film

JOINTS = ("knee", "ankle", "heel", "toe")
BODY = film(Runner(), Camera(leg_px=1.0, shift=(0, 0), noise_px=0.01, seed=5))


def leg(side: str) -> np.ndarray[tuple[int, int, int], np.dtype[np.float64]]:
    hips = (BODY.xy[:, index("hip", "left")] + BODY.xy[:, index("hip", "right")]) / 2
    return np.stack([BODY.xy[:, index(joint, side)] - hips for joint in JOINTS], axis=1)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.3, 0.45])
def test_swapped_frames_are_named_where_the_feet_are_apart(share: float) -> None:
    left, right = leg("left"), leg("right")
    swapped = np.random.default_rng(int(100 * share)).random(len(left)) < share
    left[swapped], right[swapped] = right[swapped], left[swapped]
    phase = find_phase((left - right).reshape(len(left), -1), BODY.t)
    assert phase is not None
    identity = tell_apart(left, right, phase)
    apart = np.linalg.norm(left[:, 1] - right[:, 1], axis=-1) > 0.1
    assert np.array_equal(identity.foot_swapped[apart], swapped[apart])
    assert identity.misfit < 0.1


def test_when_most_are_swapped_the_majority_names_the_legs() -> None:
    phase = find_phase((leg("right") - leg("left")).reshape(len(BODY.t), -1), BODY.t)
    assert phase is not None
    assert tell_apart(leg("right"), leg("left"), phase).foot_swapped.mean() < 0.5
