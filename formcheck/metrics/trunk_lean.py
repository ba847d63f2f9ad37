"""Trunk lean: how far the body leans from the vertical."""

from __future__ import annotations

from formcheck.gait import Stride
from formcheck.metrics.geometry import Posture, known, lean_deg, over
from formcheck.metrics.value import Metric
from formcheck.motion import Motion

_SOURCE = "Line from hip middle to shoulder middle against true vertical (Teng & Powers 2014)."


def _over_stance(motion: Motion, stride: Stride) -> float | None:
    return known(lean_deg(over(motion, stride.contact_s, stride.toe_off_s).trunk()))


def _at_contact(motion: Motion, stride: Stride) -> float | None:
    return known(lean_deg(Posture(motion, stride.contact_s).trunk()))


def _at_midstance(motion: Motion, stride: Stride) -> float | None:
    return known(lean_deg(Posture(motion, stride.midstance_s).trunk()))


TRUNK_LEAN = Metric(
    name="trunk_lean",
    title="Trunk lean",
    unit="deg",
    definition="Mean lean of the trunk from true vertical while a foot is on the ground, forward positive.",
    source=_SOURCE,
    per_leg=False,
    compute=_over_stance,
    joints=("hip", "shoulder"),
    events=False,
)
TRUNK_LEAN_AT_CONTACT = Metric(
    name="trunk_lean_at_contact",
    title="Trunk lean at contact",
    unit="deg",
    definition="Lean of the trunk from true vertical at initial contact, forward positive.",
    source=_SOURCE,
    per_leg=False,
    compute=_at_contact,
    joints=("hip", "shoulder"),
)
TRUNK_LEAN_MIDSTANCE = Metric(
    name="trunk_lean_midstance",
    title="Trunk lean at midstance",
    unit="deg",
    definition="Lean of the trunk from true vertical in the middle of ground contact, forward positive.",
    source=_SOURCE,
    per_leg=False,
    compute=_at_midstance,
    joints=("hip", "shoulder"),
)
