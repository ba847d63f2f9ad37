"""Joint by joint: on which leg it lies, and whether it lies on a leg at all.

Once whole legs are told apart each leg has an average stride of its own. A joint that fits the other leg's
and not its own is exchanged; one that leaps away from its own and fits neither was thrown onto something else
(a console, a rail, the other leg) and is a gap, filled along the average stride where that is honest.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formcheck.motion.stride import average_stride

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

# All set on tuning films, their own faults and those put in (benchmarks.legs). No check of limb lengths: on
# real films they vary by a third, and what lies elsewhere in every stride is found without.
# Harmonics of the average stride, round by round: a plain one first, which no burst of faults can bend.
_HARMONICS = (2, 3, 5, 5)
_FEWEST_A_HARMONIC = 24  # frames: shorter films get a plainer average stride
_FLOOR = 0.10  # leg lengths from the average stride below which nothing is thrown away
_CEILING = 0.45  # and beyond which no spread, however wide, excuses it
_SPREADS = 5.0  # robust spreads from it beyond which a joint that leapt there is
_LEAP = 0.5  # of that limit, from one frame to the next: what moves there step by step is the runner's own
_SKIRT = 0.6  # of that limit: frames beside an outlier that are half drawn along
_BETTER = 0.08  # leg lengths by which the other leg must fit better, both joints together
_POINTS = 41  # samples of the running median


@dataclass(frozen=True, slots=True)
class Settled:
    """Pairs of joints, each on its own leg.

    Attributes
    ----------
    paths
        ``(T, J, 2 sides, 2)`` leg lengths; gaps filled along the average stride.
    known
        ``(T, J, 2 sides)`` where a joint was seen and believed.
    exchanged
        ``(T, J)`` pairs exchanged.
    outliers
        ``(T, J, 2 sides)`` joints seen elsewhere than on their leg.
    """

    paths: Array
    known: Flags
    exchanged: Flags
    outliers: Flags


def settle(paths: Array, known: Flags, phi: Array, step_frames: float) -> Settled:
    """Put every joint on its leg, or leave it open.

    Parameters
    ----------
    paths
        ``(T, J, 2 sides, 2)`` joints from the hip middle, leg lengths, gaps bridged somehow.
    known
        ``(T, J, 2 sides)`` where they were seen.
    phi
        ``(T,)`` stride phase, radians.
    step_frames
        Frames a step.
    """
    paths, seen = paths.copy(), known.copy()
    exchanged = np.zeros(paths.shape[:2], dtype=bool)
    believed = seen.copy()
    centre = paths
    most = max(2, len(paths) // _FEWEST_A_HARMONIC)
    for harmonics in _HARMONICS:
        centre = _expected(paths, believed, phi, min(harmonics, most), step_frames)
        limit = _limits(paths - centre, believed)
        turned = _fits_other_leg(paths, centre, limit, seen)
        paths[turned] = paths[turned][:, ::-1]
        seen[turned], believed[turned] = seen[turned][:, ::-1], believed[turned][:, ::-1]
        exchanged ^= turned
        now = seen & ~_astray(paths - centre, limit, seen)
        believed = now
    return Settled(_filled(paths, centre, believed), believed, exchanged, seen & ~believed)


def _expected(paths: Array, believed: Flags, phi: Array, harmonics: int, step_frames: float) -> Array:
    """Average stride of each joint, following slow changes by a running median over a stride."""
    average = average_stride(paths, phi, harmonics, believed)
    drift = np.where(believed[..., None], paths - average, np.nan)
    return np.asarray(average + _running_median(drift, step_frames))


def _running_median(values: Array, half: float) -> Array:
    """Median of the known values within `half` frames on both sides; 0 where there are none."""
    step = max(1, round(2 * half / _POINTS))
    side = max(2, round(half / step))
    edge = ((side * step, side * step), *[(0, 0)] * (values.ndim - 1))
    padded = np.pad(values, edge, constant_values=np.nan)
    around = np.stack([padded[k * step : k * step + len(values)] for k in range(2 * side + 1)])
    around.sort(axis=0)  # NaN last
    count = np.isfinite(around).sum(0)
    low, high = np.maximum((count - 1) // 2, 0), np.maximum(count // 2, 0)
    pick = [np.take_along_axis(around, k[None], axis=0)[0] for k in (low, np.minimum(high, len(around) - 1))]
    return np.where(count > 0, (pick[0] + pick[1]) / 2, 0.0)


def _limits(off: Array, believed: Flags) -> Array:
    """``(J, 2 sides)`` distance from the expected place beyond which a joint is astray."""
    distance = np.where(believed, np.linalg.norm(off, axis=-1), np.nan)
    with np.errstate(all="ignore"):
        spread = 1.4826 * np.nan_to_num(_median_known(distance))
    return np.clip(_SPREADS * spread, _FLOOR, _CEILING)


def _median_known(values: Array) -> Array:
    return np.array(
        [
            np.median(column[np.isfinite(column)]) if np.isfinite(column).any() else 0.0
            for column in values.reshape(len(values), -1).T
        ]
    ).reshape(values.shape[1:])


def _fits_other_leg(paths: Array, centre: Array, limit: Array, seen: Flags) -> Flags:
    """``(T, J)`` pairs that lie on each other's leg: clearly better the other way round, capped misses."""
    cap = 2 * limit
    kept = np.minimum(np.linalg.norm(paths - centre, axis=-1), cap)
    other = np.minimum(np.linalg.norm(paths[:, :, ::-1] - centre, axis=-1), cap)
    both = seen.all(-1)
    return np.asarray(both & (kept.sum(-1) - other.sum(-1) > _BETTER))


def _astray(off: Array, limit: Array, seen: Flags) -> Flags:
    """``(T, J, 2 sides)`` joints that leapt away from their leg, and what is drawn along beside them."""
    distance = np.linalg.norm(off, axis=-1)
    out = np.zeros(seen.shape, dtype=bool)
    for joint in range(seen.shape[1]):
        for side in (0, 1):
            far = limit[joint, side]
            at = np.flatnonzero(seen[:, joint, side])
            own = _runs_that_leap(off[at, joint, side], distance[at, joint, side], far)
            out[at[own], joint, side] = True
    return out


def _runs_that_leap(off: Array, distance: Array, limit: float) -> Flags:
    """Frames of runs beyond the limit that begin or end with a leap, widened to their skirts."""
    out = np.zeros(len(distance), dtype=bool)
    if len(distance) < 2:
        return out
    leap = np.linalg.norm(np.diff(off, axis=0), axis=-1)
    beyond = distance > limit
    edges = np.flatnonzero(np.diff(np.concatenate([[0], (distance > _SKIRT * limit).astype(int), [0]])))
    for start, stop in zip(edges[::2], edges[1::2], strict=True):
        around = leap[max(0, start - 1) : stop]
        if beyond[start:stop].any() and (not len(around) or around.max() > _LEAP * limit):
            out[start:stop] = True
    return out


def _filled(paths: Array, centre: Array, believed: Flags) -> Array:
    """Fill what is not believed: the expected place plus the miss of the believed frames around it."""
    out = paths.copy()
    frames = np.arange(len(paths), dtype=np.float64)
    for joint in range(paths.shape[1]):
        for side in (0, 1):
            good = believed[:, joint, side]
            if good.all() or good.sum() < 2 or not np.isfinite(centre[:, joint, side]).all():
                continue
            off = paths[:, joint, side] - centre[:, joint, side]
            for axis in (0, 1):
                filled = np.interp(frames[~good], frames[good], off[good, axis])
                out[~good, joint, side, axis] = centre[~good, joint, side, axis] + filled
    return out
