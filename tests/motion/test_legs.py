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
    phase = find_phase(left - right, BODY.t)
    assert phase is not None
    identity = tell_apart(left, right, phase.phi)
    apart = np.linalg.norm(left[:, 1] - right[:, 1], axis=-1) > 0.1
    assert np.array_equal(identity.foot_swapped[apart], swapped[apart])
    assert identity.misfit < 0.1


def test_when_most_are_swapped_the_majority_names_the_legs() -> None:
    phase = find_phase(leg("right") - leg("left"), BODY.t)
    assert phase is not None
    assert tell_apart(leg("right"), leg("left"), phase.phi).foot_swapped.mean() < 0.5


@pytest.mark.parametrize("unit", ["knee", "foot"])
@pytest.mark.parametrize("share", [0.5, 0.6])
def test_no_leg_is_made_of_two(unit: str, share: float) -> None:
    left, right = leg("left"), leg("right")
    swapped = np.random.default_rng(7).random(len(left)) < share
    joints = slice(0, 1) if unit == "knee" else slice(1, 4)
    left[swapped, joints], right[swapped, joints] = right[swapped, joints], left[swapped, joints]
    phase = find_phase(left - right, BODY.t)
    assert phase is not None
    identity = tell_apart(left, right, phase.phi)
    knee, ankle = (
        np.where(flags[:, None], right[:, joint], left[:, joint])
        for flags, joint in ((identity.knee_swapped, 0), (identity.foot_swapped, 1))
    )
    apart = np.linalg.norm(left[:, 1] - right[:, 1], axis=-1) > 0.1
    assert np.linalg.norm(knee - ankle, axis=-1)[apart] == pytest.approx(0.5, abs=0.1)
