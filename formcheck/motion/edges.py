"""Straight edges of the still background, and how much each may say."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Grey = NDArray[np.uint8]

_CELLS = 16  # columns for edges that stand, rows for those that lie
_CELL_CAP = 1.5  # one post, machine or skirting cannot outvote the room
_FULL_LENGTH = 0.08  # of the picture's height or width: edges of one cell count full from this length on
_MOST = 160  # the longest are enough
_NEAR_BODY = 0.55  # trunk lengths from the chain knee to nose within which an edge may be the runner's own


@dataclass(frozen=True, slots=True)
class Body:
    """Where the runner is, in pixels of the still pictures.

    Attributes
    ----------
    chain
        ``(4, 2)`` median knee, hip, shoulder, nose.
    trunk
        Trunk length.
    """

    chain: Array
    trunk: float

    @property
    def place(self) -> Array:
        """``(2,)`` middle of the trunk."""
        middle: Array = (self.chain[1] + self.chain[2]) / 2
        return middle


@dataclass(frozen=True, slots=True)
class Lines:
    """Straight lines of one picture that do not lie at its rim; the runner's own are among them.

    Attributes
    ----------
    ends
        ``(N, 2, 2)`` both ends, pixels, x to the right, y down.
    width, height
        Size of the picture, pixels.
    """

    ends: Array
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Edges:
    """Straight edges in a picture.

    Attributes
    ----------
    middle
        ``(N, 2)`` pixels from the picture's centre, x to the right, y down.
    angle
        ``(N,)`` degrees from the picture's vertical, clockwise, -90 to 90.
    length
        ``(N,)`` pixels.
    cell
        ``(N,)`` which column (edges that stand) or row (`_CELLS` and more: edges that lie) each is in.
    weight
        ``(N,)`` how much each may say; all of a cell together at most 1.5.
    """

    middle: Array
    angle: Array
    length: Array
    cell: NDArray[np.int_]
    weight: Array

    def __len__(self) -> int:
        return len(self.angle)

    @property
    def standing(self) -> NDArray[np.bool_]:
        """``(N,)`` True for edges nearer to the vertical than to the horizontal."""
        standing: NDArray[np.bool_] = self.cell < _CELLS
        return standing


def find_lines(picture: Grey) -> Lines:
    """Find the straight lines of a picture that are long enough to say anything; ``(height, width)``."""
    import cv2

    height, width = picture.shape
    even = cv2.createCLAHE(2.0, (8, 8)).apply(picture)
    found = cv2.createLineSegmentDetector().detect(even)[0]
    ends = np.zeros((0, 2, 2)) if found is None else found.reshape(-1, 2, 2).astype(np.float64)
    ends = ends[np.linalg.norm(ends[:, 1] - ends[:, 0], axis=1) > max(0.03 * height, 14)]
    return Lines(ends[~_at_border(ends.mean(1), picture)], width, height)


def edges_of(lines: Lines, body: Body, *, sloping_belt: bool = False) -> Edges:
    """Take the lines that are not the runner's own, and weigh them.

    Parameters
    ----------
    lines
        Of one picture.
    body
        Where the runner is in it.
    sloping_belt
        The belt is known to rise or fall: what lies below the knees says nothing of level then.
    """
    width, height = lines.width, lines.height
    along, middle = lines.ends[:, 1] - lines.ends[:, 0], lines.ends.mean(1)
    length = np.linalg.norm(along, axis=1)
    low = sloping_belt & (middle[:, 1] > body.chain[0, 1]) & (np.abs(along[:, 0]) > np.abs(along[:, 1]))
    keep = ~low & ~_on_body(middle, body)
    if keep.sum() > _MOST:
        keep &= length >= np.sort(length[keep])[-_MOST]
    along, middle, length = along[keep], middle[keep], length[keep]
    angle = np.degrees(np.arctan2(along[:, 0], -along[:, 1]))
    angle = (angle + 90.0) % 180.0 - 90.0
    standing = np.abs(angle) < 45.0
    column = np.minimum((middle[:, 0] / width * _CELLS).astype(int), _CELLS - 1)
    row = np.minimum((middle[:, 1] / height * _CELLS).astype(int), _CELLS - 1)
    cell = np.where(standing, column, _CELLS + row)
    full = np.where(standing, _FULL_LENGTH * height, _FULL_LENGTH * width)
    centre = np.array([width / 2, height / 2])
    return Edges(middle - centre, angle, length, cell, _weights(cell, length, full))


def _weights(cell: NDArray[np.int_], length: Array, full: Array) -> Array:
    weight = np.zeros(len(cell))
    for one in np.unique(cell):
        inside = cell == one
        total = length[inside].sum()
        weight[inside] = np.minimum(_CELL_CAP, total / full[inside]) * length[inside] / total
    return weight


def _at_border(middle: Array, picture: Grey) -> NDArray[np.bool_]:
    """Mark edges at the picture's rim or at the rim of black bars (columns without any contrast)."""
    height, width = picture.shape
    alive_x = np.flatnonzero(picture.std(0) >= 3)
    alive_y = np.flatnonzero(picture.std(1) >= 3)
    left, right = (alive_x[0], alive_x[-1]) if len(alive_x) else (0, width)
    top, bottom = (alive_y[0], alive_y[-1]) if len(alive_y) else (0, height)
    dx, dy = 0.006 * width + 1, 0.006 * height + 1
    border: NDArray[np.bool_] = (
        (middle[:, 0] < left + dx)
        | (middle[:, 0] > right - dx)
        | (middle[:, 1] < top + dy)
        | (middle[:, 1] > bottom - dy)
    )
    return border


def _on_body(middle: Array, body: Body) -> NDArray[np.bool_]:
    """Mark what lies close to the chain from knee to nose: the blurred runner makes leaning edges."""
    on = np.zeros(len(middle), dtype=bool)
    for start, end in zip(body.chain[:-1], body.chain[1:], strict=True):
        axis = end - start
        share = np.clip(((middle - start) @ axis) / max(float(axis @ axis), 1e-9), 0, 1)
        on |= np.linalg.norm(middle - start - share[:, None] * axis, axis=1) < _NEAR_BODY * body.trunk
    return on
