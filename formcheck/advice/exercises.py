"""The exercises of the plan, read once from the TOML file beside this module and checked."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal, Self

from pydantic import Field, model_validator

from formcheck.advice.data import Row

Kind = Literal["strength", "stretch", "warm_up", "drill"]


class Exercise(Row):
    """One exercise; the head of exercises.toml explains each field."""

    id: str = ""  # its key in the file
    name: str = Field(min_length=1)
    kind: Kind
    pieces: tuple[str, ...] = Field(min_length=1)
    papers: tuple[str, ...]
    why: str = Field(min_length=1)
    how: tuple[str, ...] = Field(min_length=2, max_length=5)
    dose: str = Field(min_length=1, pattern=r"\d")
    easier: str
    care: str
    minutes: int = Field(ge=1)
    figure: str = Field(min_length=1)
    short: str = ""
    to_a_beat: bool = False

    @model_validator(mode="after")
    def _told_in_short(self) -> Self:
        if (self.kind == "drill") != bool(self.short):
            raise ValueError(f"{self.name}: drills, and only drills, are told in short.")
        return self


@cache
def exercises() -> dict[str, Exercise]:
    """Return every exercise by its id, in the order of the file."""
    text = files("formcheck.advice").joinpath("exercises.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["exercises"]
    return {key: Exercise.model_validate({**row, "id": key}) for key, row in rows.items()}
