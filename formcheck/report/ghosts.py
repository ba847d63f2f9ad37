"""Ghosts: the strides with the least and the most of a measure, as thin figures behind the typical one."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from formcheck.advice import Moment
from formcheck.gait import Stride
from formcheck.metrics import Measurement
from formcheck.motion import Leg
from formcheck.report.pen import Colour, Pen
from formcheck.report.skeleton import Array, Figure, Skeleton
from formcheck.report.stride_choice import moments, shown_strides, value_in
from formcheck.report.units import decimals_worth, number, short_unit
from formcheck.report.value import Report

_GHOST: Colour = (236, 240, 255)
_OPACITY = 0.6
_FEWEST = 3  # strides; of two, one is typical and the other is no extreme
_APART = 0.03  # leg lengths; nearer ghosts hide behind the figure's own lines


@dataclass(frozen=True)
class _Look:
    """What sets strides apart at a moment: the measure, the joint that shows it, the words of the legend."""

    measure: str
    per_leg: bool
    joint: str
    words: str


# The first that a finding of the three rests on; else the first.
_LOOKS: dict[Moment, tuple[_Look, ...]] = {
    "contact": (
        _Look("overstride_ankle", True, "ankle", "least ahead {} (dashed), most {}"),
        _Look("knee_flexion_at_contact", True, "ankle", "knee bent least {} (dashed), most {}"),
    ),
    "midstance": (_Look("trunk_lean_midstance", False, "shoulder", "least lean {} (dashed), most {}"),),
}


@dataclass(frozen=True)
class Ghosts:
    """Two figures standing at the hip of the one they are compared with, and what they are."""

    least: Figure
    most: Figure
    legend: str

    def moved(self, offset: Array, scale: float) -> Ghosts:
        """Return them in a part of the picture that begins at `offset`, enlarged by `scale`."""
        return replace(self, least=self.least.moved(offset, scale), most=self.most.moved(offset, scale))


def ghosts(report: Report, moment: Moment, stride: Stride, later_s: float = 0.0) -> Ghosts | None:
    """Find the extremes of a moment; None where there are too few strides or they hardly differ.

    Parameters
    ----------
    report
        What is known.
    moment, stride
        The picture they stand in; only strides of its leg are looked at.
    later_s
        How long after the moment itself the picture was taken, seconds: theirs are taken as much later.
    """
    look = _look(report, moment)
    one = report.measurement(look.measure, stride.leg if look.per_leg else None) if look else None
    ends = _extremes(report, one, stride) if one else None
    if look is None or one is None or ends is None or report.motion is None:
        return None
    skeleton = Skeleton(report.motion)
    here, first, last = (
        skeleton.at(moments(other)[moment] + later_s) for other in (stride, ends[0][1], ends[1][1])
    )
    if here is None or first is None or last is None:
        return None
    least, most = _standing_at(here, first), _standing_at(here, last)
    # Written so that an unknown joint shows no ghost.
    if not _apart(least, most, look.joint, stride.leg) > _APART * report.motion.leg_px:
        return None
    told = (number(x, decimals_worth(one)) + short_unit(one.unit) for x, _ in ends)
    return Ghosts(least, most, "Thin lines: " + look.words.format(*told))


def _look(report: Report, moment: Moment) -> _Look | None:
    looks = _LOOKS.get(moment, ())
    asked = {one.measurement.name for one in report.three_things()}
    return next((one for one in looks if one.measure in asked), looks[0] if looks else None)


def _extremes(
    report: Report, one: Measurement, stride: Stride
) -> tuple[tuple[float, Stride], tuple[float, Stride]] | None:
    """Least and most of a measure among the strides of one leg that can be shown, each with its stride."""
    if one.value is None:
        return None
    pairs = ((value_in(one, other), other) for other in shown_strides(report, stride.leg))
    told = sorted(((x, other) for x, other in pairs if x is not None), key=lambda pair: pair[0])
    return (told[0], told[-1]) if len(told) >= _FEWEST else None


def _apart(one: Figure, other: Figure, joint: str, leg: Leg) -> float:
    """How far a joint of the leg, or the middle of the shoulders, differs between two figures, pixels."""
    places = (
        (figure.middle(joint) if joint == "shoulder" else figure.joint(joint, leg)) for figure in (one, other)
    )
    return float(np.hypot(*(next(places) - next(places))))


def draw_ghosts(pen: Pen, found: Ghosts, moment: Moment, stride: Stride) -> None:
    """Draw the parts that the measure is read from, the least dashed."""
    with pen.faded(_OPACITY):
        for figure, dashed in ((found.least, True), (found.most, False)):
            trunk = [figure.middle("hip"), figure.middle("shoulder")]
            paths = [trunk, [trunk[1], figure.joint("ear", "near"), figure.nose]]
            if moment == "contact":
                leg = ("hip", "knee", "ankle", "toe", "heel", "ankle")
                paths = [trunk, [figure.joint(joint, stride.leg) for joint in leg]]
            for path in paths:
                pen.line(path, _GHOST, 0.55, dashed=dashed)


def _standing_at(here: Figure, other: Figure) -> Figure:
    """Put the other figure's hip on this one's."""
    return other.moved(other.middle("hip") - here.middle("hip"), 1.0)
