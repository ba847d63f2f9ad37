"""The pages and their addresses."""

from __future__ import annotations

import streamlit as st

from formcheck.web.pages import check, film, left_out


def pages() -> list[st.Page]:
    """Return all pages, the first one first."""
    return [
        st.Page(
            check.page,
            title="Check my form",
            icon=":material/directions_run:",
            url_path="check",
            default=True,
        ),
        film.address(),
        st.Page(
            left_out.page, title="What we left out", icon=":material/filter_alt_off:", url_path="left-out"
        ),
    ]
