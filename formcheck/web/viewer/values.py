"""Numbers of each frame, levelled, turned square and filtered, and set right as on the cards."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formcheck.metrics.calibration import model_errors
from formcheck.metrics.geometry import Posture, bend_deg, lean_deg, pitch_deg
from formcheck.motion import LEGS, Leg, Motion
from formcheck.report.units import number
from formcheck.web.words import words

Array = NDArray[np.float64]
_DIGITS = 1
# The measures that each number is one moment of.
MEASURES = {
    "trunk_lean": ("trunk_lean", "trunk_lean_at_contact", "trunk_lean_midstance"),
    "knee_flexion": ("knee_flexion_at_contact", "knee_flexion_midstance"),
    "shank_angle": ("shank_angle_at_contact", "shank_angle_loading"),
    "foot_ahead": ("overstride_ankle",),
    "posture": ("posture_angle",),
    "head": ("head_pitch",),
}
_LOADED = "shank_angle_loading"


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
    listed
        Whether it stands in the table of the frame; else it is told only beside a finding that rests on it.
    also
        How it stands to what the cards tell, where that needs a word.
    """

    name: str
    title: str
    unit: str
    leg: Leg | None
    decimals: int
    definition: str
    numbers: tuple[float | None, ...]
    listed: bool = True
    also: str = ""


def values(motion: Motion, t: Array, *, correct: bool = False) -> tuple[Value, ...]:
    """Return the numbers at the times of the frames; nothing when not seen from the side.

    Parameters
    ----------
    motion
        The motion.
    t
        Times of the frames, seconds on the file's time base.
    correct
        Take off the pose model's mean error, as `formcheck.metrics.measure` does, wherever it is the same for
        all measures of a number; where one moment has an error of its own, `Value.also` says so.
    """
    if motion.view != "side":
        return ()
    body = Posture(motion, t)
    bend, head = bend_deg(body.trunk(), body.neck()), pitch_deg(body.nose() - body.middle("ear"))
    found = [_value("trunk_lean", lean_deg(body.trunk()), None, correct, decimals=1)]
    for leg in LEGS:
        hip, knee, ankle = (body.joint(joint, leg) for joint in ("hip", "knee", "ankle"))
        ahead = 100 * (ankle - body.middle("hip"))[..., 0]
        found += [
            _value("knee_flexion", -bend_deg(knee - ankle, hip - knee), leg, correct),
            _value("shank_angle", -lean_deg(knee - ankle), leg, correct),
            _value("foot_ahead", ahead, leg, correct, unit="\u00a0%"),
        ]
    found += [
        _value("posture", bend, None, correct, listed=False),
        _value("head", head, None, correct, listed=False),
    ]
    return tuple(found)


def mean_error(name: str, leg: Leg | None) -> float | None:
    """Return the pose model's mean error on a number of a frame; None where it depends on the moment."""
    (first, *others) = (model_errors()[one].bias_of(leg) for one in MEASURES[name])
    return first if all(one == first for one in others) else None


def _value(
    name: str,
    raw: Array,
    leg: Leg | None,
    correct: bool,
    *,
    unit: str = "°",
    decimals: int = 0,
    listed: bool = True,
) -> Value:
    said, error = words("viewer").numbers[name], mean_error(name, leg)
    taken = (error or 0.0) if correct else 0.0
    return Value(
        name,
        said.title,
        unit,
        leg,
        decimals,
        said.definition,
        _plain(raw - taken),
        listed,
        _also(name, error) if correct and leg != "far" else "",
    )


def _also(name: str, error: float | None) -> str:
    """Say what was added to a number, or what is taken off at one moment only."""
    said = words("viewer").numbers[name].also
    if error is not None:
        return said.format(by=number(-error, 1)) if error else ""
    loaded = model_errors()[_LOADED]
    return said.format(near=number(loaded.bias, 1), far=number(loaded.far_bias, 1))


def _plain(numbers: Array) -> tuple[float | None, ...]:
    return tuple(None if np.isnan(x) else round(float(x), _DIGITS) + 0.0 for x in numbers)
