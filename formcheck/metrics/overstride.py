"""Over-stride: how far ahead of the hip the foot lands."""

from __future__ import annotations

from formcheck.gait import Stride
from formcheck.metrics.geometry import Posture, known
from formcheck.metrics.value import Metric
from formcheck.motion import Motion

_SOURCE = (
    "Horizontal distance from the hip middle at initial contact (Lieberman et al. 2015; Wille et al. 2014)."
)


def _ahead(joint: str, motion: Motion, stride: Stride) -> float | None:
    body = Posture(motion, stride.contact_s)
    return known(100 * (body.joint(joint, stride.leg) - body.middle("hip"))[..., 0])


def _ankle(motion: Motion, stride: Stride) -> float | None:
    return _ahead("ankle", motion, stride)


def _heel(motion: Motion, stride: Stride) -> float | None:
    return _ahead("heel", motion, stride)


OVERSTRIDE_ANKLE = Metric(
    name="overstride_ankle",
    title="Ankle ahead of hip at contact",
    unit="% leg",
    definition="Horizontal distance of the ankle ahead of the hip middle at initial contact, in leg lengths.",
    source=_SOURCE,
    per_leg=True,
    compute=_ankle,
    joints=("hip", "ankle"),
    decimals=0,
)
OVERSTRIDE_HEEL = Metric(
    name="overstride_heel",
    title="Heel ahead of hip at contact",
    unit="% leg",
    definition="Horizontal distance of the heel ahead of the hip middle at initial contact, in leg lengths.",
    source=_SOURCE,
    per_leg=True,
    compute=_heel,
    joints=("hip", "heel"),
    decimals=0,
)
