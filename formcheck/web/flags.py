"""Warning signs, in plain sight above everything else."""

from __future__ import annotations

import streamlit as st

from formcheck.advice import Answers, RedFlag, asked, red_flag_heading, red_flags
from formcheck.advice.asked import SAFETY
from formcheck.plain import escape
from formcheck.web import whence


def show(answers: Answers) -> bool:
    """Show the warning signs the runner said yes to; tell whether there are any."""
    found = red_flags(answers)
    if found:
        st.html(_box(found))
    return bool(found)


def _box(found: tuple[RedFlag, ...]) -> str:
    rows = "".join(_row(flag) for flag in found)
    return (
        f'<section class="fc-red" role="alert"><h2><i aria-hidden="true">✚</i>'
        f"{escape(red_flag_heading(found))}</h2><ul>{rows}</ul><p>{escape(asked().said.flags)}</p>"
        f"{whence.of_pieces((SAFETY,))}</section>"
    )


def _row(flag: RedFlag) -> str:
    when = "now" if flag.urgent else "soon"
    return (
        f"<li><b>{escape(flag.say)}</b> <span>You said yes to: {escape(flag.ask)}</span>"
        f'<span class="fc-when">{when}</span></li>'
    )
