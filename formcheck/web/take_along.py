"""What else can be taken along: files for other programs, and pictures with the face hidden."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import streamlit as st

from formcheck.report import Report
from formcheck.report.landmarks_file import has_parquet, landmarks_npz, landmarks_parquet
from formcheck.report.pdf import has_pdf, to_pdf
from formcheck.report.trc import trc, why_no_trc
from formcheck.web import session
from formcheck.web.job import Job
from formcheck.web.work import Result


def take_along(job: Job[Result]) -> None:
    """Show the folded rest of what can be taken along."""
    assert job.result is not None
    report = job.result.report
    if report.motion is None:
        return
    with st.expander("For other programs", icon=":material/deployed_code:"):
        _programs(report, job.result.written.html)
    if report.runs:
        with st.expander("Hide my face in all pictures", icon=":material/face_retouching_off:"):
            _faces(job, report)


def _programs(report: Report, page: Path) -> None:
    st.caption("Landmarks of every frame, in the picture and in your own frame of reference.")
    with st.container(horizontal=True):
        _button("Landmarks (NumPy)", lambda: landmarks_npz(report), "landmarks.npz")
        if has_parquet():
            _button("Landmarks (Parquet)", lambda: landmarks_parquet(report), "landmarks.parquet")
        reason = why_no_trc(report)
        if not reason:
            _button("OpenSim, Sports2D (TRC)", lambda: trc(report, "pose.trc").encode(), "pose.trc")
        if has_pdf():
            _button("Report (PDF)", lambda: _pdf(page), "report.pdf")
    if reason:
        st.caption(f"No TRC file: {reason}")


def _button(label: str, data: Callable[[], bytes], name: str) -> None:
    st.download_button(label, data=data, file_name=name, on_click="ignore", icon=":material/download:")


def _pdf(page: Path) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "report.pdf"
        to_pdf(page, made)
        return made.read_bytes()


def _faces(job: Job[Result], report: Report) -> None:
    hidden = report.options.blur_faces
    st.write(
        "Your face is hidden in the film, the pictures and the report."
        if hidden
        else "The film, the pictures and the report are drawn again with your face made unrecognisable. "
        "Faces of others in the picture stay as they are."
    )
    label = "Show my face again" if hidden else "Hide my face"
    if st.button(label, icon=":material/brush:"):
        session.again(job, replace(report.options, blur_faces=not hidden))
