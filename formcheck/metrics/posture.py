"""Posture angle: how far the neck bends forward from the line of the trunk."""

from __future__ import annotations

from formcheck.gait import Stride
from formcheck.metrics.geometry import bend_deg, known, over_stride
from formcheck.metrics.value import Metric
from formcheck.motion import Motion


def _bend(motion: Motion, stride: Stride) -> float | None:
    body = over_stride(motion, stride)
    return known(bend_deg(body.trunk(), body.neck()))


POSTURE_ANGLE = Metric(
    name="posture_angle",
    title="Ear-shoulder-hip posture",
    unit="deg",
    definition="Angle between the lines hip-shoulder and shoulder-ear, mean over the stride; 0 is straight.",
    source="No running norm is published; a rounded back and a lowered head look alike to it.",
    per_leg=False,
    compute=_bend,
    joints=("ear", "shoulder", "hip"),
    events=False,
    decimals=0,
)
