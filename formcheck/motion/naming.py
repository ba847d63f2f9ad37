"""Which leg is left and which right, once they are told apart: what the model mostly says, and the arms.

Arms swing against the legs, in running as in walking: the left arm is ahead when the right leg is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formcheck.motion.legs import LegIdentity, tell_apart

Array = NDArray[np.float64]

# Cosine between the swing of arms and legs of one name: -0.54 to -1.00 in 34 rendered and 8 real side views.
_AGAINST, _WITH = -0.3, 0.3
_CLEAR = 0.7  # share of frames with one naming from which the model's own names are taken at their word
_SWING = 0.02  # leg lengths: arms that swing less (held, or on a rail) say nothing


@dataclass(frozen=True, slots=True)
class Named:
    """Legs and arms told apart and named.

    Attributes
    ----------
    legs, arms
        Frames to exchange; `arms` is None when they were never seen.
    reason
        Why it cannot be told which leg is which; empty when it can.
    """

    legs: LegIdentity
    arms: LegIdentity | None
    reason: str


def name_limbs(legs: Array, arms: Array, phi: Array) -> Named:
    """Tell limbs apart and name them.

    Parameters
    ----------
    legs, arms
        ``(T, J, 2 sides, 2)`` from hip and shoulder middle, leg lengths, as the model named them.
    phi
        ``(T,)`` stride phase, radians.
    """
    own = tell_apart(legs[:, :, 0], legs[:, :, 1], phi)
    if not np.isfinite(arms).all():
        return Named(own, None, "" if own.majority >= _CLEAR else _UNSURE)
    other = tell_apart(arms[:, :, 0], arms[:, :, 1], phi)
    relation = _relation(
        _swing(legs[:, 1], own.foot_swapped, phi), _swing(arms[:, 0], other.knee_swapped, phi)
    )
    if relation < _AGAINST or (relation <= _WITH and own.majority >= _CLEAR):
        return Named(own, other, "")
    if relation > _WITH and own.majority < _CLEAR <= other.majority:
        return Named(own.turned_round(), other, "")
    if relation > _WITH and other.majority < _CLEAR <= own.majority:
        return Named(own, other.turned_round(), "")
    return Named(own, other, _UNSURE)


_UNSURE = (
    "it cannot be told which leg is the near one: film square from the side, whole body in view, "
    "with both arms swinging free"
)


def _swing(joint: Array, swapped: NDArray[np.bool_], phi: Array) -> complex:
    """First harmonic of left minus right along the picture; `joint` is ``(T, 2 sides, 2)``."""
    apart = joint[:, 0, 0] - joint[:, 1, 0]
    return complex((np.where(swapped, -apart, apart) * np.exp(-1j * phi)).mean())


def _relation(leg: complex, arm: complex) -> float:
    """Cosine of the angle between two swings; 0 when one of them hardly swings."""
    if min(abs(leg), abs(arm)) < _SWING:
        return 0.0
    return float(np.real(leg * np.conj(arm)) / (abs(leg) * abs(arm)))
