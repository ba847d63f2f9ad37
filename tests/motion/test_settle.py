"""Joints on their own leg, one by one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from formcheck.motion.settle import settle
from formcheck.pose.landmarks import index
from tests.support.kinematics import Camera, Runner, film

JOINTS = ("knee", "ankle", "heel", "toe")
RUNNER = Runner()
BODY = film(RUNNER, Camera(leg_px=1.0, shift=(0, 0), noise_px=0.01, seed=5))
PHI = 2 * np.pi * BODY.t / RUNNER.stride
STEP = 60 * RUNNER.stride / 2
HIPS = (BODY.xy[:, index("hip", "left")] + BODY.xy[:, index("hip", "right")]) / 2
PLACES = [[index(joint, side) for side in ("left", "right")] for joint in JOINTS]
LEGS = BODY.xy[:, PLACES] - HIPS[:, None, None]
ALL = np.ones(LEGS.shape[:3], dtype=bool)


def apart(joint: int) -> NDArray[np.bool_]:
    return np.asarray(np.linalg.norm(LEGS[:, joint, 0] - LEGS[:, joint, 1], axis=-1) > 0.2)


def test_nothing_is_touched_where_nothing_is_wrong() -> None:
    settled = settle(LEGS, ALL, PHI, STEP)
    assert not settled.exchanged.any()
    assert not settled.outliers.any()
    assert np.array_equal(settled.paths, LEGS)


@settings(max_examples=10, deadline=None, derandomize=True)
@given(
    joint=st.integers(0, 3),
    starts=st.lists(st.integers(0, 470), min_size=1, max_size=8),
    length=st.integers(1, 12),
)
def test_a_single_joint_exchanged_comes_back(joint: int, starts: list[int], length: int) -> None:
    frames = np.zeros(len(LEGS), dtype=bool)
    for start in starts:
        frames[start : start + length] = True
    legs = LEGS.copy()
    legs[frames, joint] = legs[frames, joint][:, ::-1]
    settled = settle(legs, ALL, PHI, STEP)
    clear = apart(joint)
    assert np.array_equal(settled.exchanged[clear, joint], frames[clear])
    assert np.abs(settled.paths - LEGS)[clear, joint].max() < 0.05


@settings(max_examples=10, deadline=None, derandomize=True)
@given(
    joint=st.integers(0, 3),
    side=st.integers(0, 1),
    start=st.integers(1, 460),
    length=st.integers(1, 6),
    angle=st.floats(0, 6.28),
    far=st.floats(0.3, 1.0),
)
def test_a_joint_thrown_away_is_left_out_and_filled_near_its_leg(
    joint: int, side: int, start: int, length: int, angle: float, far: float
) -> None:
    legs = LEGS.copy()
    legs[start : start + length, joint, side] += far * np.array([np.cos(angle), np.sin(angle)])
    settled = settle(legs, ALL, PHI, STEP)
    assert settled.outliers[start : start + length, joint, side].all()
    assert settled.outliers.sum() <= length + 2
    assert np.linalg.norm(settled.paths - LEGS, axis=-1)[:, joint, side].max() < 0.1


def test_both_legs_on_one_leave_the_other_open() -> None:
    legs = LEGS.copy()
    frames = np.zeros(len(LEGS), dtype=bool)
    frames[100:104] = frames[250:253] = True
    legs[frames, :, 1] = legs[frames, :, 0]
    settled = settle(legs, ALL, PHI, STEP)
    for joint in range(4):
        clear = frames & apart(joint)
        assert settled.outliers[clear, joint].sum(1) == pytest.approx(1)
        assert np.linalg.norm(settled.paths - LEGS, axis=-1)[clear, joint].max() < 0.1


def test_a_slow_change_of_the_stride_is_the_runners_own() -> None:
    drift = 0.3 * np.sin(2 * np.pi * BODY.t / 6.0)
    legs = LEGS.copy()
    legs[:, 1:, 0, 0] += drift[:, None]
    assert not settle(legs, ALL, PHI, STEP).outliers.any()


def test_what_was_not_seen_is_filled_along_the_average_stride() -> None:
    known = ALL.copy()
    known[200:208, 1, 0] = False
    legs = LEGS.copy()
    legs[200:208, 1, 0] = 9.0
    settled = settle(legs, known, PHI, STEP)
    assert np.linalg.norm(settled.paths - LEGS, axis=-1)[200:208, 1, 0].max() < 0.06
    assert not settled.known[200:208, 1, 0].any()
    assert not settled.outliers.any()
