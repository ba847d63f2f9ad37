"""What a runner reads is at about grade eight, measured by textstat (Flesch and Kincaid)."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest
import textstat

from tests.advice.test_data import written

# Where a sentence comes from is for those who look it up; the rest is read by everybody.
NOT_READ = ("source", "cite", "doi", "population", "strength", "figure", "lead", "unit")
FILES = (
    "checks.",
    "words.",
    "rules",
    "red_flags.",
    "questions.",
    "tests.",
    "exercises.",
    "stories.",
    "left_out.",
)
MORE = (
    "papers.",
    "pieces.",
    "usual.",
    "compared.",
    "items.",
    "film_again.",
    "milestones.",
    "stop.",
    "held_back.",
)
HIGHEST = 8.0


def by_part() -> dict[str, str]:
    """Return all that is read, by the part of the data it belongs to."""
    texts: dict[str, list[str]] = defaultdict(list)
    for where, text in written():
        part = next((one for one in (*FILES, *MORE) if where.startswith(one)), "")
        if part and not where.endswith(NOT_READ) and len(text.split()) >= 4:
            texts[part].append(text if text[-1] in ".!?" else f"{text}.")
    return {part: " ".join(said) for part, said in texts.items()}


PARTS = by_part()


def test_every_part_is_looked_at() -> None:
    assert set(PARTS) == {*FILES, *MORE}


@pytest.mark.parametrize("part", sorted(PARTS))
def test_it_reads_at_about_grade_eight(part: str) -> None:
    text = re.sub(r"\{[^}]*\}", "12", PARTS[part])
    assert textstat.flesch_kincaid_grade(text) <= HIGHEST


def test_no_text_of_its_own_is_hard_to_read() -> None:
    hard = [
        (where, grade)
        for where, text in written()
        if where.startswith((*FILES, *MORE)) and not where.endswith(NOT_READ) and len(text.split()) >= 12
        if (grade := textstat.flesch_kincaid_grade(re.sub(r"\{[^}]*\}", "12", text))) > 12
    ]
    assert hard == []
