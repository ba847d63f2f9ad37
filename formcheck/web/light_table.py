"""The runner's own frames: the film with its lines drawn live, and footsteps that can be put right."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import streamlit as st

from formcheck.advice import Finding, Moment
from formcheck.errors import OptionError
from formcheck.gait import Correction
from formcheck.plain import escape, markdown
from formcheck.report import Report
from formcheck.web import session
from formcheck.web.job import Job
from formcheck.web.viewer.scene import scene
from formcheck.web.viewer.seen import seen
from formcheck.web.viewer.viewer import jump_to, viewer
from formcheck.web.work import Result

_ANCHOR = "your-frames"


def key_of(job: Job[Result]) -> str:
    """Return the name of a film's viewer in the page."""
    return f"viewer-{job.id}"


def see(job: Job[Result], finding: Finding) -> None:
    """Show a button that goes to the frame that shows a finding."""
    frame = _frame(job, finding.moment)
    if frame is not None:
        st.button(
            "See it in your frames",
            key=f"see-{finding.id}",
            icon=":material/center_focus_strong:",
            type="tertiary",
            on_click=_go,
            args=(job, finding, frame),
        )


def _go(job: Job[Result], finding: Finding, frame: int) -> None:
    st.session_state[_seen(job.id)] = finding.id
    jump_to(key_of(job), frame)


def _seen(job_id: str) -> str:
    return f"seen-{job_id}"


def _frame(job: Job[Result], moment: Moment) -> int | None:
    from formcheck.report.stride_choice import moments, typical_stride

    result = job.result
    if result is None or result.film is None:
        return None
    stride = typical_stride(result.report)
    if stride is None:
        return None
    return int(np.abs(result.report.clip.t - moments(stride)[moment]).argmin())


def light_table(job: Job[Result]) -> bool:
    """Show the viewer; False where there is no film for it."""
    assert job.result is not None
    if job.result.film is None or not job.result.film.is_file():
        return False
    st.header("Your frames", anchor=_ANCHOR)
    _table(job.id)
    return True


@st.fragment
def _table(job_id: str) -> None:
    """Show the viewer by itself: a step or a nudge runs nothing else of the page."""
    job = session.desk().find(job_id)
    if job is None or job.result is None or job.result.film is None:
        return
    report = job.result.report
    _way_back(job_id, report)
    state = viewer(
        job.result.film,
        scene(report, report.piece, found=report.found),
        key=key_of(job),
        given=report.corrections,
        seen=seen(report, st.session_state.get(_seen(job_id))),
    )
    if state.corrections != report.corrections and _put_right(job, report, state.corrections):
        st.rerun()
    if report.corrections:
        st.caption(f"{_counted(len(report.corrections))} set by hand; all numbers follow.")


def _way_back(job_id: str, report: Report) -> None:
    """Link to the finding that sent the runner here."""
    name = st.session_state.get(_seen(job_id))
    finding = next((one for one in report.findings if one.id == name), None)
    if finding is not None:
        st.html(f'<a href="#finding-{finding.id}">Back to “{escape(finding.title)}”</a>')


def _counted(number: int) -> str:
    return "One footstep is" if number == 1 else f"{number} footsteps are"


def _put_right(job: Job[Result], report: Report, corrections: tuple[Correction, ...]) -> bool:
    """Measure with corrected footsteps; say so where they cannot be taken."""
    from formcheck.pipeline import correct

    try:
        corrected = correct(report, corrections)
    except OptionError as error:
        st.warning(markdown(error), icon=":material/edit:")
        return False
    session.desk().amend(job.id, lambda result: replace(result, report=corrected))
    return True
