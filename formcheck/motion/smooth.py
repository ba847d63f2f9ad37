"""Zero-phase low-pass filtering in multiples of the step frequency, and removal of lone spikes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_SPIKE = 6.0  # robust spreads from its neighbours' prediction at which a sample is a spike
_NYQUIST_SHARE = 0.9


def low_pass(values: Array, cutoff: float, rate: float) -> Array:
    """Filter along the first axis with a second-order Butterworth run both ways (fourth order, no lag).

    Parameters
    ----------
    values
        ``(T, ...)`` finite samples; columns that hold a NaN are returned as they are.
    cutoff
        Frequency of half power of one pass, Hz.
    rate
        Samples a second. A cut-off too near half of it leaves the values alone.
    """
    from scipy.signal import butter, sosfiltfilt

    if cutoff >= _NYQUIST_SHARE * rate / 2 or len(values) < 10:
        return values.copy()
    sections = butter(2, cutoff, fs=rate, output="sos")
    flat = values.reshape(len(values), -1)
    finite = np.isfinite(flat).all(0)
    out = flat.copy()
    pad = min(len(values) - 1, int(3 * rate / cutoff))
    out[:, finite] = sosfiltfilt(sections, flat[:, finite], axis=0, padlen=pad)
    return out.reshape(values.shape)


def without_spikes(paths: Array, floor: float, t: Array | None = None) -> Array:
    """Replace lone samples that leap away from their neighbours.

    Parameters
    ----------
    paths
        ``(T, K, 2)`` joint paths.
    floor
        Least distance that can be a spike divided by `_SPIKE`, in the unit of `paths`.
    t
        ``(T,)`` stamps of the samples; even when left out. Beside a lost frame a neighbour is further off.

    Notes
    -----
    A sample is compared with what the two samples on each side predict (cubic through four, and the mean of
    two); only a local maximum of the miss beyond six robust spreads is replaced, so fast true motion, which
    misses on many samples alike, stays.
    """
    out = paths.copy()
    if len(out) < 7:
        return out
    t = np.arange(len(out), dtype=np.float64) if t is None else t
    four, two = _weights(t, (-2, -1, 1, 2)), _weights(t, (-1, 1))
    for _ in range(2):
        around = [out[:-4], out[1:-3], out[3:-1], out[4:]]
        cubic = np.asarray(sum(w * part for w, part in zip(four, around, strict=True)))
        linear = two[0] * around[1] + two[1] * around[2]
        off_cubic = np.linalg.norm(out[2:-2] - cubic, axis=-1)
        off_linear = np.linalg.norm(out[2:-2] - linear, axis=-1)
        guess = np.where((off_cubic < off_linear)[..., None], cubic, linear)
        miss = np.minimum(off_cubic, off_linear)
        spread = np.maximum(1.4826 * np.median(miss, axis=0), floor)
        peak = np.zeros_like(miss, dtype=bool)
        peak[1:-1] = (miss[1:-1] >= miss[:-2]) & (miss[1:-1] > miss[2:])
        spike = peak & (miss > _SPIKE * spread)
        if not spike.any():
            break
        out[2:-2][spike] = guess[spike]
    return out


def _weights(t: Array, places: tuple[int, ...]) -> list[Array]:
    """Lagrange weights, each ``(T - 4, 1, 1)``, that predict a sample from its neighbours at `places`."""
    here = t[2:-2]
    at = [t[2 + place : len(t) - 2 + place] for place in places]
    weights = []
    for one in at:
        shares = [(here - other) / (one - other) for other in at if other is not one]
        weights.append(np.prod(shares, axis=0)[:, None, None])
    return weights
