"""The small plate with the running values: latest stride and median."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formcheck.metrics import Measurement
from formcheck.report.pen import INK, PAPER, Colour, Pen, text_size
from formcheck.report.skeleton import Array
from formcheck.report.units import short
from formcheck.report.value import Report

_ROWS = (
    ("cadence", None, "Steps"),
    ("trunk_lean", None, "Lean"),
    ("overstride_ankle", "near", "Foot ahead"),
    ("contact_time", "near", "On ground"),
)
_QUIET: Colour = (176, 182, 190)
_WIDEST = 0.62  # share of the picture's width; on smaller pictures the plate would be all there is
_STAND_ASIDE_S = 0.4  # the plate stays away this long before and after the runner passes behind it


@dataclass(frozen=True)
class Row:
    """One value that runs along."""

    label: str
    measurement: Measurement

    def latest(self, t: float) -> str:
        """Value of the last stride that has begun by `t`, or nothing."""
        one = self.measurement
        begun = int(np.searchsorted(np.asarray(one.stride_times_s), t, side="right"))
        return short(one.per_stride[begun - 1], one) if 0 < begun <= len(one.per_stride) else ""

    def median(self) -> str:
        """Value over the whole clip."""
        one = self.measurement
        return "" if one.value is None else short(one.value, one)


@dataclass(frozen=True)
class Panel:
    """Rows, the place of the plate in the picture, and when the runner is behind it."""

    rows: tuple[Row, ...]
    corner: Array
    size: Array
    columns: Array
    letter: float
    t: Array
    free: NDArray[np.bool_]

    def draw(self, pen: Pen, t: float) -> None:
        """Draw the plate, unless the runner is behind it."""
        nearest = int(np.clip(np.searchsorted(self.t, t), 0, len(self.t) - 1))
        if not self.rows or not self.free[nearest]:
            return
        step, pad = 1.4 * self.letter, 0.6 * self.letter
        pen.box(self.corner, self.size, INK, 0.66)
        head = self.corner + pad
        small = 0.78 * self.letter
        heads = (("latest", 1), ("median", 2)) if self.columns[1] > self.columns[0] else (("median", 2),)
        for words, column in heads:
            self._right(pen, words, head + _offset(self.columns[column], 0.1 * self.letter), _QUIET, small)
        for number, row in enumerate(self.rows, start=1):
            line = head + _offset(0.0, number * step - 0.3 * self.letter)
            pen.text(row.label, line, _QUIET, self.letter)
            self._right(pen, row.latest(t), line + _offset(self.columns[1]), PAPER, self.letter)
            self._right(pen, row.median(), line + _offset(self.columns[2]), _QUIET, self.letter)

    @staticmethod
    def _right(pen: Pen, words: str, end: Array, colour: Colour, size: float) -> None:
        if words:
            pen.text(words, end - _offset(text_size(words, size)[0]), colour, size)


def panel(report: Report, width: int, height: int, letter: float) -> Panel | None:
    """Lay the plate out for a picture of this size; None when there is nothing to show or no room."""
    motion = report.motion
    rows = tuple(_rows(report))
    if motion is None or not rows:
        return None
    columns = _columns(rows, letter)
    pad = 0.6 * letter
    size = np.array([columns[2] + 2 * pad, (len(rows) + 1) * 1.4 * letter + 2 * pad - 0.4 * letter])
    if size[0] > _WIDEST * width:
        return None
    scale = width / report.clip.source.width
    corner, behind = _best_corner(motion.pixels * scale, size, np.array([width, height]), letter)
    reach = round(_STAND_ASIDE_S * motion.rate)
    covered: NDArray[np.bool_] = np.convolve(behind.astype(float), np.ones(2 * reach + 1), mode="same") > 0
    return Panel(rows, corner, size, columns, letter, motion.t, ~covered[: len(motion.t)])


def _offset(x: float, y: float = 0.0) -> Array:
    return np.array([x, y])


def _rows(report: Report) -> list[Row]:
    found = [(label, report.measurement(name, leg)) for name, leg, label in _ROWS]
    return [Row(label, one) for label, one in found if one is not None and one.value is not None]


def _columns(rows: tuple[Row, ...], letter: float) -> Array:
    """Right edges of the three columns, measured from the inner left edge."""
    label = max(text_size(row.label, letter)[0] for row in rows)
    values = [short(value, row.measurement) for row in rows for value in row.measurement.per_stride]
    widest = max(text_size(words, letter)[0] for words in (*values, "latest"))
    medians = max(text_size(words, letter)[0] for words in (*(row.median() for row in rows), "median"))
    gap = 0.9 * letter
    latest = label + gap + widest if values else label  # an empty column is left out
    return np.array([label, latest, latest + gap + medians])


def _best_corner(pixels: Array, size: Array, picture: Array, letter: float) -> tuple[Array, Array]:
    """Corner farthest from the runner, and in which frames the runner is behind the plate even there."""
    margin = 0.7 * letter
    low, high = np.full(2, margin), picture - size - margin
    best: tuple[float, float, Array, Array] | None = None
    for x, y in ((high[0], low[1]), (low[0], low[1]), (high[0], high[1]), (low[0], high[1])):
        corner = np.array([x, y])
        outside = np.maximum(np.maximum(corner - pixels, pixels - corner - size), 0.0)
        gaps = np.nan_to_num(np.hypot(outside[..., 0], outside[..., 1]), nan=np.inf).min(axis=1)
        behind = gaps < letter
        known = gaps[np.isfinite(gaps)]
        rank = (float(behind.mean()), -float(np.median(known)) if len(known) else 0.0)
        if best is None or rank < best[:2]:
            best = (*rank, corner, behind)
    assert best is not None
    return best[2], best[3]
