"""Step and stride length: how far the runner comes with a step, on a belt and over ground alike."""

from __future__ import annotations

import numpy as np

from formcheck.gait import Stride
from formcheck.metrics.geometry import Posture, over
from formcheck.metrics.value import Metric
from formcheck.motion import Motion

_SOURCE = "Definition of the field: running speed times stride time; a step is half of it."
# Share of the contact in which the toes rest. On 24 rendered runners of the tuning seeds the true toe there
# gives the belt's speed to 0.4 %, heel and toe together 3 % less (the heel rises early), and the model's toe
# in pixels 1 +- 2 % more; the rest of its error is a leg read short.
_RESTS = (0.15, 0.85)


def stride_length(motion: Motion, stride: Stride) -> float | None:
    """Way of the hips over the ground from one contact of a foot to its next, in leg lengths.

    The ground is what the standing foot stands on: its speed in the picture times the stride's time, and what
    the hips themselves moved in the picture between the two contacts (hardly at all on a belt). The hips slow
    and quicken within a step; from contact to contact that cancels, over the foot's rest alone it would not.
    """
    key = ("stride_length", stride)  # several measures ask for it
    if key not in motion.kept:
        motion.kept[key] = _stride_length(motion, stride)
    return motion.kept[key]


def _stride_length(motion: Motion, stride: Stride) -> float | None:
    contact_s = stride.toe_off_s - stride.contact_s
    start, stop = (stride.contact_s + share * contact_s for share in _RESTS)
    body = over(motion, start, stop)
    toe = body.joint("toe", stride.leg)[:, 0]
    hips = Posture(motion, np.array([stride.contact_s, stride.end_s])).middle("hip")[:, 0]
    if not (np.isfinite(toe).all() and np.isfinite(hips).all()):
        return None
    from_middle = np.linspace(start, stop, len(toe)) - (start + stop) / 2
    speed = -float(from_middle @ toe / (from_middle @ from_middle))  # the line of least squares
    level = speed * (stride.end_s - stride.contact_s) + float(hips[1] - hips[0])
    return level / float(np.cos(np.radians(motion.belt_deg)))


def _stride(motion: Motion, stride: Stride) -> float | None:
    length = stride_length(motion, stride)
    return None if length is None else 100 * length


def _step(motion: Motion, stride: Stride) -> float | None:
    length = stride_length(motion, stride)
    return None if length is None else 50 * length


STEP_LENGTH = Metric(
    name="step_length",
    title="Step length",
    unit="% leg",
    definition="Way from one foot's contact to the other's along the belt, left and right in the mean, in "
    "leg lengths.",
    source=_SOURCE,
    per_leg=False,
    compute=_step,
    joints=("hip", "toe"),
    decimals=0,
)
STRIDE_LENGTH = Metric(
    name="stride_length",
    title="Stride length",
    unit="% leg",
    definition="Way from one foot's contact to its own next one along the belt, in leg lengths.",
    source=_SOURCE,
    per_leg=False,
    compute=_stride,
    joints=("hip", "toe"),
    decimals=0,
)
