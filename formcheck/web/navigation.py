"""The pages, in the order of the menu."""

from __future__ import annotations

import streamlit as st

from formcheck.web.addresses import PLACES, address


def pages() -> list[st.Page]:
    """Return all pages, the first one first."""
    return [address(name) for name in PLACES]
