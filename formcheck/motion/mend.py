"""Find the rhythm of the stride, put legs and arms right, and leave out what lies on neither."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from formcheck.motion.gaps import LONGEST_GAP_S, Bridged, in_short_gap
from formcheck.motion.legs import tell_apart
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
_FEET_SEEN = 0.8  # share of frames in which both feet lie in the picture
_SPIKE_FLOOR = 0.005  # leg lengths
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
    misfit
        Median distance of the legs to their average stride, leg lengths.
    feet_swapped, knees_swapped, arms_swapped
        Share of frames put right.
    left_out
        Share of the legs' joints, over all frames, that lay elsewhere than on their leg.
    """

    whole: Array
    xy: Array
    step_s: float
    regularity: float
    misfit: float = 0.0
    feet_swapped: float = 0.0
    knees_swapped: float = 0.0
    arms_swapped: float = 0.0
    left_out: float = 0.0


def mend(bridged: Bridged, t: Array, view: View, leg_px: float) -> Mended | None:
    """Find the step time, undo exchanged limbs and take out joints that lie elsewhere.

    Returns
    -------
    Mended or None
        None when no regular stride can be found.
    """
    phase = find_phase(_difference(bridged, view, leg_px), t)
    if phase is None or phase.regularity < _MIN_REGULARITY:
        upper = step_from_upper_body(bridged, t, leg_px)
        return None if upper is None else Mended(bridged.whole, bridged.xy, *upper)
    if view in ("front", "rear"):
        # From front and rear the legs stand side by side and are not confused.
        return Mended(bridged.whole, bridged.xy, phase.step_s, phase.regularity)
    return _put_right(bridged, t, phase, leg_px)


def _put_right(bridged: Bridged, t: Array, phase: StepPhase, leg_px: float) -> Mended:
    """Legs and arms put right, in the whole and in the honest tracks alike."""
    whole, xy = bridged.whole.copy(), bridged.xy.copy()
    joints = LEG_JOINTS if _feet_in_sight(bridged) else LEG_JOINTS[:1]
    hips = _middle(bridged.whole, "hip")
    legs, known = _limbs(bridged, LEG_JOINTS if len(joints) > 1 else ("knee",) * 4, hips, leg_px)
    identity = tell_apart(legs[:, :, 0], legs[:, :, 1], phase.phi)
    flags = np.stack([identity.knee_swapped, *[identity.foot_swapped] * 3], axis=1)
    _exchange(whole, LEG_JOINTS, flags)
    _exchange(xy, LEG_JOINTS, flags)
    legs, known = _turned(legs, flags), _turned(known, flags)
    step_frames = phase.step_s / float(np.median(np.diff(t)))
    settled = settle(legs[:, : len(joints)], known[:, : len(joints)], phase.phi, step_frames)
    _write(whole, xy, joints, settled, hips, leg_px, t, phase.step_s)
    flags[:, : len(joints)] ^= settled.exchanged
    return Mended(
        whole,
        xy,
        phase.step_s,
        phase.regularity,
        identity.misfit,
        float(flags[:, 1:].any(1).mean()),
        float(flags[:, 0].mean()),
        _arms_put_right(bridged, whole, xy, phase, leg_px),
        float(settled.outliers.mean()),
    )


def _arms_put_right(bridged: Bridged, whole: Array, xy: Array, phase: StepPhase, leg_px: float) -> float:
    """Exchange arms in place by the phase of the legs; returns the share of frames."""
    shoulders = _middle(bridged.whole, "shoulder")
    arms, _ = _limbs(bridged, ARM_JOINTS, shoulders, leg_px)
    if not np.isfinite(arms).all():
        return 0.0
    identity = tell_apart(arms[:, :, 0], arms[:, :, 1], phase.phi)
    flags = np.stack([identity.knee_swapped, identity.foot_swapped], axis=1)
    _exchange(whole, ARM_JOINTS, flags)
    _exchange(xy, ARM_JOINTS, flags)
    return float(flags.any(1).mean())


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
    """``(T, K)`` left minus right leg, leg lengths; the knee stands in for feet out of sight."""
    joints = LEG_JOINTS if _feet_in_sight(bridged) else ("knee",) * len(LEG_JOINTS)
    legs, _ = _limbs(bridged, joints, _middle(bridged.whole, "hip"), leg_px)
    difference = legs[:, :, 0] - legs[:, :, 1]
    if view in ("front", "rear"):
        # The legs differ sideways all the time; only their heights alternate.
        difference = difference[..., 1:] - difference[..., 1:].mean(0)
    return np.asarray(difference.reshape(len(difference), -1))
