"""The foot in the air: from toe-off to the next contact, joined to both stances without a jump.

Thigh, knee and ankle follow curves whose shapes and sizes were set by hand after the mean curves printed by
Novacheck (The biomechanics of running, Gait & Posture 1998, 7:77) and, for how they grow with speed, Fukuchi,
Fukuchi and Duarte (PeerJ 2017, 5:e3298; 2.5, 3.5 and 4.5 m/s); for walking after Winter (Biomechanics and
Motor Control of Human Movement). No recorded number is in here.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sample_videos.renderer.movement.form import Form, Gait
from sample_videos.renderer.movement.rotation import smooth_step

Array = NDArray[np.float64]

# Share of the swing: thigh from vertical, knee flexion, ankle dorsiflexion; degrees, running at 3 m/s.
_RUN = np.array(
    [
        (0.00, -17, 22, -24),
        (0.08, -19, 32, -23),
        (0.15, -15, 49, -20),
        (0.23, -5, 68, -15),
        (0.31, 8, 84, -10),
        (0.38, 20, 93, -5),
        (0.46, 30, 94, -2),
        (0.54, 38, 89, 4),
        (0.62, 42, 78, 7),
        (0.69, 43, 64, 8),
        (0.77, 40, 44, 5),
        (0.85, 36, 30, 3),
        (0.92, 30, 20, 0),
        (1.00, 24, 16, -2),
    ]
)
_WALK = np.array(
    [
        (0.00, -8, 38, -15),
        (0.15, 4, 62, 0),
        (0.30, 17, 74, 14),
        (0.45, 27, 70, 18),
        (0.60, 31, 48, 10),
        (0.75, 29, 19, 3),
        (0.90, 25, 4, 0),
        (1.00, 23, 5, 0),
    ]
)
_KNEE_PER_SPEED, _THIGH_PER_SPEED = 0.09, 0.10  # growth of the swing with each metre a second beyond 3
_LAND_KNEE_RATE = 150.0  # degrees a second: the knee already bends when the foot touches
_LAND_PITCH_RATE = -60.0
_LEAVE_SPAN, _LAND_SPAN = 0.25, 0.12  # shares of the swing over which end velocities are taken up


@lru_cache
def _curves(gait: Gait) -> Any:
    from scipy.interpolate import CubicSpline

    table = _RUN if gait == "running" else _WALK
    return CubicSpline(table[:, 0], table[:, 1:])


def reach(thigh: float, shank: float, knee: Array) -> Array:
    """Distance from hip joint to ankle at a knee flexion (degrees)."""
    square = thigh**2 + shank**2 + 2 * thigh * shank * np.cos(np.deg2rad(knee))
    return np.asarray(np.sqrt(square))


def _template(form: Form, thigh: float, shank: float, q: Array) -> Array:
    hip, knee, ankle = np.moveaxis(_curves(form.gait)(q), -1, 0)
    if form.gait == "running":
        faster = form.speed - 3.0
        # Knots at both ends are met anyway; only what lies between grows.
        middle = np.sin(np.pi * q) ** 2
        knee = knee * (1 + _KNEE_PER_SPEED * faster * middle)
        hip = hip * (1 + _THIGH_PER_SPEED * faster * middle)
    behind = np.degrees(np.arcsin(shank * np.sin(np.deg2rad(knee)) / reach(thigh, shank, knee)))
    return np.stack([knee, hip - behind, hip - knee + ankle], axis=-1)


def swing(form: Form, thigh: float, shank: float, ends: tuple[Array, Array, Array, Array], q: Array) -> Array:
    """``(T, 3)`` knee flexion, swing of the hip-ankle line and foot pitch over a swing, degrees.

    Parameters
    ----------
    form, thigh, shank
        The runner.
    ends
        State and rate (per swing) at toe-off, state and rate at contact.
    q
        ``(T,)`` share of the swing.
    """
    start, leave, stop, land = ends
    step = 1e-4
    at = _template(form, thigh, shank, np.array([0.0, step, 1.0 - step, 1.0]))
    own_leave, own_land = (at[1] - at[0]) / step, (at[3] - at[2]) / step
    s = smooth_step(q)[:, None]
    out: Array = _template(form, thigh, shank, q) + (start - at[0]) * (1 - s) + (stop - at[3]) * s
    early, late = q[:, None], 1 - q[:, None]
    out += (leave - own_leave) * np.where(early < _LEAVE_SPAN, early * (1 - early / _LEAVE_SPAN) ** 2, 0)
    out -= (land - own_land) * np.where(late < _LAND_SPAN, late * (1 - late / _LAND_SPAN) ** 2, 0)
    out[:, 0] = np.maximum(out[:, 0], 1.0)
    return out


def landing_rate(form: Form, thigh: float, shank: float, state: Array, hip_speed: float) -> Array:
    """``(3,)`` rates in degrees a second just before contact.

    The foot moves back slower than the belt by the share it will take up, and the knee bends already.
    """
    knee, lean = np.deg2rad(state[0]), np.deg2rad(state[1])
    length = float(reach(thigh, shank, state[0]))
    knee_rate = np.deg2rad(_LAND_KNEE_RATE) if form.gait == "running" else 0.0
    shortening = -thigh * shank * np.sin(knee) / length * knee_rate
    ahead = -(1 - form.remaining_speed) * form.speed - hip_speed
    lean_rate = (ahead - shortening * np.sin(lean)) / (length * np.cos(lean))
    rates: Array = np.degrees(np.array([knee_rate, lean_rate, np.deg2rad(_LAND_PITCH_RATE)]))
    return rates
