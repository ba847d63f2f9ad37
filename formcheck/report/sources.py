"""What each article advises, in our own words, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from formcheck.advice.asked import asked
from formcheck.advice.data import Piece, knowledge
from formcheck.metrics import METRICS


@dataclass(frozen=True, slots=True)
class Said:
    """One piece of advice of one article.

    Attributes
    ----------
    piece
        Its id, such as ``F7``.
    says
        The article's advice in our own words.
    how
        What answers it here, and what cannot be told.
    """

    piece: str
    says: str
    how: str


def answered() -> dict[str, tuple[Said, ...]]:
    """Return what each article says, by its number, in the order of the pieces."""
    known = knowledge()
    found: dict[str, list[Said]] = {article: [] for article in known.articles}
    for key, piece in known.pieces.items():
        for article, says in piece.said.items():
            found[article].append(Said(key, says, how(piece)))
    return {article: tuple(said) for article, said in found.items()}


def how(piece: Piece) -> str:
    """Say what answers a piece of advice, and what cannot be told."""
    titles = {metric.name: metric.title.lower() for metric in METRICS}
    checks = [knowledge().checks[name].name.lower() for name in piece.checks]
    shown = [titles.get(name, name.replace("_", " ")) for name in piece.shows]
    tests = [test.name.lower() for test in asked().tests.values() if test.answer.id in piece.asks]
    questions = [name for name in piece.asks if name in {*asked().questions, *asked().red_flags}]
    parts = (
        f"Checked in the film: {', '.join(checks)}." if checks else "",
        f"Shown, not judged: {', '.join(shown)}." if shown else "",
        "Asked in the questions." if questions else "",
        f"Tried at home: {', '.join(tests)}." if tests else "",
        piece.limit,
    )
    return " ".join(part for part in parts if part)
