"""Shank angle: how far the lower leg reaches forward when the foot lands, and once it carries weight."""

from __future__ import annotations

from formcheck.gait import Stride
from formcheck.metrics.geometry import Posture, known, lean_deg
from formcheck.metrics.value import Metric
from formcheck.motion import Motion


def _at_contact(motion: Motion, stride: Stride) -> float | None:
    return _angle(motion, stride, stride.contact_s)


def _loading(motion: Motion, stride: Stride) -> float | None:
    return _angle(motion, stride, stride.loading_s)


def _angle(motion: Motion, stride: Stride, time_s: float) -> float | None:
    body = Posture(motion, time_s)
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
SHANK_ANGLE_LOADING = Metric(
    name="shank_angle_loading",
    title="Shank angle at loading response",
    unit="deg",
    definition="Angle of the line knee to ankle from vertical at a quarter of the time on the ground, "
    "ankle ahead positive.",
    source="Souza 2016, tibia angle at loading response; the moment is our own choice.",
    per_leg=True,
    compute=_loading,
    joints=("knee", "ankle"),
)
