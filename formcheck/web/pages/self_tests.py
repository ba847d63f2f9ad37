"""Self-tests: what can be found out at home and no film can show."""

from __future__ import annotations

import streamlit as st

from formcheck.advice import Answers, SelfTest, SelfTestOutcome, asked, read_self_tests, self_tests
from formcheck.advice.exercises import exercises
from formcheck.plain import escape
from formcheck.web import addresses, cards, exercise, flags, told, whence
from formcheck.web.ask import ask
from formcheck.web.stopwatch import stopwatch
from formcheck.web.style import style

_TIMED = "seconds"


def page() -> None:
    """Show each test, and what its result goes with."""
    style()
    answers = told.told()
    st.title("Self-tests", anchor=False)
    st.write(
        "Four short tests for what a film cannot show. Do those you like. Your answers stay on this "
        "computer, and they choose which exercises come first in your plan."
    )
    flags.show(answers)
    before = answers
    for test in self_tests().values():
        with st.container(border=True, key=f"piece-{test.id}"):
            answers = _test(test, answers)
    if answers != before:
        told.tell(answers)
    addresses.link("plan", "See my plan")


def _test(test: SelfTest, answers: Answers) -> Answers:
    exercise.show(_how(test))
    if test.unit == _TIMED:
        held = stopwatch(f"watch-{test.id}")
        if held is not None:
            st.session_state[told.key(test.field)] = held
    question = asked().every_question()[test.field]
    answers = told.changed(answers, **{test.field: ask(test.field, question, answers)})
    outcomes = [one for one in read_self_tests(answers) if one.test == test.id]
    for outcome in outcomes:
        exercise.show(_outcome(outcome))
    if not outcomes:
        st.html(whence.folded(test.articles, (), test.pieces, named="Which article this comes from"))
    return answers


def _how(test: SelfTest) -> str:
    steps = "".join(f"<li>{escape(step)}</li>" for step in test.steps)
    return (
        f'<article class="fc-exercise">{exercise.drawing(test.figure)}<div>'
        f'<div class="fc-name" role="heading" aria-level="2">{escape(test.name)}</div>'
        f"<dl><dt>You need</dt><dd>{escape(test.what_you_need)}</dd></dl><ol>{steps}</ol>"
        f"<dl><dt>Take care</dt><dd>{escape(test.care)}</dd></dl></div></article>"
    )


def _outcome(outcome: SelfTestOutcome) -> str:
    offered = "".join(exercise.folded(exercises()[name], f"-{outcome.id}") for name in outcome.exercises)
    lead = "<p>Exercises that go with it:</p>" if offered else ""
    return (
        f'<div class="fc-habit"><div class="fc-line">{cards.outcome_badge(outcome.verdict)}'
        f"<b>{escape(outcome.title)}</b></div><p>{escape(outcome.text)}</p>{lead}{offered}"
        f'<p class="fc-quiet">{escape(outcome.limit)}</p>'
        f"{whence.folded(outcome.articles, outcome.evidence, outcome.pieces, named='Why we say this')}</div>"
    )
