"""Landmarks of one person over a clip."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class PoseTrack:
    """Landmarks of one person over a clip.

    Attributes
    ----------
    t
        ``(T,)`` seconds, the clip's own times.
    xy
        ``(T, 33, 2)`` pixels, origin top left, y down; NaN is "not seen".
    visibility
        ``(T, 33)`` 0 to 1; 0 where nobody was found.
    world
        ``(T, 33, 3)`` metres round the hip middle, z away from the camera; NaN is "not seen".
    width, height
        Size of the picture, pixels.
    company
        ``(T,)`` True where somebody else is in the picture; None when nobody looked.
    looked
        ``(T,)`` False in pictures nobody looked at, whose landmarks are read between those before and after;
        None when all were looked at.
    brightness
        Grey level round the runner, median, 0 black to 255 white; None when it was not measured.
    """

    t: NDArray[np.float64]
    xy: NDArray[np.float64]
    visibility: NDArray[np.float64]
    world: NDArray[np.float64]
    width: int
    height: int
    company: NDArray[np.bool_] | None = None
    brightness: float | None = None
    looked: NDArray[np.bool_] | None = None

    @property
    def seen(self) -> NDArray[np.bool_]:
        """``(T,)`` True where a person was found."""
        seen: NDArray[np.bool_] = np.isfinite(self.xy[:, 0, 0])
        return seen

    def pick(self, frames: NDArray[np.intp], t: NDArray[np.float64]) -> PoseTrack:
        """Return some frames at times of their own, such as one shot without the pictures that repeat."""
        company = None if self.company is None else self.company[frames]
        return replace(
            self,
            t=t,
            xy=self.xy[frames],
            visibility=self.visibility[frames],
            world=self.world[frames],
            company=company,
            looked=None if self.looked is None else self.looked[frames],
        )

    def piece(self, first: int, stop: int) -> PoseTrack:
        """Return the frames from `first` up to `stop` (one shot)."""
        return self.pick(np.arange(*slice(first, stop).indices(len(self.t))), self.t[first:stop])
