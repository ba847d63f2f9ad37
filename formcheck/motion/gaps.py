"""Put landmarks on an even time grid, drop what lies outside the picture, bridge short gaps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formcheck.pose import PoseTrack

Array = NDArray[np.float64]

_LONGEST_GAP_S = 0.15  # about a third of a stride; a longer gap is left open
_EVEN_S = 5e-4  # stamps that stray less than this from an even grid are even
_MARGIN = 0.01  # points this share of the picture beyond its edge still count as inside


@dataclass(frozen=True, slots=True)
class Evened:
    """Landmarks on an even grid.

    Attributes
    ----------
    t
        ``(T,)`` seconds, evenly spaced, file time.
    xy
        ``(T, 33, 2)`` pixels, gaps bridged; NaN where a gap is too long or at the ends.
    whole
        ``(T, 33, 2)`` the same with every gap filled (nearest known value at the ends), for filters and
        phase, never for measuring; NaN only where a landmark was never seen.
    visible
        ``(33,)`` share of frames in which each landmark was seen inside the picture.
    filled
        Share of frames in which a gap of the body was bridged.
    """

    t: Array
    xy: Array
    whole: Array
    visible: Array
    filled: float


def even(track: PoseTrack) -> Evened:
    """Return the track on an even grid, with short gaps bridged.

    Points outside the picture are the model's guess, not something seen; they count as gaps.
    """
    seen = np.where(_inside(track)[..., None], track.xy, np.nan)
    known = np.isfinite(seen[..., 0])
    t = _grid(track.t)
    xy = np.full((len(t), *seen.shape[1:]), np.nan)
    whole = np.full_like(xy, np.nan)
    for joint in range(seen.shape[1]):
        at = track.t[known[:, joint]]
        if len(at) < 4:
            continue
        for axis in range(2):
            whole[:, joint, axis] = _interpolate(t, at, seen[known[:, joint], joint, axis])
        xy[:, joint] = np.where(_near_known(t, at)[:, None], whole[:, joint], np.nan)
    body = known[:, (11, 12, 23, 24)].all(1)
    bridged = np.isfinite(xy[:, 23, 0]) & ~body[np.clip(np.searchsorted(track.t, t), 0, len(body) - 1)]
    return Evened(t, xy, whole, known.mean(0), float(bridged.mean()))


def _inside(track: PoseTrack) -> NDArray[np.bool_]:
    size = np.array([track.width, track.height])
    with np.errstate(invalid="ignore"):
        inside: NDArray[np.bool_] = (
            (track.xy > -_MARGIN * size) & (track.xy < (1 + _MARGIN) * size)
        ).all(-1)
    return inside


def _grid(stamps: Array) -> Array:
    """Even times from first to last stamp, as many as the typical step gives; the stamps if even already."""
    step = float(np.median(np.diff(stamps)))
    count = round((stamps[-1] - stamps[0]) / step) + 1
    grid = np.linspace(stamps[0], stamps[-1], count)
    if count == len(stamps) and np.abs(grid - stamps).max() < max(_EVEN_S, 0.02 * step):
        return grid
    return grid


def _interpolate(t: Array, at: Array, values: Array) -> Array:
    from scipy.interpolate import PchipInterpolator

    inside = PchipInterpolator(at, values, extrapolate=False)(np.clip(t, at[0], at[-1]))
    return np.asarray(inside, dtype=np.float64)


def _near_known(t: Array, at: Array) -> NDArray[np.bool_]:
    """True where a time lies within a bridgeable gap of known samples (or on one)."""
    after = np.clip(np.searchsorted(at, t - 1e-9), 0, len(at) - 1)
    before = np.clip(after - 1, 0, len(at) - 1)
    gap = at[after] - at[before]
    on_sample = np.minimum(np.abs(at[after] - t), np.abs(at[before] - t)) < 0.6 * float(np.median(np.diff(t)))
    inside = (t >= at[0]) & (t <= at[-1])
    near: NDArray[np.bool_] = on_sample | (inside & (gap <= _LONGEST_GAP_S))
    return near
