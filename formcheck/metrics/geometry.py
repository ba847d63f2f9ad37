"""Angles and vectors of the body at one instant or over a span, in the runner's frame (x forward, y up)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from formcheck.gait import Stride
from formcheck.motion import Leg, Motion
from formcheck.pose.landmarks import Landmark, index

Array = NDArray[np.float64]

_SAMPLES = 64
_LATELY = 1024  # instants or spans a motion remembers: at most 34 MB, while it is measured


class Posture:
    """The body at given times; positions in leg lengths.

    Parameters
    ----------
    motion
        The motion.
    times
        ``()`` or ``(N,)`` seconds, file time.
    """

    def __init__(self, motion: Motion, times: float | Array) -> None:
        self._motion = motion
        self._xy = _positions(motion, times)

    def joint(self, joint: str, leg: Leg) -> Array:
        """``(..., 2)`` position of a paired joint of one side."""
        position: Array = self._xy[..., index(joint, self._motion.side_of(leg)), :]
        return position

    def middle(self, joint: str) -> Array:
        """``(..., 2)`` middle between a pair."""
        return (self.joint(joint, "near") + self.joint(joint, "far")) / 2

    def nose(self) -> Array:
        """``(..., 2)`` position of the nose."""
        position: Array = self._xy[..., Landmark.NOSE, :]
        return position

    def trunk(self) -> Array:
        """``(..., 2)`` vector from the hip middle to the shoulder middle."""
        return self.middle("shoulder") - self.middle("hip")

    def neck(self) -> Array:
        """``(..., 2)`` vector from the shoulder middle to the ear middle."""
        return self.middle("ear") - self.middle("shoulder")


def _positions(motion: Motion, times: float | Array) -> Array:
    """Positions at the times; measures look at the same instants again and again."""
    key = times if isinstance(times, float) else np.asarray(times).tobytes()
    lately = motion.lately
    if key not in lately:
        if len(lately) >= _LATELY:
            lately.clear()
        lately[key] = motion.at(times)
        lately[key].setflags(write=False)
    return lately[key]


def over(motion: Motion, start_s: float, stop_s: float) -> Posture:
    """Return the body at 64 even instants from `start_s` to `stop_s`."""
    return Posture(motion, np.linspace(start_s, stop_s, _SAMPLES))


def over_stride(motion: Motion, stride: Stride) -> Posture:
    """Return the body over a whole stride."""
    return over(motion, stride.contact_s, stride.end_s)


def lean_deg(vector: Array) -> Array:
    """Angle of an upward vector from vertical, degrees, forward positive."""
    return np.degrees(np.arctan2(vector[..., 0], vector[..., 1]))


def pitch_deg(vector: Array) -> Array:
    """Angle of a forward vector from horizontal, degrees, up positive."""
    return np.degrees(np.arctan2(vector[..., 1], vector[..., 0]))


def bend_deg(first: Array, second: Array) -> Array:
    """Signed angle from `first` to `second`, degrees, clockwise (an upward chain bent forward) positive."""
    cross = first[..., 1] * second[..., 0] - first[..., 0] * second[..., 1]
    dot = (first * second).sum(-1)
    return np.asarray(np.degrees(np.arctan2(cross, dot)))


def known(value: float | Array) -> float | None:
    """Mean of the finite values; None when fewer than half are known."""
    values = np.atleast_1d(np.asarray(value, dtype=np.float64))
    finite = values[np.isfinite(values)]
    return float(finite.mean()) if 2 * len(finite) > len(values) else None
