"""How the camera is turned against the room, from the room's straight edges.

Rooms, machines and shelves are built along three directions: upright, along the belt, and across it. Seen by
a camera with roll, pitch and yaw the lines of each direction run towards one vanishing point, so every edge
has an expected direction at its place. All three angles are estimated together, by a posterior on a grid in
which each edge may follow any of the three directions or none. Lines along the belt say as much about roll as
upright ones, and two heights of them tell roll and yaw apart; what leans (machines in a row, crooked posters)
has to agree with both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from formcheck.motion.edges import Edges
from formcheck.motion.turn import FOCAL, Vector, world_axes
from formcheck.motion.understood import Angle

Array = NDArray[np.float64]

_EDGE_SD_DEG = 0.5  # how far what is built strays from plumb and level
_ENDPOINT_SD_PX = 0.8
_SHARES = (0.3, 0.3, 0.1)  # of edges that are upright, along the belt, across it; the others follow nothing
_STRAY = 0.3
# What is known of propped and hand-held phones before looking: the roll is small but may be anything.
_ROLL_SCALE_DEG, _PITCH_SD_DEG, _YAW_SD_DEG = 3.0, 8.0, 8.0
_COARSE = (np.arange(-15, 15.1, 0.6), np.arange(-36, 36.1, 3.0), np.arange(-30, 30.1, 2.0))
_COARSE_SD_DEG = 0.9  # edges count no sharper than the coarse grid is wide
_FINE = (41, 19, 19)
_WORTH = 12.0  # of log probability below the best: cells further down are left out of the fine grid
_AGREES = 3.0  # standard deviations within which an edge follows a direction


@dataclass(frozen=True)
class Room:
    """How the room lies in the picture.

    Attributes
    ----------
    vertical
        True vertical against the picture's at the place asked for, clockwise.
    pitch
        Camera looking up positive.
    yaw
        Turn of the camera from square to the lines along the belt: positive when what is at the right of the
        picture is further away.
    lying_alone
        The vertical by edges that lie, without those that stand.
    wavering
        Jackknife deviation of the vertical over the picture's columns and rows, degrees.
    cells
        How many columns and rows agree.
    upright, along, across, stray
        Weight of the edges that follow each direction, and of those that follow none.
    """

    vertical: Angle
    pitch: Angle
    yaw: Angle
    lying_alone: Angle
    wavering: float
    cells: int
    upright: float
    along: float
    across: float
    stray: float


@dataclass(frozen=True)
class _Grid:
    """Angles of the camera, each ``(R, P, Y)`` radians, and what every place in it says."""

    roll: Array
    pitch: Array
    yaw: Array

    @classmethod
    def over(cls, roll: Array, pitch: Array, yaw: Array) -> _Grid:
        """Lay a grid, degrees."""
        return cls(*np.meshgrid(*(np.radians(axis) for axis in (roll, pitch, yaw)), indexing="ij"))

    @cached_property
    def directions(self) -> tuple[Vector, Vector, Vector]:
        """Up, along the belt and across it, in the camera's frame."""
        return world_axes(self.roll, self.pitch, self.yaw)

    def prior(self, pitch_deg: float) -> Array:
        """Log probability before any edge is seen, round a usual pitch."""
        roll, pitch, yaw = (np.degrees(angle) for angle in (self.roll, self.pitch, self.yaw))
        heavy_tail: Array = -1.5 * np.log1p((roll / _ROLL_SCALE_DEG) ** 2)
        return heavy_tail - 0.5 * ((pitch - pitch_deg) / _PITCH_SD_DEG) ** 2 - 0.5 * (yaw / _YAW_SD_DEG) ** 2

    def vertical(self, place: Array, focal: float) -> Array:
        """Angle of true vertical at a place, degrees clockwise of the picture's."""
        dx, dy = _towards(self.directions[0], place, focal)
        return np.asarray(np.degrees(np.arctan2(dx, -dy)))


def _towards(direction: Vector, place: Array, focal: float) -> tuple[Array, Array]:
    """Picture direction of a line through `place` whose direction in space is given."""
    return direction[0] - direction[2] * place[0] / focal, direction[1] - direction[2] * place[1] / focal


def understand_room(edges: Edges, place: Array, long_side: float, usual: Angle) -> Room:
    """Angle how the camera is turned.

    Parameters
    ----------
    edges
        At least one.
    place
        ``(2,)`` where the vertical is asked for, pixels from the picture's centre.
    long_side
        Of the picture, pixels.
    usual
        Pitch that is to be expected.
    """
    focal = FOCAL * long_side
    coarse = _Grid.over(*_COARSE)
    told = _told(coarse, edges, focal, _COARSE_SD_DEG)
    lying = sum((told[cell] for cell in np.unique(edges.cell[~edges.standing])), coarse.prior(usual.deg))
    around = [
        np.linspace(*_span(coarse.prior(usual.deg) + sum(told.values()), axis, grid), count)
        for axis, (grid, count) in enumerate(zip(_COARSE, _FINE, strict=True))
    ]
    fine = _Grid.over(*around)
    told = _told(fine, edges, focal, 0.0)
    log_p = fine.prior(usual.deg) + sum(told.values())
    there = fine.vertical(place, focal)
    vertical = _moments(log_p, there)
    follows = _follows(fine, edges, focal, np.unravel_index(int(log_p.argmax()), log_p.shape))
    agreeing = np.unique(edges.cell[follows >= 0])
    shifts = np.array([_moments(log_p - told[cell], there).deg - vertical.deg for cell in agreeing])
    count = max(len(shifts), 1)
    weight = [float(edges.weight[follows == which].sum()) for which in (0, 1, 2, -1)]
    return Room(
        vertical=vertical,
        pitch=_moments(log_p, np.degrees(fine.pitch)),
        yaw=_moments(log_p, np.degrees(fine.yaw)),
        lying_alone=_moments(lying, coarse.vertical(place, focal)),
        wavering=float(np.sqrt((shifts**2).sum() * (count - 1) / count)),
        cells=len(agreeing),
        upright=weight[0],
        along=weight[1],
        across=weight[2],
        stray=weight[3],
    )


def _spreads(edges: Edges, least: float) -> Array:
    """``(N,)`` how far an edge may stray from its direction, degrees."""
    by_length = np.degrees(_ENDPOINT_SD_PX * np.sqrt(2) / edges.length)
    return np.asarray(np.maximum(np.hypot(_EDGE_SD_DEG, by_length), least))


def _misses(grid: _Grid, edge: int, edges: Edges, focal: float) -> list[Array]:
    """Sine of the angle between an edge and each of the three directions at its place."""
    angle = np.radians(edges.angle[edge])
    x, y = np.sin(angle), -np.cos(angle)
    misses = []
    for direction in grid.directions:
        dx, dy = _towards(direction, edges.middle[edge], focal)
        misses.append((dx * y - dy * x) / np.sqrt(dx * dx + dy * dy + 1e-12))
    return misses


def _told(grid: _Grid, edges: Edges, focal: float, least: float) -> Mapping[int, Array]:
    """Log likelihood that each column or row of the picture adds, over the grid."""
    told = {int(cell): np.zeros(grid.roll.shape) for cell in np.unique(edges.cell)}
    spreads = _spreads(edges, least)
    for edge in range(len(edges)):
        sd = float(spreads[edge])
        density = np.full(grid.roll.shape, _STRAY / 180.0)
        for share, miss in zip(_SHARES, _misses(grid, edge, edges, focal), strict=True):
            height = share / (sd * np.sqrt(2 * np.pi))
            density += height * np.exp(-0.5 * (miss / np.radians(sd)) ** 2)
        told[int(edges.cell[edge])] += edges.weight[edge] * np.log(density)
    return told


def _follows(grid: _Grid, edges: Edges, focal: float, best: tuple[np.intp, ...]) -> NDArray[np.int_]:
    """``(N,)`` which direction each edge follows at the best place of the grid; -1 for none."""
    here = tuple(slice(int(k), int(k) + 1) for k in best)
    at_best = _Grid(grid.roll[here], grid.pitch[here], grid.yaw[here])
    spreads = _spreads(edges, 0.0)
    follows = np.full(len(edges), -1)
    for edge in range(len(edges)):
        off = [abs(float(miss.item())) for miss in _misses(at_best, edge, edges, focal)]
        nearest = int(np.argmin(off))
        if np.degrees(off[nearest]) < _AGREES * spreads[edge]:
            follows[edge] = nearest
    return follows


def _span(log_p: Array, axis: int, grid: Array) -> tuple[float, float]:
    """Range of one angle that is worth a closer look, a step wider at both ends."""
    best = log_p.max(axis=tuple(other for other in range(3) if other != axis))
    worth = np.flatnonzero(best > best.max() - _WORTH)
    step = grid[1] - grid[0]
    return float(grid[worth[0]] - step), float(grid[worth[-1]] + step)


def _moments(log_p: Array, value: Array) -> Angle:
    p = np.exp(log_p - log_p.max())
    p /= p.sum()
    mean = float((p * value).sum())
    return Angle(mean, float(np.sqrt((p * (value - mean) ** 2).sum())))
