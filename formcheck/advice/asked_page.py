"""The part of docs/evidence.md about what is asked."""

from __future__ import annotations

from collections.abc import Iterator

from formcheck.advice.asked import Asked, Condition, Outcome, asked
from formcheck.advice.data import STANCES, Knowledge
from formcheck.advice.markdown import table


def parts(known: Knowledge) -> Iterator[str]:
    """Yield the sections on warning signs, questions and self-tests."""
    everything = asked()
    yield from _red_flags(everything)
    yield from _rules(everything, known)
    yield from _self_tests(everything, known)


def _red_flags(everything: Asked) -> Iterator[str]:
    yield "## Warning signs, above every finding\n"
    rows = [
        [f"`{name}`", row.ask, row.say, "yes" if row.urgent else "no", row.source]
        for name, row in everything.red_flags.items()
    ]
    yield from table(["Answer", "Asked", "Said after a yes", "Urgent", "Source"], rows)


def _rules(everything: Asked, known: Knowledge) -> Iterator[str]:
    yield "## What is said about habits\n"
    rows = [
        [rule.piece, _when(rule), rule.verdict, rule.title, rule.source, _cites(rule, known)]
        for rule in everything.rules
    ]
    yield from table(["Advice", "When", "Verdict", "Said", "Source", "Papers"], rows)
    yield f"A jump in the weekly distance: {everything.weekly_jump.source}\n"


def _self_tests(everything: Asked, known: Knowledge) -> Iterator[str]:
    yield "## Self-tests\n"
    rows = []
    for test in everything.tests.values():
        for one in test.results:
            offered = ", ".join(f"`{exercise}`" for exercise in one.exercises) or "none"
            row = [test.name, ", ".join(test.pieces), _when(one), one.verdict, one.title, offered]
            rows.append([*row, one.source, _cites(one, known), test.limit])
    header = ["Test", "Advice", "When", "Verdict", "Said", "Offered", "Source", "Papers", "Limit"]
    yield from table(header, rows)


def _cites(outcome: Outcome, known: Knowledge) -> str:
    """Link papers with their stance."""
    links = [
        f"{stance}: [{known.papers[key].cite}](#{key})"
        for stance in STANCES
        for key in outcome.papers.get(stance, ())
    ]
    return ", ".join(links) or "none found"


def _when(outcome: Outcome) -> str:
    return " and ".join(_condition(one) for one in outcome.when)


def _condition(one: Condition) -> str:
    if one.jump is not None:
        return f"the latest week is {'a' if one.jump else 'no'} jump"
    if one.answered is not None:
        return f"`{one.field}` is {'' if one.answered else 'not '}answered"
    low = "" if one.at_least is None else f"from {one.at_least:g}"
    high = "" if one.below is None else f"below {one.below:g}"
    words = " or ".join(filter(None, (one.equals, *one.among)))
    return f"`{one.field}` {' '.join(filter(None, (low, high, words)))}"
