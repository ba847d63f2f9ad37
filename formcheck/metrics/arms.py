"""Elbow angle, arm swing and hand height."""

from __future__ import annotations

import numpy as np

from formcheck.gait import Stride
from formcheck.metrics.geometry import bend_deg, known, over_stride
from formcheck.metrics.value import Metric
from formcheck.motion import Motion

_SOURCE = "No norm with evidence was found; shown, never judged."


def _elbow(motion: Motion, stride: Stride) -> float | None:
    body = over_stride(motion, stride)
    shoulder, elbow, wrist = (body.joint(joint, stride.leg) for joint in ("shoulder", "elbow", "wrist"))
    return known(180 - np.abs(bend_deg(shoulder - elbow, elbow - wrist)))


def _swing(motion: Motion, stride: Stride) -> float | None:
    body = over_stride(motion, stride)
    arm = body.joint("shoulder", stride.leg) - body.joint("elbow", stride.leg)
    angle = bend_deg(body.trunk(), arm)
    return float(np.ptp(angle)) if np.isfinite(angle).all() else None


def _hand(motion: Motion, stride: Stride) -> float | None:
    body = over_stride(motion, stride)
    trunk = body.trunk()
    wrist = body.joint("wrist", stride.leg) - body.middle("hip")
    return known(100 * (wrist * trunk).sum(-1) / (trunk**2).sum(-1))


ELBOW_ANGLE = Metric(
    name="elbow_angle",
    title="Elbow angle",
    unit="deg",
    definition="Angle inside the elbow, mean over the stride; a straight arm is 180.",
    source=_SOURCE,
    per_leg=True,
    compute=_elbow,
    joints=("shoulder", "elbow", "wrist"),
    events=False,
    decimals=0,
)
ARM_SWING = Metric(
    name="arm_swing",
    title="Arm swing",
    unit="deg",
    definition="Range of the upper arm's angle against the trunk within a stride.",
    source=_SOURCE,
    per_leg=True,
    compute=_swing,
    joints=("shoulder", "elbow", "hip"),
    events=False,
    decimals=0,
)
HAND_HEIGHT = Metric(
    name="hand_height",
    title="Hand height",
    unit="% trunk",
    definition="Height of the wrist along the trunk's line, 0 at the hip and 100 at the shoulder, mean over "
    "the stride.",
    source=_SOURCE,
    per_leg=True,
    compute=_hand,
    joints=("shoulder", "elbow", "wrist", "hip"),  # a hand whose elbow is hidden is not believed
    events=False,
    decimals=0,
)
