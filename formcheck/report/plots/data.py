"""What is drawn, before anything is drawn: curves over the stride and over the film, with their frames."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from formcheck.gait import Stride
from formcheck.motion import LEGS, Leg, Motion
from formcheck.report.plots.quantities import quantity
from formcheck.report.plots.whats import What, whats, words
from formcheck.report.units import number, unit_words
from formcheck.report.value import Report

Array = NDArray[np.float64]
Frames = NDArray[np.int64]

SHARES: Array = np.linspace(0.0, 1.0, 51)  # every 2 % of a stride, about one frame at 60 a second
_SAME = 1e-9
_KNOWN_FROM = 0.5  # the median is drawn where at least half of the strides are known


@dataclass(frozen=True)
class StrideCurve:
    """One stride: its number from 1 in the leg's own order, and values at `SHARES` with times and frames."""

    number: int
    toe_off_share: float
    times_s: Array
    values: Array
    frames: Frames


@dataclass(frozen=True)
class LegCurves:
    """All strides of one leg.

    Attributes
    ----------
    leg, side
        Near or far; the runner's own left or right where it is told.
    strides
        In the order of their contacts.
    median, median_frames
        Middle of the strides at each of `SHARES`, and the frame of the stride that lies nearest to it there.
    toe_off_share
        Median over the strides.
    corrected_by
        What was added to every point, from the measure that the curve is tied to.
    """

    leg: Leg
    side: Literal["left", "right"]
    strides: tuple[StrideCurve, ...]
    median: Array
    median_frames: Frames
    toe_off_share: float
    corrected_by: float


@dataclass(frozen=True)
class LegSeries:
    """One leg (or the body, `leg` None) at the times of the film's own frames."""

    leg: Leg | None
    side: Literal["left", "right"] | None
    times_s: Array
    values: Array
    frames: Frames
    corrected_by: float


@dataclass(frozen=True)
class Drawn:
    """What there is to draw, and why a leg (or all) is missing; `notes` say how to read it.

    Exactly one of `legs` and `series` is filled, or none where nothing is known.
    """

    what: What
    legs: tuple[LegCurves, ...] = ()
    series: tuple[LegSeries, ...] = ()
    reasons: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def frames_at(report: Report, times_s: Array) -> Frames:
    """Return the number of the film's frame nearest to each time, from 0."""
    t = report.clip.t
    after = np.clip(np.searchsorted(t, times_s), 1, len(t) - 1)
    nearest: Frames = np.where(times_s - t[after - 1] <= t[after] - times_s, after - 1, after).astype(
        np.int64
    )
    return nearest


def over_strides(report: Report, what: What) -> Drawn:
    """Return a curve over all strides of both legs, corrected as the table's measures are."""
    ties, reasons = _ties(report, what)
    legs = []
    for leg, by in ties.items():
        one = _leg_curves(report, what, leg, by)
        if one is not None:
            legs.append(one)
    if ties and not legs:
        reasons = (*reasons, words().too_few)
    return Drawn(what, legs=tuple(legs), reasons=reasons, notes=_notes(report, what, ties) if legs else ())


def over_time(report: Report, what: What) -> Drawn:
    """Return a curve over the measured piece of the film, corrected as the table's measures are."""
    ties, reasons = _ties(report, what)
    first, stop = report.piece
    times, frames = report.clip.t[first:stop], np.arange(first, stop, dtype=np.int64)
    series = []
    for leg, by in ties.items() if whats()[what].per_leg else list(ties.items())[:1]:
        assert report.motion is not None
        values = quantity(what, report.motion, leg, times) + by
        if np.isfinite(values).any():
            owner = leg if whats()[what].per_leg else None
            side = report.motion.side_of(leg) if owner else None
            series.append(LegSeries(owner, side, times, values, frames, by))
    notes = _notes(report, what, ties) if series else ()
    return Drawn(what, series=tuple(series), reasons=reasons, notes=notes)


def leg_name(leg: Leg | None, side: str | None) -> str:
    """Name a leg, such as ``right leg (near)``; the whole body has no name."""
    if leg is None:
        return ""
    return f"{side} leg ({leg})" if side else f"{leg} leg"


def _ties(report: Report, what: What) -> tuple[dict[Leg, float], tuple[str, ...]]:
    """Return the correction of each leg that may be drawn, and the reasons why others may not."""
    row, motion = whats()[what], report.motion
    if motion is None or not report.runs:
        return {}, (report.gait.activity.reason,)
    ties: dict[Leg, float] = {}
    reasons: list[str] = []
    for leg in LEGS:
        tie = report.measurement(row.tie, leg if row.per_leg else None)
        if tie is not None and tie.value is not None:
            ties[leg] = tie.corrected_by
        elif tie is not None and tie.reason not in reasons:
            reasons.append(tie.reason)
    if not row.per_leg or len(ties) != 1:
        return ties, tuple(reasons)
    missing: Leg = "far" if "near" in ties else "near"
    named = f"{leg_name(missing, motion.side_of(missing))}: "
    return ties, tuple(named[:1].upper() + named[1:] + reason for reason in reasons)


def _leg_curves(report: Report, what: What, leg: Leg, by: float) -> LegCurves | None:
    motion = report.motion
    assert motion is not None
    strides = tuple(_strides(report, motion, what, leg, by))
    if len(strides) < 2:
        return None
    values = np.stack([one.values for one in strides])
    known = np.isfinite(values)
    median = np.full(len(SHARES), np.nan)
    enough = known.mean(0) >= _KNOWN_FROM
    median[enough] = np.nanmedian(values[:, enough], axis=0)
    # The click on the median leads to the stride that looks like it at that moment.
    gaps = np.where(known, np.abs(values - median), np.inf)
    nearest = np.argmin(np.where(np.isnan(gaps), np.inf, gaps), axis=0)
    frames = np.stack([one.frames for one in strides])[nearest, np.arange(len(SHARES))]
    toe_off = float(np.median([one.toe_off_share for one in strides]))
    return LegCurves(leg, motion.side_of(leg), strides, median, frames, toe_off, by)


def _strides(report: Report, motion: Motion, what: What, leg: Leg, by: float) -> Iterator[StrideCurve]:
    for count, stride in enumerate(report.gait.strides(leg), start=1):
        times = stride.contact_s + SHARES * (stride.end_s - stride.contact_s)
        values = quantity(what, motion, leg, times) + by
        if np.isfinite(values).any():
            yield StrideCurve(count, _toe_off_share(stride), times, values, frames_at(report, times))


def _toe_off_share(stride: Stride) -> float:
    return (stride.toe_off_s - stride.contact_s) / (stride.end_s - stride.contact_s)


def _notes(report: Report, what: What, ties: dict[Leg, float]) -> tuple[str, ...]:
    """Say what was corrected, and which measure of the table is corrected by something else."""
    row, said = whats()[what], []
    unit = unit_words(row.unit)
    if ties and any(ties.values()):
        by = " and ".join(dict.fromkeys(number(x, 1) + unit for x in ties.values()))
        said.append(words().corrected.format(by=by))
    for name in row.meets:
        other: dict[str, str] = {}
        for leg, by_tie in ties.items() if row.per_leg else list(ties.items())[:1]:
            one = report.measurement(name, leg if row.per_leg else None)
            if one is not None and one.value is not None and abs(one.corrected_by - by_tie) > _SAME:
                side = f" ({one.side})" if one.side else ""
                other[number(one.corrected_by, 1) + unit + side] = one.title
        for title in dict.fromkeys(other.values()):
            said.append(words().differs.format(title=title[:1].lower() + title[1:], by=" and ".join(other)))
    return tuple(said)
