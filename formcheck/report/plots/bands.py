"""Limits beside a curve or a measure: only those that a check or usual.toml gives, with their source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from formcheck.advice import Band
from formcheck.advice.usual import rows, usual
from formcheck.metrics import Measurement
from formcheck.report.plots.whats import Place, What, places, whats
from formcheck.report.units import number, unit_words
from formcheck.report.value import Report

Word = Literal["good", "watch", "change", "usual"]
_LEAST = 1.0  # units that an axis spans at least
_AT = 0.03  # a limit that holds at one moment is drawn this wide to either side, share of a stride


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of values with its word; None is open on that side."""

    low: float | None
    high: float | None
    word: Word


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one measure: zones from low to high, and where they come from."""

    zones: tuple[Zone, ...]
    unit: str
    source: str

    @property
    def best(self) -> Zone:
        """The zone called good, or usual."""
        return next(zone for zone in self.zones if zone.word in ("good", "usual"))

    @property
    def edges(self) -> tuple[float, ...]:
        """All limits there are, from low to high."""
        return tuple(sorted({x for zone in self.zones for x in (zone.low, zone.high) if x is not None}))


@dataclass(frozen=True, slots=True)
class Reference:
    """A good (or usual) range beside a curve, over the part of the stride it holds for (0 to 1)."""

    start: float
    stop: float
    zone: Zone
    label: str
    source: str


def limits_of(report: Report, measurement: str) -> Limits | None:
    """Return the limits of a measure, as fitted to the runner; None where none has a source."""
    for finding in report.findings:
        if finding.measurement.name == measurement and finding.band.source:
            band = finding.band
            source = " ".join(filter(None, (band.source, band.fitted)))
            zones = zones_of(band)
            return Limits(zones, band.unit, source) if zones else None
    told, row = usual(measurement, report.person), rows().get(measurement)
    if told is None or row is None or (told.low is None and told.high is None):
        return None
    return Limits((Zone(told.low, told.high, "usual"),), told.unit, row.source)


def zones_of(band: Band) -> tuple[Zone, ...]:
    """Cut the line of values into change, watch, good, watch and change, as far as there are limits."""
    if band.good_low is None and band.good_high is None:
        return ()
    edges: list[tuple[float | None, Word]] = [(None, "good")]
    if band.good_low is not None:
        below: list[tuple[float | None, Word]] = [(None, "watch")]
        if band.watch_low is not None:
            below = [(None, "change"), (band.watch_low, "watch")]
        edges = [*below, (band.good_low, "good")]
    if band.good_high is not None:
        edges.append((band.good_high, "watch"))
        if band.watch_high is not None:
            edges.append((band.watch_high, "change"))
    found = [Zone(low, high, word) for (low, word), (high, _) in pairwise([*edges, (None, "good")])]
    return tuple(found)


def references(report: Report, what: What, toe_off_share: float) -> tuple[Reference, ...]:
    """Return the ranges to draw beside a curve, each where in the stride its measure is taken."""
    row, found = whats()[what], []
    for name in row.bands:
        limits = limits_of(report, name)
        if limits is None or limits.unit != row.unit:
            continue
        place = row.meets[name]
        start, stop = _span(place, toe_off_share)
        label = f"{limits.best.word} {places()[place]}, {zone_text(limits.best, limits.unit)}"
        found.append(Reference(start, stop, limits.best, label, limits.source))
    return tuple(found)


def zone_text(zone: Zone, unit: str) -> str:
    """Put a zone into words, such as ``1 to 12°``, ``up to 28 % of a leg`` or ``from 40°``."""

    def read(x: float) -> str:
        return number(x, 0 if abs(x) >= 100 or float(round(x, 1)).is_integer() else 1)

    if zone.low is not None and zone.high is not None:
        return f"{read(zone.low)} to {read(zone.high)}{unit_words(unit)}"
    if zone.high is not None:
        return f"up to {read(zone.high)}{unit_words(unit)}"
    return f"from {read(zone.low)}{unit_words(unit)}" if zone.low is not None else ""


def short_source(source: str) -> str:
    """Shorten a source to who says so: what stands before its first colon, full stop or semicolon."""
    ends = [at for at in (source.find(sign) for sign in (": ", "; ", ". ")) if at > 0]
    who = source[: min(ends)] if ends else source.rstrip(".")
    return who.replace("Our own", "our own")


def shown_range(values: Sequence[float], edges: Sequence[float], pad: float = 0.08) -> tuple[float, float]:
    """Return an axis that holds all values and limits with a little room, never so fine that noise shows."""
    low, high = min((*values, *edges)), max((*values, *edges))
    room = max(pad * (high - low), (_LEAST - (high - low)) / 2)
    return low - room, high + room


def held_edges(one: Measurement, limits: Limits | None) -> tuple[float, ...]:
    """Return the limits worth showing beside a measure: all that are near, and at least the nearest one."""
    if limits is None or one.value is None or one.low is None or one.high is None:
        return ()
    reach = max(one.high - one.low, 1e-9)
    value = one.value
    near = [x for x in limits.edges if abs(x - value) <= 2 * reach]
    return tuple(near or [min(limits.edges, key=lambda x: abs(x - value))])


def _span(place: Place, toe_off_share: float) -> tuple[float, float]:
    if place == "stance":
        return 0.0, toe_off_share
    if place == "stride":
        return 0.0, 1.0
    at = {"contact": 0.0, "loading": toe_off_share / 4, "midstance": toe_off_share / 2}.get(
        place, toe_off_share
    )
    return max(at - _AT, 0.0), at + _AT
