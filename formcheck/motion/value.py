"""The value of this stage: motion one can trust, in the runner's own frame."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from formcheck.motion.understood import (
    SQUARE_CAMERA,
    Camera,
    ClockSigns,
    Facing,
    Level,
    Repairs,
    Scale,
    TimeFactor,
)
from formcheck.pose.landmarks import PAIRED, Landmark, index

Array = NDArray[np.float64]
Side = Literal["left", "right"]
Leg = Literal["near", "far"]
View = Literal["side", "front", "rear", "unclear"]
LEGS: tuple[Leg, Leg] = ("near", "far")
OBLIQUE_DEG = 15.0  # off square beyond which the pose model itself reads less well
# Eight films of two rendered runners of the tuning seeds turned by 15 to 30 degrees kept within their ranges
# (python -m benchmarks.turned).
MOST_YAW_DEG = 35.0


@dataclass(frozen=True)
class Motion:
    """Filtered landmarks in the runner's frame: x forward, y up, unit one leg length.

    Attributes
    ----------
    t
        ``(T,)`` seconds on the file's time base, evenly spaced.
    xy
        ``(T, 33, 2)`` leg lengths; NaN where a point is outside the picture or was never seen.
    near
        The runner's own side that is towards the camera.
    step_s
        Time from one foot's contact to the other's, file time, seconds.
    leg_px
        Leg length (thigh + shank of the near leg, median), pixels.
    view, facing, level, camera, scale, time_factor, repairs
        What was understood, each with its source.
    visible
        ``(33,)`` share of frames in which each landmark lies in the picture and was seen.
    pixels
        ``(T, 33, 2)`` the mended landmarks in the picture, for drawing; lightly filtered.
    confidence
        Match of the legs to one regular stride, 0 (none) to 1.
    belt_deg
        Slope of the belt, degrees, rising ahead of the runner positive; 0 when not told.
    legs_reason
        Why nothing may be read from single legs; empty when it may.
    signs
        What `time_factor` was read from; None where it was given.
    speed_ms
        Speed of the belt as told, metres a second; None when not told.
    """

    t: Array
    xy: Array
    near: Side
    step_s: float
    leg_px: float
    view: View
    facing: Facing
    level: Level
    scale: Scale
    time_factor: TimeFactor
    repairs: Repairs
    visible: Array
    pixels: Array
    confidence: float
    camera: Camera = SQUARE_CAMERA
    belt_deg: float = 0.0
    legs_reason: str = ""
    signs: ClockSigns | None = None
    speed_ms: float | None = None

    @property
    def oblique(self) -> bool:
        """Whether the camera looks at the runner's side, but not squarely."""
        yaw = self.camera.yaw
        return self.view == "side" and yaw is not None and abs(yaw.deg) > OBLIQUE_DEG

    @property
    def rate(self) -> float:
        """Samples a second, file time."""
        return float(1.0 / (self.t[1] - self.t[0]))

    def side_of(self, leg: Leg) -> Side:
        """Which of the runner's own sides a leg is."""
        if leg == "near":
            return self.near
        return "left" if self.near == "right" else "right"

    def joint(self, joint: str, leg: Leg) -> Array:
        """``(T, 2)`` path of a paired joint, such as ``joint("ankle", "near")``."""
        return self.xy[:, index(joint, self.side_of(leg))]

    def middle(self, joint: str) -> Array:
        """``(T, 2)`` path of the middle between a pair, such as ``middle("hip")``."""
        return (self.joint(joint, "near") + self.joint(joint, "far")) / 2

    def point(self, landmark: Landmark) -> Array:
        """``(T, 2)`` path of an unpaired landmark, such as the nose."""
        return self.xy[:, landmark]

    @cached_property
    def _spline(self) -> Any:
        from scipy.interpolate import CubicSpline

        # NaN would poison the whole spline and a leap to 0 would ring into the frames beside a gap: gaps are
        # bridged by straight lines here and put back as NaN after evaluation.
        flat = self.xy.reshape(len(self.t), -1).copy()
        for column in flat.T:
            known = np.isfinite(column)
            column[:] = np.interp(self.t, self.t[known], column[known]) if known.any() else 0.0
        return CubicSpline(self.t, flat, axis=0)

    @cached_property
    def _known(self) -> NDArray[np.bool_]:
        return np.isfinite(self.xy[..., 0])

    @cached_property
    def kept(self) -> dict[Hashable, float | None]:
        """What was computed from this very motion already; for pure functions of it and of the key."""
        return {}

    @cached_property
    def lately(self) -> dict[Hashable, Array]:
        """Positions at instants that were asked for lately; whoever measures much forgets them in the end."""
        return {}

    def at(self, times: float | Array) -> Array:
        """``(33, 2)`` or ``(N, 33, 2)`` positions between frames, by cubic spline.

        A point that is unknown in either neighbouring frame is NaN; so is any time outside the motion.
        """
        times = np.asarray(times, dtype=np.float64)
        value: Array = self._spline(times).reshape(*times.shape, -1, 2)
        below = np.clip(np.searchsorted(self.t, times, side="right") - 1, 0, len(self.t) - 2)
        known = self._known[below] & self._known[below + 1]
        half = 0.5 / self.rate
        inside = (times >= self.t[0] - half) & (times <= self.t[-1] + half)
        value[~(known & inside[..., None])] = np.nan
        return value

    def visible_share(self, joint: str, leg: Leg | None = None) -> float:
        """Share of frames in which a joint can be seen (the worse of both sides when no leg is named)."""
        if joint not in PAIRED:
            return float(self.visible[Landmark[joint.upper()]])
        legs = LEGS if leg is None else (leg,)
        return float(min(self.visible[index(joint, self.side_of(one))] for one in legs))
