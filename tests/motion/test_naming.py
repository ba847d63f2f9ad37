"""Which leg is which: the model's own names, and the arms that swing against the legs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from formcheck.motion.naming import name_limbs
from formcheck.pose import PoseTrack
from formcheck.pose.landmarks import index
from tests.support.kinematics import Camera, Runner, film, swapped
from tests.support.scenes import gait_of, understood

LEG = ("knee", "ankle", "heel", "toe")
ARM = ("elbow", "wrist")
RUNNER = Runner()
TRACK = film(RUNNER, Camera(noise_px=1.0))
EVERY = np.ones(len(TRACK.t), dtype=bool)


def limbs(
    joints: tuple[str, ...], root: str, track: PoseTrack
) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    places = [[index(joint, side) for side in ("left", "right")] for joint in joints]
    middle = (track.xy[:, index(root, "left")] + track.xy[:, index(root, "right")]) / 2
    return np.asarray((track.xy[:, places] - middle[:, None, None]) / 300.0)


def named(track: PoseTrack) -> tuple[float, float, str]:
    phi = 2 * np.pi * track.t / RUNNER.stride
    found = name_limbs(limbs(LEG, "hip", track), limbs(ARM, "shoulder", track), phi)
    assert found.arms is not None
    return float(found.legs.foot_swapped.mean()), float(found.arms.foot_swapped.mean()), found.reason


def test_the_models_names_stand_when_the_arms_agree() -> None:
    assert named(TRACK) == (0.0, 0.0, "")


@pytest.mark.parametrize("share", [0.4, 0.5, 0.6])
def test_when_legs_are_named_either_way_the_arms_decide(share: float) -> None:
    frames = np.random.default_rng(3).random(len(TRACK.t)) < share
    legs, arms, reason = named(swapped(TRACK, frames, LEG))
    assert legs == pytest.approx(frames.mean(), abs=0.05)
    assert (arms, reason) == (0.0, "")


@pytest.mark.parametrize("joints", [LEG, ARM])
def test_arms_and_legs_that_contradict_each_other_leave_it_open(joints: tuple[str, ...]) -> None:
    track = swapped(TRACK, EVERY, joints)
    assert "which leg is the near one" in named(track)[2]
    motion, gait = gait_of(track)
    assert motion.legs_reason == gait.events_reason != ""
    assert gait.near is None


def test_arms_held_still_say_nothing() -> None:
    xy = TRACK.xy.copy()
    for side in ("left", "right"):
        for joint in ARM:
            xy[:, index(joint, side)] = xy[:, index("shoulder", side)] + [20.0, 90.0]
    still = replace(TRACK, xy=xy)
    assert named(still)[2] == ""
    half = np.random.default_rng(4).random(len(TRACK.t)) < 0.5
    assert named(swapped(still, half, LEG))[2] != ""


def test_exchanged_arms_come_back() -> None:
    frames = np.random.default_rng(5).random(len(TRACK.t)) < 0.3
    mixed, plain = understood(swapped(TRACK, frames, ARM)), understood(TRACK)
    assert mixed.repairs.arms_swapped_back == pytest.approx(frames.mean(), abs=0.03)
    for joint in ARM:
        own, true = mixed.joint(joint, "near"), plain.joint(joint, "near")
        apart = np.linalg.norm(true - plain.joint(joint, "far"), axis=-1) > 0.2
        assert np.abs(own - true)[apart].max() < 0.05


def test_a_near_leg_seen_worse_than_the_far_one_is_not_believed() -> None:
    visibility = TRACK.visibility.copy()
    for joint in LEG:
        visibility[:, index(joint, "right")] -= 0.3  # the runner faces right
    motion = understood(replace(TRACK, visibility=visibility))
    assert "seen worse" in motion.legs_reason
