"""Take a film off this computer, with everything that was made of it."""

from __future__ import annotations

import streamlit as st

from formcheck.plain import markdown
from formcheck.web import session
from formcheck.web.job import Job
from formcheck.web.work import Result

_KEPT = (
    "All of this lies on your computer and is removed when you close formcheck, or two hours after you "
    "brought the film. Only numbers stay, where your joints were, so that the same film is quick next time."
)


def forget(job: Job[Result]) -> None:
    """Say where everything is and for how long, and offer to remove it at once."""
    st.caption(_KEPT)
    with st.popover("Forget this film", icon=":material/delete:"):
        st.write("The film, its pictures, its report and its numbers are removed from this computer.")
        st.caption(f"They lie in {markdown(session.desk().root)} and {markdown(_landmarks())}.")
        st.button("Forget it now", on_click=_now, args=(job,), type="primary")


def _now(job: Job[Result]) -> None:
    session.forget(job)
    st.toast("Forgotten.", icon=":material/check:")


def _landmarks() -> str:
    from formcheck.kept import Shelf

    return str(Shelf().folder)
