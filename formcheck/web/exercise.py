"""An exercise as HTML: its drawing, how to do it, and where it comes from."""

from __future__ import annotations

import streamlit as st

from formcheck.advice.exercises import Exercise
from formcheck.advice.figure import figure_svg
from formcheck.plain import escape
from formcheck.web import whence


def drawing(figure: str, key: str = "") -> str:
    """Return a drawing in the colour of the text around it; `key` sets two of the same apart."""
    return f'<div class="fc-figure">{figure_svg(figure, key)}</div>'


def card(exercise: Exercise, because: str = "", key: str = "") -> str:
    """Return the exercise in full; `because` says why it comes first."""
    steps = "".join(f"<li>{escape(step)}</li>" for step in exercise.how)
    told = (
        ("How much", exercise.dose),
        ("Easier", exercise.easier),
        ("Take care", exercise.care),
    )
    rows = "".join(f"<dt>{name}</dt><dd>{escape(text)}</dd>" for name, text in told if text)
    why = f'<p class="fc-because">Comes early {escape(because)}.</p>' if because else ""
    return (
        f'<article class="fc-exercise">{drawing(exercise.figure, key)}<div>'
        f'<div class="fc-name" role="heading" aria-level="3">{escape(exercise.name)}</div>{why}'
        f"<p>{escape(exercise.why)}</p><ol>{steps}</ol><dl>{rows}</dl>"
        f"{whence.of_pieces(exercise.pieces, exercise.papers, level=4)}</div></article>"
    )


def folded(exercise: Exercise, key: str = "") -> str:
    """Return the exercise as one line that unfolds."""
    return (
        f'<details class="fc-more"><summary>{escape(exercise.name)} '
        f"<small>{escape(exercise.dose)}</small></summary>{card(exercise, key=key)}</details>"
    )


def show(html: str) -> None:
    """Place HTML that holds drawings."""
    # Markdown keeps inline SVG, which takes the theme's text colour; st.html would strip it.
    st.markdown(html, unsafe_allow_html=True)
