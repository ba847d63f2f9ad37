"""The directions of the world as a camera with roll, pitch and yaw sees them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from formcheck.motion.understood import Angle

Array = NDArray[np.float64]
Vector = tuple[Array, Array, Array]

FOCAL = 0.9  # of the picture's long side; phones film at 0.75 to 1.0


_USUAL_PITCH_SD_DEG = 6.0  # a phone half a metre above or below the hips, 4 to 5 metres away


def usual_pitch(hip_y: float, height: float, long_side: float) -> Angle:
    """Return how far a phone usually looks up: it stands at hip height, so its horizon passes the hips.

    Parameters
    ----------
    hip_y
        Where the hips are, pixels from the picture's top.
    height, long_side
        Of the picture, pixels.
    """
    up = np.degrees(np.arctan2(hip_y - height / 2, FOCAL * long_side))
    return Angle(float(up), _USUAL_PITCH_SD_DEG)


def world_axes(roll: Array, pitch: Array, yaw: Array) -> tuple[Vector, Vector, Vector]:
    """Return up, along the belt and away from the camera, in the camera's frame (x right, y down, z away).

    Parameters
    ----------
    roll, pitch, yaw
        Radians, of any one shape: true vertical clockwise of the picture's, camera looking up, right-hand end
        of the belt further away than the left.
    """
    cos_p, sin_p, cos_y, sin_y = np.cos(pitch), np.sin(pitch), np.cos(yaw), np.sin(yaw)
    cos_r, sin_r = np.cos(roll), np.sin(roll)

    def rolled(x: Array, y: Array, z: Array) -> Vector:
        return x * cos_r - y * sin_r, x * sin_r + y * cos_r, z

    return (
        rolled(np.zeros_like(cos_p), -cos_p, sin_p),
        rolled(cos_y, sin_y * sin_p, sin_y * cos_p),
        rolled(-sin_y, cos_y * sin_p, cos_y * cos_p),
    )


def seen_by(rays: Array, roll: float, pitch: float, yaw: float) -> Array:
    """Turn rays of a camera into the picture of one that stands square and level in the same place.

    Parameters
    ----------
    rays
        ``(..., 3)`` in the camera's frame.
    roll, pitch, yaw
        Of the camera, radians.

    Returns
    -------
    ndarray
        ``(..., 2)`` x to the right, y up, in focal lengths from where the square camera looks.
    """
    up, along, away = (np.array(one) for one in world_axes(*(np.array(a) for a in (roll, pitch, yaw))))
    seen: Array = np.stack([rays @ along, rays @ up], axis=-1) / (rays @ away)[..., None]
    return seen
