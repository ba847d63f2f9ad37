"""The number that each curve draws, at any time: the same definitions and signs as the measures'."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from formcheck.metrics.geometry import Posture, bend_deg, lean_deg, pitch_deg
from formcheck.motion import Leg, Motion
from formcheck.report.plots.whats import What

Array = NDArray[np.float64]
_Quantity = Callable[[Posture, Motion, Leg], Array]


def quantity(what: What, motion: Motion, leg: Leg, times_s: Array) -> Array:
    """Return the values of a curve at given times, before any correction; NaN where unknown.

    Parameters
    ----------
    what
        The curve.
    motion, leg
        Whose.
    times_s
        ``(N,)`` seconds on the file's time base.
    """
    return _QUANTITIES[what](Posture(motion, times_s), motion, leg)


def _trunk(body: Posture, motion: Motion, leg: Leg) -> Array:  # noqa: ARG001  # the body's own
    return lean_deg(body.trunk())


def _knee(body: Posture, motion: Motion, leg: Leg) -> Array:  # noqa: ARG001
    hip, knee, ankle = (body.joint(joint, leg) for joint in ("hip", "knee", "ankle"))
    return -bend_deg(knee - ankle, hip - knee)


def _thigh(body: Posture, motion: Motion, leg: Leg) -> Array:  # noqa: ARG001
    return lean_deg(body.joint("hip", leg) - body.joint("knee", leg))


def _shank(body: Posture, motion: Motion, leg: Leg) -> Array:  # noqa: ARG001
    return -lean_deg(body.joint("knee", leg) - body.joint("ankle", leg))


def _foot(body: Posture, motion: Motion, leg: Leg) -> Array:
    return pitch_deg(body.joint("toe", leg) - body.joint("heel", leg)) - motion.belt_deg


def _ankle(body: Posture, motion: Motion, leg: Leg) -> Array:  # noqa: ARG001
    return 100 * (body.joint("ankle", leg) - body.middle("hip"))[..., 0]


def _hip(body: Posture, motion: Motion, leg: Leg) -> Array:  # noqa: ARG001
    height = motion.middle("hip")[:, 1]
    if not np.isfinite(height).any():
        return np.full(body.middle("hip").shape[:-1], np.nan)
    return 100 * (body.middle("hip")[..., 1] - float(np.nanmean(height)))


def _wrist(body: Posture, motion: Motion, leg: Leg) -> Array:  # noqa: ARG001
    trunk = body.trunk()
    wrist = body.joint("wrist", leg) - body.middle("hip")
    along: Array = 100 * (wrist * trunk).sum(-1) / (trunk**2).sum(-1)
    return along


_QUANTITIES: Mapping[What, _Quantity] = {
    "trunk_lean": _trunk,
    "knee_flexion": _knee,
    "thigh_angle": _thigh,
    "shank_angle": _shank,
    "foot_angle": _foot,
    "ankle_ahead": _ankle,
    "hip_height": _hip,
    "wrist_height": _wrist,
}
