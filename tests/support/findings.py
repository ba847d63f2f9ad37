"""Measurements and findings as the earlier stages would give them, with numbers made up for the tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import numpy as np

from formcheck.advice import Article, Band, Evidence, Finding
from formcheck.gait import Stride
from formcheck.metrics import Measurement
from formcheck.motion import Leg

_Row = tuple[str, str, str, bool, float, float, int]
# name, title, unit, per leg, value, half interval, decimals
_ROWS: tuple[_Row, ...] = (
    ("cadence", "Cadence", "spm", False, 171.4, 0.6, 1),
    ("trunk_lean", "Forward lean of the trunk", "deg", False, 8.1, 2.4, 1),
    ("trunk_lean_at_contact", "Forward lean at contact", "deg", False, 7.2, 2.4, 1),
    ("trunk_lean_midstance", "Forward lean in midstance", "deg", False, 9.0, 2.4, 1),
    ("trunk_pitch_range", "Trunk rocking", "deg", False, 3.1, 2.0, 1),
    ("lean_from_ankle", "Lean from the ankle", "deg", False, 8.8, 2.0, 1),
    ("bend_at_waist", "Bend at the waist", "deg", False, -0.6, 2.8, 1),
    ("overstride_ankle", "Ankle ahead of the hip at contact", "% leg", True, 30.2, 2.6, 1),
    ("overstride_heel", "Heel ahead of the hip at contact", "% leg", True, 24.0, 3.1, 1),
    ("shank_angle_at_contact", "Shank angle at contact", "deg", True, 6.4, 2.0, 1),
    ("shank_angle_loading", "Shank angle when loaded", "deg", True, -2.0, 2.5, 1),
    ("knee_flexion_at_contact", "Knee bend at contact", "deg", True, 14.8, 3.2, 1),
    ("knee_flexion_midstance", "Knee bend in midstance", "deg", True, 41.0, 3.3, 1),
    ("foot_angle_at_contact", "Foot angle at contact", "deg", True, 9.6, 5.0, 1),
    ("thigh_extension_at_toe_off", "Thigh behind you at toe-off", "deg", True, 15.0, 6.0, 0),
    ("step_length", "Step length", "% leg", False, 124.0, 9.0, 0),
    ("step_length_cm", "Step length in centimetres", "cm", False, 107.0, 6.0, 1),
    ("stride_length", "Stride length", "% leg", False, 248.0, 18.0, 0),
    ("stride_length_cm", "Stride length in centimetres", "cm", False, 214.0, 12.0, 1),
    ("vertical_oscillation", "Bounce", "% leg", False, 9.4, 0.8, 1),
    ("vertical_oscillation_cm", "Bounce in centimetres", "cm", False, 8.5, 0.8, 1),
    ("vertical_ratio", "Vertical ratio", "%", False, 7.6, 1.2, 1),
    ("contact_time", "Time on the ground", "ms", True, 266.0, 18.0, 0),
    ("flight_time", "Time in the air", "ms", False, 84.0, 18.0, 0),
    ("duty_factor", "Share of the stride on the ground", "%", True, 38.0, 2.6, 1),
    ("head_pitch", "Head pitch", "deg", False, -4.0, 4.0, 1),
    ("head_forward", "Ear ahead of the shoulder", "% trunk", False, 8.0, 3.0, 1),
    ("posture_angle", "Bend between trunk and neck", "deg", False, 12.0, 5.0, 1),
    ("shoulder_height", "Ear above shoulders", "% trunk", False, 31.0, 6.0, 0),
    ("elbow_angle", "Elbow angle", "deg", True, 88.0, 6.0, 1),
    ("arm_swing", "Arm swing", "deg", True, 62.0, 7.0, 1),
    ("hand_height", "Hand height", "% trunk", True, 41.0, 11.0, 0),
)


def measurements(strides: Sequence[Stride], near: Literal["left", "right"]) -> tuple[Measurement, ...]:
    """Give every metric; the far elbow is hidden, so that one value is withheld with its reason."""
    found: list[Measurement] = []
    for row in _ROWS:
        legs: tuple[Leg | None, ...] = ("near", "far") if row[3] else (None,)
        found += [_measurement(row, leg, near, strides) for leg in legs]
    return tuple(_hidden(one) if (one.name, one.leg) == ("elbow_angle", "far") else one for one in found)


def _measurement(row: _Row, leg: Leg | None, near: str, strides: Sequence[Stride]) -> Measurement:
    name, title, unit, _, value, half, decimals = row
    far_side: Literal["left", "right"] = "left" if near == "right" else "right"
    near_side: Literal["left", "right"] = "right" if near == "right" else "left"
    side = None if leg is None else near_side if leg == "near" else far_side
    middle = value + (0.4 * half if leg == "far" else 0.0)
    # The third stride is the median one in every metric: key frames are taken from there.
    offsets = half * np.array([-0.5, 0.6, 0.0, 0.9, -0.8, 0.3, -0.2])
    values = tuple(float(middle + offsets[i % len(offsets)]) for i in range(len(strides)))
    times = tuple(stride.contact_s for stride in strides)
    return Measurement(
        name,
        title,
        unit,
        leg,
        side,
        middle,
        middle - half,
        middle + half,
        len(strides),
        "",
        decimals,
        values,
        times,
    )


def _hidden(one: Measurement) -> Measurement:
    reason = "The far elbow is hidden behind the body."
    return replace(one, value=None, low=None, high=None, n=0, reason=reason, per_stride=(), stride_times_s=())


def everything_withheld(given: Sequence[Measurement], reason: str) -> tuple[Measurement, ...]:
    """Give the same measurements with cadence kept and all else withheld."""
    return tuple(
        one
        if one.name == "cadence"
        else replace(
            one, value=None, low=None, high=None, n=0, reason=reason, per_stride=(), stride_times_s=()
        )
        for one in given
    )


_LANDING = Article("002", "How to ease lower back pain from running", "Land with the feet under the body.")
_POSTURE = Article("000", "Back pain after a run", "Keep the spine tall and do not lean too far forward.")
_HEAD = Article("003", "Fixing lower back pain from running", "Keep the head up, in line with the back.")
_FOR = Evidence(
    "Whitney et al. 2022",
    "10.1000/example.1",
    "Runners with pain at the sacroiliac joint landed further ahead of the hip (n = 32).",
    "for",
)
_AGAINST = Evidence(
    "Ceyssens et al. 2019", "10.1000/example.2", "No link with injury over a year.", "against"
)
_CONTEXT = Evidence("Made-up 2020", "", "Most recreational runners land a little ahead.", "context")


def all_verdicts(given: Sequence[Measurement]) -> tuple[Finding, ...]:
    """Give findings of each verdict: change, watch, too close to call, good and not visible."""
    by_name = {(one.name, one.leg): one for one in given}
    reach, bounce = by_name["overstride_ankle", "near"], by_name["vertical_oscillation", None]
    lean, head, elbow = (
        by_name["trunk_lean", None],
        by_name["head_pitch", None],
        by_name["elbow_angle", "far"],
    )
    return (
        Finding(
            id="overstride",
            verdict="change",
            title="Land closer under you",
            measured=f"Your near ankle lands {reach.text()} ahead of your hip.",
            why="Landing far ahead brakes every step and loads the lower back; two of the articles name it.",
            cue="Quicker, quieter steps.",
            drill="Six times one minute at eight more steps a minute than usual, easy in between.",
            measurement=reach,
            band=Band(None, 18.0, None, 26.0, "% leg", "Whitney 2022, between the two groups"),
            articles=(_LANDING, _POSTURE),
            evidence=(_FOR, _AGAINST, _CONTEXT),
            moment="contact",
            rank=1,
            also=tuple(one for one in given if one.name in ("cadence", "shank_angle_at_contact")),
        ),
        Finding(
            id="bounce",
            verdict="watch",
            title="Run a little flatter",
            measured=f"Your body rises and falls {bounce.text()} with each step.",
            why="A high bounce lands harder; article 003 asks runners to fall forward rather than bounce.",
            cue="Keep your head under a low ceiling.",
            drill="Four times thirty seconds with short, quick steps.",
            measurement=bounce,
            band=Band(None, 9.0, None, 11.0, "% leg", "our own reasoning"),
            articles=(_HEAD,),
            evidence=(_CONTEXT,),
            moment="toe_off",
            rank=2,
        ),
        Finding(
            id="lean",
            verdict="too close to call",
            title="Forward lean",
            measured=f"Your trunk leans {lean.text()} forward.",
            why="Too much lean asks more of the back; the range here lies on both sides of the limit.",
            cue="",
            drill="",
            measurement=lean,
            band=Band(2.0, 10.0, 0.0, 14.0, "deg", "Example 2018"),
            articles=(_POSTURE,),
            evidence=(_FOR,),
            moment="midstance",
        ),
        Finding(
            id="head",
            verdict="good",
            title="Head up",
            measured=f"Your head pitch is {head.text()}.",
            why="A level head keeps the neck in line with the back.",
            cue="",
            drill="",
            measurement=head,
            band=Band(-15.0, 15.0, -25.0, 25.0, "deg", "our own reasoning"),
            articles=(_HEAD,),
            evidence=(),
            moment="midstance",
        ),
        Finding(
            id="arms",
            verdict="not visible",
            title="Relaxed arms",
            measured=elbow.reason,
            why="Tight arms tighten the shoulders.",
            cue="",
            drill="",
            measurement=elbow,
            band=Band(60.0, 110.0, 45.0, 130.0, "deg", "our own reasoning"),
            articles=(_LANDING,),
            evidence=(),
            moment="midstance",
        ),
    )
