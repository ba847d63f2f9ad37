"""Shapes that are not the skin's own: smoothed cloth and shoes, a bun, the peak of a cap."""

from __future__ import annotations

from typing import Any

import numpy as np

from sample_videos.renderer.movement.rotation import Array
from sample_videos.renderer.people.hem import Faces

_LAST_ROUNDS = 2  # smoothing of the cloth after it was kept off the skin


def vertex_normals(vertices: Array, faces: Faces, gather: Any) -> Array:
    """``(V, 3)`` outward normals; `gather` is ``(V, F)``, from `incidence`."""
    a, b, c, d = (vertices[faces[:, i]] for i in range(4))
    normals = gather @ np.cross(c - a, d - b)
    return np.asarray(normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12))


def incidence(faces: Faces, count: int) -> Any:
    """Sparse ``(V, F)`` matrix: which faces meet at each vertex."""
    from scipy.sparse import csr_matrix

    column = np.repeat(np.arange(len(faces)), 4)
    return csr_matrix((np.ones(faces.size, np.float32), (faces.ravel(), column)), (count, len(faces)))


def neighbours(faces: Faces, count: int) -> Any:
    """Sparse ``(V, V)`` matrix: the mean of each vertex and its neighbours.

    On the open edge of a mesh only neighbours on that edge count.
    """
    from scipy.sparse import coo_matrix, diags, identity

    start, end = faces.ravel(), np.roll(faces, -1, axis=1).ravel()
    start, end = start[start != end], end[start != end]
    rim = ~np.isin(start * count + end, end * count + start)  # edges of one face only
    on_rim = np.zeros(count, bool)
    on_rim[start[rim]] = on_rim[end[rim]] = True
    kept = rim | ~on_rim[start]
    pairs = np.concatenate([start[kept], end[rim]]), np.concatenate([end[kept], start[rim]])
    joined = coo_matrix((np.ones(len(pairs[0])), pairs), (count, count)).tocsr() + identity(
        count, format="csr"
    )
    return diags(1 / np.asarray(joined.sum(1)).ravel()) @ joined


def hang(vertices: Array, skin: Array, normals: Array, off: Array, faces: Faces, rounds: int) -> Array:
    """Let cloth bridge the hollows under it, level by level.

    Parameters
    ----------
    vertices, skin, normals
        ``(V, 3)`` cloth, the skin under it and the skin's outward normals.
    off
        ``(V,)`` how far the cloth must stand off at least, metres.
    faces
        ``(F, 4)`` the cloth's quads.
    rounds
        How often to smooth: the reach in edges is about the root of it.
    """
    mean = neighbours(faces, len(vertices))
    level = normals * [1.0, 0.0, 1.0]
    for _ in range(rounds):
        moved = mean @ vertices
        moved[:, 1] = vertices[:, 1]
        lacking = off - ((moved - skin) * normals).sum(1)
        vertices = moved + level * np.maximum(lacking, 0)[:, None]
    for _ in range(_LAST_ROUNDS):
        vertices = mean @ vertices
    return vertices


def round_toes(vertices: Array, faces: Faces, share: Array, rounds: int = 24) -> Array:
    """Close the gaps between the toes, as a shoe does, and keep the foot's length.

    Parameters
    ----------
    vertices, faces
        ``(V, 3)`` and ``(F, 4)``.
    share
        ``(V,)`` 1 where the toes are, 0 where nothing may move.
    """
    mean = neighbours(faces, len(vertices))
    out = vertices
    for _ in range(rounds):
        out = out + share[:, None] * (mean @ out - out)
    for sign in (1, -1):
        mine = (share > 0) & (vertices[:, 2] * sign > 0)
        start = vertices[mine, 0].min()
        out[mine, 0] = start + (out[mine, 0] - start) * np.ptp(vertices[mine, 0]) / (
            out[mine, 0].max() - start
        )
    return out


def ball(middle: Array, radius: float) -> tuple[Array, Faces]:
    """``(V, 3)`` and ``(F, 4)`` of a small ball, outward by the right hand."""
    up, round_ = np.meshgrid(np.linspace(-1.45, 1.45, 7), np.arange(10) * (2 * np.pi / 10), indexing="ij")
    points = np.stack([np.cos(up) * np.cos(round_), np.sin(up), np.cos(up) * np.sin(round_)], -1)
    return middle + radius * points.reshape(-1, 3), _grid(7, 10, closed=True)


def peak(middle: Array, half: tuple[float, float], length: float) -> tuple[Array, Faces]:
    """``(V, 3)`` and ``(F, 4)`` of a cap's peak, seen from above and below.

    Parameters
    ----------
    middle
        ``(3,)`` of the oval it starts on.
    half
        Half axes of the oval, forward and aside.
    length
        How far it stands out, metres.
    """
    angle = np.linspace(-1.1, 1.1, 11)
    rows = []
    for step in (0.0, 0.5, 1.0):
        ahead = np.cos(angle) * half[0] + step * length * np.cos(angle * 1.4) ** 0.6
        drop = -0.012 * step - 0.018 * np.sin(angle) ** 2
        rows.append(np.stack([ahead, drop, np.sin(angle) * half[1]], -1))
    points = middle + np.concatenate(rows)
    faces = _grid(3, 11, closed=False)
    return np.concatenate([points, points - [0, 0.003, 0]]), np.concatenate(
        [faces, faces[:, ::-1] + len(points)]
    )


def _grid(rows: int, columns: int, *, closed: bool) -> Faces:
    at = np.arange(rows * columns).reshape(rows, columns)
    if closed:
        at = np.concatenate([at, at[:, :1]], 1)
    return np.stack([at[:-1, :-1], at[1:, :-1], at[1:, 1:], at[:-1, 1:]], -1).reshape(-1, 4)
