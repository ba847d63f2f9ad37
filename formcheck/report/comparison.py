"""Two reports side by side: what changed, and what makes the comparison doubtful (compare.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import Field

from formcheck.advice.data import Row
from formcheck.metrics import Change, Sides, compare
from formcheck.report.read import measurements_of
from formcheck.report.schema import Document
from formcheck.report.units import number

_FILMS = ("first", "second")


class Limits(Row):
    """From where on a difference is told."""

    speed_share: float = Field(gt=0)
    speed_source: str = Field(min_length=20)
    incline_pct: float = Field(gt=0)
    incline_source: str = Field(min_length=20)
    least_fps: float = Field(gt=0)
    least_fps_source: str = Field(min_length=20)


class Words(Row):
    """Headings and sentences round the changes."""

    moved: str
    moved_says: str
    stayed: str
    stayed_says: str
    untold: str
    nothing_moved: str
    no_doubt: str
    seen_differently: str
    doubts: str


class CompareData(Row):
    """All of compare.toml."""

    limits: Limits
    doubts: dict[str, str]
    words: Words


@cache
def compare_data() -> CompareData:
    """Return compare.toml, read and checked."""
    text = files("formcheck.report").joinpath("compare.toml").read_text(encoding="utf-8")
    return CompareData.model_validate(tomllib.loads(text))


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing that makes a comparison doubtful: its name in compare.toml and its sentence."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two clips side by side.

    Attributes
    ----------
    doubts
        What makes it doubtful, the gravest first.
    changes
        Every measure, in the usual order.
    """

    doubts: tuple[Doubt, ...]
    changes: tuple[Change, ...]

    @property
    def moved(self) -> tuple[Change, ...]:
        """Changes that are more than both clips can tell."""
        return tuple(one for one in self.changes if one.beyond)

    @property
    def stayed(self) -> tuple[Change, ...]:
        """Measures that did not move by more than the clips can tell."""
        return tuple(one for one in self.changes if one.change is not None and not one.beyond)

    @property
    def untold(self) -> tuple[Change, ...]:
        """Measures that one of the clips does not tell."""
        return tuple(one for one in self.changes if one.change is None)


def comparison(first: Document, second: Document, *, sides: Sides = "same") -> Comparison:
    """Compare two reports; `sides` as for `formcheck.metrics.compare`."""
    changes = compare(measurements_of(first), measurements_of(second), sides=sides)
    return Comparison(tuple(_doubts(first, second, changes)), changes)


def _doubts(first: Document, second: Document, changes: tuple[Change, ...]) -> Iterator[Doubt]:
    both = (first, second)
    limits = compare_data().limits
    if first.clip.sha256 == second.clip.sha256:
        yield _doubt("same_film")
    yield from _which("not_running", [one.activity != "running" for one in both])
    if first.view != second.view:
        yield _doubt("view", first=first.view, second=second.view)
    yield from _speed(first, second)
    yield from _which("clock", [not one.time_factor.certain for one in both])
    slopes = (first.options.incline_pct, second.options.incline_pct)
    # A slope that is not told is a flat belt, as everywhere else.
    flat, other = (slope or 0.0 for slope in slopes)
    if abs(flat - other) >= limits.incline_pct:
        yield _doubt("incline", first=_plain(flat), second=_plain(other))
    yield from _which("level", [one.roll_deg.value is None for one in both])
    slow = [round(_fps(one)) < limits.least_fps for one in both]
    yield from _which("rate", slow, least=_plain(limits.least_fps))
    if any(one.seen_differently for one in changes):
        yield _doubt("near_leg", first=_near(first), second=_near(second))
    if first.provenance.model_sha256 != second.provenance.model_sha256:
        yield _doubt("model")
    if first.provenance.formcheck != second.provenance.formcheck:
        yield _doubt("version")


def _doubt(name: str, **words: str) -> Doubt:
    return Doubt(name, compare_data().doubts[name].format(**words))


def _which(name: str, holds: list[bool], **words: str) -> Iterator[Doubt]:
    """Tell a doubt of the film it holds for, in other words where it holds for both."""
    if all(holds):
        yield Doubt(name, compare_data().doubts[f"{name}_both"].format(**words))
    elif any(holds):
        yield _doubt(name, which=_FILMS[holds.index(True)], **words)


def _speed(first: Document, second: Document) -> Iterator[Doubt]:
    """Tell another speed: as the runner told it, else as the steps tell it, else that it is not known."""
    least = compare_data().limits.speed_share
    told = (first.options.speed_kmh, second.options.speed_kmh)
    if told[0] is not None and told[1] is not None:
        if _apart(told[0], told[1]) > least:
            yield _doubt("speed_told", first=_plain(told[0]), second=_plain(told[1]))
        return
    seen = (_speed_by_steps(first), _speed_by_steps(second))
    if seen[0] is None or seen[1] is None:
        yield from _which("speed_unknown", [a is None and b is None for a, b in zip(told, seen, strict=True)])
        return
    if _apart(seen[0], seen[1]) > least:
        share = number(100 * abs(seen[1] / seen[0] - 1), 0)
        yield _doubt("speed_measured", share=share, way="faster" if seen[1] > seen[0] else "slower")


def _apart(one: float, other: float) -> float:
    """By what share the larger exceeds the smaller; the same either way round.

    >>> _apart(10.0, 10.5)
    0.05
    """
    return round(max(one, other) / min(one, other) - 1, 9)


def _speed_by_steps(one: Document) -> float | None:
    """Step length times step rate, leg lengths a minute; the leg is the runner's own, so it cancels."""
    found = {part.name: part.value for part in one.measurements if part.leg is None}
    length, rate = found.get("step_length"), found.get("cadence")
    return None if not length or not rate else length * rate


def _fps(one: Document) -> float:
    """Pictures a second of real time; slow motion has more than the file plays."""
    return one.clip.fps_new * (one.time_factor.value or 1.0)


def _near(one: Document) -> str:
    return next((str(part.side) for part in one.measurements if part.leg == "near" and part.side), "near")


def _plain(x: float) -> str:
    return f"{x:g}"


def change_number(one: Change, x: float) -> str:
    """Write one of the numbers of a change, with the digits it bears."""
    return number(x, digits(one))


def digits(one: Change) -> int:
    """Digits worth reading: none behind the point when the change's interval is wider than two units.

    An interval that leaves 0 out does not read as if it held it: one more digit then.
    """
    if one.low is None or one.high is None:
        return one.decimals
    found = 0 if one.high - one.low > 2.0 else one.decimals
    return found + (one.beyond and 0.0 in (round(one.low, found), round(one.high, found)))


def signed(one: Change, x: float) -> str:
    """Write a change with its sign; a change of nothing has none."""
    text = number(x, digits(one))
    return f"+{text}" if x > 0 and text.strip("0.") else text
