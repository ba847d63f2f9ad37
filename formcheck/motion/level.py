"""True vertical at the runner's place, from upright edges of the still background.

A phone is seldom level, and a low phone tilted up makes uprights converge, so the vertical differs from
place to place in one picture. Two unknowns, roll and convergence, are estimated together on a grid from all
straight edges that stand within 25 degrees of the picture's vertical; the answer is the vertical where the
runner is. It has to hold without any one column of the picture: what leans alike (machines in a row, crooked
posters) looks like roll.
One degree here is one degree of trunk lean.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formcheck.motion.value import Level

Array = NDArray[np.float64]
Grey = NDArray[np.uint8]

UNKNOWN_SD_DEG = 3.0  # spread of roll in hand-held and propped phones when nothing is known
_MAX_TILT_DEG = 25.0
_EDGE_SD_DEG = 0.5  # how far real uprights stray from plumb
_ENDPOINT_SD_PX = 0.8
_FOCAL = 0.9  # of the long side; it only scales the prior on pitch
_COLUMNS = 16
_COLUMN_CAP = 1.5  # one post or machine cannot outvote the room
_FULL_LENGTH = 0.08  # of the picture's height: edges in one column count full from this length on
_LENS_SD_DEG = 0.3  # lens distortion, things not plumb
# Machines in a row lean alike and look like roll; then the answer hangs on their columns alone. On a hundred
# rooms of the tuning seeds answers that moved by more than this without one column were up to 7 degrees off,
# and those of large roll from few columns 5 to 9; the rest kept within 1.5 (benchmarks/level.py).
_STEADY_SD_DEG = 1.5
_LARGE_ROLL_DEG, _LARGE_ROLL_COLUMNS = 6.0, 9
_STILL_SHARE = 0.6  # of pixels that hold still: less means the camera moves


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
class _Edges:
    """Straight edges: middle ``(N, 2)``, angle from the picture's vertical (deg), length (px)."""

    middle: Array
    angle: Array
    length: Array


def find_level(pictures: list[Grey], body: Body) -> Level:
    """Find true vertical at the runner's place.

    Parameters
    ----------
    pictures
        Grey pictures of one shot, ``(height, width)``.
    body
        Where the runner is, so that edges of the body are left out.

    Returns
    -------
    Level
        With ``roll_deg`` None and the reason when the background does not tell.
    """
    if len(pictures) < 5:
        return _unknown("the film is too short to see the background")
    stack = np.stack(pictures)
    median = np.median(stack, axis=0).astype(np.uint8)
    still = float((np.median(np.abs(stack.astype(np.int16) - median), axis=0) < 6).mean())
    if still >= _STILL_SHARE:
        return _from_picture(median, body)
    # A moving camera has no common background: each picture is levelled by itself.
    each = [_from_picture(picture, body) for picture in pictures[:: max(1, len(pictures) // 9)]]
    rolls = [level.roll_deg for level in each if level.roll_deg is not None]
    if len(rolls) < 0.6 * len(each):
        return _unknown("the camera moves and the background shows too few upright lines")
    spread = (max(rolls) - min(rolls)) / 2
    sd = float(np.hypot(np.median([level.sd_deg for level in each]), spread))
    if sd > 1.5:
        return _unknown("the camera moves and its tilt changes")
    return Level(float(np.median(rolls)), sd, "background")


def _unknown(reason: str) -> Level:
    return Level(None, UNKNOWN_SD_DEG, "none", reason)


def _from_picture(picture: Grey, body: Body) -> Level:
    edges = _upright_edges(picture, body)
    if len(edges.angle) < 3:
        return _unknown("the background shows too few upright lines")
    height, width = picture.shape
    centre = np.array([width / 2, height / 2])
    focal = _FOCAL * max(width, height)
    weight = _column_weights(edges, width, height)
    answer = _posterior(edges, weight, centre, focal, body.place)
    used = answer.inlier * weight
    columns = len(set((edges.middle[answer.inlier, 0] / width * _COLUMNS).astype(int)))
    rest = ~answer.inlier
    rival = 0.0
    if rest.sum() >= 2:
        outliers = _Edges(edges.middle[rest], edges.angle[rest], edges.length[rest])
        other = _posterior(outliers, weight[rest], centre, focal, body.place)
        rival = float((other.inlier * weight[rest]).sum() / max(used.sum(), 1e-9))
    if answer.sd > 1.0 or columns < 3 or used.sum() < 3.5:
        return _unknown("the background shows too few upright lines")
    if rival > 0.6 or answer.wavering > _STEADY_SD_DEG:
        return _unknown("the lines in the background contradict each other")
    if abs(answer.roll) > 14 or (abs(answer.roll) > _LARGE_ROLL_DEG and columns < _LARGE_ROLL_COLUMNS):
        return _unknown("the picture, or what stands in it, leans by many degrees")
    return Level(
        answer.roll, float(np.hypot(np.hypot(answer.sd, answer.wavering), _LENS_SD_DEG)), "background"
    )


def _upright_edges(picture: Grey, body: Body) -> _Edges:
    import cv2

    height = picture.shape[0]
    even = cv2.createCLAHE(2.0, (8, 8)).apply(picture)
    found = cv2.createLineSegmentDetector().detect(even)[0]
    if found is None:
        return _Edges(np.empty((0, 2)), np.empty(0), np.empty(0))
    lines = found.reshape(-1, 2, 2).astype(np.float64)
    start, end = lines[:, 0], lines[:, 1]
    up = np.where((start[:, 1] > end[:, 1])[:, None], end - start, start - end)
    length = np.linalg.norm(up, axis=1)
    angle = np.degrees(np.arctan2(up[:, 0], -up[:, 1]))
    middle = (start + end) / 2
    keep = (
        (np.abs(angle) < _MAX_TILT_DEG)
        & (length > max(0.03 * height, 14))
        & ~_at_border(middle, picture)
        & ~_on_body(middle, body)
    )
    return _Edges(middle[keep], angle[keep], length[keep])


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
        on |= np.linalg.norm(middle - start - share[:, None] * axis, axis=1) < 0.55 * body.trunk
    return on


def _column_weights(edges: _Edges, width: int, height: int) -> Array:
    column = (edges.middle[:, 0] / width * _COLUMNS).astype(int)
    weight = np.zeros(len(column))
    for one in np.unique(column):
        inside = column == one
        total = edges.length[inside].sum()
        weight[inside] = min(_COLUMN_CAP, total / (_FULL_LENGTH * height)) * edges.length[inside] / total
    return weight


@dataclass(frozen=True, slots=True)
class _Answer:
    """Vertical and its SD (deg), its jackknife SD over the picture's columns, and which edges agree."""

    roll: float
    sd: float
    wavering: float
    inlier: NDArray[np.bool_]


def _posterior(edges: _Edges, weight: Array, centre: Array, focal: float, place: Array) -> _Answer:
    """Mean and SD of the vertical at `place`, over a grid of roll and pitch."""
    roll = np.deg2rad(np.arange(-15, 15.01, 0.15))[:, None]
    pitch = np.deg2rad(np.arange(-36, 36.01, 1.0))[None, :]
    prior = -1.5 * np.log1p((np.rad2deg(roll) / 3) ** 2) - 0.5 * (np.rad2deg(pitch) / 10) ** 2
    sigma = np.hypot(_EDGE_SD_DEG, np.rad2deg(_ENDPOINT_SD_PX * np.sqrt(2) / edges.length))
    column = (edges.middle[:, 0] / (2 * centre[0]) * _COLUMNS).astype(int)
    told = {one: np.zeros((roll.size, pitch.size)) for one in np.unique(column)}
    each = zip(edges.middle, edges.angle, sigma, weight, column, strict=True)
    for middle, angle, spread, share, one in each:
        miss = angle - _vertical(middle - centre, roll, pitch, focal)
        density = 0.5 * np.exp(-0.5 * (miss / spread) ** 2) / (spread * np.sqrt(2 * np.pi)) + 0.5 / 50
        told[one] += share * np.log(density)
    there = _vertical(place - centre, roll, pitch, focal)
    logp = prior + sum(told.values())
    mean, sd = _moments(logp, there)
    i, j = np.unravel_index(int(logp.argmax()), logp.shape)
    best = np.array(
        [
            float(_vertical(middle - centre, roll[i : i + 1], pitch[:, j : j + 1], focal)[0, 0])
            for middle in edges.middle
        ]
    )
    inlier = np.abs(edges.angle - best) < 3 * sigma
    without = np.array([_moments(logp - told[one], there)[0] - mean for one in np.unique(column[inlier])])
    wavering = float(np.sqrt((without**2).sum() * max(len(without) - 1, 0) / max(len(without), 1)))
    return _Answer(mean, sd, wavering, inlier)


def _moments(logp: Array, there: Array) -> tuple[float, float]:
    p = np.exp(logp - logp.max())
    p /= p.sum()
    mean = float((p * there).sum())
    return mean, float(np.sqrt((p * (there - mean) ** 2).sum()))


def _vertical(offset: Array, roll: Array, pitch: Array, focal: float) -> Array:
    """Angle (deg) of true vertical against the picture's, `offset` from the picture's centre.

    With the vertical vanishing point at ``v / kappa``, where ``v = (sin roll, -cos roll)`` and
    ``kappa = tan(pitch) / f``, the local vertical at ``p`` points along ``v - kappa p``.
    """
    kappa = np.tan(pitch) / focal
    x = np.sin(roll) - kappa * offset[0]
    y = -np.cos(roll) - kappa * offset[1]
    angle: Array = np.rad2deg(np.arctan2(x, -y))
    return angle
