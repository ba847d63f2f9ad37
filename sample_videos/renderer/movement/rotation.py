"""Rotations in the world of the renderer: x forward, y up, z to the runner's right; angles in degrees."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def _matrix(rows: list[list[ArrayLike]], shape: tuple[int, ...]) -> Array:
    out = np.empty((*shape, 3, 3))
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            out[..., i, j] = value
    return out


def about_x(degrees: ArrayLike) -> Array:
    """``(..., 3, 3)`` rotation that turns y towards z."""
    a = np.deg2rad(np.asarray(degrees, dtype=np.float64))
    c, s = np.cos(a), np.sin(a)
    return _matrix([[1.0, 0.0, 0.0], [0.0, c, -s], [0.0, s, c]], a.shape)


def about_y(degrees: ArrayLike) -> Array:
    """``(..., 3, 3)`` rotation that turns z towards x."""
    a = np.deg2rad(np.asarray(degrees, dtype=np.float64))
    c, s = np.cos(a), np.sin(a)
    return _matrix([[c, 0.0, s], [0.0, 1.0, 0.0], [-s, 0.0, c]], a.shape)


def about_z(degrees: ArrayLike) -> Array:
    """``(..., 3, 3)`` rotation that turns x towards y (toes up)."""
    a = np.deg2rad(np.asarray(degrees, dtype=np.float64))
    c, s = np.cos(a), np.sin(a)
    return _matrix([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]], a.shape)


def attitude(turn: ArrayLike, drop: ArrayLike, lean: ArrayLike) -> Array:
    """``(..., 3, 3)`` attitude of a segment of the trunk.

    Parameters
    ----------
    turn
        To the left, the right side going forward.
    drop
        Left side lower than the right.
    lean
        Forward.
    """
    return about_y(turn) @ about_x(-np.asarray(drop)) @ about_z(-np.asarray(lean))


def turned(rotation: Array, vector: Array) -> Array:
    """Apply ``(..., 3, 3)`` rotations to ``(3,)`` or ``(..., 3)`` vectors."""
    result: Array = (rotation @ vector[..., None])[..., 0]
    return result


def unit(vectors: Array) -> Array:
    """Vectors of length 1."""
    result: Array = vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)
    return result


def frame(along: Array, beside: Array) -> Array:
    """``(..., 3, 3)`` right-handed frame: first axis `along`, second nearest to `beside`."""
    first = unit(along)
    second = unit(beside - first * (first * beside).sum(-1, keepdims=True))
    return np.stack([first, second, np.cross(first, second)], axis=-1)


def smooth_step(x: ArrayLike) -> Array:
    """Rise from 0 to 1 between 0 and 1 with no velocity or acceleration at the ends."""
    s = np.clip(np.asarray(x, dtype=np.float64), 0.0, 1.0)
    result: Array = s**3 * (s * (6 * s - 15) + 10)
    return result
