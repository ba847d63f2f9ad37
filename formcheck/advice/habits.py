"""Answers become what to look at in one's habits, and what comes before everything else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from formcheck.advice.answers import Answers
from formcheck.advice.asked import SAFETY, Condition, HabitVerdict, Outcome, Rule, asked
from formcheck.advice.data import knowledge
from formcheck.advice.value import Article, Evidence
from formcheck.advice.weekly import weekly_load
from formcheck.advice.wording import plain


@dataclass(frozen=True, slots=True)
class Habit:
    """What one answer goes with.

    Attributes
    ----------
    id
        Name of the rule.
    piece
        The advice it belongs to, such as ``Q2``.
    verdict
        ``fine`` or ``worth a thought``.
    title, text, why
        What to do, or what is fine; how; and why it may matter.
    articles, evidence
        Who says so.
    """

    id: str
    piece: str
    verdict: HabitVerdict
    title: str
    text: str
    why: str
    articles: tuple[Article, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class RedFlag:
    """A warning sign the runner said yes to; it stands above every finding.

    Attributes
    ----------
    id
        Name of the field of Answers.
    ask, say
        What was asked, and what to do now.
    urgent
        True: get help now; False: see somebody before running on.
    articles
        Those of the articles that say so.
    """

    id: str
    ask: str
    say: str
    urgent: bool
    articles: tuple[Article, ...]


def habits(answers: Answers) -> tuple[Habit, ...]:
    """Say what the answers go with, what is worth a thought first; unanswered, nothing is said."""
    order = list(knowledge().pieces)
    found = [_habit(rule, answers) for rule in asked().rules if applies(rule, answers)]
    return tuple(sorted(found, key=lambda one: (one.verdict == "fine", order.index(one.piece))))


def _habit(rule: Rule, answers: Answers) -> Habit:
    known = knowledge()
    return Habit(
        id=rule.id,
        piece=rule.piece,
        verdict=rule.verdict,
        title=rule.title,
        text=told(rule, answers),
        why=rule.why,
        articles=known.articles_on((rule.piece,)),
        evidence=known.papers_by(rule.papers),
    )


def red_flags(answers: Answers) -> tuple[RedFlag, ...]:
    """Return the warning signs the runner said yes to, urgent ones first."""
    known = knowledge().articles_on((SAFETY,))
    found = [
        RedFlag(name, row.ask, row.say, row.urgent, tuple(one for one in known if one.id in row.articles))
        for name, row in asked().red_flags.items()
        if getattr(answers, name)
    ]
    return tuple(sorted(found, key=lambda flag: not flag.urgent))


def red_flag_heading(flags: Sequence[RedFlag]) -> str:
    """Return the sentence above the warning signs; empty without any."""
    said = asked().said
    if not flags:
        return ""
    return said.urgent if any(flag.urgent for flag in flags) else said.soon


def applies(outcome: Outcome, answers: Answers) -> bool:
    """Tell whether all conditions of an outcome hold."""
    return all(_holds(one, answers) for one in outcome.when)


def told(outcome: Outcome, answers: Answers) -> str:
    """Return the text of an outcome with the runner's own numbers in it."""
    load = weekly_load(answers)
    value = getattr(answers, outcome.when[0].field, None)
    return outcome.text.format(
        value=plain(value) if isinstance(value, float) else "",
        latest="" if load.latest is None else plain(load.latest),
        usual="" if load.usual is None else plain(load.usual),
    )


def _holds(condition: Condition, answers: Answers) -> bool:
    if condition.jump is not None:
        return weekly_load(answers).jump is condition.jump
    value = getattr(answers, condition.field)
    if condition.answered is not None:
        return (value is not None) is condition.answered
    if value is None:
        return False
    if isinstance(value, float):
        low, high = condition.at_least, condition.below
        return (low is None or value >= low) and (high is None or value < high)
    given = value if isinstance(value, tuple) else (value,)
    return any(one in (condition.equals, *condition.among) for one in given)
