"""Drop what lies outside the picture, bridge short gaps, and put paths on an even time grid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formcheck.pose import PoseTrack

Array = NDArray[np.float64]

LONGEST_GAP_S = 0.15  # about a fifth of a stride; a longer gap is left open
_MOST_TIMES = 50  # far beyond what any film needs; it keeps odd stamps from filling the memory
_SPLINE_STEPS = 4.5  # frames apart up to which a spline bridges
_MARGIN = 0.01  # points this share of the picture beyond its edge still count as inside


@dataclass(frozen=True, slots=True)
class Bridged:
    """Landmarks at the film's own stamps with gaps bridged.

    Attributes
    ----------
    xy
        ``(T, 33, 2)`` pixels; NaN where a gap is too long or at the ends.
    whole
        ``(T, 33, 2)`` the same with every gap filled (nearest known value at the ends), for filters and
        phase, never for measuring; NaN only where a landmark was never seen.
    known
        ``(T, 33)`` True where a landmark was seen inside the picture.
    visible
        ``(33,)`` share of frames in which each landmark was seen inside the picture.
    filled
        Share of frames in which a gap of the trunk was bridged.
    """

    xy: Array
    whole: Array
    known: NDArray[np.bool_]
    visible: Array
    filled: float


def bridge(track: PoseTrack) -> Bridged:
    """Return the landmarks with short gaps bridged.

    Points outside the picture are the model's guess, not something seen; they count as gaps.
    """
    known = _inside(track)
    xy = np.full_like(track.xy, np.nan)
    whole = np.full_like(track.xy, np.nan)
    for good, joints in _alike(known):
        at = track.t[good]
        whole[:, joints] = _through(at, track.xy[good][:, joints], track.t)
        near = good | in_short_gap(track.t, at)
        xy[:, joints] = np.where(near[:, None, None], whole[:, joints], np.nan)
    trunk = [11, 12, 23, 24]
    bridged = np.isfinite(xy[:, trunk, 0]).all(1) & ~known[:, trunk].all(1)
    return Bridged(xy, whole, known, known.mean(0), float(bridged.mean()))


def in_short_gap(t: Array, at: Array, longest_s: float = LONGEST_GAP_S) -> NDArray[np.bool_]:
    """``(T,)`` times between two known ones (`at`) that are no further apart than `longest_s`."""
    after = np.clip(np.searchsorted(at, t), 1, len(at) - 1)
    short: NDArray[np.bool_] = (t >= at[0]) & (t <= at[-1]) & (at[after] - at[after - 1] <= longest_s + 1e-9)
    return short


def even_grid(stamps: Array) -> Array:
    """Even times from the first to the last stamp, as far apart as the stamps typically are.

    Where most stamps lie on top of each other and others far apart, which no camera writes, there are no
    more than `_MOST_TIMES` for each stamp.
    """
    step = float(np.median(np.diff(stamps)))
    count = min(round((stamps[-1] - stamps[0]) / step), _MOST_TIMES * len(stamps))
    return np.linspace(stamps[0], stamps[-1], count + 1)


def to_grid(stamps: Array, paths: Array, grid: Array) -> Array:
    """Carry ``(T, K, 2)`` paths from the film's stamps to an even grid; NaN columns stay NaN.

    A grid time is NaN where the nearer of its neighbouring stamps is.
    """
    known = np.isfinite(paths[..., 0])
    out = np.full((len(grid), *paths.shape[1:]), np.nan)
    nearest = np.clip(np.searchsorted((stamps[1:] + stamps[:-1]) / 2, grid), 0, len(stamps) - 1)
    for good, joints in _alike(known):
        out[:, joints] = _through(stamps[good], paths[good][:, joints], grid)
        out[np.ix_(~good[nearest], joints)] = np.nan
    return out


def _alike(known: NDArray[np.bool_]) -> Iterator[tuple[NDArray[np.bool_], NDArray[np.intp]]]:
    """Yield when some joints are known and which those are; joints known less than four times are left out.

    Most are known at the same times, and one spline through many costs hardly more than one through one.
    """
    patterns, of = np.unique(known, axis=1, return_inverse=True)
    for number, good in enumerate(patterns.T):
        if good.sum() >= 4:
            yield good, np.flatnonzero(of == number)


def _inside(track: PoseTrack) -> NDArray[np.bool_]:
    size = np.array([track.width, track.height])
    with np.errstate(invalid="ignore"):
        low, high = -_MARGIN * size, (1 + _MARGIN) * size
        inside = ((track.xy > low) & (track.xy < high)).all(axis=-1)
    return np.asarray(inside)


def _through(at: Array, values: Array, t: Array) -> Array:
    from scipy.interpolate import CubicSpline, PchipInterpolator

    # A spline is the better guess between frames and over a few lost ones; across longer gaps it would swing,
    # so there, and only there, the monotone one.
    t = np.clip(t, at[0], at[-1])
    result: Array = CubicSpline(at, values, axis=0)(t)
    apart = np.diff(at)
    wide = apart > _SPLINE_STEPS * float(np.median(apart))
    if wide.any():
        inside = wide[np.clip(np.searchsorted(at, t, side="right") - 1, 0, len(apart) - 1)]
        result[inside] = PchipInterpolator(at, values, axis=0)(t[inside])
    return result
