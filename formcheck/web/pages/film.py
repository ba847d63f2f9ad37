"""How to film: two drawings and six ticks."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from formcheck.web.style import style

_DRAWINGS = Path(__file__).parents[1] / "drawings"
TICKS = (
    ("Phone at hip height", "on a chair, a shelf or a small stand; upright or on its side, and level."),
    ("3 to 5 metres away", "nearer bends the picture, farther makes you small."),
    ("Square to the belt", "the phone looks at your side, neither from ahead nor from behind."),
    ("All of you and the belt in view", "from above your head to below your shoes, during the whole film."),
    (
        "10 to 20 seconds",
        "at your usual pace, after a few minutes of running; 60 frames a second or slow motion.",
    ),
    ("A tight top and good light", "loose cloth hides hip and back; light from the side you film helps."),
)


def page() -> None:
    """Show the guide."""
    style()
    st.title("How to film", anchor=False)
    st.write("Two minutes of care here make every number better. Nobody needs to hold the phone.")
    guide()
    st.header("If a treadmill is not at hand", anchor=False)
    st.write(
        "A film of you running past works too when the phone stands still and sees at least four or five "
        "steps. Slow motion is welcome: tell formcheck how many frames a second the phone filmed."
    )


def guide() -> None:
    """Show the drawings and the ticks; the start page shows them too."""
    from_above, through_phone = st.columns(2)
    with from_above:
        _drawing("from_above.svg", "From above: where the phone stands.")
    with through_phone:
        _drawing("through_the_phone.svg", "Through the phone: what is in the picture.")
    rows = "".join(
        f'<li><i aria-hidden="true">✓</i><span><b>{what}</b>: {why}</span></li>' for what, why in TICKS
    )
    st.html(f'<ul class="fc-ticks">{rows}</ul>')


def _drawing(name: str, caption: str) -> None:
    # Markdown keeps inline SVG, which takes the theme's text colour; st.html would strip it.
    svg = " ".join((_DRAWINGS / name).read_text(encoding="utf-8").split())
    st.markdown(f'<div class="fc-drawing">{svg}</div>', unsafe_allow_html=True)
    st.caption(caption)
