"""What is not passed on is told, with who says it."""

from __future__ import annotations

from formcheck.advice.data import knowledge
from formcheck.advice.left_out import left_out


def test_each_row_names_articles_and_papers_that_are_there() -> None:
    for row in left_out().values():
        assert set(row.articles) <= set(knowledge().articles)
        assert set(row.papers) <= set(knowledge().papers)
        named = [number for number in knowledge().articles if number in row.says]
        assert set(named) <= set(row.articles)


def test_the_articles_contradictions_and_their_unsafe_advice_are_there() -> None:
    assert {"painkillers", "surgery", "abs", "fall_forward"} <= set(left_out())
