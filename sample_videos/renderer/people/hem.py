"""Cut a mesh along smooth lines, and part it there into pieces of cloth joined by narrow rims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sample_videos.renderer.movement.rotation import Array

Faces = NDArray[np.int64]
_NEAREST = 0.03  # a cut keeps off an edge's ends by this share, lest faces have no size


@dataclass(frozen=True)
class Patches:
    """A mesh that has been cut.

    Attributes
    ----------
    mix
        Sparse ``(V, V0)``: each vertex as shares of the original ones; rows sum to 1.
    faces
        ``(F, 4)`` quads; a triangle repeats its last corner.
    parent
        ``(F,)`` the original face each was part of.
    fields
        ``(V, K)`` fields whose zero lines the mesh is cut along; exactly 0 on the line.
    """

    mix: Any
    faces: Faces
    parent: Faces
    fields: Array

    def inside(self, column: int) -> NDArray[np.bool_]:
        """``(F,)`` faces where a field is positive."""
        return np.asarray(self.fields[self.faces, column].sum(1) > 0)


def cut(faces: Faces, fields: Array) -> Patches:
    """Cut a mesh along the zero lines of fields.

    Parameters
    ----------
    faces
        ``(F, 4)`` quads.
    fields
        ``(V, K)`` a value by vertex and field, taken as linear along each edge.
    """
    from scipy.sparse import identity

    whole = identity(len(fields), format="csr")
    patches = Patches(whole, faces, np.arange(len(faces)), np.asarray(fields, dtype=np.float64))
    for column in range(fields.shape[1]):
        patches = _cut(patches, column)
    return patches


def _cut(patches: Patches, column: int) -> Patches:
    from scipy.sparse import vstack

    faces, value = patches.faces, patches.fields[:, column]
    side = value >= 0
    crossed = np.flatnonzero(side[faces].any(1) & ~side[faces].all(1))
    if not len(crossed):
        return patches
    corners = faces[crossed]
    after = np.roll(corners, -1, axis=1)
    split = side[corners] != side[after]
    edges = np.sort(np.stack([corners[split], after[split]], 1), axis=1)
    edges, number = np.unique(edges, axis=0, return_inverse=True)
    low, high = edges.T
    share = np.clip(value[low] / (value[low] - value[high]), _NEAREST, 1 - _NEAREST)[:, None]
    mixed = patches.mix[low].multiply(1 - share) + patches.mix[high].multiply(share)
    fields = patches.fields[low] * (1 - share) + patches.fields[high] * share
    fields[:, column] = 0.0
    middle = np.full(corners.shape, -1)
    middle[split] = len(value) + number.ravel()
    pieces, parent = [], []
    for face, corner, between in zip(crossed, corners, middle, strict=True):
        for piece in _pieces(corner.tolist(), between.tolist(), side):
            pieces.append(piece)
            parent.append(patches.parent[face])
    kept = np.setdiff1d(np.arange(len(faces)), crossed)
    return Patches(
        vstack([patches.mix, mixed], format="csr"),
        np.concatenate([faces[kept], np.array(pieces, dtype=np.int64)]),
        np.concatenate([patches.parent[kept], np.array(parent, dtype=np.int64)]),
        np.concatenate([patches.fields, fields]),
    )


def _pieces(corner: list[int], between: list[int], side: NDArray[np.bool_]) -> list[list[int]]:
    """Quads of one face on both sides of the line."""
    ring: list[tuple[int, int]] = []  # vertex, and its side: 2 for one on the line
    for vertex, middle in zip(corner, between, strict=True):
        if (vertex, int(side[vertex])) not in ring:
            ring.append((vertex, int(side[vertex])))
        if middle >= 0:
            ring.append((middle, 2))
    outlines = [[v for v, s in ring if s in (1, 2)]]
    if sum(s == 2 for _, s in ring) == 4:  # a saddle: both corners outside are cut off
        at = [i for i, (_, s) in enumerate(ring) if s == 0]
        outlines += [[ring[i - 1][0], ring[i][0], ring[(i + 1) % len(ring)][0]] for i in at]
    else:
        outlines.append([v for v, s in ring if s in (0, 2)])
    return [quad for outline in outlines for quad in _quads(outline)]


def _quads(outline: list[int]) -> list[list[int]]:
    if len(outline) == 3:
        return [[*outline, outline[2]]]
    return [outline[:4]] + (_quads([outline[0], *outline[3:]]) if len(outline) > 4 else [])


@dataclass(frozen=True)
class Parted:
    """A mesh parted into layers, with rims between them: as closed as it was before.

    Attributes
    ----------
    owner
        ``(W,)`` vertex of the mesh each new vertex was.
    layer
        ``(W,)`` layer of each new vertex.
    faces
        ``(F + R, 4)`` the faces, then the rims.
    rim
        ``(R,)`` the upper of the two layers each rim joins.
    """

    owner: Faces
    layer: Faces
    faces: Faces
    rim: Faces


def part(faces: Faces, layer: Faces) -> Parted:
    """Part a mesh where its layers meet.

    Parameters
    ----------
    faces
        ``(F, 4)`` quads.
    layer
        ``(F,)`` which layer each belongs to; a higher one lies over a lower one.
    """
    upper, lower, start, end = _seams(faces, layer)
    rims = np.stack([end, start, start, end], 1)
    top, count = int(layer.max()) + 1, int(faces.max()) + 1
    # Rims have vertices of their own, so that cloth and rim are lit each for itself.
    layers = np.concatenate([np.repeat(layer[:, None], 4, 1), np.stack([upper, upper, lower, lower], 1)])
    is_rim = np.repeat(np.arange(len(layers)) >= len(faces), 4).reshape(-1, 4)
    keys = (np.concatenate([faces, rims]) + count * is_rim) * top + layers
    unique, joined = np.unique(keys, return_inverse=True)
    return Parted(unique // top % count, unique % top, joined.reshape(-1, 4), upper)


def _seams(faces: Faces, layer: Faces) -> tuple[Faces, Faces, Faces, Faces]:
    """Upper and lower layer, and both ends of each edge between layers, as the upper face runs along it."""
    start, end = faces.ravel(), np.roll(faces, -1, axis=1).ravel()
    owner = np.repeat(layer, 4)
    real = start != end
    start, end, owner = start[real], end[real], owner[real]
    count = int(faces.max()) + 1
    key = start * count + end
    order = np.argsort(key)
    found = np.searchsorted(key, end * count + start, sorter=order)
    twin = order[np.minimum(found, len(key) - 1)]
    seam = (key[twin] == end * count + start) & (owner > owner[twin])
    return owner[seam], owner[twin][seam], start[seam], end[seam]
