"""The templates of the pages that are written, with their filters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from formcheck.advice import Article, Evidence
from formcheck.advice.data import knowledge
from formcheck.advice.exercises import Exercise, exercises
from formcheck.advice.figure import figure_svg
from formcheck.metrics import Difference, Drift
from formcheck.plain import one_line
from formcheck.report.understood import sentence
from formcheck.report.units import number, range_text, unit_words, value_text

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_DOI = re.compile(r"10\.\d{4,9}/[-._;()/:A-Za-z0-9]+")


# No script, no font, nothing from outside; styles stand in the page itself.
_POLICY = ("default-src 'none'", "style-src 'unsafe-inline'", "base-uri 'none'", "form-action 'none'")


def policy(*more: str) -> Markup:
    """Return what a page may load, for its Content-Security-Policy; `more` are directives of one page."""
    from markupsafe import Markup

    return Markup("; ".join((*_POLICY, *more)))  # noqa: S704  # our own words; quotes are meant


def doi_link(doi: str) -> str:
    """Address of a paper, or nothing when this is no identifier."""
    return f"https://doi.org/{doi}" if _DOI.fullmatch(doi) else ""


def _plain_text(value: object) -> object:
    """Replace what nobody sees in words, before they are escaped; a template's own pieces stay."""
    return one_line(value) if type(value) is str else value


def _figure(name: str) -> Markup:
    from markupsafe import Markup

    return Markup(figure_svg(name))  # noqa: S704  # our own drawing, nothing from outside


def _plain(x: float, one: Difference | Drift, unit: bool = True) -> str:
    return number(x, one.decimals) + (unit_words(one.unit) if unit else "")


def _exercise(name: str) -> str:
    return exercises()[name].name


def _articles_of(exercise: Exercise) -> tuple[Article, ...]:
    return knowledge().articles_on(exercise.pieces)


def _papers_of(exercise: Exercise) -> tuple[Evidence, ...]:
    return _cited(exercise.papers)


def _cited(papers: Sequence[str]) -> tuple[Evidence, ...]:
    return knowledge().papers_by({"for": papers})


@cache
def environment() -> Environment:
    """Return the templates with their filters; whatever a file or user can name is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("formcheck.report", "templates"),
        autoescape=True,  # a file's name may hold anything
        finalize=_plain_text,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["policy"] = policy
    made.filters.update(value=value_text, interval=range_text, doi_link=doi_link, sentence=sentence)
    made.filters.update(
        figure=_figure,
        exercise=_exercise,
        plain=_plain,
        articles=_articles_of,
        papers=_papers_of,
        cited=_cited,
    )
    return made
