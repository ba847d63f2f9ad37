"""The pictures of one stride of either leg: four moments, with what was measured drawn in."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from formcheck.motion import Leg
from formcheck.report import Report, Written
from formcheck.report.moments import TITLES

_LEGS: dict[Leg, str] = {"near": "", "far": ", away from the camera"}


def key_pictures(written: Written, report: Report) -> None:
    """Show four moments of a usual step, and a choice of the leg where both can be seen."""
    if written.key_frames and report.motion is not None:
        st.subheader("Four moments of a step", anchor=False)
        sides = {leg: report.motion.side_of(leg) for leg in _LEGS}
        _pictures(written, sides)


@st.fragment
def _pictures(written: Written, sides: Mapping[Leg, str]) -> None:
    """Show one leg; another choice draws nothing else of the page anew."""
    leg: Leg = "near"
    if written.far_key_frames:
        # The runner's left leg stands left, whichever is near.
        in_order = tuple(sorted(sides, key=lambda one: sides[one]))
        chosen: Leg | None = st.segmented_control(
            "Leg",
            options=in_order,
            format_func=lambda one: f"{sides[one].capitalize()} leg",
            default="near",
            required=True,
            key="moments-leg",
            label_visibility="collapsed",
        )
        leg = chosen or "near"
    frames = written.key_frames if leg == "near" else written.far_key_frames
    row = st.container(key="moments")
    for column, (moment, frame) in zip(row.columns(4), frames.items(), strict=False):
        column.image(
            str(frame), alt=f"You at {TITLES[moment].lower()}, {sides[leg]} leg{_LEGS[leg]}", width="stretch"
        )
    if leg == "far":
        st.caption("This leg is away from the camera and partly hidden, so its lines are less sure.")
