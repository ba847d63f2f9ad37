"""Shank angle: how far the lower leg reaches forward when the foot lands."""

from __future__ import annotations

from formcheck.gait import Stride
from formcheck.metrics.geometry import Posture, known, lean_deg
from formcheck.metrics.value import Metric
from formcheck.motion import Motion


def _at_contact(motion: Motion, stride: Stride) -> float | None:
    body = Posture(motion, stride.contact_s)
    knee, ankle = body.joint("knee", stride.leg), body.joint("ankle", stride.leg)
    # The upward vector ankle to knee leans back when the foot reaches ahead of the knee.
    return known(-lean_deg(knee - ankle))


SHANK_ANGLE_AT_CONTACT = Metric(
    name="shank_angle_at_contact",
    title="Shank angle at contact",
    unit="deg",
    definition="Angle of the line knee to ankle from vertical at initial contact, ankle ahead positive.",
    source="Souza 2016, tibia angle; Folland et al. 2017, shank angle at touchdown.",
    per_leg=True,
    compute=_at_contact,
    joints=("knee", "ankle"),
)
