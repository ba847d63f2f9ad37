"""Foot angle: how the sole meets the belt."""

from __future__ import annotations

from formcheck.gait import Stride
from formcheck.metrics.geometry import Posture, known, pitch_deg
from formcheck.metrics.value import Metric
from formcheck.motion import Motion


def _at_contact(motion: Motion, stride: Stride) -> float | None:
    body = Posture(motion, stride.contact_s)
    sole = body.joint("toe", stride.leg) - body.joint("heel", stride.leg)
    return known(pitch_deg(sole) - motion.belt_deg)


FOOT_ANGLE_AT_CONTACT = Metric(
    name="foot_angle_at_contact",
    title="Foot angle at contact",
    unit="deg",
    definition="Angle of the line heel to toe against the belt at initial contact, toes up positive.",
    source="Souza 2016, foot inclination angle; no cut-off is published.",
    per_leg=True,
    compute=_at_contact,
    joints=("heel", "toe"),
    decimals=0,
)
