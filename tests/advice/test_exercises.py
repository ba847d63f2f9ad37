"""The exercises are whole, kindly worded, and every one the articles name is there."""

from __future__ import annotations

import re

import pytest
from pydantic import ValidationError

from formcheck.advice.data import knowledge
from formcheck.advice.exercises import Exercise, exercises
from formcheck.advice.figure_rig import figures
from tests.advice.test_data import FORBIDDEN

ROWS = sorted(exercises().items())
each_exercise = pytest.mark.parametrize(("key", "row"), ROWS, ids=[key for key, _ in ROWS])
NAMED = {
    "Q2": ("warm_up", ("brisk_walk", "easy_jog")),
    "Q3": (
        "stretch",
        ("hamstring_stretch", "hip_flexor_stretch", "quad_stretch", "glute_stretch", "foam_roll"),
    ),
    "Q4": (
        "strength",
        ("plank", "bridge", "glute_bridge", "bird_dog", "russian_twist", "bicycle_crunch", "deadlift"),
    ),
}


def said(row: Exercise) -> list[str]:
    return [row.name, row.why, *row.how, row.dose, row.easier, row.care]


def drills() -> set[str]:
    """Return the names of the drills that findings prescribe."""
    sides = [side for check in knowledge().checks.values() for side in (check.high, check.low) if side]
    return {name for side in sides for name in (side.drill, side.drill_with_cadence) if name}


@each_exercise
def test_each_exercise_is_whole(key: str, row: Exercise) -> None:
    assert row.figure in figures().figures
    assert 2 <= len(row.how) <= 5
    assert re.search(r"\d", row.dose)
    known = {*knowledge().pieces, "Q2", "Q3", "Q4"}
    assert set(row.pieces) <= known
    assert set(row.papers) <= set(knowledge().papers)


@each_exercise
def test_each_text_is_short_and_kind(key: str, row: Exercise) -> None:
    for text in said(row):
        assert not re.search(rf"\b({FORBIDDEN})\b", text, re.IGNORECASE), text
        assert len(text) <= 130, text
        assert text == text.strip()
    for sentence in (row.why, *row.how, row.dose):
        assert sentence.endswith(".")


@pytest.mark.parametrize("piece", NAMED)
def test_every_exercise_the_articles_name_is_there(piece: str) -> None:
    kind, names = NAMED[piece]
    for name in names:
        row = exercises()[name]
        assert row.kind == kind
        assert piece in row.pieces


def test_the_warm_up_lasts_five_minutes() -> None:
    assert sum(row.minutes for row in exercises().values() if row.kind == "warm_up") >= 5


def test_every_drill_of_the_findings_is_there_and_no_other() -> None:
    rows = {key: row for key, row in exercises().items() if row.kind == "drill"}
    assert set(rows) == drills()
    for row in rows.values():
        there = re.findall(r"\d+", " ".join((*row.how, row.dose)))
        assert set(re.findall(r"\d+", row.short)) <= set(there), row.name


def test_a_drill_is_told_in_short_and_nothing_else_is() -> None:
    plank, drill = (exercises()[name].model_dump() for name in ("plank", "tall_runs"))
    for row in (plank | {"short": "Hold it."}, drill | {"short": ""}):
        with pytest.raises(ValidationError, match="in short"):
            Exercise.model_validate(row)


def test_a_row_without_a_number_in_its_dose_is_refused() -> None:
    row = exercises()["plank"].model_dump()
    with pytest.raises(ValidationError):
        Exercise.model_validate(row | {"dose": "some"})
    with pytest.raises(ValidationError):
        Exercise.model_validate(row | {"extra": 1})
