"""Two films side by side: played, stopped and stepped together, landing for landing or second for second."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median

import streamlit as st

from formcheck.metrics import Sides
from formcheck.plain import markdown
from formcheck.report.schema import Document, LegEventsPart
from formcheck.web.words import words, written

_HERE = Path(__file__).parent
_MISSED = 1.5  # times the usual stride: a landing between was not found
_OTHER = {"left": "right", "right": "left"}


@dataclass(frozen=True, slots=True)
class Film:
    """One of the two films.

    Attributes
    ----------
    t
        Time of each picture, seconds from the first.
    slower
        How many times slower than life it plays.
    begin, end
        The measured piece, seconds of the film.
    """

    t: tuple[float, ...]
    slower: float
    begin: float
    end: float


@dataclass(frozen=True, slots=True)
class Foot:
    """Landings of one foot, seconds of either film; those with the same number are shown together."""

    name: str
    first: tuple[float, ...]
    second: tuple[float, ...]


_PAIR = st.components.v2.component(
    "formcheck_pair",
    html=written(_HERE / "pair.html", words("pair")),
    css=(_HERE / "pair.css").read_text(encoding="utf-8"),
    js=(_HERE / "pair.js").read_text(encoding="utf-8"),
)


def pair(
    paths: tuple[Path, Path],
    films: tuple[Film, Film],
    feet: tuple[Foot, ...],
    names: tuple[str, str],
    *,
    key: str,
) -> None:
    """Show two films and what moves them together.

    The films come to the browser the way every film does, piece by piece and kept there; only times are sent
    to the component, and it moves the two players of this page.

    Parameters
    ----------
    paths, films
        The files and their times.
    feet
        From `feet`; without any the films can only be held together by time.
    names
        What stands above the films.
    key
        Name in the page, for letters, digits, ``-`` and ``_``; other films want another one.
    """
    with st.container(key=key):
        for column, path, name in zip(st.columns(2), paths, names, strict=True):
            column.caption(markdown(name))
            column.video(str(path), muted=True)
    _PAIR(
        key=f"{key}-controls",
        data={
            "key": key,
            "films": [asdict(one) for one in films],
            "feet": [asdict(one) for one in feet],
            "words": dict(words("pair").said),
        },
    )


def feet(first: Document, second: Document, sides: Sides = "same") -> tuple[Foot, ...]:
    """Return the feet whose landings both films tell, the one nearer to the first film's camera first."""
    ones, others = _landings(first), _landings(second)
    found = []
    for name, times in ones.items():
        theirs = others.get(_OTHER[name] if sides == "mirrored" else name, ())
        if len(times) > 1 and len(theirs) > 1:
            found.append(Foot(name, times, theirs))
    return tuple(found)


def _landings(one: Document) -> dict[str, tuple[float, ...]]:
    """Landings by the runner's own foot, near one first."""
    sides = {part.leg: part.side for part in one.measurements if part.leg and part.side}
    legs: tuple[tuple[str, LegEventsPart], ...] = (("near", one.events.near), ("far", one.events.far))
    return {str(sides[leg]): whole(part.initial_contact_s) for leg, part in legs if leg in sides}


def whole(times: list[float]) -> tuple[float, ...]:
    """Fill in landings that were not found, evenly, so that the same number is the same step later on.

    >>> whole([1.0, 1.5, 2.0, 3.0])
    (1.0, 1.5, 2.0, 2.5, 3.0)
    """
    gaps = [after - before for before, after in pairwise(times)]
    if not gaps:
        return tuple(times)
    usual, filled = median(gaps), [times[0]]
    for gap in gaps:
        begun, parts = filled[-1], max(1, round(gap / usual)) if gap > _MISSED * usual else 1
        filled += [round(begun + gap * k / parts, 6) for k in range(1, parts + 1)]
    return tuple(filled)
