"""All the viewer draws from: one frozen value made of a report, and its JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from formcheck.gait import Gait
from formcheck.motion import LEGS, Leg, Motion
from formcheck.pose.landmarks import PAIRED, Landmark, index
from formcheck.report import Report
from formcheck.report.moments import TITLES
from formcheck.report.overlay import fitted
from formcheck.report.skeleton import Skeleton
from formcheck.report.stride_choice import moments, typical_stride
from formcheck.web.viewer.proxy import LONGEST
from formcheck.web.viewer.values import Value, values

Array = NDArray[np.float64]
Numbers = tuple[float | None, ...]
Point = tuple[float, float]
_PX_DIGITS, _S_DIGITS = 1, 5


@dataclass(frozen=True, slots=True)
class Jump:
    """A frame worth looking at.

    Attributes
    ----------
    label
        What it is, such as "Initial contact".
    frame
        Its number in the clip, from 0.
    about
        Titles of the findings it shows.
    """

    label: str
    frame: int
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Footsteps:
    """Contacts and toe-offs of one leg, seconds on the file's time base."""

    initial_contact: tuple[float, ...]
    toe_off: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Belt:
    """The belt in the picture: a point under the runner and the direction ahead of them, pixels."""

    at: Point
    ahead: Point


@dataclass(frozen=True, slots=True)
class Scene:
    """What is drawn over the film; all places in pixels of the film `write_proxy` writes.

    Attributes
    ----------
    name
        Name of the clip, for people and for the names of saved pictures.
    width, height
        Size of the film.
    first
        Number of the first frame in the clip.
    t
        Time of each frame, seconds on the file's time base.
    joints
        Names of the paired landmarks, in the order of `points`.
    points
        For each frame x, y, x, y, ... of the near side's joints, the far side's and the nose; None for a
        landmark that is not known, and None for a frame outside the motion.
    side_view
        Whether the runner is seen from the side; lines and angles make sense only then.
    near
        The runner's own side that is towards the camera.
    ahead
        1 when the runner faces right in the picture, -1 left, 0 when that is not known.
    up
        True upright, a unit vector with y down.
    level_known
        Whether it is measured; else it is the picture's own upright.
    belt
        None when it is not seen.
    leg_px, stride_s
        Leg length and the time of a stride.
    slower
        How many times slower than life the film plays; None when not known.
    steps
        Footsteps of each leg as they were found, before any correction; None when they cannot be told.
    values
        Numbers of each frame.
    jumps
        Frames worth looking at.
    """

    name: str
    width: int
    height: int
    first: int
    t: tuple[float, ...]
    joints: tuple[str, ...]
    points: tuple[Numbers | None, ...]
    side_view: bool
    near: Literal["left", "right"]
    ahead: int
    up: Point
    level_known: bool
    belt: Belt | None
    leg_px: float | None
    stride_s: float | None
    slower: float | None
    steps: dict[Leg, Footsteps | None]
    values: tuple[Value, ...]
    jumps: tuple[Jump, ...]

    def to_json(self) -> dict[str, Any]:
        """Return it as what `json.dumps` takes."""
        return asdict(self)


def scene(report: Report, span: tuple[int, int] | None = None, *, found: Gait | None = None) -> Scene:
    """Gather what the viewer draws.

    Parameters
    ----------
    report
        What is known.
    span
        ``(first, stop)`` frames the film holds, as given to `write_proxy`; None for all.
    found
        The footsteps as found before any correction, when those of `report` are corrected ones: the viewer
        tells its corrections against them.
    """
    source, motion = report.clip.source, report.motion
    first, stop = span or (0, len(report.clip.t))
    t = report.clip.t[first:stop]
    width, height = fitted(source.width, source.height, LONGEST)
    scale = width / source.width
    roll = np.deg2rad((motion.level.roll_deg if motion else None) or 0.0)
    gait = found or report.gait
    return Scene(
        name=report.name,
        width=width,
        height=height,
        first=first,
        t=tuple(round(float(one), _S_DIGITS) for one in t),
        joints=PAIRED,
        points=_points(motion, t, scale) if motion else (None,) * len(t),
        side_view=motion is not None and motion.view == "side",
        near=motion.near if motion else "right",
        ahead={"right": 1, "left": -1}.get(motion.facing.side, 0) if motion else 0,
        up=(round(float(np.sin(roll)), 5), round(float(-np.cos(roll)), 5)),
        level_known=motion is not None and motion.level.roll_deg is not None,
        belt=_belt(motion, report.gait, scale) if motion else None,
        leg_px=round(motion.leg_px * scale, _PX_DIGITS) if motion else None,
        stride_s=round(2 * motion.step_s, _S_DIGITS) if motion else None,
        slower=motion.time_factor.value if motion else None,
        steps={leg: _footsteps(gait, leg) for leg in LEGS},
        values=values(motion, t, correct=report.calibrated) if motion else (),
        jumps=_jumps(report, first, t),
    )


def _points(motion: Motion, t: Array, scale: float) -> tuple[Numbers | None, ...]:
    """Landmarks at the frames' own times, near side first."""
    order = [index(joint, motion.side_of(leg)) for leg in LEGS for joint in PAIRED]
    order.append(Landmark.NOSE)
    skeleton = Skeleton(motion)
    frames: list[Numbers | None] = []
    for at in t:
        figure = skeleton.at(float(at))
        flat = None if figure is None else (figure.xy[order] * scale).ravel()
        frames.append(None if flat is None or np.isnan(flat).all() else rounded(flat, _PX_DIGITS))
    return tuple(frames)


def rounded(numbers: Array, digits: int) -> Numbers:
    """Round for people and for the wire; an unknown is None."""
    return tuple(None if np.isnan(x) else round(float(x), digits) + 0.0 for x in numbers)


def _footsteps(gait: Gait, leg: Leg) -> Footsteps | None:
    events = gait.events(leg)
    if events is None:
        return None
    contacts, toe_offs = (
        tuple(round(float(x), _S_DIGITS) for x in one) for one in (events.initial_contact_s, events.toe_off_s)
    )
    return Footsteps(contacts, toe_offs)


def _belt(motion: Motion, gait: Gait, scale: float) -> Belt | None:
    """Where the near foot stands in the middle of stance, and which way the belt runs there."""
    if motion.view != "side" or motion.facing.side == "unclear":
        return None
    skeleton, lows = Skeleton(motion), []
    for stride in gait.strides("near"):
        figure = skeleton.at(stride.midstance_s)
        if figure is None:
            continue
        foot = (figure.joint("heel", "near") + figure.joint("toe", "near")) / 2
        drop = figure.below(foot, "near")
        if np.isfinite(foot).all() and np.isfinite(drop):
            lows.append(foot - max(drop, 0.0) * figure.up)
    if not lows:
        return None
    at = np.median(np.stack(lows), axis=0) * scale
    roll, slope = np.deg2rad(motion.level.roll_deg or 0.0), np.deg2rad(motion.belt_deg)
    up = np.array([np.sin(roll), -np.cos(roll)])
    level = np.array([-up[1], up[0]]) * (1 if motion.facing.side == "right" else -1)
    ahead = level * np.cos(slope) + up * np.sin(slope)
    return Belt(
        (round(float(at[0]), 1), round(float(at[1]), 1)),
        (round(float(ahead[0]), 5), round(float(ahead[1]), 5)),
    )


def _jumps(report: Report, first: int, t: Array) -> tuple[Jump, ...]:
    """Four moments of each leg's typical stride; those of the near leg with the findings they show."""
    motion = report.motion
    strides = [one for leg in LEGS if motion and (one := typical_stride(report, leg)) is not None]
    found = []
    for stride in strides:
        side = motion.side_of(stride.leg).capitalize() if motion and len(strides) > 1 else ""
        for moment, at in moments(stride).items():
            k = int(np.argmin(np.abs(t - at)))
            things = report.three_things() if stride.leg == "near" else ()
            about = tuple(one.title for one in things if one.moment == moment)
            # Eight chips have room for a word each: "Left: contact".
            label = f"{side}: {TITLES[moment].split()[-1].lower()}" if side else TITLES[moment]
            found.append(Jump(label, first + k, about))
    return tuple(found)
