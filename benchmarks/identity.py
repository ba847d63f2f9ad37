"""Whether each joint of the legs is where it should be, and on which leg, held against the truth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formcheck.pose.landmarks import index

Array = NDArray[np.float64]

JOINTS = ("knee", "ankle", "heel", "toe")
ARMS = ("elbow", "wrist")
_APART = 0.1  # leg lengths between a pair of joints below which it does not matter which is which
_OFF = 0.15  # leg lengths from its truth from which a joint is in the wrong place, exchanged or not


@dataclass(frozen=True)
class JointShares:
    """Shares (0 to 1) of one pair of joints: by the model, and after the repair.

    Attributes
    ----------
    before, after
        Frames with left and right exchanged, among those in which the pair is apart and known; a pair found
        on one spot is not exchanged, but off.
    off_before, off_after
        Known places more than 0.15 leg lengths from their truth.
    unknown
        Places left open after the repair.
    """

    joint: str
    before: float
    after: float
    off_before: float
    off_after: float
    unknown: float


def at_times(t: Array, paths: Array, times: Array) -> Array:
    """Carry ``(T, ...)`` true paths from the film's stamps to other times."""
    flat = paths.reshape(len(t), -1)
    columns = [np.interp(times, t, column) for column in flat.T]
    return np.stack(columns, axis=1).reshape(len(times), *paths.shape[1:])


def shares(joint: str, raw: tuple[Array, Array], mended: tuple[Array, Array], leg_px: float) -> JointShares:
    """Judge one pair of joints.

    Parameters
    ----------
    joint
        Its name.
    raw, mended
        ``(T, 33, 2)`` found and true landmarks, pixels: as the model saw them, and after the repair.
    leg_px
        Leg length, pixels.
    """
    pair = [index(joint, "left"), index(joint, "right")]
    before = _one(raw[0][:, pair], raw[1][:, pair], leg_px)
    after = _one(mended[0][:, pair], mended[1][:, pair], leg_px)
    open_share = float(np.isnan(mended[0][:, pair, 0]).mean())
    return JointShares(joint, before[0], after[0], before[1], after[1], open_share)


def _one(found: Array, true: Array, leg_px: float) -> tuple[float, float]:
    """Shares exchanged and off; found and true are ``(T, 2 sides, 2)``."""
    straight = np.linalg.norm(found - true, axis=-1)
    crossed = np.linalg.norm(found - true[:, ::-1], axis=-1)
    apart = np.linalg.norm(true[:, 0] - true[:, 1], axis=-1) > _APART * leg_px
    known = apart & np.isfinite(straight).all(1)
    one_spot = np.linalg.norm(found[:, 0] - found[:, 1], axis=-1) < _APART / 2 * leg_px
    exchanged = (crossed.sum(1) < straight.sum(1)) & ~one_spot
    off = straight[np.isfinite(straight)] > _OFF * leg_px
    return (
        float(exchanged[known].mean()) if known.any() else 0.0,
        float(off.mean()) if len(off) else 0.0,
    )
