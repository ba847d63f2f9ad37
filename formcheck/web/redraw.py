"""Pictures and film follow the numbers a little later, drawn behind the page."""

from __future__ import annotations

import streamlit as st

from formcheck.web import session
from formcheck.web.job import Job
from formcheck.web.work import Basis, Result, draw_again

_LOOK_S = 1.0
_SEEN = "redraw-seen"


def redraw(job: Job[Result]) -> None:
    """Have the pictures drawn anew where they are behind the numbers, and say so meanwhile."""
    if job.result is not None and job.result.pictures_behind:
        _watch(job.id)


@st.fragment(run_every=_LOOK_S)
def _watch(job_id: str) -> None:
    """Look every second: drawing begins once nothing has changed since the last look."""
    desk = session.desk()
    job = desk.find(job_id)
    if job is None or job.result is None or not job.result.pictures_behind:
        st.session_state.pop(_SEEN, None)
        st.rerun()
    assert job is not None
    assert job.result is not None
    now = Basis.of(job.result.report)
    if job.redraw is None and st.session_state.get(_SEEN) == now:
        desk.redraw(job.id, draw_again)
    st.session_state[_SEEN] = now
    st.caption(":material/brush: All numbers are up to date. The pictures and the film are drawn anew …")
