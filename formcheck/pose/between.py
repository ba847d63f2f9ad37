"""Landmarks in the pictures nobody looked at, read between those before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from formcheck.pose.track import PoseTrack

Array = NDArray[np.float64]
_FARTHEST = 3  # pictures on either side that are asked


def read_between(track: PoseTrack, looked: NDArray[np.bool_], cuts: Sequence[int]) -> PoseTrack:
    """Fill the rows nobody looked at.

    The cubic through the two nearest on either side is read, or the line where one of them is missing.
    Nothing is read over a cut, nor where the runner is not seen just before and just after.

    Parameters
    ----------
    track
        With rows of NaN where nobody looked.
    looked
        ``(T,)`` False there.
    cuts
        Numbers of the pictures that begin a shot.
    """
    if looked.all():
        return track
    xy, world, visibility = track.xy.copy(), track.world.copy(), track.visibility.copy()
    shot = np.searchsorted(np.asarray(cuts, dtype=int), np.arange(len(looked)), side="right")
    for row in np.flatnonzero(~looked):
        known = [one for one in _around(int(row), looked) if track.seen[one] and shot[one] == shot[row]]
        before = [one for one in known if one < row][-2:]
        after = [one for one in known if one > row][:2]
        if not before or not after:
            continue
        nodes = [*before, *after] if len(before) == len(after) == 2 else [before[-1], after[0]]
        weights = _lagrange(track.t[nodes], float(track.t[row]))
        xy[row] = np.tensordot(weights, track.xy[nodes], 1)
        world[row] = np.tensordot(weights, track.world[nodes], 1)
        visibility[row] = np.minimum(track.visibility[before[-1]], track.visibility[after[0]])
    return replace(track, xy=xy, world=world, visibility=visibility, looked=looked)


def _around(row: int, looked: NDArray[np.bool_]) -> NDArray[np.intp]:
    first = max(0, row - _FARTHEST)
    return np.asarray(first + np.flatnonzero(looked[first : row + _FARTHEST + 1]))


def _lagrange(nodes: Array, at: float) -> Array:
    """``(N,)`` weights of the polynomial through the nodes.

    >>> (6 * _lagrange(np.array([-2.0, -1.0, 1.0, 2.0]), 0.0)).round(9).tolist()
    [-1.0, 4.0, 4.0, -1.0]
    """
    weights = np.ones(len(nodes))
    for k, own in enumerate(nodes):
        for other in np.delete(nodes, k):
            weights[k] *= (at - other) / (own - other)
    return weights
