"""Curves over the stride and the film, and stride by stride; a click on a point goes to its frame."""

from __future__ import annotations

from typing import Any

import streamlit as st

from formcheck.report import Report
from formcheck.report.plots.look import CONFIG
from formcheck.report.plots.whats import WHATS, What, whats
from formcheck.web import light_table, session
from formcheck.web.job import Job
from formcheck.web.viewer.viewer import jump_to
from formcheck.web.work import Result

_KINDS = {"stride": "over one stride", "film": "through the film", "strips": "stride by stride"}


def curves(job: Job[Result]) -> None:
    """Show the section, folded: the figures are made when it is opened."""
    if not st.toggle("Show the curves", key=f"curves-{job.id}"):
        return
    _figures(job.id)


@st.fragment
def _figures(job_id: str) -> None:
    job = session.desk().find(job_id)
    if job is None or job.result is None:
        return
    kind = st.segmented_control(
        "What to draw", list(_KINDS), default="stride", format_func=_KINDS.__getitem__, key=f"kind-{job_id}"
    )
    what = None if kind == "strips" else _what(job_id)
    figure = _figure(job.result.report, kind or "stride", what)
    picked = st.plotly_chart(
        figure,
        theme=None,
        config=dict(CONFIG),
        on_select="rerun",
        selection_mode="points",
        key=f"figure-{job_id}-{kind}-{what}",
    )
    frame = _frame(picked)
    if frame is not None and st.session_state.get(_last(job_id)) != (kind, what, frame):
        st.session_state[_last(job_id)] = (kind, what, frame)
        jump_to(light_table.key_of(job), frame)
        st.rerun()
    st.caption(
        "Choose a point to see its frame above. Lines are drawn with the same correction as the table."
    )


def _what(job_id: str) -> What:
    titles = {what: row.title for what, row in whats().items()}
    chosen: What = st.selectbox("Curve", WHATS, format_func=lambda what: titles[what], key=f"what-{job_id}")
    return chosen


def _figure(report: Report, kind: str, what: What | None) -> Any:
    from formcheck.report import plots

    dark = st.context.theme.type == "dark"
    if kind == "strips" or what is None:
        return plots.strips(report, dark=dark)
    draw = plots.curves if kind == "stride" else plots.series
    return draw(report, what, dark=dark)


def _frame(picked: Any) -> int | None:
    """Return the frame of the point that was chosen, or None."""
    points = picked.selection.points if picked and picked.selection else []
    found = points[0].get("customdata") if points else None
    if isinstance(found, list | tuple):
        found = found[0] if found else None
    return int(found) if isinstance(found, int | float) else None


def _last(job_id: str) -> str:
    return f"picked-{job_id}"
