"""The lines on the runner's own frames: skeleton, plumb line, trunk, the reach of the foot, event tags."""

from __future__ import annotations

import numpy as np

from formcheck.motion import LEGS, Leg
from formcheck.report.pen import Colour, Pen
from formcheck.report.skeleton import Array, Figure

NEAR: Colour = (255, 170, 64)
FAR: Colour = (168, 206, 238)
TRUNK: Colour = (126, 240, 176)
PLUMB: Colour = (245, 246, 248)
UNSURE: Colour = (168, 172, 178)
REACH: Colour = (255, 112, 190)
_CHAINS = (("shoulder", "elbow", "wrist"), ("hip", "knee", "ankle"), ("ankle", "heel", "toe", "ankle"))


def colour_of(leg: Leg) -> Colour:
    """Colour of a leg's lines."""
    return NEAR if leg == "near" else FAR


def line_unit(width: int, height: int) -> float:
    """Width of a normal line for a picture of this size, pixels."""
    return 0.0045 * min(width, height) + 1.0


def skeleton(pen: Pen, figure: Figure, lead: Leg = "near") -> None:
    """Draw both sides, the one that does not lead first and thinner; the far side is paler."""
    from_side = figure.motion.view == "side"
    chains = _CHAINS if from_side else (*_CHAINS, ("shoulder", "hip"))
    if not from_side:
        for joint in ("shoulder", "hip"):
            pen.line([figure.joint(joint, "far"), figure.joint(joint, "near")], UNSURE, 0.8)
    for leg in sorted(LEGS, key=lambda one: one == lead):
        colour, width = colour_of(leg), 1.0 if leg == lead else 0.7
        for chain in chains:
            pen.line([figure.joint(joint, leg) for joint in chain], colour, width)
        for joint in ("elbow", "wrist", "knee", "ankle"):
            pen.dot(figure.joint(joint, leg), colour, 1.1 * width)
    if from_side:
        pen.line([figure.middle("shoulder"), figure.joint("ear", "near"), figure.nose], NEAR, 0.7)


def plumb(pen: Pen, figure: Figure) -> None:
    """Draw the upright through the hip's middle; dashed and grey where the camera's level is not known."""
    hip, shoulder = figure.middle("hip"), figure.middle("shoulder")
    above = 1.25 * float((shoulder - hip) @ figure.up)
    lows = [figure.below(hip, leg) for leg in ("near", "far")]
    below = max([low for low in lows if np.isfinite(low)], default=float("nan"))
    if not (np.isfinite(above) and np.isfinite(below)):
        return
    known = figure.motion.level.roll_deg is not None
    ends = [hip + above * figure.up, hip - below * figure.up]
    pen.line(ends, PLUMB if known else UNSURE, 0.7, dashed=not known)


def trunk(pen: Pen, figure: Figure) -> None:
    """Draw the line from the hips' middle to the shoulders' middle."""
    hip, shoulder = figure.middle("hip"), figure.middle("shoulder")
    pen.line([hip, shoulder], TRUNK, 1.2)
    pen.dot(hip, TRUNK, 1.5)
    pen.dot(shoulder, TRUNK, 1.2)


def reach(pen: Pen, figure: Figure, landed: Figure, leg: Leg) -> None:
    """Draw from the hip straight down to the belt and over to the ankle, as it was when the foot landed.

    Parameters
    ----------
    pen, figure
        The picture, and the runner in it now.
    landed
        The runner at initial contact; the lines keep their place against the hip from then on.
    leg
        The leg that landed.
    """
    down = landed.below(landed.middle("hip"), leg)
    ankle = landed.joint("ankle", leg) - landed.middle("hip")
    if not (np.isfinite(down) and np.isfinite(ankle).all()):
        return
    up, hip = figure.up, figure.middle("hip")
    belt = hip - down * up
    under = hip + ankle - (down + float(ankle @ up)) * up
    pen.line([hip, belt], REACH, 0.8)
    pen.line([belt, under], REACH, 1.3)
    pen.line([under, hip + ankle], REACH, 0.5, dashed=True)


def event_tag(pen: Pen, figure: Figure, leg: Leg, words: str, size: float) -> None:
    """Write the event below the foot."""
    foot = (figure.joint("ankle", leg) + figure.joint("toe", leg)) / 2
    if not np.isfinite(foot).all():
        return
    drop = figure.below(foot, leg)
    place: Array = foot - (max(drop, 0.0) + 1.3 * size) * figure.up
    pen.tag(words, place, colour_of(leg), size)
