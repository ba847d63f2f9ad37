"""What we left out: advice in the five articles that is not passed on, and why."""

from __future__ import annotations

import streamlit as st

from formcheck.web.style import style

LEFT_OUT = (
    (
        "A painkiller before the run",
        "Article 004 mentions it. A painkiller hides the very signal that tells you to ease off, and taking "
        "one before effort has risks of its own. Whether it suits you is a question for a doctor, not for a "
        "film.",
    ),
    (
        "Surgery for disc trouble",
        "Article 004 calls it the best choice for most slipped discs. Whether to operate is decided by you "
        "and a doctor who has examined you. Nothing a camera sees bears on it.",
    ),
    (
        "Abdominal muscles, and slimming in one place",
        "Article 004 says that running builds fine abdominal muscles and, a little later, that running alone "
        "does not; it also says that running slims one part of the body. Neither bears on a sore back.",
    ),
    (
        "Fall forward, or do not lean forward?",
        "Article 003 would have you fall forward with each stride; articles 000, 002 and 004 warn of "
        "leaning too far forward. We do not pick a side: the card on forward lean shows the range in which "
        "both can be followed, a few degrees from the ankles with a long back, and says that more lean asks "
        "more of the back's muscles.",
    ),
)


def page() -> None:
    """Show what is not passed on."""
    style()
    st.title("What we left out", anchor=False)
    st.write(
        "formcheck goes through five articles about running and the lower back. Nearly everything in them is "
        "measured, asked or explained. Four pieces are not, and here is why."
    )
    for title, text in LEFT_OUT:
        with st.container(border=True):
            st.subheader(title, anchor=False)
            st.write(text)
