"""What the articles say that is not passed on, and why: left_out.toml, read once and checked."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pydantic import Field

from formcheck.advice.data import Row, knowledge


class LeftOut(Row):
    """One thing that is left out, or in which the articles disagree."""

    title: str = Field(min_length=1)
    says: str = Field(min_length=1)
    articles: tuple[str, ...] = Field(min_length=1)
    papers: tuple[str, ...]


@cache
def left_out() -> Mapping[str, LeftOut]:
    """Return the rows by name, in the order they are shown.

    Raises
    ------
    KeyError
        When a row names an article or a paper that is not there.
    """
    told = tomllib.loads(files("formcheck.advice").joinpath("left_out.toml").read_text(encoding="utf-8"))
    rows = {name: LeftOut.model_validate(row) for name, row in told["left_out"].items()}
    known = knowledge()
    for row in rows.values():
        for name in row.articles:
            known.articles[name]
        for name in row.papers:
            known.papers[name]
    return rows
