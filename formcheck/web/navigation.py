"""The pages, in the order of the menu."""

from __future__ import annotations

import streamlit as st

from formcheck.web.addresses import PLACES, address

# On a phone the menu lies over the page, and Streamlit leaves it open once a page was chosen.
_FOLD = """<script>
if (window.innerWidth <= 768 && (window.formcheckPage ?? "PATH") !== "PATH")
  document.querySelector('[data-testid="stSidebar"][data-collapsed="false"] '
    + '[data-testid="stSidebarCollapseButton"] button')?.click();
window.formcheckPage = "PATH";
</script>"""


def show() -> None:
    """Show the menu and the page that was chosen."""
    page = st.navigation(pages(), position="top")
    page.run()
    # The path makes it another script on another page, so that it runs anew.
    st.html(_FOLD.replace("PATH", page.url_path), unsafe_allow_javascript=True)


def pages() -> list[st.Page]:
    """Return all pages, the first one first."""
    return [address(name) for name in PLACES]
