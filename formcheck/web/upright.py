"""The plumb line, set by hand on a picture of the runner's own film."""

from __future__ import annotations

import base64
from dataclasses import replace

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from formcheck.clip.picture import Rgb
from formcheck.errors import FormcheckError
from formcheck.motion import Level, Motion
from formcheck.report import Report
from formcheck.web import session
from formcheck.web.job import Job
from formcheck.web.middle import HIGHEST, keep_middle, middle_of
from formcheck.web.work import Result

Array = NDArray[np.float64]

FURTHEST_DEG, STEP_DEG = 15.0, 0.25
_TALLEST_VH = 70  # of the window's height
_FAINT = 3  # lines on either side of the runner's
_APART = 0.16  # of the picture's width


@st.fragment
def ask(job: Job[Result]) -> None:
    """Show the picture with the line, the slider, and what applies it."""
    assert job.result is not None
    report = job.result.report
    assert report.motion is not None
    plain = _picture(job, report)
    if plain is None:
        st.caption("No picture of this film can be shown here.")
        return
    key = f"upright-{job.id}"
    if key not in st.session_state:
        st.session_state[key] = start(report.motion.level)
    st.write("Turn the line until it lies along something upright near you: a door frame, a wall's edge.")
    place = st.container(key="upright")
    angle: float = st.slider(
        "Turn the line",
        -FURTHEST_DEG,
        FURTHEST_DEG,
        step=STEP_DEG,
        format="%.2f°",
        key=key,
        label_visibility="collapsed",
    )
    # Within the page itself: a picture with an address of its own is gone before a quick hand has seen it.
    # Its size is told, so that the buttons below do not move away under a hand when it comes.
    height, width = plain.shape[:2]
    size = f"width: min(100%, {_TALLEST_VH * width / height:.2f}vh); aspect-ratio: {width} / {height}"
    place.html(
        f'<img class="fc-plumb" alt="You, with the plumb line" style="{size}" '
        f'src="{_uri(lined(plain, report, angle))}">'
    )
    with st.container(horizontal=True):
        st.button("A little left", on_click=_nudge, args=(key, -STEP_DEG), icon=":material/rotate_left:")
        st.button("A little right", on_click=_nudge, args=(key, STEP_DEG), icon=":material/rotate_right:")
    with st.container(horizontal=True):
        if st.button("Use this line"):
            _apply(job, angle)
        if report.options.vertical_deg is not None and st.button("Find the level by itself again"):
            _apply(job, None)
    st.caption("Your film is not watched again; the numbers follow at once.")


def start(level: Level) -> float:
    """Where the slider stands at first: at the level that is known, else along the picture.

    >>> start(Level(1.3, 0.5, "background"))
    1.25
    """
    steps = round((level.roll_deg or 0.0) / STEP_DEG)
    return float(np.clip(steps * STEP_DEG, -FURTHEST_DEG, FURTHEST_DEG))


def lined(plain: Rgb, report: Report, angle_deg: float) -> Rgb:
    """Draw the line through the runner and faint ones beside it on a copy of the picture.

    Parameters
    ----------
    plain
        The picture, perhaps smaller than the film.
    report
        Tells where the runner is.
    angle_deg
        From the picture's vertical, clockwise positive.
    """
    from formcheck.report.draw import PLUMB, UNSURE, line_unit
    from formcheck.report.pen import Pen

    assert report.motion is not None
    canvas = plain.copy()
    height, width = canvas.shape[:2]
    pen = Pen(canvas, line_unit(width, height))
    a = np.deg2rad(angle_deg)
    along = 2.0 * height * np.array([np.sin(a), -np.cos(a)])
    place = _runner(report.motion)
    middle = np.array([width, height]) / 2 if place is None else place * width / report.clip.source.width
    for k in range(-_FAINT, _FAINT + 1):
        at = middle + np.array([k * _APART * width, 0.0])
        pen.line([at - along, at + along], PLUMB if k == 0 else UNSURE, 0.55 if k == 0 else 0.2)
    return canvas


def _runner(motion: Motion) -> Array | None:
    """``(2,)`` middle of the trunk over the film, pixels (the level is told for it); None if unseen."""
    from formcheck.pose.landmarks import index

    trunk = [index(joint, side) for joint in ("shoulder", "hip") for side in ("left", "right")]
    points = motion.pixels[:, trunk].reshape(-1, 2)
    known = points[np.isfinite(points[:, 0])]
    return np.asarray(np.median(known, axis=0)) if len(known) else None


def _picture(job: Job[Result], report: Report) -> Rgb | None:
    """Picture from the middle of the measured piece; kept beside the film for the next time."""
    import cv2

    kept = middle_of(job.film)
    if not kept.is_file():
        try:
            session.desk().call(keep_middle, report, job.film)
        except FormcheckError:
            return None
    read = cv2.imread(str(kept))
    return None if read is None else np.ascontiguousarray(read[..., ::-1])


def _uri(rgb: Rgb) -> str:
    from formcheck.report.keyframes import jpeg

    return f"data:image/jpeg;base64,{base64.b64encode(jpeg(rgb, HIGHEST)).decode()}"


def _nudge(key: str, by: float) -> None:
    moved = st.session_state[key] + by
    st.session_state[key] = float(np.clip(moved, -FURTHEST_DEG, FURTHEST_DEG))


def _apply(job: Job[Result], angle: float | None) -> None:
    assert job.result is not None
    session.again(job, replace(job.result.report.options, vertical_deg=angle))
