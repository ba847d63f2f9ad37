"""Head pitch, head forward and shoulder height: where head and shoulders are carried."""

from __future__ import annotations

import numpy as np

from formcheck.gait import Stride
from formcheck.metrics.geometry import known, over_stride, pitch_deg
from formcheck.metrics.value import Metric
from formcheck.motion import Motion

_SOURCE = "No running norm is published; shown for gross outliers and for change in the same runner."


def _pitch(motion: Motion, stride: Stride) -> float | None:
    body = over_stride(motion, stride)
    return known(pitch_deg(body.nose() - body.middle("ear")))


def _forward(motion: Motion, stride: Stride) -> float | None:
    body = over_stride(motion, stride)
    trunk, neck = body.trunk(), body.neck()
    length = np.linalg.norm(trunk, axis=-1)
    # Distance along the trunk's forward normal (y, -x).
    return known(100 * (neck[..., 0] * trunk[..., 1] - neck[..., 1] * trunk[..., 0]) / length**2)


def _above(motion: Motion, stride: Stride) -> float | None:
    body = over_stride(motion, stride)
    trunk = body.trunk()
    return known(100 * (body.neck() * trunk).sum(-1) / (trunk**2).sum(-1))


HEAD_PITCH = Metric(
    name="head_pitch",
    title="Head pitch",
    unit="deg",
    definition="Angle of the line ear to nose from horizontal, mean over the stride; down is negative.",
    source=_SOURCE,
    per_leg=False,
    compute=_pitch,
    joints=("ear", "nose"),
    events=False,
    decimals=0,
)
HEAD_FORWARD = Metric(
    name="head_forward",
    title="Head ahead of shoulders",
    unit="% trunk",
    definition="Ear ahead of the shoulder, square to the trunk, in trunk lengths, mean over the stride.",
    source=_SOURCE,
    per_leg=False,
    compute=_forward,
    joints=("ear", "shoulder", "hip"),
    events=False,
    decimals=0,
)
SHOULDER_HEIGHT = Metric(
    name="shoulder_height",
    title="Ear above shoulders",
    unit="% trunk",
    definition="Ear above the shoulder along the trunk's line, in trunk lengths, mean over the stride; "
    "smaller when the shoulders are raised.",
    source=_SOURCE,
    per_leg=False,
    compute=_above,
    joints=("ear", "shoulder", "hip"),
    events=False,
    decimals=0,
)
