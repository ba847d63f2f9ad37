"""A stopwatch that runs in the browser; the page hears of it only when it is stopped."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_HTML = """
<div class="watch">
  <output role="timer" aria-label="Seconds">0</output><span>s</span>
  <button type="button">Start</button>
</div>
"""
_CSS = """
.watch {
  display: flex; align-items: center; gap: .6rem; font-family: var(--st-font); color: var(--st-text-color);
}
output {
  font-size: 2rem; font-weight: 700; font-variant-numeric: tabular-nums; min-width: 3.2rem; text-align: right;
}
button {
  font: inherit; padding: .45rem 1.4rem; margin-left: .6rem; border-radius: .5rem; cursor: pointer;
  color: var(--st-text-color); background: transparent; border: 1.5px solid var(--st-primary-color);
  min-height: 2.75rem;
}
button:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 2px; }
"""
_JS = """
export default function ({ parentElement, setTriggerValue }) {
  const button = parentElement.querySelector("button");
  const shown = parentElement.querySelector("output");
  if (button.dataset.ready) return;
  button.dataset.ready = "yes";
  let begun = null, ticking = null;
  const seconds = () => Math.floor((performance.now() - begun) / 1000);
  button.onclick = () => {
    if (begun === null) {
      begun = performance.now();
      shown.textContent = "0";
      button.textContent = "Stop";
      ticking = setInterval(() => { shown.textContent = seconds(); }, 200);
      return;
    }
    clearInterval(ticking);
    const held = seconds();
    begun = null;
    shown.textContent = held;
    button.textContent = "Start again";
    setTriggerValue("stopped", held);
  };
  return () => clearInterval(ticking);
}
"""


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component("formcheck_stopwatch", html=_HTML, css=_CSS, js=_JS)


def stopwatch(key: str) -> float | None:
    """Show it; return the seconds in the run that follows its stop, else None."""
    result = _component()(key=key, on_stopped_change=lambda: None)
    stopped = result.get("stopped")
    return None if stopped is None else float(stopped)
