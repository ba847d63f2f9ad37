"""The film's own speed, asked for where it cannot be told: a choice of what is plausible."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from formcheck.errors import FormcheckError
from formcheck.options import Options
from formcheck.report import Report
from formcheck.web import session
from formcheck.web.job import Job
from formcheck.web.work import Result


def ask(job: Job[Result]) -> None:
    """Offer the speeds the film may have; nothing where its speed is known or none can be named."""
    assert job.result is not None
    offered = choices(job.result.report)
    if not offered:
        return
    with st.container(border=True):
        rate = st.radio(
            "How was this film made? Times and step rate wait for it.",
            options=list(offered),
            index=None,
            format_func=offered.__getitem__,
            key=f"speed-{job.id}",
        )
        st.caption("None of these? Tell the frames a second it was filmed at under the next heading.")
        if st.button("Measure with this speed", disabled=rate is None) and rate is not None:
            session.again(job, replace(job.result.report.options, capture_fps=rate))


def choices(report: Report) -> dict[float, str]:
    """Return the rates of filming that are plausible, each with its words, the likeliest first."""
    motion = report.motion
    if motion is None or motion.signs is None or motion.time_factor.certain:
        return {}
    if report.gait.activity.name == "walking":
        return {}
    offered = {}
    for factor in motion.time_factor.choices:
        rate = round(factor * motion.signs.file_fps, 2)
        try:
            Options(capture_fps=rate)
        except FormcheckError:
            continue
        offered[rate] = in_words(factor, rate)
    return offered


def in_words(factor: float, rate: float) -> str:
    """Say a speed as people do.

    >>> in_words(8.0, 240.0)
    'slow motion: filmed at 240 frames a second, 8 times slower'
    >>> in_words(1.0, 29.97)
    'real time, as it was run'
    """
    if abs(factor - 1) < 0.01:
        return "real time, as it was run"
    return f"slow motion: filmed at {rate:.0f} frames a second, {factor:.2g} times slower"
