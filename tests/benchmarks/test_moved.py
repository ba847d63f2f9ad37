"""What moved between two tables of errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.kept import load
from benchmarks.moved import errors, moved

ACCURACY = Path(__file__).parents[2] / "docs" / "accuracy.json"


def test_errors_are_those_of_the_table() -> None:
    found = errors(load(ACCURACY)[1])
    words = ACCURACY.with_suffix(".md").read_text(encoding="utf-8")
    line = next(one for one in words.splitlines() if one.startswith("| knee_flexion_at_contact far"))
    assert found["knee_flexion_at_contact", "far", "deg"] == pytest.approx(
        float(line.split("|")[7]), abs=0.051
    )


def test_the_largest_move_of_a_unit_comes_first() -> None:
    before = {("a", "", "deg"): 1.0, ("b", "near", "deg"): 2.0, ("gone", "", "ms"): 1.0}
    after = {("a", "", "deg"): 1.1, ("b", "near", "deg"): 1.5}
    said = moved(before, after)
    assert [one.split("|")[1].strip() for one in said[2:4]] == ["b near", "a"]
    assert "-0.50" in said[2]
    assert said[-1] == "1 of 2 went down."
