"""Still curves for the written report: all that the template draws as SVG, for paper and without a script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from formcheck.motion import Leg
from formcheck.report.plots.bands import Reference, references, short_source, shown_range
from formcheck.report.plots.data import SHARES, Array, Drawn, LegCurves, leg_name, over_strides
from formcheck.report.plots.whats import CurveRow, What, whats
from formcheck.report.units import number, unit_words
from formcheck.report.value import Report

INLINE: tuple[What, ...] = ("trunk_lean", "knee_flexion", "ankle_ahead")
_MOST_THIN = 20  # strides of one leg drawn one by one, so that the page stays small
# The drawing's own units; at the width of a phone one is a pixel.
WIDTH, HEIGHT = 360, 262
_LEFT, _RIGHT, _TOP, _BOTTOM = 52.0, 354.0, 22.0, 190.0
_STEPS = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)
_MOST_TICKS = 6


@dataclass(frozen=True, slots=True)
class Tick:
    """A grid line: its place and label."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one leg: its path, and a label beside it where it has one."""

    leg: Leg
    path: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A shaded range with its word, and where that begins."""

    x: float
    y: float
    width: float
    height: float
    word: str
    word_x: float
    word_y: float


@dataclass(frozen=True, slots=True)
class ToeOff:
    """A toe-off: place, label, and the end of the label that is at the line."""

    leg: Leg
    x: float
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Chart:
    """One drawing; places in units of a WIDTH by HEIGHT picture, y down."""

    name: What
    title: str
    axis: str
    description: str
    captions: tuple[str, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    zero: float | None
    boxes: tuple[Box, ...]
    thin: tuple[Line, ...]
    thick: tuple[Line, ...]
    toe_offs: tuple[ToeOff, ...]
    frame: tuple[float, float, float, float] = (_LEFT, _TOP, _RIGHT, _BOTTOM)
    size: tuple[int, int] = (WIDTH, HEIGHT)


@dataclass(frozen=True, slots=True)
class _Scale:
    low: float
    high: float

    @staticmethod
    def x(share: float) -> float:
        return round(_LEFT + (_RIGHT - _LEFT) * share, 1)

    def y(self, value: float) -> float:
        return round(_BOTTOM - (_BOTTOM - _TOP) * (value - self.low) / (self.high - self.low), 1)


def charts(report: Report, names: Sequence[What] = INLINE) -> tuple[Chart, ...]:
    """Return the drawings that can be made, with the same values as `curves`; none where nothing is known."""
    made = (over_strides(report, name) for name in names)
    return tuple(_chart(report, drawn) for drawn in made if drawn.legs)


def _chart(report: Report, drawn: Drawn) -> Chart:
    row = whats()[drawn.what]
    marks = references(report, drawn.what, float(np.median([one.toe_off_share for one in drawn.legs])))
    thin = [(one.leg, values) for one in drawn.legs for values in _single(one)]
    everything = np.concatenate([one.median for one in drawn.legs] + [values for _, values in thin])
    edges = [edge for mark in marks for edge in (mark.zone.low, mark.zone.high) if edge is not None]
    scale = _Scale(*shown_range([float(x) for x in everything[np.isfinite(everything)]], edges))
    return Chart(
        name=drawn.what,
        title=row.title,
        axis=row.axis,
        description=_description(row, drawn.legs),
        captions=_captions(row, marks, drawn),
        x_ticks=tuple(Tick(scale.x(share), f"{100 * share:.0f}") for share in (0, 0.2, 0.4, 0.6, 0.8, 1)),
        y_ticks=tuple(
            Tick(scale.y(at), number(at, 0 if at == int(at) else 1)) for at in ticks(scale.low, scale.high)
        ),
        zero=scale.y(0.0) if scale.low < 0 < scale.high else None,
        boxes=tuple(_box(mark, scale) for mark in marks),
        thin=tuple(Line(leg, _path(values, scale)) for leg, values in thin),
        thick=tuple(
            Line(one.leg, _path(one.median, scale), leg_name(one.leg, one.side)) for one in drawn.legs
        ),
        toe_offs=tuple(_toe_offs(drawn.legs, scale)),
    )


def _single(one: LegCurves) -> Iterator[Array]:
    chosen = np.unique(np.linspace(0, len(one.strides) - 1, _MOST_THIN).round().astype(int))
    return (one.strides[i].values for i in chosen)


def _captions(row: CurveRow, marks: Sequence[Reference], drawn: Drawn) -> tuple[str, ...]:
    shaded = (f"Shaded: {mark.label} ({short_source(mark.source)})." for mark in marks)
    return (" ".join((*row.sentences, *shaded)), *drawn.notes, *drawn.reasons)


def _description(row: CurveRow, legs: Sequence[LegCurves]) -> str:
    """Tell the curve in words: where it starts, its highest and its lowest."""
    unit, parts = unit_words(row.unit), []
    for one in legs:
        if not np.isfinite(one.median).any():
            continue
        high, low = int(np.nanargmax(one.median)), int(np.nanargmin(one.median))
        start = (
            f"{number(float(one.median[0]), 0)}{unit} when the foot lands, "
            if np.isfinite(one.median[0])
            else ""
        )
        extremes = (
            f"{word} {number(float(one.median[at]), 0)}{unit} at {100 * SHARES[at]:.0f} % of the stride"
            for word, at in (("highest", high), ("lowest", low))
        )
        parts.append(f"{leg_name(one.leg, one.side)}: {start}{', '.join(extremes)}.")
    said = " ".join(part[:1].upper() + part[1:] for part in parts)
    return f"{row.title} over a stride, the median. {said}"


def _path(values: Array, scale: _Scale) -> str:
    """Draw the known stretches; a gap stays a gap."""
    parts = []
    for known, run in groupby(range(len(values)), key=lambda i: bool(np.isfinite(values[i]))):
        points = [f"{scale.x(float(SHARES[i]))} {scale.y(float(values[i]))}" for i in run] if known else []
        if len(points) > 1:
            parts.append("M" + "L".join(points))
    return "".join(parts)


def ticks(low: float, high: float) -> list[float]:
    """Return round values for the grid lines of an axis."""
    step = next((one for one in _STEPS if (high - low) / one <= _MOST_TICKS), _STEPS[-1])
    first = int(np.ceil(low / step))
    return [count * step for count in range(first, int(np.floor(high / step)) + 1)]


def _box(mark: Reference, scale: _Scale) -> Box:
    top = scale.y(scale.high if mark.zone.high is None else mark.zone.high)
    bottom = scale.y(scale.low if mark.zone.low is None else mark.zone.low)
    left, right = scale.x(mark.start), scale.x(mark.stop)
    size = (round(right - left, 1), round(bottom - top, 1))
    word_y = bottom - 4 if mark.start == 0 else top + 12  # no curve passes up there in mid-stance
    return Box(left, top, *size, mark.zone.word, round(right + 3, 1), round(word_y, 1))


def _toe_offs(legs: Sequence[LegCurves], scale: _Scale) -> Iterator[ToeOff]:
    order = sorted(legs, key=lambda one: one.toe_off_share)
    for place, one in enumerate(order):
        anchor = "end" if place == 0 and len(order) > 1 else "start"
        label = f"toe-off {one.side} {100 * one.toe_off_share:.0f} %"
        yield ToeOff(one.leg, scale.x(one.toe_off_share), label, anchor)
