"""The mended landmarks in the picture at any time, and the directions that go with them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from formcheck.motion import Leg, Motion
from formcheck.pose.landmarks import Landmark, index

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Figure:
    """One person in one picture, in pixels of that picture; unknown points are NaN.

    Attributes
    ----------
    xy
        ``(33, 2)`` places.
    motion
        Where they come from.
    scale
        How much the picture is enlarged against the film.
    """

    xy: Array
    motion: Motion
    scale: float = 1.0

    def joint(self, joint: str, leg: Leg) -> Array:
        """``(2,)`` place of a paired joint."""
        place: Array = self.xy[index(joint, self.motion.side_of(leg))]
        return place

    def middle(self, joint: str) -> Array:
        """``(2,)`` middle between a pair."""
        return (self.joint(joint, "near") + self.joint(joint, "far")) / 2

    @property
    def nose(self) -> Array:
        """``(2,)`` the nose."""
        nose: Array = self.xy[Landmark.NOSE]
        return nose

    @property
    def known(self) -> Array:
        """``(N, 2)`` all known points."""
        known: Array = self.xy[np.isfinite(self.xy).all(axis=1)]
        return known

    def moved(self, offset: Array, scale: float) -> Figure:
        """Return the figure in a part of the picture that begins at `offset`, enlarged by `scale`."""
        return Figure((self.xy - offset) * scale, self.motion, self.scale * scale)

    @cached_property
    def up(self) -> Array:
        """``(2,)`` true upright in the picture, or the picture's own when the level is not known."""
        roll = np.deg2rad(self.motion.level.roll_deg or 0.0)
        return np.array([np.sin(roll), -np.cos(roll)])

    def below(self, start: Array, leg: Leg) -> float:
        """How far straight below `start` the lower edge of a foot is, pixels."""
        foot = np.stack([self.joint(joint, leg) for joint in ("heel", "toe", "ankle")])
        drops = (start - foot) @ self.up
        return float(np.nanmax(drops)) if np.isfinite(drops).any() else float("nan")


@dataclass(frozen=True)
class Skeleton:
    """The figure over time."""

    motion: Motion

    def at(self, t: float) -> Figure | None:
        """Figure at a time of the file, between frames in a straight line; None outside the motion."""
        times = self.motion.t
        half = 0.5 / self.motion.rate
        if not times[0] - half <= t <= times[-1] + half:
            return None
        place = float(np.clip((t - times[0]) * self.motion.rate, 0, len(times) - 1))
        before, share = int(place), place - int(place)
        pixels = self.motion.pixels
        # An exact hit must not be lost to an unknown neighbour.
        if share < 1e-6:
            return Figure(pixels[before], self.motion)
        if share > 1 - 1e-6:
            return Figure(pixels[before + 1], self.motion)
        return Figure(pixels[before] * (1 - share) + pixels[before + 1] * share, self.motion)
