"""How bright the runner is in the picture, sampled on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from formcheck.clip import Picture
from formcheck.pose.body import box_of
from formcheck.pose.engine import Pose

_EVERY = 15  # pictures
_KEEP = 400
_STRIDE = 4  # every fourth pixel both ways tells enough


@dataclass(slots=True)
class LightMeter:
    """Measures the grey level of the box round the runner in every fifteenth picture."""

    _levels: list[tuple[int, float]] = field(default_factory=list)

    def feed(self, picture: Picture, pose: Pose | None) -> None:
        """Take the next picture and who is followed in it."""
        if pose is None or picture.index % _EVERY:
            return
        height, width = picture.rgb.shape[:2]
        left, top, right, bottom = box_of(pose, width, height, 0.0)
        inside = picture.rgb[top:bottom:_STRIDE, left:right:_STRIDE]
        if inside.size and len(self._levels) < _KEEP:
            self._levels.append((picture.index, float(inside.mean())))

    @property
    def brightness(self) -> float | None:
        """Median grey level, 0 black to 255 white; None when nobody was followed."""
        return median_level(self.levels(0))

    def levels(self, first: int) -> list[float]:
        """Grey levels of the pictures from a number on."""
        return [level for index, level in self._levels if index >= first]


def median_level(levels: Sequence[float]) -> float | None:
    """Return the median; None when there are none."""
    return float(np.median(levels)) if levels else None
