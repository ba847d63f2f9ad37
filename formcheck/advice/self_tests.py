"""Four guided tests to do at home, and what their results go with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from formcheck.advice.answers import Answers
from formcheck.advice.asked import HabitVerdict, SelfTestResult, SelfTestRow, asked
from formcheck.advice.data import knowledge
from formcheck.advice.habits import applies, told
from formcheck.advice.value import Article, Evidence


@dataclass(frozen=True, slots=True)
class SelfTest:
    """A guided test.

    Attributes
    ----------
    id, name
        What it is called.
    pieces
        The advice it answers, such as ``F12``.
    figure
        Name of its drawing.
    what_you_need, steps
        How it is done.
    field, ask, help
        The field of Answers it fills, the question it ends with, and how to answer.
    choices
        Word to store and words to show, in order; empty when a number is asked for.
    unit
        Of the number; empty when there are choices.
    limit, care
        What it cannot tell, and when to stop.
    articles
        Who says so.
    """

    id: str
    name: str
    pieces: tuple[str, ...]
    figure: str
    what_you_need: str
    steps: tuple[str, ...]
    field: str
    ask: str
    help: str
    choices: tuple[tuple[str, str], ...]
    unit: str
    limit: str
    care: str
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class SelfTestOutcome:
    """What the result of a self-test goes with.

    Attributes
    ----------
    id, test, pieces
        Names of the result and the test, and the advice they answer.
    verdict
        ``fine`` or ``worth a thought``.
    title, text
        What to do, or what is fine.
    limit
        What the test cannot tell.
    exercises
        What is offered, the gentlest first.
    articles, evidence
        Who says so.
    """

    id: str
    test: str
    pieces: tuple[str, ...]
    verdict: HabitVerdict
    title: str
    text: str
    limit: str
    exercises: tuple[str, ...]
    articles: tuple[Article, ...]
    evidence: tuple[Evidence, ...]


@cache
def self_tests() -> dict[str, SelfTest]:
    """Return the tests by name, in order."""
    return {name: _test(name, row) for name, row in asked().tests.items()}


def _test(name: str, row: SelfTestRow) -> SelfTest:
    return SelfTest(
        id=name,
        name=row.name,
        pieces=row.pieces,
        figure=row.figure,
        what_you_need=row.what_you_need,
        steps=row.steps,
        field=row.answer.id,
        ask=row.answer.ask,
        help=row.answer.help,
        choices=tuple(row.answer.choices.items()),
        unit=row.answer.unit,
        limit=row.limit,
        care=row.care,
        articles=knowledge().articles_on(row.pieces),
    )


def read_self_tests(answers: Answers) -> tuple[SelfTestOutcome, ...]:
    """Say what the results go with, what is worth a thought first; a test not done says nothing."""
    found = [
        _outcome(name, row, result, answers)
        for name, row in asked().tests.items()
        for result in row.results
        if applies(result, answers)
    ]
    return tuple(sorted(found, key=lambda one: one.verdict == "fine"))


def _outcome(name: str, row: SelfTestRow, result: SelfTestResult, answers: Answers) -> SelfTestOutcome:
    known = knowledge()
    return SelfTestOutcome(
        id=result.id,
        test=name,
        pieces=row.pieces,
        verdict=result.verdict,
        title=result.title,
        text=told(result, answers),
        limit=row.limit,
        exercises=result.exercises,
        articles=known.articles_on(row.pieces),
        evidence=known.papers_by(result.papers),
    )


def asked_for(answers: Answers) -> dict[str, str]:
    """Return the exercises that self-tests ask for, the first test first, each with the test's name."""
    wanted: dict[str, str] = {}
    for outcome in read_self_tests(answers):
        if outcome.verdict == "worth a thought":
            for name in outcome.exercises:
                wanted.setdefault(name, asked().tests[outcome.test].name)
    return wanted
