"""What is usual for measures that are shown and never judged: usual.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from pydantic import Field

from formcheck.advice.data import Fit, Row
from formcheck.advice.personal import Person, moved


class UsualRow(Row):
    """One measure; the head of usual.toml explains each field."""

    low: float | None = None
    high: float | None = None
    unit: str
    fits: tuple[Fit, ...] = ()
    says: str = Field(min_length=1)
    pieces: tuple[str, ...]
    papers: tuple[str, ...]
    source: str = Field(min_length=20)


class Compared(Row):
    """What is told when a clip is compared with itself."""

    title: str
    says: str
    none: str
    pieces: tuple[str, ...]
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual for this runner; a limit is None where none is known.

    Attributes
    ----------
    low, high, unit
        The usual range.
    says
        What the measure means, and what moved the range.
    papers
        Keys of evidence.toml.
    """

    low: float | None
    high: float | None
    unit: str
    says: str
    papers: tuple[str, ...]


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(files("formcheck.advice").joinpath("usual.toml").read_text(encoding="utf-8"))


@cache
def rows() -> Mapping[str, UsualRow]:
    """Read and check what is usual, once."""
    return {name: UsualRow.model_validate(row) for name, row in _file()["usual"].items()}


@cache
def compared() -> Mapping[Literal["sides", "through"], Compared]:
    """Read and check the words for comparing a clip with itself, once."""
    return {name: Compared.model_validate(row) for name, row in _file()["compared"].items()}


def usual(measurement: str, person: Person | None = None) -> Usual | None:
    """Return what is usual for a measure, or None where it is judged or nothing is known."""
    row = rows().get(measurement)
    if row is None:
        return None
    times, said = moved(row.fits, person or Person())
    low, high = (None if limit is None else limit * times for limit in (row.low, row.high))
    return Usual(low, high, row.unit, " ".join((row.says, *said)), row.papers)
