"""The camera's turn: found from room and shoulders, undone in lengths and angles."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from formcheck.motion.camera import find_yaw, leg_length, straighten, turned
from formcheck.motion.level import Background
from formcheck.motion.orientation import view_signals
from formcheck.motion.turn import FOCAL, world_axes
from formcheck.motion.understood import Angle, Facing, Level
from formcheck.pose.landmarks import index
from tests.support.kinematics import Camera, Runner, film
from tests.support.scenes import understood

Array = NDArray[np.float64]

RIGHT, LEFT = Facing("right", "test"), Facing("left", "test")
SIDE = view_signals(film(Runner()))
SIZE, AWAY = (1280, 720), 4.8
BODY = Runner().landmarks(np.arange(0, 2.0, 1 / 30))
ASIDE = {"hip": 0.10, "knee": 0.06, "ankle": 0.045, "heel": 0.045, "toe": 0.05}


def pixels(roll: float, pitch: float, yaw: float, facing: Facing) -> Array:
    """Film a body that has width with a turned camera AWAY leg lengths from it."""
    near = facing.side
    x = np.where(facing.side == "right", 1.0, -1.0) * BODY[..., 0]
    swap = np.arange(33)
    nearer = np.zeros(33)
    for joint, distance in ASIDE.items():
        right, left = index(joint, "right"), index(joint, "left")
        nearer[right], nearer[left] = (distance, -distance) if near == "right" else (-distance, distance)
    if near == "left":
        for joint in ("ear", "shoulder", "elbow", "wrist", *ASIDE):
            swap[index(joint, "right")], swap[index(joint, "left")] = (
                index(joint, "left"),
                index(joint, "right"),
            )
    world = np.stack([x, BODY[..., 1] - 0.9, np.zeros_like(x)], axis=-1)[:, swap]
    world[..., 2] -= nearer
    axes = world_axes(*(np.array(np.radians(one)) for one in (roll, pitch, yaw)))
    up, along, away = (np.array(axis) for axis in axes)
    look = np.array([0.0, 0.0, AWAY])  # the runner's middle stays where the lens looks
    seen = world[..., :1] * along + world[..., 1:2] * up + world[..., 2:] * away + look
    focal = FOCAL * max(SIZE)
    return np.asarray(focal * seen[..., :2] / seen[..., 2:] + np.array(SIZE) / 2)


@settings(max_examples=40, deadline=None)
@given(st.floats(-6, 6), st.floats(-14, 14), st.floats(-25, 25), st.sampled_from([RIGHT, LEFT]))
def test_what_a_turned_camera_does_is_undone(roll: float, pitch: float, yaw: float, facing: Facing) -> None:
    seen = pixels(roll, pitch, yaw, facing)
    # The runner's middle lies in the picture's, where the vertical is the camera's own roll.
    room = Background(Level(roll, 0.3, "background"), Angle(pitch, 1.0), Angle(yaw, 1.0))
    straight = straighten(
        seen, SIZE, np.array(SIZE) / 2, room, (Angle(yaw, 1.0), "test"), facing, facing.side
    )
    scale = leg_length(BODY, "right")
    for joint in ("knee", "ankle", "heel", "toe", "shoulder"):
        for side, true_side in (("right", "right"), ("left", "left")):
            found = straight.xy[:, index(joint, side)] - straight.xy[:, 0]
            source = true_side if facing.side == "right" else {"right": "left", "left": "right"}[side]
            true = (BODY[:, index(joint, source)] - BODY[:, 0]) / scale
            assert np.abs(found - true).max() < 0.012
    # Of the plane the runner moves in, not of the runner.
    square = AWAY * np.cos(np.radians(yaw)) * np.cos(np.radians(pitch))
    assert straight.camera.distance == pytest.approx(square, rel=0.03)


@pytest.mark.parametrize("angle", ["roll", "pitch", "yaw"])
@pytest.mark.parametrize("facing", [RIGHT, LEFT], ids=["right", "left"])
def test_turning_the_motion_is_finding_another_angle(angle: str, facing: Facing) -> None:
    seen = pixels(2.0, 5.0, 8.0, facing)

    def found(roll: float, pitch: float, yaw: float) -> Array:
        room = Background(Level(roll, 0.3, "background"), Angle(pitch, 1.0), Angle(yaw, 1.0))
        centre = np.array(SIZE) / 2
        return straighten(seen, SIZE, centre, room, (Angle(yaw, 1.0), "test"), facing, facing.side).xy

    first = {"roll": 2.0, "pitch": 5.0, "yaw": 8.0}
    other = first | {angle: first[angle] + 3.0}
    base = understood(film(Runner(), Camera(seconds=4.0, facing=facing.side)))
    base = replace(base, xy=found(**first), camera=replace(base.camera, distance=AWAY))
    moved = turned(
        base, roll=3.0 * (angle == "roll"), pitch=3.0 * (angle == "pitch"), yaw=3.0 * (angle == "yaw")
    )
    wanted = found(**other)
    toe, hip = index("toe", facing.side), index("hip", facing.side)
    assert np.allclose(moved.xy[:, toe] - moved.xy[:, hip], wanted[:, toe] - wanted[:, hip], atol=0.012)


def test_room_and_shoulders_are_weighed() -> None:
    rest = replace(SIDE, shoulder_width=0.035)
    alone, _ = find_yaw(rest, RIGHT, None)
    both, source = find_yaw(rest, RIGHT, Angle(4.0, 1.0))
    assert alone is not None
    assert alone.deg == pytest.approx(0.0, abs=0.1)
    assert both is not None
    assert 2.0 < both.deg < 4.0
    assert both.sd_deg < alone.sd_deg
    assert source == "background and shoulders"


def test_shoulders_have_their_sign_from_the_way_the_runner_faces() -> None:
    wide = replace(SIDE, shoulder_width=0.2)
    (right, _), (left, _) = find_yaw(wide, RIGHT, None), find_yaw(wide, LEFT, None)
    assert right is not None
    assert left is not None
    assert left.deg == pytest.approx(-right.deg)
    assert right.deg == pytest.approx(-13.8, abs=0.5)


def test_a_room_that_contradicts_the_shoulders_is_left_out() -> None:
    _, source = find_yaw(replace(SIDE, shoulder_width=0.035), RIGHT, Angle(24.0, 0.5))
    assert source == "shoulders"


def test_no_yaw_without_a_direction() -> None:
    assert find_yaw(SIDE, Facing("unclear", "test"), Angle(3.0, 1.0)) == (None, "none")
