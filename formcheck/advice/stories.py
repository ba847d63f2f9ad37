"""Patterns of several findings, told as one story with the finding that leads."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, Self

from pydantic import Field, model_validator

from formcheck.advice.data import Row
from formcheck.advice.verdict import Call
from formcheck.metrics import Measurement

Side = Literal["high", "low"]


class Other(Row):
    """What has to be there beside the lead: a check outside its band, or a measurement beyond a limit."""

    word: str = Field(min_length=1)
    check: str = ""
    side: Side | None = None
    measurement: str = ""
    above: float | None = None
    below: float | None = None
    source: str = ""

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if bool(self.check) == bool(self.measurement):
            raise ValueError(f"'{self.word}' needs a check or a measurement.")
        if self.measurement and ((self.above is None) == (self.below is None) or not self.source):
            raise ValueError(f"'{self.word}' needs one limit with its source.")
        return self


class StoryRow(Row):
    """One pattern; the head of stories.toml explains each field."""

    lead: str
    side: Side
    needs: int = Field(ge=1)
    says: str = Field(min_length=1)
    source: str = Field(min_length=20)
    others: tuple[Other, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Story:
    """A story that holds for this runner: the check that leads, those it tells as well, and its words.

    A check that is firmer than the lead is in the words, and keeps a place of its own.
    """

    lead: str
    tells: tuple[str, ...]
    text: str


@cache
def stories() -> Mapping[str, StoryRow]:
    """Read and check stories.toml, once."""
    told = tomllib.loads(files("formcheck.advice").joinpath("stories.toml").read_text(encoding="utf-8"))
    return {name: StoryRow.model_validate(row) for name, row in told["stories"].items()}


def told(calls: Mapping[str, Call], find: Callable[[str], Measurement | None]) -> dict[str, Story]:
    """Return the stories that hold, by the check that leads.

    Parameters
    ----------
    calls
        Verdict of each check.
    find
        Finds a measurement by its name.
    """
    found: dict[str, Story] = {}
    for row in stories().values():
        if row.lead in found or not _outside(calls.get(row.lead), row.side):
            continue
        there = [other for other in row.others if _there(other, calls, find)]
        if len(there) >= row.needs:
            words = " and ".join(other.word for other in there)
            firm = calls[row.lead].verdict == "change"
            tells = tuple(
                other.check
                for other in there
                if other.check and (firm or calls[other.check].verdict != "change")
            )
            found[row.lead] = Story(row.lead, tells, row.says.format(others=words))
    return found


def _outside(call: Call | None, side: Side | None) -> bool:
    return call is not None and call.verdict in ("watch", "change") and call.side == side


def _there(other: Other, calls: Mapping[str, Call], find: Callable[[str], Measurement | None]) -> bool:
    if other.check:
        return _outside(calls.get(other.check), other.side)
    one = find(other.measurement)
    if one is None or one.low is None or one.high is None:
        return False
    return one.low > other.above if other.above is not None else one.high < (other.below or 0.0)
