"""What we left out: advice in the five articles that is not passed on, and why."""

from __future__ import annotations

import streamlit as st

from formcheck.advice.data import knowledge
from formcheck.advice.left_out import LeftOut, left_out
from formcheck.plain import escape
from formcheck.web import addresses, whence
from formcheck.web.style import style


def page() -> None:
    """Show what is not passed on."""
    style()
    rows = left_out()
    st.title("What we left out", anchor=False)
    st.write(
        "formcheck goes through five articles about running and the lower back. Nearly everything in them is "
        f"measured, asked or explained. These {len(rows)} pieces are not passed on, or the articles disagree "
        "about them. Here is why."
    )
    for row in rows.values():
        with st.container(border=True):
            st.html(_card(row))
    addresses.link("sources", "Everything the articles say, and what becomes of it")


def _card(row: LeftOut) -> str:
    known = knowledge()
    named = "".join(
        f"<li>Article {escape(name)}, {escape(known.articles[name].title)}</li>" for name in row.articles
    )
    evidence = known.papers_by({"context": row.papers})
    return (
        f'<h2 class="fc-title">{escape(row.title)}</h2><p>{escape(row.says)}</p><div class="fc-reasons">'
        f"{whence.title('Said by')}<ul>{named}</ul>"
        f"{whence.papers(evidence, 'We found no paper to name here.')}</div>"
    )
