"""What can be drawn as a curve: curves.toml, read and checked."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from formcheck.report.units import unit_words

What = Literal[
    "trunk_lean",
    "knee_flexion",
    "thigh_angle",
    "shank_angle",
    "foot_angle",
    "ankle_ahead",
    "hip_height",
    "wrist_height",
]
WHATS: tuple[What, ...] = get_args(What)
Place = Literal["contact", "loading", "midstance", "toe_off", "stance", "stride"]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CurveRow(_Row):
    """One kind of curve; the head of curves.toml explains each field."""

    title: str = Field(min_length=1)
    unit: Literal["deg", "% leg", "% trunk"]
    says: str = Field(min_length=1)
    hint: str = ""
    plus: str = Field(min_length=1)
    minus: str = Field(min_length=1)
    per_leg: bool
    tie: str
    meets: Mapping[str, Place]
    bands: tuple[str, ...]
    source: str = Field(min_length=20)

    @property
    def sentences(self) -> list[str]:
        """What is drawn with the meaning of its sign, and what else to know."""
        return [f"{self.says}; +\u00a0{self.plus}, −\u00a0{self.minus}.", *filter(None, [self.hint])]

    @property
    def axis(self) -> str:
        """Name of the axis of values, with the unit."""
        return f"{self.title}, {unit_words(self.unit).strip()}"


class CurveWords(_Row):
    """Titles and sentences of notes beside the plots."""

    corrected: str
    differs: str
    some: str
    too_few: str
    strips: str
    strips_say: str
    strips_signs: str
    strips_none: str


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(files("formcheck.report.plots").joinpath("curves.toml").read_text(encoding="utf-8"))


@cache
def whats() -> Mapping[What, CurveRow]:
    """All kinds of curves in the order people read them, with title and unit."""
    return {name: CurveRow.model_validate(row) for name, row in _file()["curves"].items()}


@cache
def places() -> Mapping[Place, str]:
    """Words for the moments and times a measure is taken at."""
    told: Mapping[Place, str] = _file()["moments"]
    return told


@cache
def words() -> CurveWords:
    """Sentences of notes."""
    return CurveWords.model_validate(_file()["words"])
