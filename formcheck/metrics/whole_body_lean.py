"""Lean from the ankle, and bend at the waist: the two ways of being ahead of one's feet.

Over a stance the ankle travels from ahead of the hip to behind it, so at any one moment the line from
the ankle says where in the stance that is. Only the mean says how the body is carried over its foot.
Even that mean is hardly free: at a steady speed the pushes of the ground neither quicken the runner nor
turn them over, so the body's weight balances over the foot's pressure. What is left of the mean comes
from how the trunk is carried, where the foot lands and leaves, and the ankle lying behind the middle of
the foot. It serves to compare a runner with themselves at the same speed.

The bend at the waist takes the line ankle-hip off the trunk's lean. A tilted picture turns both lines
alike, so it needs no level.
"""

from __future__ import annotations

from formcheck.gait import Stride
from formcheck.metrics.geometry import bend_deg, known, lean_deg, over
from formcheck.metrics.value import Metric
from formcheck.motion import Motion

_SOURCE = "No running norm is published; tells a lean of the whole body from a bend at the hips."


def _lean(motion: Motion, stride: Stride) -> float | None:
    body = over(motion, stride.contact_s, stride.toe_off_s)
    return known(lean_deg(body.middle("shoulder") - body.joint("ankle", stride.leg)))


def _bend(motion: Motion, stride: Stride) -> float | None:
    body = over(motion, stride.contact_s, stride.toe_off_s)
    return known(bend_deg(body.middle("hip") - body.joint("ankle", stride.leg), body.trunk()))


LEAN_FROM_ANKLE = Metric(
    name="lean_from_ankle",
    title="Lean from the ankle",
    unit="deg",
    definition="Angle of the line from the standing foot's ankle to the shoulder middle from true vertical, "
    "mean over ground contact, forward positive.",
    source=_SOURCE,
    per_leg=False,
    compute=_lean,
    joints=("ankle", "shoulder"),
)
BEND_AT_WAIST = Metric(
    name="bend_at_waist",
    title="Bend at the waist",
    unit="deg",
    definition="Lean of the trunk less lean of the line from the standing foot's ankle to the hip middle, "
    "mean over ground contact; a trunk bent forward against the leg is positive.",
    source=_SOURCE,
    per_leg=False,
    compute=_bend,
    joints=("ankle", "hip", "shoulder"),
)
