"""Faults of a pose model put in on purpose: contacts stay where they are, or are withheld."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from benchmarks.injected import (
    FAULTS,
    LEG,
    Dice,
    blended,
    collapsed,
    exchanged,
    front_is_right,
    held_every_stride,
    stuck,
    thrown,
)
from formcheck.gait import Gait
from formcheck.motion import LEGS, Motion
from formcheck.pose import PoseTrack
from tests.support.kinematics import Camera, Runner, film
from tests.support.scenes import gait_of

CAMERA = Camera(noise_px=1.0, seconds=7)
TRACK = film(Runner(), CAMERA)
PLAIN_MOTION, PLAIN = gait_of(TRACK)
# No shrinking: one example costs most of a second.
few = settings(max_examples=8, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate])


def dice(seed: int) -> Dice:
    return Dice(np.random.default_rng(seed), CAMERA.leg_px)


def moved_s(gait: Gait) -> NDArray[np.float64]:
    """Shift of every event found, against the same film without the fault."""
    off: list[float] = []
    for leg in LEGS:
        found, plain = gait.events(leg), PLAIN.events(leg)
        assert found is not None
        assert plain is not None
        for kind in ("initial_contact_s", "toe_off_s"):
            own, true = getattr(found, kind), getattr(plain, kind)
            off += list(np.abs(own[:, None] - true).min(1))
    return np.array(off)


def count(gait: Gait) -> int:
    found = (gait.events(leg) for leg in LEGS)
    return sum(len(events.initial_contact_s) for events in found if events is not None)


def furthest(motion: Motion) -> float:
    """Greatest distance of a joint of the legs from where it is without the fault, leg lengths."""
    off = [
        np.linalg.norm(motion.joint(joint, leg) - PLAIN_MOTION.joint(joint, leg), axis=-1)
        for joint in LEG
        for leg in LEGS
    ]
    return float(np.nanmax(off))


@few
@given(
    seed=st.integers(0, 10_000),
    share=st.floats(0.05, 0.95),
    length=st.integers(1, 60),
    joints=st.sampled_from([LEG, LEG, LEG[:1], LEG[1:], LEG[2:3], LEG[3:], LEG[:2]]),
)
def test_any_pattern_of_exchanged_legs_moves_no_contact(
    seed: int, share: float, length: int, joints: tuple[str, ...]
) -> None:
    # A single joint in most of the frames has no majority to go by: at most three in ten.
    frames = dice(seed).bursts(len(TRACK.t), length, share if joints == LEG else 0.3 * share)
    motion, gait = gait_of(exchanged(TRACK, frames, joints))
    if gait.near is None:
        assert "which leg is the near one" in gait.events_reason
        assert frames.mean() > 0.6
        return
    assert count(gait) == count(PLAIN)
    assert moved_s(gait).max() < 0.001
    assert furthest(motion) < 0.1


def test_half_of_every_stride_exchanged() -> None:
    _, gait = gait_of(front_is_right(TRACK))
    assert moved_s(gait).max() < 0.001


@few
@given(seed=st.integers(0, 10_000))
def test_joints_thrown_away_move_no_contact_far(seed: int) -> None:
    motion, gait = gait_of(thrown(TRACK, 0.04, dice(seed)))
    assert count(gait) >= 0.7 * count(PLAIN)
    assert moved_s(gait).max() < 0.012
    assert furthest(motion) < 0.15
    assert motion.repairs.left_out == pytest.approx(0.04, abs=0.02)


@few
@given(seed=st.integers(0, 10_000))
def test_a_leg_that_hangs_somewhere_is_left_open(seed: int) -> None:
    motion, gait = gait_of(stuck(TRACK, 2, 0.3, dice(seed)))
    assert moved_s(gait).max() < 0.015
    assert furthest(motion) < 0.2
    assert count(gait) >= count(PLAIN) - 6


@few
@given(seed=st.integers(0, 10_000), length=st.integers(1, 5), onto=st.sampled_from(["left", "right"]))
def test_both_legs_on_one_and_feet_half_way(seed: int, length: int, onto: str) -> None:
    frames = dice(seed).bursts(len(TRACK.t), length, 0.08)
    for faulty in (collapsed(TRACK, frames, onto), blended(TRACK, frames)):
        motion, gait = gait_of(faulty)
        assert moved_s(gait).max() < 0.012
        assert furthest(motion) < 0.15


@pytest.mark.parametrize("joint", ["knee", "ankle", "toe"])
def test_something_taken_for_a_joint_in_every_stride(joint: str) -> None:
    motion, gait = gait_of(held_every_stride(TRACK, joint, dice(1)))
    assert moved_s(gait).max() < 0.008
    assert furthest(motion) < 0.2


@pytest.mark.parametrize("name", [name for name in FAULTS if "lost" in name])
def test_what_is_lost_for_long_is_left_open_and_the_rest_stands(name: str) -> None:
    _, gait = gait_of(FAULTS[name](TRACK, dice(3)))
    assert moved_s(gait).max() < 0.012
    assert count(gait) >= 0.5 * count(PLAIN)


def test_a_whole_film_with_legs_of_the_other_name_is_not_measured() -> None:
    track: PoseTrack = FAULTS["legs: whole film"](TRACK, dice(0))
    motion, gait = gait_of(track)
    assert gait.near is None
    assert gait.far is None
    assert motion.legs_reason
