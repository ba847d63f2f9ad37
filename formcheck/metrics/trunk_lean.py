"""Trunk lean: how far the body leans from the vertical, and how far the trunk rocks within a stride."""

from __future__ import annotations

import numpy as np

from formcheck.gait import Stride
from formcheck.metrics.geometry import Posture, known, lean_deg, over
from formcheck.metrics.value import Metric
from formcheck.motion import Motion

_SOURCE = "Line from hip middle to shoulder middle against true vertical (Teng & Powers 2014)."
# The trunk rocks like a wave. Between the tenth and the ninetieth hundredth a wave shows 95 % of its range,
# and a landmark that leaps for less than a tenth of a step hardly moves either.
_OUTER = 0.1


def _over_stance(motion: Motion, stride: Stride) -> float | None:
    return known(lean_deg(over(motion, stride.contact_s, stride.toe_off_s).trunk()))


def _at_contact(motion: Motion, stride: Stride) -> float | None:
    return known(lean_deg(Posture(motion, stride.contact_s).trunk()))


def _at_midstance(motion: Motion, stride: Stride) -> float | None:
    return known(lean_deg(Posture(motion, stride.midstance_s).trunk()))


def _rocking(motion: Motion, stride: Stride) -> float | None:
    half = (stride.contact_s + stride.end_s) / 2
    steps = ((stride.contact_s, half), (half, stride.end_s))
    lean = np.stack([lean_deg(over(motion, start, stop).trunk()) for start, stop in steps])
    if not np.isfinite(lean).all():
        return None
    # Arms swing and shoulders turn once a stride, and the shoulder the model sees goes with them; the trunk
    # rocks with every step. Left and right step in the mean take off what the arms do (1 to 3 degrees on
    # rendered runners).
    low, high = np.quantile(lean.mean(0), (_OUTER, 1 - _OUTER))
    return float((high - low) / np.cos(np.pi * _OUTER))


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
TRUNK_PITCH_RANGE = Metric(
    name="trunk_pitch_range",
    title="Trunk rocking",
    unit="deg",
    definition="Range of the trunk's lean within a stride, left and right step in the mean.",
    source="No running norm is published; a proxy of a steady trunk, shown for change in the same runner.",
    per_leg=False,
    compute=_rocking,
    joints=("hip", "shoulder"),
    events=False,
)
