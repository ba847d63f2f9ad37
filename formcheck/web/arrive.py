"""Keys and voice go along when the result takes the place of the work, which takes the focus away with it."""

from __future__ import annotations

import streamlit as st

_AWAIT = "<script>window.formcheckAwaits = true;</script>"
# Only when the result was waited for here, and nothing else has been chosen meanwhile.
_GO = """<script>
if (window.formcheckAwaits) {
  window.formcheckAwaits = false;
  const free = () => !document.activeElement || document.activeElement === document.body;
  const go = (left) => {
    const heading = document.querySelector(".stMain h1");
    if (!free() || left <= 0) return;
    if (!heading) return setTimeout(go, 100, left - 1);
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  };
  setTimeout(go, 100, 30);
}
</script>"""


def awaits() -> None:
    """Remember in the browser that a result is waited for."""
    _run(_AWAIT)


def here() -> None:
    """Move the focus to the heading of a result that was waited for."""
    _run(_GO)


def _run(script: str) -> None:
    with st.container(key="unseen-script"):
        st.html(script, unsafe_allow_javascript=True)
