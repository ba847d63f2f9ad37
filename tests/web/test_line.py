"""Whose turn it is, for any crowd."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from formcheck.options import Options
from formcheck.web.job import Job
from formcheck.web.line import Line

Owners = st.lists(st.sampled_from("abc"), max_size=12)


def job(owner: str) -> Job[str]:
    return Job(Path(), Path(), Options(), owner)


def line_of(owners: list[str]) -> tuple[Line[str], list[Job[str]]]:
    line, jobs = Line[str](), [job(owner) for owner in owners]
    for one in jobs:
        line.add(one)
    return line, jobs


@given(Owners)
def test_the_order_that_is_told_is_the_order_that_comes(owners: list[str]) -> None:
    line, jobs = line_of(owners)
    told = line.order()
    assert [line.take() for _ in jobs] == told
    assert not line.order()


@given(Owners)
def test_each_visitor_has_one_before_anybody_has_two(owners: list[str]) -> None:
    line, _ = line_of(owners)
    first = [one.owner for one in line.order()[: len(set(owners))]]
    assert sorted(first) == sorted(set(owners))


@given(Owners)
def test_films_of_one_visitor_keep_their_order(owners: list[str]) -> None:
    line, jobs = line_of(owners)
    for owner in set(owners):
        assert [one for one in line.order() if one.owner == owner] == [
            one for one in jobs if one.owner == owner
        ]


def test_who_was_just_served_waits_for_who_comes_later() -> None:
    line, _ = line_of(["a", "a"])
    line.take()
    late = job("b")
    line.add(late)
    assert line.take() is late


def test_short_work_comes_first_and_costs_no_turn() -> None:
    line, jobs = line_of(["a", "b"])
    short = job("a")
    line.add(short, short=True)
    assert line.take() is short
    assert line.take() is jobs[0]
    line.add(short, short=True)
    line.remove(short)
    assert short not in line
    assert len(line) == 1
