"""Long handrails of a treadmill, which hide the hip in a side view, and a towel hung over one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sample_videos.renderer.movement.rotation import Array
from sample_videos.renderer.scene.camera import Camera
from sample_videos.renderer.scene.solid import Picture, bar, fill

_HALF = 0.024  # metres: half the rail's thickness
_TOWEL_LONG, _TOWEL_WIDE = 0.42, 0.27


@dataclass(frozen=True)
class Rails:
    """Handrails along both sides of the belt.

    Attributes
    ----------
    height
        Middle of the rail above the belt, metres.
    back
        Where the rails end behind the runner; the runner's hip is near 0, forward is positive, metres.
    towel
        Where a towel hangs over the rail nearer to the camera, metres forward; None is no towel.
    colour
        Red green blue.
    """

    height: float = 0.95
    back: float = -0.55
    towel: float | None = None
    colour: tuple[int, int, int] = (84, 86, 92)


def long_rail(picture: Picture, camera: Camera, rails: Rails, end: Array) -> None:
    """Draw one rail and the post that carries its hind end.

    Parameters
    ----------
    picture, camera
        Drawn into, seen from.
    rails
        How they are.
    end
        ``(3,)`` where the rail meets the front upright: only its x and z count, its y is the belt.
    """
    colour = np.array(rails.colour, dtype=np.float64)
    front = end + np.array([0.0, rails.height, 0.0])
    hind = np.array([rails.back, front[1], end[2]])
    # The post leans, as most do: it is no help to find the vertical with.
    foot = np.array([rails.back - 0.16, end[1], end[2]])
    bar(picture, camera, foot, hind + np.array([0.03, 0.0, 0.0]), (0.028, 0.0, 0.02), colour * 0.92)
    bar(picture, camera, hind, front, (0.0, _HALF, _HALF), colour)
    # A bright line along the upper edge makes it round.
    up = np.array([0.0, _HALF * 0.45, 0.0])
    bar(picture, camera, hind + up, front + up, (0.0, 0.006, _HALF + 0.002), colour * 1.45)


def towel(picture: Picture, camera: Camera, rails: Rails, end: Array) -> None:
    """Draw the towel over a rail, if there is one; `end` as in `long_rail`."""
    if rails.towel is None:
        return
    outside = end[2] + np.sign(camera.place[2] - end[2]) * (_HALF + 0.012)
    top, low = end[1] + rails.height + _HALF + 0.008, end[1] + rails.height - _TOWEL_LONG
    across = np.linspace(0, 1, 9)
    x = rails.towel + _TOWEL_WIDE * across
    hem = low + 0.012 * np.sin(7 * across + 1) + 0.03 * across
    cloth = np.array([206.0, 198.0, 182.0])
    for k in range(8):
        fold = 0.93 + 0.09 * np.sin(2.4 * k + 0.6)
        strip = [(x[k], top, outside), (x[k + 1], top, outside)]
        strip += [(x[k + 1], hem[k + 1], outside), (x[k], hem[k], outside)]
        fill(picture, camera, strip, cloth * fold)
        band = [(x[k], hem[k] + 0.07, outside), (x[k + 1], hem[k + 1] + 0.07, outside)]
        band += [(x[k + 1], hem[k + 1] + 0.04, outside), (x[k], hem[k] + 0.04, outside)]
        fill(picture, camera, band, np.array([90.0, 110.0, 150.0]) * fold)
