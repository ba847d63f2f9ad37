"""One question, asked by the widget that fits its kind; nothing is filled in for the runner."""

from __future__ import annotations

from typing import Any

import streamlit as st

from formcheck.advice import Answers, Question
from formcheck.web.told import key, not_meant

_YES, _NO = "Yes", "No"


def ask(field: str, question: Question, answers: Answers) -> Any:
    """Show the question and return its answer for `field`; None when there is none.

    An answer that cannot be meant is explained beside the widget and taken for none.
    """
    name = key(field)
    if name not in st.session_state:
        st.session_state[name] = _shown(getattr(answers, field), question)
    answer = _WIDGETS[question.kind](name, question)
    reason = not_meant(field, answer)
    if reason:
        st.warning(reason, icon=":material/edit:")
        return None
    return answer


def _shown(value: Any, question: Question) -> Any:
    """Return an answer as its widget holds it."""
    if question.kind == "choices":
        return list(value or ())
    if question.kind == "yes or no" and value is not None:
        return _YES if value else _NO
    return value


def _number(name: str, question: Question) -> float | None:
    # Without limits of its own: what can be meant is known, and explained, elsewhere.
    answer: float | None = st.number_input(
        f"{question.ask} ({question.unit})",
        value=None,
        step=1.0,
        format="%g",
        key=name,
        placeholder="not told",
    )
    _help(question)
    return answer


def _choice(name: str, question: Question) -> str | None:
    answer: str | None = st.pills(
        question.ask, list(question.choices), format_func=question.choices.__getitem__, key=name
    )
    _help(question)
    return answer


def _choices(name: str, question: Question) -> tuple[str, ...] | None:
    answer = st.pills(
        question.ask,
        list(question.choices),
        selection_mode="multi",
        format_func=question.choices.__getitem__,
        key=name,
    )
    _help(question)
    return tuple(answer) or None


def _yes_or_no(name: str, question: Question) -> bool | None:
    answer = st.segmented_control(question.ask, [_NO, _YES], key=name)
    return None if answer is None else answer == _YES


def _help(question: Question) -> None:
    if question.help:
        st.caption(question.help)


_WIDGETS = {"number": _number, "choice": _choice, "choices": _choices, "yes or no": _yes_or_no}
