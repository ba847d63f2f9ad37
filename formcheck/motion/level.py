"""True vertical at the runner's place, and the camera's turn from square, from the still background.

A phone is seldom level, and a low phone tilted up makes uprights converge, so the vertical differs from
place to place in one picture; the answer is the vertical where the runner is. It has to hold without any one
column or row of the picture, and edges that lie have to agree with those that stand: what leans alike
(machines in a row, crooked posters) looks like roll.
One degree here is one degree of trunk lean.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formcheck.motion.backdrop import Backdrop
from formcheck.motion.edges import Body, Lines, edges_of
from formcheck.motion.room import Room, understand_room
from formcheck.motion.turn import usual_pitch
from formcheck.motion.understood import Angle, Level

Array = NDArray[np.float64]

UNKNOWN_SD_DEG = 3.0  # spread of roll in hand-held and propped phones when nothing is known
_LENS_SD_DEG = 0.3  # lens distortion, things not plumb
_SLOPE_SD_DEG = 0.7  # belts, floors and rails are not all level; counts where hardly anything stands upright
# On a hundred rooms of the tuning seeds (benchmarks/level.py), half of them drawn to mislead, answers with a
# deviation of at most 2 degrees, all parts of it together, were 0.42 degrees off and at most 1.9.
_MOST_SD_DEG = 2.0
_LEAST_CELLS, _LEAST_WEIGHT = 3, 3.5
_UPRIGHT_WEIGHT = 3.0  # two posts, each counted full
_CONTRADICTION = 0.7  # of what edges that lie differ from all by, beyond their own deviation
_MOST_ROLL_DEG = 14.0  # the grid ends at 15
# One machine's leaning uprights look like a camera tilted by 30 degrees: three posts have to agree. In the
# hundred rooms pitch was then 3.3 degrees off, and within 1.96 of its deviations in 92 of 95.
_PITCH_WEIGHT, _PITCH_SD_DEG = 4.5, 2.0
_STRAY_SHARE = 1.0  # of the edges that follow a direction: more that follow none is a picture without order


@dataclass(frozen=True, slots=True)
class Background:
    """What the still background tells.

    Attributes
    ----------
    level
        True vertical at the runner's place.
    pitch, yaw
        Camera looking up, and its turn from square to lines along the belt; None when not known.
    """

    level: Level
    pitch: Angle | None = None
    yaw: Angle | None = None


def look_at_background(backdrop: Backdrop, body: Body, *, sloping_belt: bool = False) -> Background:
    """Find true vertical at the runner's place and the camera's turn.

    Parameters
    ----------
    backdrop
        Of one shot.
    body
        Where the runner is, so that edges of the body are left out.
    sloping_belt
        The belt is known to rise or fall, so its edges are no level.

    Returns
    -------
    Background
        With ``level.roll_deg`` None and the reason when the background does not tell.
    """
    if backdrop.camera == "too short":
        return _unknown("the film is too short to see the background")
    key = (body.chain.tobytes(), body.trunk, sloping_belt)
    if key not in backdrop.kept:
        each = [_from_lines(lines, body, sloping_belt) for lines in backdrop.lines]
        # A moving camera has no common background: each picture is levelled by itself.
        backdrop.kept[key] = each[0] if backdrop.camera == "still" else _together(each)
    found: Background = backdrop.kept[key]
    return found


def _together(each: list[Background]) -> Background:
    known = [one for one in each if one.level.roll_deg is not None]
    if len(known) < 0.6 * len(each):
        return _unknown("the camera moves and the background shows too few straight lines")
    rolls = [one.level.roll_deg for one in known if one.level.roll_deg is not None]
    sd = float(np.hypot(np.median([one.level.sd_deg for one in known]), np.ptp(rolls) / 2))
    if sd > _MOST_SD_DEG:
        return _unknown("the camera moves and its tilt changes")
    return Background(
        Level(float(np.median(rolls)), sd, "background"),
        _middle([one.pitch for one in known if one.pitch is not None]),
        _middle([one.yaw for one in known if one.yaw is not None]),
    )


def _middle(angles: list[Angle]) -> Angle:
    """Median of many, with half their range in its deviation."""
    each = [one.deg for one in angles]
    sd = np.hypot(np.median([one.sd_deg for one in angles]), np.ptp(each) / 2)
    return Angle(float(np.median(each)), float(sd))


def _unknown(reason: str) -> Background:
    return Background(Level(None, UNKNOWN_SD_DEG, "none", reason))


def _from_lines(lines: Lines, body: Body, sloping_belt: bool) -> Background:
    edges = edges_of(lines, body, sloping_belt=sloping_belt)
    if len(edges) < _LEAST_CELLS:
        return _unknown("the background shows too few straight lines")
    height, width = lines.height, lines.width
    place = body.place - np.array([width / 2, height / 2])
    usual = usual_pitch(float(body.chain[1, 1]), height, max(width, height))
    room = understand_room(edges, place, max(width, height), usual)
    following = room.upright + room.along + room.across
    if room.cells < _LEAST_CELLS or following < _LEAST_WEIGHT:
        return _unknown("the background shows too few straight lines")
    sd = _deviation(room)
    if sd > _MOST_SD_DEG or room.stray > _STRAY_SHARE * following:
        return _unknown("the lines in the background contradict each other")
    if abs(room.vertical.deg) > _MOST_ROLL_DEG:
        return _unknown("the picture, or what stands in it, leans by many degrees")
    return Background(Level(room.vertical.deg, sd, "background"), _pitch(room, usual), room.yaw)


def _pitch(room: Room, usual: Angle) -> Angle:
    """Weigh the pitch the upright lines tell against the usual one."""
    if room.upright < _PITCH_WEIGHT:
        return usual
    weights = np.array([np.hypot(room.pitch.sd_deg, _PITCH_SD_DEG), usual.sd_deg]) ** -2
    mean = float(weights @ [room.pitch.deg, usual.deg] / weights.sum())
    return Angle(mean, float(weights.sum() ** -0.5))


def _deviation(room: Room) -> float:
    """Add up what makes the vertical uncertain, degrees."""
    parts = [room.vertical.sd_deg, room.wavering, _LENS_SD_DEG]
    apart = abs(room.vertical.deg - room.lying_alone.deg)
    parts.append(_CONTRADICTION * max(0.0, apart - room.lying_alone.sd_deg))
    if room.upright < _UPRIGHT_WEIGHT:
        parts.append(_SLOPE_SD_DEG)
    return float(np.sqrt(sum(part**2 for part in parts)))
