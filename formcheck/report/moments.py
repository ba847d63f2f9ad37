"""The lines that matter at each moment of a stride, and the words under the picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from formcheck.advice import Moment
from formcheck.gait import Stride
from formcheck.report import draw
from formcheck.report.pen import Colour, Pen
from formcheck.report.skeleton import Array, Figure
from formcheck.report.stride_choice import value_in
from formcheck.report.units import decimals_worth, number
from formcheck.report.value import Report

TITLES: dict[Moment, str] = {"contact": "Initial contact", "midstance": "Midstance", "toe_off": "Toe-off"}
# Values told under each picture: measurement, leg, words round the number.
_SAID: dict[Moment, tuple[tuple[str, str | None, str], ...]] = {
    "contact": (
        ("overstride_ankle", "near", "ankle {} % of a leg ahead of the hip"),
        ("knee_flexion_at_contact", "near", "knee bent {}°"),
    ),
    "midstance": (
        ("trunk_lean_midstance", None, "trunk leans {}°"),
        ("knee_flexion_midstance", "near", "knee bent {}°"),
    ),
    "toe_off": (("contact_time", "near", "{} ms after landing"),),
}


@dataclass(frozen=True)
class Shot:
    """One key frame to be: moment, time and the stride it belongs to."""

    moment: Moment
    t: float
    frame: int
    stride: Stride


def words(report: Report, shot: Shot) -> tuple[str, str]:
    """Caption: what it is, and what was measured in this very stride."""
    side = report.motion.near if report.motion else ""
    title = f"{TITLES[shot.moment]} · {side} leg · {shot.t:.2f} s"
    said = []
    for name, leg, form in _SAID[shot.moment]:
        one = report.measurement(name, leg)
        value = value_in(one, shot.stride)
        if one is not None and one.value is not None and value is not None:
            said.append(form.format(number(value, decimals_worth(one))))
    return title, ", ".join(said).capitalize()


def lines(pen: Pen, figure: Figure, shot: Shot, report: Report, letter: float) -> None:
    """Draw the lines of one moment."""
    draw.plumb(pen, figure)
    draw.skeleton(pen, figure)
    if shot.moment == "contact":
        _contact(pen, figure, shot, report, letter)
    elif shot.moment == "midstance":
        _midstance(pen, figure, shot, report, letter)
    else:
        _toe_off(pen, figure)


def _contact(pen: Pen, figure: Figure, shot: Shot, report: Report, letter: float) -> None:
    draw.trunk(pen, figure)
    draw.reach(pen, figure, figure, "near")
    value = _value(report, "overstride_ankle", "near", shot.stride, " %")
    if value:
        hip, ankle = figure.middle("hip"), figure.joint("ankle", "near")
        across = np.array([-figure.up[1], figure.up[0]])
        along = float((ankle - hip) @ across) / 2
        belt = hip - figure.below(hip, "near") * figure.up
        pen.tag(value, belt + along * across - 1.1 * letter * figure.up, draw.REACH, letter)


def _midstance(pen: Pen, figure: Figure, shot: Shot, report: Report, letter: float) -> None:
    draw.trunk(pen, figure)
    ear = figure.joint("ear", "near")
    pen.line([figure.middle("shoulder"), ear], draw.TRUNK, 0.8)
    hip = figure.middle("hip")
    leaning = figure.middle("shoulder") - hip
    radius = 0.72 * float(np.hypot(*leaning))
    arc(pen, hip, figure.up, leaning, radius, draw.TRUNK)
    value = _value(report, "trunk_lean_midstance", None, shot.stride, "°")
    if value:
        ahead = leaning - float(leaning @ figure.up) * figure.up
        aside = ahead / max(float(np.hypot(*ahead)), 1e-9)
        middle = hip + 0.95 * radius * figure.up + aside * (float(np.hypot(*ahead)) + 1.6 * letter)
        pen.tag(value, middle, draw.TRUNK, letter)


def _toe_off(pen: Pen, figure: Figure) -> None:
    draw.trunk(pen, figure)
    knee, hip = figure.joint("knee", "near"), figure.joint("hip", "near")
    arc(pen, hip, -figure.up, knee - hip, 0.8 * float(np.hypot(*(knee - hip))), draw.NEAR)


def arc(pen: Pen, centre: Array, start: Array, end: Array, radius: float, colour: Colour) -> None:
    """Draw the short way round from one direction to another."""
    if not pen.can_reach(np.stack([centre, centre + start, centre + end])):
        return
    first = np.arctan2(start[1], start[0])
    turn = (np.arctan2(end[1], end[0]) - first + np.pi) % (2 * np.pi) - np.pi
    angles = first + turn * np.linspace(0, 1, 24)
    pen.line(list(centre + radius * np.stack([np.cos(angles), np.sin(angles)], axis=1)), colour, 0.6)


def _value(report: Report, name: str, leg: str | None, stride: Stride, unit: str) -> str:
    one = report.measurement(name, leg)
    value = value_in(one, stride)
    if one is None or one.value is None or value is None:
        return ""
    return number(value, decimals_worth(one)) + unit
