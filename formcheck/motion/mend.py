"""Find the rhythm of the stride, put legs and arms right, and leave out what lies on neither."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from formcheck.motion.gaps import LONGEST_GAP_S, Bridged, in_short_gap
from formcheck.motion.naming import Named, name_limbs
from formcheck.motion.phase import StepPhase, find_phase
from formcheck.motion.rhythm import step_from_upper_body
from formcheck.motion.settle import Settled, settle
from formcheck.motion.smooth import without_spikes
from formcheck.motion.value import View
from formcheck.pose.landmarks import index

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

LEG_JOINTS = ("knee", "ankle", "heel", "toe")
ARM_JOINTS = ("elbow", "wrist")
_SIDES = ("left", "right")
_MIN_REGULARITY = 0.6  # real strides: 0.68 to 0.96; sitting, turning, ball games: 0.2 to 0.55
# Joints that lie elsewhere make a stride look less even; from here on it is looked at again without them.
_WORTH_MENDING = 0.4
# Beyond these nothing is read from single legs. 24 rendered runners had regularity from 0.89, misfit to 0.025
# and 0 to 7 % left out; seven real shots from 0.82, to 0.06 and to 3 %; three-quarter view without feet 0.72.
_LEGS_REGULAR, _LEGS_MISFIT, _LEFT_OUT = 0.7, 0.15, 0.25
_UNEVEN = (
    "the legs do not repeat evenly enough to be told apart: film ten seconds at an even pace, "
    "square from the side, whole body in view"
)
_FEET_SEEN = 0.8  # share of frames in which both feet lie in the picture
_SPIKE_FLOOR = 0.005  # leg lengths
_SAME_STEP = 0.05  # of the step time, between the rhythm told first and without outliers
_USUAL_STEP_S = 0.36  # of running; in slow motion a gap of the same share of a step is as short


@dataclass(frozen=True, slots=True)
class Mended:
    """Landmarks with legs and arms told apart.

    Attributes
    ----------
    whole, xy
        ``(T, 33, 2)`` as in `Bridged`.
    step_s
        Step time, seconds.
    regularity
        How well the stride repeats, 0 to 1.
    feet_swapped, knees_swapped, arms_swapped
        Share of frames put right.
    left_out
        Share of the legs' joints, over all frames, that lay elsewhere than on their leg.
    legs_reason
        Why nothing may be read from single legs; empty when it may.
    """

    whole: Array
    xy: Array
    step_s: float
    regularity: float
    feet_swapped: float = 0.0
    knees_swapped: float = 0.0
    arms_swapped: float = 0.0
    left_out: float = 0.0
    legs_reason: str = ""


def mend(bridged: Bridged, t: Array, view: View, leg_px: float) -> Mended | None:
    """Find the step time, undo exchanged limbs and take out joints that lie elsewhere.

    Returns
    -------
    Mended or None
        None when no regular stride can be found.
    """
    phase = find_phase(_difference(bridged, view, leg_px), t)
    if phase is not None and view in ("front", "rear") and phase.regularity >= _MIN_REGULARITY:
        # From front and rear the legs stand side by side and are not confused.
        return Mended(bridged.whole, bridged.xy, phase.step_s, phase.regularity)
    if phase is not None and view not in ("front", "rear") and phase.regularity >= _WORTH_MENDING:
        mended = _put_right(bridged, t, phase, leg_px)
        if mended.regularity >= _MIN_REGULARITY and (
            phase.regularity >= _MIN_REGULARITY or not mended.legs_reason
        ):
            return mended
    upper = step_from_upper_body(bridged, t, leg_px)
    return None if upper is None else Mended(bridged.whole, bridged.xy, *upper, legs_reason=_UNEVEN)


def _put_right(bridged: Bridged, t: Array, phase: StepPhase, leg_px: float) -> Mended:
    """Legs and arms put right, in the whole and in the honest tracks alike."""
    joints = LEG_JOINTS if _feet_in_sight(bridged) else LEG_JOINTS[:1]
    hips = _middle(bridged.whole, "hip")
    legs, known = _limbs(bridged, LEG_JOINTS if len(joints) > 1 else ("knee",) * 4, hips, leg_px)
    arms, _ = _limbs(bridged, ARM_JOINTS, _middle(bridged.whole, "shoulder"), leg_px)
    limbs = _Limbs(legs, known, arms)
    found = _told_apart(limbs, phase, t, len(joints))
    # What lay elsewhere made the stride look less even than it is: its rhythm is told again without.
    settled = found.settled
    again = find_phase(settled.paths[:, :, 0] - settled.paths[:, :, 1], t) if settled.outliers.any() else None
    if again is not None and abs(np.log(again.step_s / phase.step_s)) < _SAME_STEP:
        phase = again
        found = _told_apart(limbs, phase, t, len(joints))
    whole, xy = bridged.whole.copy(), bridged.xy.copy()
    for track in (whole, xy):
        _exchange(track, LEG_JOINTS, found.legs_swapped)
        _exchange(track, ARM_JOINTS, found.arms_swapped)
    _write(whole, xy, joints, found.settled, hips, leg_px, t, phase.step_s)
    left_out = float(found.settled.outliers.mean())
    return Mended(
        whole,
        xy,
        phase.step_s,
        phase.regularity,
        float(found.legs_swapped[:, 1:].any(1).mean()),
        float(found.legs_swapped[:, 0].mean()),
        float(found.arms_swapped.any(1).mean()),
        left_out,
        _why_not(phase.regularity, found.named.legs.misfit, left_out) or found.named.reason,
    )


@dataclass(frozen=True, slots=True)
class _Limbs:
    """``(T, J, 2 sides, 2)`` legs from the hips and arms from the shoulders; where the legs were seen."""

    legs: Array
    known: Flags
    arms: Array


@dataclass(frozen=True, slots=True)
class _ToldApart:
    """Limbs named and settled; ``(T, J)`` pairs to exchange in all."""

    named: Named
    settled: Settled
    legs_swapped: Flags
    arms_swapped: Flags


def _told_apart(limbs: _Limbs, phase: StepPhase, t: Array, count: int) -> _ToldApart:
    """Name whole limbs, then settle the first `count` joints of the legs one by one."""
    named = name_limbs(limbs.legs, limbs.arms, phase.phi)
    swapped = np.stack([named.legs.knee_swapped, *[named.legs.foot_swapped] * 3], axis=1)
    step_frames = phase.step_s / float(np.median(np.diff(t)))
    settled = settle(
        _turned(limbs.legs, swapped)[:, :count],
        _turned(limbs.known, swapped)[:, :count],
        phase.phi,
        step_frames,
    )
    swapped[:, :count] ^= settled.exchanged
    arms = np.zeros((len(t), 2), dtype=bool)
    if named.arms is not None:
        arms = np.stack([named.arms.knee_swapped, named.arms.foot_swapped], axis=1)
    return _ToldApart(named, settled, swapped, arms)


def _why_not(regularity: float, misfit: float, left_out: float) -> str:
    """Why nothing may be read from single legs; empty when it may."""
    if regularity < _LEGS_REGULAR or misfit > _LEGS_MISFIT:
        return _UNEVEN
    if left_out > _LEFT_OUT:
        return (
            "the legs are too often hidden or taken for something else: film with nothing in front of you, "
            "in good light, in clothes that stand out from the background"
        )
    return ""


def _middle(xy: Array, joint: str) -> Array:
    return np.asarray((xy[:, index(joint, "left")] + xy[:, index(joint, "right")]) / 2)


def _limbs(bridged: Bridged, joints: tuple[str, ...], root: Array, leg_px: float) -> tuple[Array, Flags]:
    """``(T, J, 2 sides, 2)`` joints from their root in leg lengths, and where they were seen."""
    places = np.array([[index(joint, side) for side in _SIDES] for joint in joints])
    return (bridged.whole[:, places] - root[:, None, None]) / leg_px, bridged.known[:, places]


def _turned(limbs: Any, flags: Flags) -> Any:
    out = limbs.copy()
    out[flags] = limbs[flags][:, ::-1]
    return out


def _exchange(track: Array, joints: tuple[str, ...], flags: Flags) -> None:
    """Exchange left and right in place where told, joint by joint."""
    for number, joint in enumerate(joints):
        swapped = flags[:, number]
        a, b = index(joint, "left"), index(joint, "right")
        track[swapped, a], track[swapped, b] = track[swapped, b], track[swapped, a]


def _write(
    whole: Array,
    xy: Array,
    joints: tuple[str, ...],
    settled: Settled,
    hips: Array,
    leg_px: float,
    t: Array,
    step_s: float,
) -> None:
    """Write settled legs back in place, without lone spikes; gaps stay open in `xy` where they are long."""
    places = np.array([[index(joint, side) for side in _SIDES] for joint in joints]).ravel()
    paths = settled.paths.reshape(len(t), -1, 2) * leg_px + hips[:, None]
    calm = without_spikes(paths, _SPIKE_FLOOR * leg_px, t)
    longest = LONGEST_GAP_S * max(1.0, step_s / _USUAL_STEP_S)
    known = settled.known.reshape(len(t), -1)
    hips_known = np.isfinite(xy[:, [index("hip", side) for side in _SIDES], 0]).all(1)
    for k, place in enumerate(places):
        if known[:, k].sum() < 4:
            xy[:, place] = np.nan
            continue
        honest = (known[:, k] | in_short_gap(t, t[known[:, k]], longest)) & hips_known
        whole[:, place] = calm[:, k]
        xy[:, place] = np.where(honest[:, None], calm[:, k], np.nan)


def _feet_in_sight(bridged: Bridged) -> bool:
    feet = [index(joint, side) for joint in LEG_JOINTS[1:] for side in _SIDES]
    return bool(bridged.visible[feet].min() > _FEET_SEEN)


def _difference(bridged: Bridged, view: View, leg_px: float) -> Array:
    """``(T, 4, 2)`` left minus right leg, leg lengths; from front and rear ``(T, 4, 1)`` heights."""
    joints = LEG_JOINTS if _feet_in_sight(bridged) else ("knee",) * len(LEG_JOINTS)
    legs, _ = _limbs(bridged, joints, _middle(bridged.whole, "hip"), leg_px)
    difference = legs[:, :, 0] - legs[:, :, 1]
    if view in ("front", "rear"):
        # The legs differ sideways all the time; only their heights alternate.
        difference = difference[..., 1:] - difference[..., 1:].mean(0)
    return np.asarray(difference)
