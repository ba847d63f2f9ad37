"""The page's own few rules of style."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_HERE = Path(__file__).parent
ICON = str(_HERE / "drawings" / "icon.svg")  # our own: a named icon would be fetched from the net


def style() -> None:
    """Apply style.css; colours follow the theme."""
    st.html(_HERE / "style.css")
