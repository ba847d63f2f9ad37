"""Where it comes from: the five articles piece by piece, and every paper."""

from __future__ import annotations

import streamlit as st

from formcheck.advice.data import knowledge
from formcheck.web import addresses, source_parts
from formcheck.web.style import style

_ASKED_FOR = "piece"


def page() -> None:
    """Show each piece of advice with what becomes of it; one that a link asked for comes first."""
    style()
    known = knowledge()
    st.title("Where it comes from", anchor=False)
    wanted = str(st.query_params.get(_ASKED_FOR, ""))
    if wanted in known.pieces:
        st.header("What you came for", anchor=False)
        st.html(source_parts.piece(wanted, unfolded=True, anchor=False))
        st.header("And everything else", anchor=False)
    st.write(
        f"formcheck goes through five articles about running and the lower back, in {len(known.pieces)} "
        "pieces of advice, told in our own words. Each is measured in your film, asked of you, or explained. "
        "Beside it stand the papers for it and against it. What goes together need not be cause and effect."
    )
    st.header("The five articles", anchor=False)
    st.html(source_parts.articles())
    for letter, title in (("F", "Form: what a film can look at"), ("Q", "Habits: what only you can tell")):
        st.header(title, anchor=False)
        st.html("".join(source_parts.piece(name) for name in known.pieces if name.startswith(letter)))
    addresses.link("left_out", "What we left out, and why")
    st.header("The papers", anchor=False)
    st.html(source_parts.papers())
