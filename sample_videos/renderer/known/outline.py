"""The back's outline square from the side: the hindmost skin of each row across the trunk, without arms.

Rows are square to the trunk's median axis (hip middle to shoulder middle over the film) and stand at shares
of the trunk's median length, 0 at the hips and 1 at the shoulders. What a camera from the side could see at
best: no arm hides anything, and the lens is infinitely far away.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sample_videos.renderer.known.anatomy import landmarks
from sample_videos.renderer.movement.kinematics import Kinematics
from sample_videos.renderer.movement.rotation import Array
from sample_videos.renderer.people.body import Body
from sample_videos.renderer.people.dress import Dressed
from sample_videos.renderer.people.skinning import Skin

ROWS = np.round(np.arange(-0.30, 1.601, 0.02), 2)
_TIMES = 48
_HIPS, _SHOULDERS = (23, 24), (11, 12)


@dataclass(frozen=True)
class Outline:
    """Median outline over a film.

    Attributes
    ----------
    rows
        ``(R,)`` heights along the trunk, trunk lengths, hips 0, shoulders 1.
    behind
        ``(R,)`` distance of the hindmost skin behind the trunk's axis, trunk lengths; NaN above the head.
    spread
        ``(R,)`` standard deviation over the film.
    """

    rows: Array
    behind: Array
    spread: Array


def back_outline(body: Body, motion: Kinematics, dressed: Dressed) -> Outline:
    """Return the outline of a body, bare or dressed.

    Parameters
    ----------
    body, motion
        Who, and how they run.
    dressed
        Its skin or clothes.
    """
    times = np.linspace(0.0, motion.seconds, _TIMES)
    bones = motion.bones(times)
    points = landmarks(body, bones)[..., :2]
    hips, shoulders = points[:, _HIPS].mean(1), points[:, _SHOULDERS].mean(1)
    trunk = np.median(shoulders - hips, axis=0)
    length = float(np.linalg.norm(trunk))
    along = trunk / length
    backward = np.array([-along[1], along[0]])
    skin = Skin(body, dressed)
    edges = _edges(body, dressed)
    matrices = skin.matrices(bones)
    rows = np.full((_TIMES, len(ROWS)), np.nan)
    for k in range(_TIMES):
        flat = skin.posed(matrices[k])[:, :2] - hips[k]
        rows[k] = _hindmost(flat @ along / length, flat @ backward / length, edges)
    with np.errstate(invalid="ignore"):
        return Outline(ROWS, np.median(rows, axis=0), rows.std(axis=0))


def _edges(body: Body, dressed: Dressed) -> NDArray[np.int64]:
    """``(E, 2)`` edges without arms and hands."""
    arms = [k for k, name in enumerate(body.mesh.rig.names) if "Arm" in name or "Hand" in name]
    faces = dressed.faces[(dressed.weights[:, arms].sum(1) < 0.5)[dressed.faces].all(1)]
    return np.unique(np.sort(np.stack([faces, np.roll(faces, -1, 1)], -1).reshape(-1, 2), 1), axis=0)


def _hindmost(height: Array, behind: Array, edges: NDArray[np.int64]) -> Array:
    """``(R,)`` greatest `behind` at which an edge crosses each row; NaN where none does."""
    low, high = height[edges].min(1), height[edges].max(1)
    first, stop = np.searchsorted(ROWS, low), np.searchsorted(ROWS, high)
    counts = np.maximum(stop - first, 0)
    which = np.repeat(np.arange(len(edges)), counts)
    row = first[which] + np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts, counts)
    a, b = edges[which].T
    share = (ROWS[row] - height[a]) / (height[b] - height[a])
    out = np.full(len(ROWS), -np.inf)
    np.maximum.at(out, row, behind[a] + share * (behind[b] - behind[a]))
    return np.where(np.isfinite(out), out, np.nan)
