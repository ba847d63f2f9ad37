"""The view while a film is being measured."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from formcheck.plain import escape
from formcheck.web import arrive, session
from formcheck.web.pace import in_words

_WORKING_S, _WAITING_S = 0.5, 2.0  # between two looks; many who wait in line must not slow the one at work


def working(job_id: str, cancel: Callable[[str], None] = session.cancel) -> None:
    """Show stage, bar and time left, refreshed on its own; hands over when the job ends.

    Parameters
    ----------
    job_id
        The job to wait for.
    cancel
        What the button does with it.
    """
    waits = session.desk().ahead_of(job_id) > 0
    st.fragment(_look, run_every=_WAITING_S if waits else _WORKING_S)(job_id, cancel, waits=waits)


def _look(job_id: str, cancel: Callable[[str], None], *, waits: bool) -> None:
    job = session.desk().find(job_id)
    if job is None or job.over or waits != (session.desk().ahead_of(job_id) > 0):
        st.rerun()
    assert job is not None
    ahead = session.desk().ahead_of(job_id)
    reading = job.pace.read()
    if job.state == "queued" and ahead:
        films = "1 film is" if ahead == 1 else f"{ahead} films are"
        stage, detail = "Waiting in line", f"{films} before yours."
    else:
        stage = reading.stage or "Opening the film"
        left = reading.seconds_left
        detail = "" if left is None else f"{in_words(left)} left in this step"
    st.header(stage, anchor=False)
    st.progress(reading.share or 0.0)
    text, button = st.columns([3, 1], vertical_alignment="center")
    if reading.total:
        detail = f"{reading.share or 0.0:.0%}" + (f", {detail}" if detail else "")
    text.caption(detail or "This takes a moment.")
    button.button("Cancel", on_click=cancel, args=(job_id,), width="stretch")


def show_working(job_id: str, name: str) -> None:
    """Frame the working view with the film's name."""
    st.html(f'<p class="fc-quiet">Your film: {escape(name)}</p>')
    arrive.awaits()
    working(job_id)
    st.caption("The film stays on this computer. You may look at the other pages meanwhile.")
