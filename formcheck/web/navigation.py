"""The pages, in the order of the menu."""

from __future__ import annotations

import streamlit as st

from formcheck.errors import FormcheckError
from formcheck.plain import markdown
from formcheck.web import session
from formcheck.web.addresses import PLACES, address
from formcheck.web.inward import stay_inside

# On a phone the menu lies over the page, and Streamlit leaves it open once a page was chosen.
_FOLD = """<script>
if (!window.formcheckFolds) {
  window.formcheckFolds = true;
  document.addEventListener("click", (event) => {
    if (window.innerWidth > 768 || !event.target.closest('[data-testid="stSidebarNavLink"]')) return;
    setTimeout(() => document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click(), 150);
  });
}
</script>"""


def show() -> None:
    """Show the menu and the page that was chosen."""
    stay_inside()
    page = st.navigation(pages(), position="top")
    try:
        session.desk()
    except FormcheckError as error:  # a folder or a setting in the environment that cannot be used
        st.error(markdown(error))
        return
    with st.container(key="fold"):
        st.html(_FOLD, unsafe_allow_javascript=True)
    page.run()


def pages() -> list[st.Page]:
    """Return all pages, the first one first."""
    return [address(name) for name in PLACES]
