"""What the plan is made of: plan.toml, read once and checked."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from formcheck.advice.data import Row

_Source = Annotated[str, Field(min_length=10)]


class Routine(Row):
    """Exercises of each kind in their usual order, and how many are offered at a time."""

    strength: tuple[str, ...]
    stretch: tuple[str, ...]
    warm_up: tuple[str, ...]
    strength_at_a_time: int = Field(ge=1)
    stretch_at_a_time: int = Field(ge=1)
    because_of_test: str
    pieces: tuple[str, ...]
    source: _Source


class First(Row):
    """Exercises that come first when a check asks for something."""

    strength: tuple[str, ...]
    stretch: tuple[str, ...]
    because: str
    because_stretch: str
    source: _Source

    def exercises(self, kind: Literal["strength", "stretch"]) -> tuple[tuple[str, str], ...]:
        """Return the names of exercises of a kind, each with why it comes first."""
        if kind == "strength":
            return tuple((name, self.because) for name in self.strength)
        return tuple((name, self.because_stretch) for name in self.stretch)


def _by_number(days: dict[str, object]) -> dict[int, object]:
    """TOML has only strings for keys."""
    return {int(key): value for key, value in days.items()}


class Week(Row):
    """What each day holds, by runs a week."""

    names: tuple[str, ...] = Field(min_length=7, max_length=7)
    usual_runs: int
    most_runs: int
    days: Annotated[dict[int, tuple[tuple[str, ...], ...]], BeforeValidator(_by_number)]
    pieces: tuple[str, ...]
    source: _Source

    @model_validator(mode="after")
    def _whole(self) -> Self:
        for runs, days in self.days.items():
            held = sum(item.endswith("run") for day in days for item in day)
            if len(days) != 7 or held != runs:
                raise ValueError(f"the week of {runs} runs has {len(days)} days and {held} runs.")
        return self


class FilmAgain(Row):
    """When to film again."""

    weeks_with_change: int = Field(ge=1)
    weeks_without: int = Field(ge=1)
    says_with_change: str
    says_without: str
    pieces: tuple[str, ...]
    source: _Source


class Said(Row):
    """One sentence with its source."""

    says: str = Field(min_length=1)
    pieces: tuple[str, ...]
    source: _Source


class PlanData(Row):
    """All of plan.toml."""

    routine: Routine
    first: dict[str, First]
    week: Week
    items: dict[str, str]
    film_again: FilmAgain
    no_drill: Said
    milestones: Said
    stop: Said
    held_back: Said


@cache
def plan_data() -> PlanData:
    """Read and check plan.toml, once."""
    text = files("formcheck.advice").joinpath("plan.toml").read_text(encoding="utf-8")
    return PlanData.model_validate(tomllib.loads(text))
