"""The average stride of paths that repeat with the stride phase: harmonics, fitted past outliers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

_ROUNDS = 5
_CALM = 0.02  # leg lengths: misses below this are noise, however small the spread


def average_stride(paths: Array, phi: Array, harmonics: int, known: Flags | None = None) -> Array:
    """Fit the average stride and return it at every frame.

    Parameters
    ----------
    paths
        ``(T, ..., K)`` positions in leg lengths; what is fitted together lies along the last axis.
    phi
        ``(T,)`` stride phase, radians.
    harmonics
        How many harmonics of the stride are kept.
    known
        ``(T, ...)`` frames that may be used; all when left out.

    Notes
    -----
    Weighted least squares, each frame weighted down by its own miss (Cauchy, at two robust spreads).
    """
    columns = [np.ones_like(phi)]
    for k in range(1, harmonics + 1):
        columns += [np.cos(k * phi), np.sin(k * phi)]
    basis = np.stack(columns, axis=1)
    flat = paths.reshape(len(paths), -1, paths.shape[-1])
    usable = np.ones(flat.shape[:2], bool) if known is None else known.reshape(len(paths), -1)
    fitted = [_robust(basis, flat[:, k], usable[:, k]) for k in range(flat.shape[1])]
    return np.stack(fitted, axis=1).reshape(paths.shape)


def _robust(basis: Array, values: Array, usable: Flags) -> Array:
    """Fit one group of columns, ``(T, K)``."""
    if usable.sum() < 2 * basis.shape[1]:
        return np.full_like(values, np.nan)
    weight = np.ones(int(usable.sum()))
    used, wanted = basis[usable], values[usable]
    solution: Array = np.zeros((basis.shape[1], values.shape[1]))
    for _ in range(_ROUNDS):
        root = np.sqrt(weight)[:, None]
        solution = np.asarray(np.linalg.lstsq(used * root, wanted * root, rcond=None)[0])
        miss = np.linalg.norm(wanted - used @ solution, axis=1)
        spread = max(1.4826 * float(np.median(miss)), _CALM)
        weight = 1.0 / (1.0 + (miss / (2 * spread)) ** 2)
    return np.asarray(basis @ solution)
