"""What the runner told about themselves: kept in the tab, and with the film it is told beside."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st
from pydantic import ValidationError

from formcheck.advice import Answers, asked
from formcheck.errors import OutputError
from formcheck.plain import markdown
from formcheck.report.writing import rewrite
from formcheck.web import session
from formcheck.web.job import Job
from formcheck.web.work import Basis, Result

_ANSWERS = "answers"
_ROUND = "answers_round"


def told() -> Answers:
    """Return this tab's answers; a reload finds those that were told beside the film."""
    answers: Answers = st.session_state.get(_ANSWERS) or Answers()
    for job in session.finished():
        assert job.result is not None
        beside = job.result.report.answers
        if beside is None:
            _keep(job, answers)
        else:
            answers = beside
            break
    st.session_state[_ANSWERS] = answers
    return answers


def tell(answers: Answers) -> None:
    """Keep answers in this tab and with its film."""
    st.session_state[_ANSWERS] = answers
    for job in session.finished():
        _keep(job, answers)


def _keep(job: Job[Result], answers: Answers) -> None:
    """Put answers into a report; no answers at all is not the same as none asked for."""
    kept = answers if answers != Answers() or (job.result and job.result.report.answers) else None
    session.desk().amend(job.id, lambda result: replace(result, report=replace(result.report, answers=kept)))


def write_down(job: Job[Result]) -> None:
    """Bring the words and numbers to take along up to what was told and put right, if they are behind."""
    result = job.result
    assert result is not None
    if not result.words_behind:
        return
    try:
        beat = rewrite(result.report, result.written.folder)
    except OutputError as error:
        st.warning(markdown(error))
        return
    now = Basis.of(result.report)
    session.desk().amend(
        job.id, lambda result: replace(result, in_words=now, written=replace(result.written, beat=beat))
    )


def not_meant(field: str, value: Any) -> str:
    """Say what an answer has to be when this cannot be meant; nothing when it can."""
    try:
        Answers.model_validate({field: value})
    except ValidationError:
        return f"Give {asked().every_question()[field].expected}."
    return ""


def changed(answers: Answers, **fields: Any) -> Answers:
    """Return the answers with some of them told anew."""
    return Answers.model_validate({**answers.model_dump(), **fields})


def key(field: str) -> str:
    """Return the key of a field's widget; another one after answers were loaded or deleted."""
    return f"ask-{st.session_state.get(_ROUND, 0)}-{field}"


def start_anew(answers: Answers) -> None:
    """Take other answers than the widgets show: these begin anew."""
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    tell(answers)
