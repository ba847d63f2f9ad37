"""Check my form: choose a film, watch the work, see the result."""

from __future__ import annotations

import streamlit as st

from formcheck.plain import markdown
from formcheck.web import session
from formcheck.web.choose import choose
from formcheck.web.pages import film
from formcheck.web.style import style
from formcheck.web.working import show_working


def page() -> None:
    """Show whichever of the three views this tab's film is at."""
    style()
    job = session.current()
    if job is not None and job.state == "done":
        from formcheck.web.result import result  # deferred: the first page stands sooner without it

        result(job)
        return
    st.title("Check my running form", anchor=False)
    if job is not None and not job.over:
        show_working(job.id, job.film.name)
        return
    st.write(
        "Film yourself from the side on a treadmill, ten to twenty seconds. You get your own pictures back "
        "with the lines drawn in, and at most three things to try for the sake of your lower back. "
        "The film stays on this computer."
    )
    if job is not None:
        st.error(markdown(job.error))
    elif st.session_state.pop("gone", False):
        st.info("That film is no longer kept. Choose it again to measure it again.")
    choose()
    earlier = session.last()
    if earlier is not None:
        st.button(
            "Back to the last result",
            icon=":material/undo:",
            type="tertiary",
            on_click=session.reopen,
            args=(earlier.id,),
        )
    st.header("How to film", anchor=False)
    film.guide()
