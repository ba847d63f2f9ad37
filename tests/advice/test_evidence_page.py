"""docs/evidence.md is what the data say today."""

from __future__ import annotations

import re
from pathlib import Path

from formcheck.advice.data import knowledge
from formcheck.advice.evidence_page import page

PAGE = Path(__file__).parents[2] / "docs" / "evidence.md"


def test_the_page_in_the_repository_is_fresh() -> None:
    hint = "run: python -m formcheck.advice.evidence_page docs/evidence.md"
    assert PAGE.read_text(encoding="utf-8") == page(), hint


def test_the_page_names_every_check_piece_and_paper() -> None:
    text = page()
    known = knowledge()
    for name in (*known.checks, *known.pieces):
        assert re.search(rf"\b{name}\b", text)
    for paper in known.papers.values():
        assert paper.found in text
    assert all(check.band.source in text for check in known.checks.values())


def test_every_link_inside_the_page_leads_somewhere() -> None:
    text = page()
    links = set(re.findall(r"\]\(#([^)]+)\)", text))
    anchors = set(re.findall(r'<a id="([^"]+)">', text))
    assert links
    assert links <= anchors


def test_every_row_of_a_table_has_as_many_cells_as_its_header() -> None:
    width = 0
    for line in page().splitlines():
        if not line.startswith("|"):
            width = 0
            continue
        cells = len(re.findall(r"(?<!\\)\|", line)) - 1
        width = width or cells
        assert cells == width
