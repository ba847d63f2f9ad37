"""The lines that matter at each moment of a stride, and the words under the picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from formcheck.advice import Moment
from formcheck.gait import Stride
from formcheck.motion import Leg
from formcheck.report import band_marks, draw
from formcheck.report.ghosts import Ghosts, draw_ghosts
from formcheck.report.pen import Colour, Pen
from formcheck.report.skeleton import Array, Figure
from formcheck.report.stride_choice import value_in
from formcheck.report.units import decimals_worth, number
from formcheck.report.value import Report

TITLES: dict[Moment, str] = {
    "contact": "Initial contact",
    "loading": "Loading",
    "midstance": "Midstance",
    "toe_off": "Toe-off",
}
# Values told under each picture: measurement, of the leg shown or of the whole body, words round the number
# and, where a sign turns them, round one below nothing.
_SAID: dict[Moment, tuple[tuple[str, bool, str, str], ...]] = {
    "contact": (
        ("overstride_ankle", True, "ankle {} % of a leg ahead", ""),
        ("knee_flexion_at_contact", True, "knee bent {}°", ""),
    ),
    "loading": (("shank_angle_loading", True, "shin tipped {}° back", "shin tipped {}° forward"),),
    "midstance": (
        ("trunk_lean_midstance", False, "trunk leans {}° forward", "trunk leans {}° back"),
        ("knee_flexion_midstance", True, "knee bent {}°", ""),
    ),
    "toe_off": (
        ("thigh_extension_at_toe_off", True, "thigh {}° behind you", "thigh {}° ahead of you"),
        ("contact_time", True, "{} ms after landing", ""),
    ),
}


@dataclass(frozen=True)
class Shot:
    """One key frame to be: moment, time and the stride it belongs to."""

    moment: Moment
    t: float
    frame: int
    stride: Stride

    @property
    def leg(self) -> Leg:
        """The leg it shows."""
        return self.stride.leg


def leg_words(report: Report, leg: Leg) -> str:
    """Name a leg, such as ``right leg`` or ``left leg, far``."""
    side = report.motion.side_of(leg) if report.motion else ""
    return f"{side} leg" + (", far" if leg == "far" else "")


def words(report: Report, shot: Shot) -> tuple[str, str]:
    """Caption: what it is, and what was measured in this very stride."""
    title = f"{TITLES[shot.moment]} · {leg_words(report, shot.leg)} · {shot.t:.2f} s"
    said = []
    for name, per_leg, form, below in _SAID[shot.moment]:
        one = report.measurement(name, shot.leg if per_leg else None)
        value = value_in(one, shot.stride)
        if one is not None and one.value is not None and value is not None:
            turned = below and value < 0
            told = number(abs(value) if turned else value, decimals_worth(one))
            said.append((below if turned else form).format(told))
    text = ", ".join(said)
    return title, text[:1].upper() + text[1:]


def lines(
    pen: Pen, figure: Figure, shot: Shot, report: Report, letter: float, behind: Ghosts | None = None
) -> None:
    """Draw the lines of one moment; bands and ghosts lie behind the figure."""
    if shot.moment == "contact":
        band_marks.bar(pen, figure, shot.stride, report, letter)
    elif shot.moment == "midstance":
        band_marks.wedge(pen, figure, shot.stride, report, letter)
    if behind is not None:
        draw_ghosts(pen, behind, shot.moment, shot.stride)
    draw.plumb(pen, figure)
    draw.skeleton(pen, figure, shot.leg)
    draw.trunk(pen, figure)
    if shot.moment == "contact":
        _contact(pen, figure, shot, report, letter)
    elif shot.moment == "loading":
        _loading(pen, figure, shot, report, letter)
    elif shot.moment == "midstance":
        _midstance(pen, figure, shot, report, letter)
    else:
        _toe_off(pen, figure, shot, report, letter)


def _contact(pen: Pen, figure: Figure, shot: Shot, report: Report, letter: float) -> None:
    draw.reach(pen, figure, figure, shot.leg)
    value = _value(report, "overstride_ankle", shot.leg, shot.stride, " %")
    if value:
        hip, ankle = figure.middle("hip"), figure.joint("ankle", shot.leg)
        across = np.array([-figure.up[1], figure.up[0]])
        along = float((ankle - hip) @ across) / 2
        belt = hip - figure.below(hip, shot.leg) * figure.up
        pen.tag(value, belt + along * across - 1.7 * letter * figure.up, draw.REACH, letter)


def _loading(pen: Pen, figure: Figure, shot: Shot, report: Report, letter: float) -> None:
    """Show how the knee bends and how the shin stands against the upright."""
    hip, knee, ankle = (figure.joint(joint, shot.leg) for joint in ("hip", "knee", "ankle"))
    colour = draw.colour_of(shot.leg)
    shin = float(np.hypot(*(knee - ankle)))
    # The thigh drawn on beyond the knee: from there to the shin the knee is bent.
    beyond = (knee - hip) / max(float(np.hypot(*(knee - hip))), 1e-9)
    pen.line([knee, knee + 0.5 * shin * beyond], colour, 0.5, dashed=True)
    arc(pen, knee, beyond, ankle - knee, 0.42 * shin, colour)
    pen.line([ankle, ankle + 1.05 * shin * figure.up], draw.PLUMB, 0.6, dashed=True)
    arc(pen, ankle, figure.up, knee - ankle, 0.75 * shin, draw.REACH)
    value = _value(report, "shank_angle_loading", shot.leg, shot.stride, "°", sign=False)
    if value:
        # Behind the upright: before it lies the bend of the knee.
        place = ankle + 0.75 * shin * figure.up - 1.8 * letter * _aside(knee - ankle, figure)
        pen.tag(value, place, draw.REACH, letter)


def _midstance(pen: Pen, figure: Figure, shot: Shot, report: Report, letter: float) -> None:
    pen.line([figure.middle("shoulder"), figure.joint("ear", "near")], draw.TRUNK, 0.8)
    hip = figure.middle("hip")
    leaning = figure.middle("shoulder") - hip
    radius = 0.72 * float(np.hypot(*leaning))
    arc(pen, hip, figure.up, leaning, radius, draw.TRUNK)
    value = _value(report, "trunk_lean_midstance", None, shot.stride, "°")
    if value:
        _tag_aside(pen, value, hip, leaning, 0.95 * radius, draw.TRUNK, letter, figure)


def _toe_off(pen: Pen, figure: Figure, shot: Shot, report: Report, letter: float) -> None:
    knee, hip = figure.joint("knee", shot.leg), figure.joint("hip", shot.leg)
    radius = 0.8 * float(np.hypot(*(knee - hip)))
    arc(pen, hip, -figure.up, knee - hip, radius, draw.colour_of(shot.leg))
    value = _value(report, "thigh_extension_at_toe_off", shot.leg, shot.stride, "°", sign=False)
    if value:
        _tag_aside(pen, value, hip, knee - hip, radius, draw.colour_of(shot.leg), letter, figure)


def _tag_aside(
    pen: Pen,
    value: str,
    centre: Array,
    arm: Array,
    radius: float,
    colour: Colour,
    letter: float,
    figure: Figure,
) -> None:
    """Write an angle beside the end of its arc, on the side the arm leans to."""
    along = figure.up if float(arm @ figure.up) > 0 else -figure.up
    aside = _aside(arm, figure)
    out = float(arm @ aside) + 1.6 * letter
    pen.tag(value, centre + radius * along + aside * out, colour, letter)


def _aside(arm: Array, figure: Figure) -> Array:
    """``(2,)`` level direction to the side an arm leans to."""
    across = arm - float(arm @ figure.up) * figure.up
    aside: Array = across / max(float(np.hypot(*across)), 1e-9)
    return aside


def arc(pen: Pen, centre: Array, start: Array, end: Array, radius: float, colour: Colour) -> None:
    """Draw the short way round from one direction to another."""
    if not pen.can_reach(np.stack([centre, centre + start, centre + end])):
        return
    first = np.arctan2(start[1], start[0])
    turn = (np.arctan2(end[1], end[0]) - first + np.pi) % (2 * np.pi) - np.pi
    angles = first + turn * np.linspace(0, 1, 24)
    pen.line(list(centre + radius * np.stack([np.cos(angles), np.sin(angles)], axis=1)), colour, 0.6)


def _value(
    report: Report, name: str, leg: Leg | None, stride: Stride, unit: str, *, sign: bool = True
) -> str:
    one = report.measurement(name, leg)
    value = value_in(one, stride)
    if one is None or one.value is None or value is None:
        return ""
    return number(value if sign else abs(value), decimals_worth(one)) + unit
