"""Statistics of judged films, and how a Markdown table is laid out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks.judge import Judged, MeasureError

Array = NDArray[np.float64]
EVENTS = ("initial_contact", "toe_off")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    return lines + [f"| {' | '.join(row)} |" for row in rows]


def offs(errors: Iterable[MeasureError]) -> Array:
    """Errors of the measures that were told."""
    return np.array([one.off for one in errors if one.measured is not None])


def spread(values: Array) -> float:
    return float(values.std(ddof=1)) if len(values) > 1 else float("nan")


def rms(values: Array) -> float:
    return float(np.sqrt((values**2).mean())) if len(values) else float("nan")


def number(value: float, digits: int = 1, sign: bool = False) -> str:
    """Return a number for a table; nothing for NaN, no minus before a zero."""
    return "" if np.isnan(value) else f"{round(value, digits) + 0.0:{'+' if sign else ''}.{digits}f}"


def held(errors: Sequence[MeasureError]) -> tuple[int, int]:
    """How many intervals hold the truth, of how many."""
    known = [one.held for one in errors if one.held is not None]
    return sum(known), len(known)


def errors_of(films: Sequence[Judged], name: str, leg: str | None) -> list[MeasureError]:
    return [one for film in films for one in film.measures if (one.name, one.leg) == (name, leg)]


def centres_of(films: Sequence[Judged], kind: str, leg: str) -> Array:
    """Mean error of an event in each film, ms."""
    return np.array(
        [
            np.mean(one.off_ms)
            for film in films
            for one in film.events
            if (one.kind, one.leg) == (kind, leg) and one.off_ms
        ]
    )
