"""How the camera is turned against the runner, and the picture straightened as if it stood square and level.

A camera that looks down enlarges what is high, one off square shortens what lies along the belt and shifts
the near leg against the far one. With its angles and a usual focal length every point is turned into the
picture of a camera that looks at right angles on the plane the runner moves in; there lengths and angles are
true. Which way is up at the runner stays what the level says.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from formcheck.motion.level import Background
from formcheck.motion.orientation import ViewSignals
from formcheck.motion.turn import FOCAL, seen_by, usual_pitch
from formcheck.motion.understood import Angle, Camera, Facing
from formcheck.motion.value import Motion
from formcheck.pose.landmarks import COUNT, index

Array = NDArray[np.float64]

# Shoulders against the trunk seen from the side: sin(yaw) = 1.45 (width - 0.035) up to its sign. On 24
# rendered runners of the tuning seeds -2.1 +- 1.9 degrees off (python -m benchmarks.turned): the model does
# not see left and right quite alike, which is left in, so that a mirrored film is measured alike. On a film
# turned by 25 degrees 8 short, and real shoulders vary more.
_SLOPE, _REST, _BODY_SD_DEG = 1.45, 0.035, 5.0
# Belts stand along the walls of a room, mostly; lines alone were 1.8 degrees off on a hundred drawn rooms
# (python -m benchmarks.level).
_ROOM_SD_DEG = 1.5
_AGREE = 2.5  # standard deviations between room and body that are chance
# How far joints lie from the body's middle plane, leg lengths (hip joints 17 cm apart, feet 7 cm, at a leg of
# 83 cm).
_ASIDE = {"hip": 0.10, "knee": 0.06, "ankle": 0.045, "heel": 0.045, "toe": 0.05}


@dataclass(frozen=True, slots=True)
class Straightened:
    """Landmarks in the runner's frame, and how the camera stands to it.

    Attributes
    ----------
    xy
        ``(T, 33, 2)`` leg lengths from where a square camera looks, x forward, y up.
    camera
        With its distance.
    """

    xy: Array
    camera: Camera


def find_yaw(signals: ViewSignals, facing: Facing, by_room: Angle | None) -> tuple[Angle | None, str]:
    """Weigh what the room and the runner's shoulders tell; the source beside it.

    Parameters
    ----------
    signals
        Of the runner.
    facing
        Which way the runner faces; ``unclear`` when the view is not from the side.
    by_room
        Turn from square to the lines along the belt, or None.
    """
    if facing.side == "unclear":
        return None, "none"
    sign = 1.0 if facing.side == "right" else -1.0
    turn = float(np.degrees(np.arcsin(np.clip(_SLOPE * (signals.shoulder_width - _REST), -0.9, 0.9))))
    by_body = Angle(-sign * turn, _BODY_SD_DEG)
    if by_room is None:
        return by_body, "shoulders"
    sd = float(np.hypot(by_room.sd_deg, _ROOM_SD_DEG))
    if abs(by_room.deg - by_body.deg) > _AGREE * np.hypot(sd, _BODY_SD_DEG):
        # The belt does not stand along the wall, or these lines were no walls.
        return by_body, "shoulders"
    weights = np.array([sd**-2, _BODY_SD_DEG**-2])
    both = float(weights @ [by_room.deg, by_body.deg] / weights.sum())
    return Angle(both, float(weights.sum() ** -0.5)), "background and shoulders"


def straighten(
    pixels: Array,
    size: tuple[int, int],
    place: Array,
    background: Background,
    yaw: tuple[Angle | None, str],
    facing: Facing,
    near: str,
) -> Straightened:
    """Turn pixels into the runner's frame.

    Parameters
    ----------
    pixels
        ``(T, 33, 2)`` x to the right, y down; NaN only where a landmark was never seen.
    size
        Width and height of the picture, pixels.
    place
        ``(2,)`` where the runner is, pixels; the level's vertical holds there.
    background
        Level and pitch; a level that is not known is taken for 0, a pitch for the usual one.
    yaw
        From `find_yaw`.
    facing, near
        Way the runner faces, and the side towards the camera.
    """
    centre, focal = np.array(size) / 2, FOCAL * max(size)
    hips = [index("hip", side) for side in ("left", "right")]
    hip_y = float(np.nanmedian(pixels[:, hips, 1]))
    tilt = background.pitch or usual_pitch(hip_y, size[1], max(size))
    pitch = float(np.radians(tilt.deg))
    x, y = (place - centre) / focal
    up = float(np.radians(background.level.roll_deg or 0.0))
    # The roll whose vertical at the runner is the level's: sin(roll - up) = tan(pitch) (x cos up + y sin up).
    roll = up + float(np.arcsin(np.clip(np.tan(pitch) * (x * np.cos(up) + y * np.sin(up)), -0.9, 0.9)))
    rays = np.concatenate([(pixels - centre) / focal, np.ones((*pixels.shape[:-1], 1))], axis=-1)
    square = seen_by(rays, roll, pitch, float(np.radians(yaw[0].deg)) if yaw[0] else 0.0)
    flat = _in_the_plane(square, 1.0, facing, near, leg_length(square, near))
    leg = leg_length(flat, near)
    return Straightened(flat / leg, Camera(yaw[0], tilt, yaw[1], 1.0 / leg))


def turned(motion: Motion, *, roll: float = 0.0, pitch: float = 0.0, yaw: float = 0.0) -> Motion:
    """Return the motion as it would be if the camera's angles were others.

    Parameters
    ----------
    motion
        As found.
    roll, pitch, yaw
        Degrees by which true vertical at the runner lies further clockwise in the picture, and by which the
        camera's pitch and yaw are larger.
    """
    away, near = motion.camera.distance, motion.near
    # Facing twice turns the picture back to where the lens saw it.
    square = _in_the_plane(motion.xy, away, motion.facing, near, back=True)
    middle = np.nanmedian(square.reshape(-1, 2), axis=0)
    a = np.radians(roll)
    square = (square - middle) @ np.array([[np.cos(a), np.sin(a)], [-np.sin(a), np.cos(a)]]) + middle
    if pitch or yaw:
        rays = np.stack([square[..., 0], -square[..., 1], np.full(square.shape[:-1], away)], axis=-1)
        square = seen_by(rays, 0.0, float(np.radians(pitch)), float(np.radians(yaw))) * away
    xy = _in_the_plane(square, away, motion.facing, near)
    return replace(motion, xy=xy * (leg_length(motion.xy, near) / leg_length(xy, near)))


def leg_length(xy: Array, side: str) -> float:
    """Thigh plus shank of one side, median over ``(T, 33, 2)``, in the unit of `xy`.

    Feet out of the picture: the shank is taken as long as the thigh (0.246 and 0.245 of the height, Winter).
    """
    hip, knee, ankle = (xy[:, index(joint, side)] for joint in ("hip", "knee", "ankle"))
    thigh, shank = np.linalg.norm(hip - knee, axis=-1), np.linalg.norm(knee - ankle, axis=-1)
    whole = thigh + (shank if np.isfinite(shank).mean() > 0.5 else thigh)
    return float(np.nanmedian(whole))


def _in_the_plane(
    square: Array, away: float, facing: Facing, near: str, leg: float = 1.0, *, back: bool = False
) -> Array:
    """Carry near and far joints to the body's middle plane, x forward; or back to where the lens saw them.

    What is nearer to the lens by a share of its distance looks larger by it, from where the lens looks.
    """
    aside = np.zeros(COUNT)
    for joint, distance in _ASIDE.items():
        for side in ("left", "right"):
            aside[index(joint, side)] = distance if side == near else -distance
    smaller = (1.0 - aside * leg / away)[:, None]
    out = square / smaller if back else square * smaller
    return out * [-1.0 if facing.side == "left" else 1.0, 1.0]
