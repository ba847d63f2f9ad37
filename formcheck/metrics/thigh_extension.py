"""Thigh extension: how far the thigh reaches back when the foot leaves the ground."""

from __future__ import annotations

from formcheck.gait import Stride
from formcheck.metrics.geometry import Posture, known, lean_deg
from formcheck.metrics.value import Metric
from formcheck.motion import Motion


def _at_toe_off(motion: Motion, stride: Stride) -> float | None:
    body = Posture(motion, stride.toe_off_s)
    # The upward vector knee to hip leans forward when the knee is behind the hip.
    return known(lean_deg(body.joint("hip", stride.leg) - body.joint("knee", stride.leg)))


THIGH_EXTENSION_AT_TOE_OFF = Metric(
    name="thigh_extension_at_toe_off",
    title="Thigh behind you at toe-off",
    unit="deg",
    definition="Angle of the line hip to knee from true vertical at toe-off, knee behind the hip positive.",
    source="Souza 2016, hip extension in late stance, read from the thigh: the pelvis cannot be seen.",
    per_leg=True,
    compute=_at_toe_off,
    joints=("hip", "knee"),
    decimals=0,
)
