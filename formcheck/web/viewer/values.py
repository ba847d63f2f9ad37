"""Numbers of each frame, in the runner's own frame: levelled, turned square and filtered."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formcheck.metrics.geometry import Posture, bend_deg, lean_deg
from formcheck.motion import Leg, Motion

Array = NDArray[np.float64]
_DIGITS = 1
_LEAN = "Lean of the trunk from true vertical; forward is positive."
_KNEE = "Bend of the knee; straight is 0."
_SHANK = "Line from knee to ankle against true vertical; ankle ahead of the knee is positive."
_AHEAD = "How far the ankle is ahead of the middle of the hips, in % of a leg length."


@dataclass(frozen=True, slots=True)
class Value:
    """One number over all frames.

    Attributes
    ----------
    name
        Machine name.
    title
        Name for people.
    unit
        Short unit, written after the number.
    leg
        None for the whole body.
    decimals
        Digits people read.
    definition
        What it is, with its sign.
    numbers
        One a frame; None where it is not known.
    """

    name: str
    title: str
    unit: str
    leg: Leg | None
    decimals: int
    definition: str
    numbers: tuple[float | None, ...]


def values(motion: Motion, t: Array) -> tuple[Value, ...]:
    """Return the numbers at the times of the frames; nothing when not seen from the side."""
    if motion.view != "side":
        return ()
    body = Posture(motion, t)
    found = [Value("trunk_lean", "Trunk lean", "°", None, 1, _LEAN, _plain(lean_deg(body.trunk())))]
    legs: tuple[Leg, Leg] = ("near", "far")
    for leg in legs:
        hip, knee, ankle = (body.joint(joint, leg) for joint in ("hip", "knee", "ankle"))
        bend = -bend_deg(knee - ankle, hip - knee)
        ahead = 100 * (ankle - body.middle("hip"))[..., 0]
        found += [
            Value("knee_flexion", "Knee bend", "°", leg, 0, _KNEE, _plain(bend)),
            Value("shank_angle", "Lower leg", "°", leg, 0, _SHANK, _plain(-lean_deg(knee - ankle))),
            Value("foot_ahead", "Ankle ahead", " %", leg, 0, _AHEAD, _plain(ahead)),
        ]
    return tuple(found)


def _plain(numbers: Array) -> tuple[float | None, ...]:
    return tuple(None if np.isnan(x) else round(float(x), _DIGITS) + 0.0 for x in numbers)
