"""overview.html: all clips of a batch on one page, each leading to its own report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from formcheck.advice import Verdict
from formcheck.advice.data import knowledge
from formcheck.batch.dots import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, plot
from formcheck.batch.lines import Judged, Line
from formcheck.batch.one import ERROR_LOG
from formcheck.batch.resume import THUMBNAIL
from formcheck.report.environment import environment
from formcheck.report.verdicts import LOOKS
from formcheck.report.writing import HTML

NAME = "overview.html"
_SHOWN: tuple[Verdict, ...] = (
    "good",
    "watch",
    "change",
    "too close to call",
)  # verdicts that have a value to draw


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the page; addresses are relative to it."""

    place: int
    line: Line
    page: str
    picture: str
    log: str
    judged: tuple[Judged | None, ...]


def overview(lines: Sequence[Line], tables: Sequence[str]) -> str:
    """Return the page.

    Parameters
    ----------
    lines
        All clips, in their order.
    tables
        Names of the tables beside the page.
    """
    checks = knowledge().checks
    entries = [_entry(place, line, tuple(checks)) for place, line in enumerate(lines, start=1)]
    drawn = (plot(name, check, lines) for name, check in checks.items())
    return (
        environment()
        .get_template("overview.html")
        .render(
            entries=entries,
            failed=[one for one in entries if one.line.outcome.state == "failed"],
            counts=_counts(lines),
            names=[check.name for check in checks.values()],
            looks=LOOKS,
            shown=[LOOKS[verdict] for verdict in _SHOWN],
            plots=[one for one in drawn if one],
            frame=(LEFT, TOP, RIGHT, BOTTOM),
            size=(WIDTH, HEIGHT),
            tables=tables,
        )
    )


def _entry(place: int, line: Line, checks: tuple[str, ...]) -> Entry:
    folder = quote(line.task.id)
    whole = line.outcome.state != "failed"
    judged = {one.check: one for one in line.judged}
    return Entry(
        place=place,
        line=line,
        page=f"{folder}/{HTML}" if whole else "",
        picture=f"{folder}/{THUMBNAIL}" if line.pictured else "",
        log=f"{folder}/{ERROR_LOG}" if not whole and (line.task.folder / ERROR_LOG).is_file() else "",
        judged=tuple(judged.get(check) for check in checks),
    )


def _counts(lines: Sequence[Line]) -> list[str]:
    words = {"done": "done", "skipped": "done before", "failed": "could not be done"}
    states = [line.outcome.state for line in lines]
    return [f"{states.count(state)} {said}" for state, said in words.items() if state in states]
