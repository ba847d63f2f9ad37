"""Drawings of one measure over all clips: a dot a clip with its interval, and the limits behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from formcheck.advice import Verdict
from formcheck.advice.data import Check
from formcheck.batch.lines import Judged, Line
from formcheck.report.plots.bands import shown_range
from formcheck.report.plots.inline import Tick, ticks
from formcheck.report.units import number
from formcheck.report.verdicts import LOOKS, VerdictLook

# The drawing's own units; at the width of a phone one is a pixel.
WIDTH, HEIGHT = 360, 236
LEFT, RIGHT, TOP, BOTTOM = 52.0, 354.0, 12.0, 190.0
_MOST_NUMBERED = 8  # clips on the axis below
_AXES = {"°": "degrees"}


@dataclass(frozen=True, slots=True)
class Dot:
    """One clip: place of its value and interval, how it looks, what it says."""

    x: float
    y: float
    y_low: float
    y_high: float
    verdict: Verdict
    look: VerdictLook
    place: int
    says: str


@dataclass(frozen=True, slots=True)
class Zone:
    """The good range of one clip or of several side by side."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Plot:
    """One drawing; places in units of a WIDTH by HEIGHT picture, y down."""

    check: str
    title: str
    axis: str
    description: str
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    zones: tuple[Zone, ...]
    dots: tuple[Dot, ...]


def plot(check: str, told: Check, lines: Sequence[Line]) -> Plot | None:
    """Draw one check over all clips; None where no clip has a value for it.

    Parameters
    ----------
    check, told
        Name of the check and its row of the data.
    lines
        All clips in the order of the table; one without a value leaves a gap.
    """
    known = [
        (place, line.task.id, one)
        for place, line in enumerate(lines, start=1)
        for one in line.judged
        if one.check == check and None not in (one.value, one.low, one.high)
    ]
    if not known:
        return None
    unit, values = told.number.unit, [x for _, _, one in known for x in _numbers(one)]
    scale = _Scale(*shown_range(values, [x for _, _, one in known for x in _limits(one)]), len(lines))
    dots = tuple(_dot(place, name, one, scale, told) for place, name, one in known)
    axis = _AXES.get(unit.strip(), unit.strip())
    return Plot(
        check=check,
        title=told.name,
        axis=axis,
        description=_description(told, dots, values, axis),
        x_ticks=tuple(Tick(scale.x(place), str(place)) for place in _numbered(len(lines))),
        y_ticks=tuple(
            Tick(scale.y(at), number(at, 0 if at == int(at) else 1)) for at in ticks(scale.low, scale.high)
        ),
        zones=tuple(_zones(known, scale)),
        dots=dots,
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    low: float
    high: float
    count: int

    @property
    def step(self) -> float:
        return (RIGHT - LEFT) / self.count

    def x(self, place: float) -> float:
        return round(LEFT + self.step * (place - 0.5), 1)

    def y(self, value: float) -> float:
        inside = min(max(value, self.low), self.high)
        return round(BOTTOM - (BOTTOM - TOP) * (inside - self.low) / (self.high - self.low), 1)


def _numbers(one: Judged) -> list[float]:
    return [x for x in (one.value, one.low, one.high) if x is not None]


def _limits(one: Judged) -> list[float]:
    return [x for x in (one.good_low, one.good_high) if x is not None]


def _dot(place: int, name: str, one: Judged, scale: _Scale, told: Check) -> Dot:
    assert one.value is not None
    assert one.low is not None
    assert one.high is not None
    low, high = number(one.low, 1), number(one.high, 1)
    value = f"{number(one.value, 1)}{told.number.unit}"
    look, leg = LOOKS[one.verdict], f", {one.leg} leg" if one.leg else ""
    return Dot(
        x=scale.x(place),
        y=scale.y(one.value),
        y_low=scale.y(one.low),
        y_high=scale.y(one.high),
        verdict=one.verdict,
        look=look,
        place=place,
        says=f"{place}. {name}: {value} ({low} to {high}){leg}, {look.word}",
    )


def _zones(known: Sequence[tuple[int, str, Judged]], scale: _Scale) -> list[Zone]:
    """Put clips side by side with the same limits into one; limits may move with height and speed."""
    found = []
    placed = [((one.good_low, one.good_high), place) for place, _, one in known]
    runs = groupby(enumerate(placed), key=lambda item: (item[1][0], item[1][1] - item[0]))
    for ((low, high), _), run in runs:
        if low is None and high is None:
            continue
        places = [place for _, (_, place) in run]
        top = scale.y(scale.high if high is None else high)
        bottom = scale.y(scale.low if low is None else low)
        width = round(scale.step * len(places), 1)
        found.append(Zone(round(LEFT + scale.step * (places[0] - 1), 1), top, width, round(bottom - top, 1)))
    return found


def _numbered(count: int) -> list[int]:
    step = max(1, -(-count // _MOST_NUMBERED))
    return list(range(1, count + 1, step))


def _description(told: Check, dots: Sequence[Dot], values: Sequence[float], axis: str) -> str:
    words = [dot.look.word for dot in dots]
    found = ", ".join(f"{words.count(word)} {word}" for word in dict.fromkeys(words))
    return (
        f"{told.name} in {len(dots)} clips, from {number(min(values), 0)} to {number(max(values), 0)} "
        f"{axis} with their ranges: {found}."
    )
