"""Tell the legs apart over the whole clip at once: template of the stride plus continuity, by Viterbi.

Pose models exchange left and right legs for single frames or runs of frames. A rule on jumps loses track
where the legs cross; here every frame may be kept or swapped (knee and foot apart), and the cheapest path
through the whole clip is taken, where cost is distance to the average stride and roughness of the paths.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from formcheck.motion.phase import first_harmonic
from formcheck.motion.stride import average_stride

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

# Joints in the limb arrays below: knee (elbow) alone; ankle, heel and toe, which move as one foot (wrist).
KNEE, FOOT = slice(0, 1), slice(1, None)
_STATES = tuple(product((False, True), repeat=2))  # (knee swapped, foot swapped)
_WEIGHTS = np.array([1.0, 2.0])  # knee, foot
_CAP = 8.0  # a residual beyond this many spreads counts no more: outliers do not decide
_CHANGE = 2.0  # cost of each unit that changes between frames
_DISAGREE = 1.0  # cost of a knee that is swapped while its foot is not
_ROUNDS = 4
_HARMONICS = 3


@dataclass(frozen=True, slots=True)
class LegIdentity:
    """Which frames have their legs exchanged.

    Attributes
    ----------
    knee_swapped, foot_swapped
        ``(T,)`` True where left and right are to be exchanged.
    misfit
        Median distance of the mended legs to the average stride, leg lengths.
    """

    knee_swapped: Flags
    foot_swapped: Flags
    misfit: float

    @property
    def majority(self) -> float:
        """Share of the frames, 0.5 to 1, that already had the names given now."""
        return 1.0 - float(self.knee_swapped.mean() + self.foot_swapped.mean()) / 2

    def turned_round(self) -> LegIdentity:
        """Give each limb the other's name."""
        return LegIdentity(~self.knee_swapped, ~self.foot_swapped, self.misfit)


def tell_apart(left: Array, right: Array, phi: Array) -> LegIdentity:
    """Find the frames in which the named legs are exchanged.

    Parameters
    ----------
    left, right
        ``(T, J, 2)`` knee, ankle, heel, toe minus the hip middle, in leg lengths, as the model named them; or
        elbow and wrist minus the shoulder middle.
    phi
        ``(T,)`` stride phase, radians.

    Notes
    -----
    If more than half of the knees and feet come out swapped the answer is turned round: the model names the
    legs rightly more often than not. When the feet alone are swapped in about half of the frames nothing in
    the stride tells which foot belongs to which knee; a shank of steady length does.
    """
    difference = left - right
    harmonic = first_harmonic(difference.reshape(len(difference), -1), phi)
    template = np.real(harmonic[None, :] * np.exp(1j * phi)[:, None]).reshape(difference.shape)
    states = np.full(len(left), -1)
    for _ in range(_ROUNDS):
        before = states
        states = _cheapest(left, right, template)
        if np.array_equal(states, before):
            break
        knee, foot = _flags(states)
        mended = _exchange(difference, knee, foot)
        template = average_stride(mended.reshape(len(mended), -1), phi, _HARMONICS).reshape(mended.shape)
    knee, foot = _flags(states)
    if _is_crossed(left, right, knee, foot):
        foot = ~foot
        template[:, FOOT] *= -1
    if knee.mean() + foot.mean() > 1.0:
        knee, foot, template = ~knee, ~foot, -template
    mended = _exchange(difference, knee, foot)
    return LegIdentity(knee, foot, float(np.median(np.abs(mended - template))))


def _flags(states: NDArray[np.int_]) -> tuple[Flags, Flags]:
    table = np.array(_STATES)
    return table[states, 0], table[states, 1]


def _is_crossed(left: Array, right: Array, knee: Flags, foot: Flags) -> bool:
    """Tell whether shanks keep their length better with the feet the other way round."""

    def unsteadiness(foot: Flags) -> float:
        spread = 0.0
        for one, other in ((left, right), (right, left)):
            knees = np.where(knee[:, None], other[:, 0], one[:, 0])
            ankles = np.where(foot[:, None], other[:, 1], one[:, 1])
            length = np.linalg.norm(knees - ankles, axis=-1)
            spread += float(np.median(np.abs(length - np.median(length))))
        return spread

    return unsteadiness(~foot) < 0.5 * unsteadiness(foot)


def _exchange(difference: Array, knee: Flags, foot: Flags) -> Array:
    signs = np.ones(difference.shape[:2])
    signs[:, KNEE] = np.where(knee, -1.0, 1.0)[:, None]
    signs[:, FOOT] = np.where(foot, -1.0, 1.0)[:, None]
    return difference * signs[..., None]


def _spread(values: Array, floor: float) -> Array:
    """Robust spread of each column, at least `floor`."""
    return np.maximum(1.4826 * np.median(np.abs(values), axis=0), floor)


def _template_cost(difference: Array, template: Array) -> Array:
    """``(T, 2 units, 2 kept/swapped)`` distance of the difference to the template."""
    kept, swapped = np.abs(difference - template), np.abs(-difference - template)
    scale = _spread(np.minimum(kept, swapped), 0.03)
    cost = np.stack([np.minimum(kept / scale, _CAP), np.minimum(swapped / scale, _CAP)], axis=-1).mean(2)
    return np.stack([cost[:, KNEE].mean(1), cost[:, FOOT].mean(1)], axis=1)


def _continuity_cost(left: Array, right: Array) -> Array:
    """``(T - 2, 2 units, 2, 2, 2)`` roughness of both paths for each choice at t-2, t-1 and t."""
    both = np.stack([np.stack([left, right]), np.stack([right, left])])  # choice, track, T, joint, xy
    n = len(left)
    rough = np.empty((n - 2, left.shape[1], 2, 2, 2))
    for a, b, c in product((0, 1), repeat=3):
        bend = both[c][:, 2:] - 2 * both[b][:, 1:-1] + both[a][:, :-2]
        rough[:, :, a, b, c] = np.linalg.norm(bend, axis=-1).mean(0)
    best = rough.reshape(n - 2, -1, 8).min(-1)
    scale = _spread(best, 0.01)
    capped = np.minimum(rough / scale[None, :, None, None, None], _CAP)
    return np.stack([capped[:, KNEE].mean(1), capped[:, FOOT].mean(1)], axis=1)


def _cheapest(left: Array, right: Array, template: Array) -> NDArray[np.int_]:
    """Second-order Viterbi over the four states; returns the state of each frame."""
    n = len(left)
    fit = _template_cost(left - right, template)
    rough = _continuity_cost(left, right)
    table = np.array(_STATES, dtype=int)
    alone = (
        _WEIGHTS[0] * fit[:, 0][:, table[:, 0]]
        + _WEIGHTS[1] * fit[:, 1][:, table[:, 1]]
        + _DISAGREE * (table[:, 0] != table[:, 1])
    )
    change = _CHANGE * (table[:, None, :] != table[None, :, :]).sum(-1)
    a, b, c = np.meshgrid(range(4), range(4), range(4), indexing="ij")
    triple = sum(
        _WEIGHTS[unit] * rough[:, unit, table[a, unit], table[b, unit], table[c, unit]] for unit in (0, 1)
    )
    total = alone[0][:, None] + alone[1][None, :] + change  # state at t-1, state at t
    back = np.empty((n, 4, 4), dtype=int)
    for t in range(2, n):
        through = total[:, :, None] + np.asarray(triple)[t - 2]
        back[t] = through.argmin(0)
        total = through.min(0) + alone[t][None, :] + change
    return _walk_back(total, back)


def _walk_back(total: Array, back: NDArray[np.int_]) -> NDArray[np.int_]:
    n = len(back)
    states = np.empty(n, dtype=int)
    states[n - 2], states[n - 1] = np.unravel_index(int(total.argmin()), total.shape)
    for t in range(n - 1, 1, -1):
        states[t - 2] = back[t, states[t - 1], states[t]]
    return states
