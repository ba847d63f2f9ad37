"""The pages: what they are called and how they link to each other."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

import streamlit as st


@dataclass(frozen=True, slots=True)
class Place:
    """One page: its title and icon in the menu, and its address."""

    title: str
    icon: str
    path: str


# By module in formcheck/web/pages, in the order of the menu.
PLACES = {
    "check": Place("Check my form", ":material/directions_run:", "check"),
    "compare": Place("Compare", ":material/compare_arrows:", "compare"),
    "plan": Place("My plan", ":material/event_available:", "plan"),
    "questions": Place("Questions", ":material/checklist:", "questions"),
    "self_tests": Place("Self-tests", ":material/self_improvement:", "self-tests"),
    "film": Place("How to film", ":material/videocam:", "film"),
    "sources": Place("Where it comes from", ":material/menu_book:", "sources"),
    "left_out": Place("What we left out", ":material/filter_alt_off:", "left-out"),
}


def address(name: str) -> st.Page:
    """Return a page as the menu and links know it.

    Its module is imported only now: pages link to each other, so that none of them can be first.
    """
    place = PLACES[name]
    page = import_module(f"formcheck.web.pages.{name}").page
    return st.Page(
        page, title=place.title, icon=place.icon, url_path=place.path, default=name == next(iter(PLACES))
    )


def link(name: str, label: str) -> None:
    """Show a link to a page."""
    st.page_link(address(name), label=label, icon=PLACES[name].icon)
