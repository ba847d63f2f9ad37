"""Knee flexion when the foot lands and in the middle of stance."""

from __future__ import annotations

from formcheck.gait import Stride
from formcheck.metrics.geometry import Posture, bend_deg, known
from formcheck.metrics.value import Metric
from formcheck.motion import Motion

_SOURCE = "Angle between thigh and shank, 0 straight (Souza 2016; Wille et al. 2014)."


def _flexion(motion: Motion, stride: Stride, time_s: float) -> float | None:
    body = Posture(motion, time_s)
    hip, knee, ankle = (body.joint(joint, stride.leg) for joint in ("hip", "knee", "ankle"))
    # From the upward shank to the upward thigh: a bent knee turns it backwards.
    return known(-bend_deg(knee - ankle, hip - knee))


def _at_contact(motion: Motion, stride: Stride) -> float | None:
    return _flexion(motion, stride, stride.contact_s)


def _at_midstance(motion: Motion, stride: Stride) -> float | None:
    return _flexion(motion, stride, stride.midstance_s)


KNEE_FLEXION_AT_CONTACT = Metric(
    name="knee_flexion_at_contact",
    title="Knee flexion at contact",
    unit="deg",
    definition="Knee flexion at initial contact, straight is 0, bent positive.",
    source=_SOURCE,
    per_leg=True,
    compute=_at_contact,
    joints=("hip", "knee", "ankle"),
    decimals=0,
)
KNEE_FLEXION_MIDSTANCE = Metric(
    name="knee_flexion_midstance",
    title="Knee flexion at midstance",
    unit="deg",
    definition="Knee flexion in the middle of ground contact, straight is 0, bent positive.",
    source=_SOURCE,
    per_leg=True,
    compute=_at_midstance,
    joints=("hip", "knee", "ankle"),
    decimals=0,
)
