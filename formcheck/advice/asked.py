"""What is asked and what follows from the answers, read once from questions.toml and self_tests.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from formcheck.advice.data import Knowledge, Row, Stance, knowledge
from formcheck.advice.exercises import exercises

HabitVerdict = Literal["fine", "worth a thought"]
SAFETY = "Q8"


class Question(Row):
    """One question; the head of questions.toml explains each field."""

    piece: str
    ask: str = Field(min_length=1)
    kind: Literal["number", "choice", "choices", "weeks", "yes or no"]
    help: str = ""
    unit: str = ""
    low: float = 0.0
    high: float = 0.0
    at_most: int = 1
    example: str = ""
    choices: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _can_be_answered(self) -> Self:
        counted = self.kind in ("number", "weeks")
        if counted != bool(self.unit and self.example and self.low < self.high):
            raise ValueError(f"'{self.ask}': unit, example, low and high belong to numbers alone.")
        if (self.kind in ("choice", "choices")) != bool(self.choices):
            raise ValueError(f"'{self.ask}': choices belong to a choice alone.")
        return self

    @property
    def expected(self) -> str:
        """What to write down, in words."""
        words = ", ".join(f'"{word}"' for word in self.choices)
        span = f"from {self.low:g} to {self.high:g}"
        return {
            "number": f"a number {span} ({self.unit})",
            "weeks": f'one to {self.at_most} numbers {span} ({self.unit}) in brackets, "?" where unknown',
            "choice": f"one of {words}",
            "choices": f"one or more of {words} in brackets",
            "yes or no": "true or false",
        }[self.kind]


class Condition(Row):
    """A condition on one answer, or on the weekly distance (`jump`); unanswered never holds."""

    field: str = ""
    at_least: float | None = None
    below: float | None = None
    equals: str | None = None
    among: tuple[str, ...] = ()
    answered: bool | None = None
    jump: bool | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        plain = (self.at_least, self.below, self.equals, self.among or None, self.answered)
        asks_a_field = any(one is not None for one in plain)
        if asks_a_field == (self.jump is not None) or asks_a_field != bool(self.field):
            raise ValueError("a condition is either on a field or on the weekly jump.")
        return self


class Outcome(Row):
    """What is said when all conditions hold."""

    id: str
    when: tuple[Condition, ...] = Field(min_length=1)
    verdict: HabitVerdict
    title: str = Field(min_length=1)
    text: str = Field(min_length=1)
    papers: dict[Stance, tuple[str, ...]]
    source: str = Field(min_length=20)


class Rule(Outcome):
    """An outcome of the questions."""

    piece: str
    why: str = Field(min_length=1)


class SelfTestResult(Outcome):
    """An outcome of a self-test, with what is offered after it."""

    exercises: tuple[str, ...]


class RedFlagRow(Row):
    """A question about safety, and what to do after a yes."""

    ask: str = Field(min_length=1)
    say: str = Field(min_length=1)
    urgent: bool
    articles: tuple[str, ...]
    source: str = Field(min_length=20)


class SelfTestAnswer(Question):
    """The question a self-test ends with."""

    id: str
    piece: str = ""


class SelfTestRow(Row):
    """One guided self-test; the head of self_tests.toml explains each field."""

    name: str = Field(min_length=1)
    pieces: tuple[str, ...] = Field(min_length=1)
    figure: str = Field(min_length=1)
    what_you_need: str = Field(min_length=1)
    steps: tuple[str, ...] = Field(min_length=3, max_length=6)
    limit: str = Field(min_length=1)
    care: str = Field(min_length=1)
    answer: SelfTestAnswer
    results: tuple[SelfTestResult, ...] = Field(min_length=1)


class WeeklyJump(Row):
    """When a week counts as a jump, and how that is said."""

    weeks_before: int = Field(ge=1)
    share: float = Field(gt=0)
    km: float = Field(ge=0)
    source: str
    unknown: str
    steady: str
    jump: str


class Said(Row):
    """Headings and the head of the file of answers."""

    urgent: str
    soon: str
    flags: str
    told: str
    told_lead: str
    tests: str
    ask_somebody: str
    no_medical_advice: str
    template: tuple[str, ...]


class Asked(Row):
    """Everything in the two files."""

    weekly_jump: WeeklyJump
    said: Said
    red_flags: dict[str, RedFlagRow]
    questions: dict[str, Question]
    rules: tuple[Rule, ...]
    tests: dict[str, SelfTestRow]

    def every_question(self) -> dict[str, Question]:
        """Return all questions by the field they fill: safety first, self-tests last."""
        safety = {
            name: Question(piece=SAFETY, ask=row.ask, kind="yes or no")
            for name, row in self.red_flags.items()
        }
        tests: dict[str, Question] = {row.answer.id: row.answer for row in self.tests.values()}
        return {**safety, **self.questions, **tests}

    def references(self, known: Knowledge) -> Iterator[tuple[str, str, Any]]:
        """Yield what names something, the name, and where that name has to be."""
        fields = self.every_question()
        said = known.pieces[SAFETY].said
        yield from (
            (f"red flag {name}", key, said) for name, row in self.red_flags.items() for key in row.articles
        )
        for name, question in self.questions.items():
            yield f"question {name}", question.piece, known.pieces
        for rule in self.rules:
            yield f"rule {rule.id}", rule.piece, known.pieces
        for name, test in self.tests.items():
            yield from ((f"self-test {name}", piece, known.pieces) for piece in test.pieces)
        for name, piece in known.pieces.items():
            yield from ((f"piece {name}", field, fields) for field in piece.asks)
        for name, test in self.tests.items():
            for result in test.results:
                yield from ((f"self-test {name}", key, exercises()) for key in result.exercises)
        for outcome in (*self.rules, *(one for test in self.tests.values() for one in test.results)):
            yield from ((outcome.id, one.field, fields) for one in outcome.when if one.field)
            papers = [key for keys in outcome.papers.values() for key in keys]
            yield from ((outcome.id, key, known.papers) for key in papers)


@cache
def asked() -> Asked:
    """Read and check the two files, once."""
    merged: dict[str, Any] = {}
    for name in ("questions.toml", "self_tests.toml"):
        merged |= tomllib.loads(files("formcheck.advice").joinpath(name).read_text(encoding="utf-8"))
    return resolved(merged)


def resolved(data: dict[str, Any]) -> Asked:
    """Check data as the two files hold them, with every name in them."""
    found = Asked.model_validate(data)
    for what, name, where in found.references(knowledge()):
        if name not in where:
            raise ValueError(f"{what} names '{name}', which is not there.")
    return found
