"""Vertical oscillation and ratio: how far the body rises and falls with each step, and for its length."""

from __future__ import annotations

import numpy as np

from formcheck.gait import Stride
from formcheck.metrics.geometry import over
from formcheck.metrics.step_length import stride_length
from formcheck.metrics.value import Metric
from formcheck.motion import Motion


def _per_step(motion: Motion, stride: Stride) -> float | None:
    # Shoulders: on rendered runners within -6 and +1 % of the truth, while the model's hips move far less.
    half = (stride.contact_s + stride.end_s) / 2
    ranges = []
    for start, stop in ((stride.contact_s, half), (half, stride.end_s)):
        height = over(motion, start, stop).middle("shoulder")[:, 1]
        if not np.isfinite(height).all():
            return None
        ranges.append(float(np.ptp(height)))
    return 100 * float(np.mean(ranges))


def _ratio(motion: Motion, stride: Stride) -> float | None:
    rise, length = _per_step(motion, stride), stride_length(motion, stride)
    return None if rise is None or not length or length <= 0 else 2 * rise / length


VERTICAL_OSCILLATION = Metric(
    name="vertical_oscillation",
    title="Vertical oscillation",
    unit="% leg",
    definition="Rise and fall of the shoulder middle within a step, lowest to highest, in leg lengths.",
    source="Moore 2016 (economy); shoulders stand for the centre of mass.",
    per_leg=False,
    compute=_per_step,
    joints=("shoulder",),
    events=False,
)
VERTICAL_RATIO = Metric(
    name="vertical_ratio",
    title="Vertical ratio",
    unit="%",
    definition="Vertical oscillation as a share of the step length.",
    source="Definition of makers of running watches, who give no study for their bands; shown, never judged.",
    per_leg=False,
    compute=_ratio,
    joints=("shoulder", "hip", "toe"),
)
