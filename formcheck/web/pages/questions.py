"""Questions: what only the runner can answer, all of it optional."""

from __future__ import annotations

from typing import Any

import streamlit as st

from formcheck.advice import Answers, asked, habits
from formcheck.advice.asked import SAFETY
from formcheck.errors import FormcheckError
from formcheck.plain import markdown
from formcheck.web import addresses, answers_file, cards, flags, told, weeks
from formcheck.web.ask import ask
from formcheck.web.style import style


def page() -> None:
    """Show the questions, and beside each what its answer goes with."""
    style()
    answers = told.told()
    st.title("Two minutes about you", anchor=False)
    st.write(
        "A film cannot see how far you run, what you run in or what hurts. Answer what you like and skip the "
        "rest. Nothing is filled in for you, and your answers stay on this computer."
    )
    above = st.container()
    answers = _safety(answers)
    with above:
        flags.show(answers)
    pieces = dict.fromkeys(question.piece for question in asked().questions.values())
    st.header("Your running", anchor=False)
    for piece in pieces:
        answers = _piece(piece, answers)
    _further(answers, set(pieces))
    if answers != told.told():
        told.tell(answers)
    st.header("And then", anchor=False)
    addresses.link("self_tests", "Four short tests to do at home")
    addresses.link("plan", "See my plan")
    _keep(answers)


def _safety(answers: Answers) -> Answers:
    st.header("First: how is your back?", anchor=False)
    everything = asked().every_question()
    given: dict[str, Any] = {}
    with st.container(border=True, key="safety"):
        for field in asked().red_flags:
            given[field] = ask(field, everything[field], answers)
    return told.changed(answers, **given)


def _piece(piece: str, answers: Answers) -> Answers:
    """Ask what belongs to one piece of advice, and say below what the answers go with."""
    given: dict[str, Any] = {}
    with st.container(border=True, key=f"piece-{piece}"):
        for field, question in asked().questions.items():
            if question.piece != piece:
                continue
            if question.kind == "weeks":
                given[field] = _weeks(answers)
            else:
                given[field] = ask(field, question, answers)
        answers = told.changed(answers, **given)
        for habit in habits(answers):
            if habit.piece == piece:
                st.html(cards.habit(habit))
    return answers


def _weeks(answers: Answers) -> tuple[float | None, ...] | None:
    """Ask for the weeks and draw them right below."""
    given = weeks.ask(answers)
    reason = told.not_meant(weeks.FIELD, given)
    if reason:
        st.warning(reason, icon=":material/edit:")
        return None
    weeks.show(told.changed(answers, weekly_km=given))
    return given


def _further(answers: Answers, asked_for: set[str]) -> None:
    """Say what several answers together go with."""
    rest = [one for one in habits(answers) if one.piece not in asked_for and one.piece != SAFETY]
    if rest:
        with st.container(border=True):
            for habit in rest:
                st.html(cards.habit(habit))


def _keep(answers: Answers) -> None:
    st.subheader("Keep your answers", anchor=False)
    st.caption("They are gone when you close formcheck, unless you take them along.")
    left, right = st.columns(2, vertical_alignment="center")
    empty = answers == Answers()
    with left:
        st.download_button(
            "Download my answers",
            data=answers_file.to_toml(answers),
            file_name=answers_file.NAME,
            mime="application/toml",
            icon=":material/download:",
            on_click="ignore",
            disabled=empty,
            width="stretch",
        )
        if st.button("Delete my answers", icon=":material/delete:", disabled=empty, width="stretch"):
            told.start_anew(Answers())
            st.rerun()
    with right:
        file = st.file_uploader(
            "Load answers you kept", type=["toml", "json"], max_upload_size=1, key=told.key("file")
        )
    if file is not None:
        try:
            loaded = answers_file.from_upload(file.name, file.getvalue())
        except FormcheckError as error:
            st.error(markdown(error))
            return
        told.start_anew(loaded)
        st.rerun()
