"""Ghosts: the strides with the least and the most of a measure, as thin figures behind the typical one."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from formcheck.advice import Moment
from formcheck.gait import Stride
from formcheck.report.pen import Colour, Pen
from formcheck.report.skeleton import Array, Figure, Skeleton
from formcheck.report.stride_choice import moments, shown_strides, value_in
from formcheck.report.units import decimals_worth, number, short_unit
from formcheck.report.value import Report

_GHOST: Colour = (236, 240, 255)
_OPACITY = 0.6
_FEWEST = 3  # strides; of two, one is typical and the other is no extreme
_APART = 0.03  # leg lengths; nearer ghosts hide behind the figure's own lines
# What is looked for in each picture: measure, per leg or not, the joint that shows it, words in the legend.
_VARIES: dict[Moment, tuple[str, bool, str, str]] = {
    "contact": ("overstride_ankle", True, "ankle", "least ahead {} (dashed), most {}"),
    "midstance": ("trunk_lean_midstance", False, "shoulder", "least lean {} (dashed), most {}"),
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
    if moment not in _VARIES or report.motion is None:
        return None
    name, per_leg, joint, words = _VARIES[moment]
    one = report.measurement(name, stride.leg if per_leg else None)
    if one is None or one.value is None:
        return None
    pairs = ((value_in(one, other), other) for other in shown_strides(report, stride.leg))
    told = sorted(((x, other) for x, other in pairs if x is not None), key=lambda pair: pair[0])
    if len(told) < _FEWEST:
        return None
    skeleton = Skeleton(report.motion)
    here, *there = (
        skeleton.at(moments(other)[moment] + later_s) for other in (stride, told[0][1], told[-1][1])
    )
    if here is None or there[0] is None or there[1] is None:
        return None
    least, most = (_standing_at(here, other) for other in there if other is not None)
    apart = (
        least.middle(joint) - most.middle(joint)
        if joint == "shoulder"
        else (least.joint(joint, stride.leg) - most.joint(joint, stride.leg))
    )
    # Written so that an unknown joint shows no ghost.
    if not float(np.hypot(*apart)) > _APART * report.motion.leg_px:
        return None
    ends = (number(x, decimals_worth(one)) + short_unit(one.unit) for x, _ in (told[0], told[-1]))
    return Ghosts(least, most, "Thin: " + words.format(*ends))


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
