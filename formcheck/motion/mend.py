"""Find the rhythm of the stride and put the legs right."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formcheck.motion.gaps import Bridged
from formcheck.motion.legs import LegIdentity, tell_apart
from formcheck.motion.phase import StepPhase, find_phase
from formcheck.motion.rhythm import step_from_upper_body
from formcheck.motion.smooth import without_spikes
from formcheck.motion.value import View
from formcheck.pose.landmarks import index

Array = NDArray[np.float64]

LEG_JOINTS = ("knee", "ankle", "heel", "toe")
_MIN_REGULARITY = 0.6  # real strides: 0.68 to 0.96; sitting, turning, ball games: 0.2 to 0.55
_FEET_SEEN = 0.8  # share of frames in which both feet lie in the picture
_SPIKE_FLOOR = 0.005  # leg lengths


@dataclass(frozen=True, slots=True)
class Mended:
    """Landmarks with the legs told apart.

    Attributes
    ----------
    whole, xy
        ``(T, 33, 2)`` as in `Bridged`.
    step_s
        Step time, seconds.
    regularity
        How well the stride repeats, 0 to 1.
    feet_swapped, knees_swapped
        Share of frames put right.
    """

    whole: Array
    xy: Array
    step_s: float
    regularity: float
    feet_swapped: float
    knees_swapped: float


def mend(bridged: Bridged, t: Array, view: View, leg_px: float) -> Mended | None:
    """Find the step time and undo exchanged legs and lone spikes.

    Returns
    -------
    Mended or None
        None when no regular stride can be found.
    """
    phase = find_phase(_difference(bridged, view, leg_px), t)
    if phase is None or phase.regularity < _MIN_REGULARITY:
        upper = step_from_upper_body(bridged, t, leg_px)
        if upper is None:
            return None
        return Mended(bridged.whole, bridged.xy, *upper, 0.0, 0.0)
    if view in ("front", "rear"):
        # From front and rear the legs stand side by side and are not confused.
        return Mended(bridged.whole, bridged.xy, phase.step_s, phase.regularity, 0.0, 0.0)
    identity, whole, xy = _legs_put_right(bridged, t, phase, leg_px)
    return Mended(
        whole,
        xy,
        phase.step_s,
        phase.regularity,
        float(identity.foot_swapped.mean()),
        float(identity.knee_swapped.mean()),
    )


def _feet_in_sight(bridged: Bridged) -> bool:
    feet = [index(joint, side) for joint in LEG_JOINTS[1:] for side in ("left", "right")]
    return bool(bridged.visible[feet].min() > _FEET_SEEN)


def _leg_array(bridged: Bridged, side: str) -> Array:
    """``(T, 4, 2)`` knee, ankle, heel, toe from the hip middle; the knee stands in for feet out of sight."""
    xy = bridged.whole
    hips = (xy[:, index("hip", "left")] + xy[:, index("hip", "right")]) / 2
    joints = LEG_JOINTS if _feet_in_sight(bridged) else ("knee",) * len(LEG_JOINTS)
    return np.stack([xy[:, index(joint, side)] - hips for joint in joints], axis=1)


def _difference(bridged: Bridged, view: View, leg_px: float) -> Array:
    """``(T, K)`` left minus right leg, leg lengths."""
    difference = (_leg_array(bridged, "left") - _leg_array(bridged, "right")) / leg_px
    if view in ("front", "rear"):
        # The legs differ sideways all the time; only their heights alternate.
        difference = difference[..., 1:] - difference[..., 1:].mean(0)
    return difference.reshape(len(difference), -1)


def _legs_put_right(
    bridged: Bridged, t: Array, phase: StepPhase, leg_px: float
) -> tuple[LegIdentity, Array, Array]:
    """Exchange swapped legs and take out spikes, in the whole and in the honest tracks alike."""
    left, right = (_leg_array(bridged, side) / leg_px for side in ("left", "right"))
    identity = tell_apart(left, right, phase)
    whole, xy = bridged.whole.copy(), bridged.xy.copy()
    for joint in LEG_JOINTS:
        swapped = identity.knee_swapped if joint == "knee" else identity.foot_swapped
        a, b = index(joint, "left"), index(joint, "right")
        for track in (whole, xy):
            track[swapped, a], track[swapped, b] = track[swapped, b], track[swapped, a]
    legs = [index(joint, side) for joint in LEG_JOINTS for side in ("left", "right")]
    calm = without_spikes(whole[:, legs], _SPIKE_FLOOR * leg_px, t)
    whole[:, legs] = calm
    xy[:, legs] = np.where(np.isfinite(xy[:, legs]), calm, np.nan)
    return identity, whole, xy
