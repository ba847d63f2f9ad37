"""A small body that is posed by angles: rows of figures.toml and where the joints of a pose are.

Directions are in degrees, 0 to the right, 90 up. The floor is y = 0 and y points up. A body that faces
right and is turned as a whole keeps its sense of bending: lying on the back its head is at the left.
"""

from __future__ import annotations

import math
import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Point = tuple[float, float]
PropKind = Literal[
    "wall",
    "behind",
    "bench",
    "roller",
    "ball",
    "weight",
    "post",
    "arrow",
    "line",
    "mute",
    "metronome",
    "clock",
]


class Row(BaseModel):
    """A row of the TOML file; a field that is not declared is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Body(Row):
    """Lengths of the segments and half the thickness they are drawn with; one body for all figures."""

    thigh: float
    shank: float
    foot: float
    heel: float
    lower_trunk: float
    upper_trunk: float
    neck: float
    upper_arm: float
    forearm: float
    hand: float
    half_shoulders: float
    half_hips: float
    head_radius: float
    trunk_radius: float
    arm_radius: float
    leg_radius: float


class Limb(Row):
    """An arm or a leg: either the directions of its two long segments, or the place its end goes to."""

    turn: Point | None = None
    to: Point | None = None
    tip: float | None = None
    short: tuple[float, float, float] = (1.0, 1.0, 1.0)
    flip: bool = False
    behind: bool = False

    @model_validator(mode="after")
    def _placed(self) -> Self:
        if (self.turn is None) == (self.to is None):
            raise ValueError("a limb needs either 'turn' or 'to'.")
        if not all(0.0 < part <= 1.0 for part in self.short):
            raise ValueError("a segment is seen shortened by a factor above 0 and up to 1.")
        return self


class Prop(Row):
    """Something beside the body; ``at`` are the points it is drawn through."""

    kind: PropKind
    at: tuple[Point, ...] = Field(min_length=1, max_length=3)
    both: bool = False


class Pose(Row):
    """One body with what stands around it."""

    caption: str = ""
    view: Literal["side", "front"] = "side"
    hip: Point
    trunk: Point
    neck: float
    face: float | None = 0.0
    near_arm: Limb | None = None
    far_arm: Limb | None = None
    near_leg: Limb
    far_leg: Limb | None = None
    props: tuple[Prop, ...] = ()
    floor: tuple[str, ...] = ()
    wall: tuple[str, ...] = ()
    bench: tuple[str, ...] = ()


class FigureRow(Row):
    """One drawing: its text for those who do not see it, and one or two poses."""

    alt: str = Field(min_length=20)
    poses: tuple[Pose, ...] = Field(min_length=1, max_length=2)


class Figures(Row):
    """The whole file."""

    body: Body
    figures: dict[str, FigureRow]


@cache
def figures() -> Figures:
    """Read and check the drawings, once."""
    text = files("formcheck.advice").joinpath("figures.toml").read_text(encoding="utf-8")
    return Figures.model_validate(tomllib.loads(text))


def joints(pose: Pose, body: Body) -> dict[str, Point]:
    """Return where each joint of a pose is, by name."""
    hip = pose.hip
    waist = along(hip, pose.trunk[0], body.lower_trunk)
    shoulder = along(waist, pose.trunk[1], body.upper_trunk)
    places = {"hip": hip, "waist": waist, "shoulder": shoulder}
    places["head"] = along(shoulder, pose.neck, body.neck)
    for side, sign in (("near", 1.0), ("far", -1.0)):
        across = sign if pose.view == "front" else 0.0
        arm: Limb | None = getattr(pose, f"{side}_arm")
        leg: Limb | None = getattr(pose, f"{side}_leg")
        if arm is not None:
            root = along(shoulder, pose.trunk[1] + 90.0, across * body.half_shoulders)
            places |= {f"{side}_{name}": at for name, at in _arm(arm, root, body).items()}
        if leg is not None:
            root = along(hip, pose.trunk[0] + 90.0, across * body.half_hips)
            places |= {f"{side}_{name}": at for name, at in _leg(leg, root, body).items()}
    return places


def radius(name: str, body: Body) -> float:
    """Return half the thickness drawn around a joint."""
    if name == "head":
        return body.head_radius
    if name in ("hip", "waist", "shoulder"):
        return body.trunk_radius
    arm = name.endswith(("upper", "elbow", "wrist", "hand"))
    return body.arm_radius if arm else body.leg_radius


def along(start: Point, direction: float, length: float) -> Point:
    """Go a length from a point into a direction."""
    turned = math.radians(direction)
    return start[0] + length * math.cos(turned), start[1] + length * math.sin(turned)


def _arm(arm: Limb, root: Point, body: Body) -> dict[str, Point]:
    # Without a bend at the wrist the hand carries on the forearm, and the hand is what reaches the place.
    hand = body.hand if arm.tip is None else 0.0
    first, second = body.upper_arm * arm.short[0], (body.forearm + hand) * arm.short[1]
    up, fore = arm.turn or _reach(root, arm, first, second, -1.0)
    elbow = along(root, up, first)
    wrist = along(elbow, fore, body.forearm * arm.short[1])
    tip = fore if arm.tip is None else arm.tip
    end = along(wrist, tip, body.hand * arm.short[2])
    return {"upper": root, "elbow": elbow, "wrist": wrist, "hand": end}


def _leg(leg: Limb, root: Point, body: Body) -> dict[str, Point]:
    first, second = body.thigh * leg.short[0], body.shank * leg.short[1]
    thigh, shank = leg.turn or _reach(root, leg, first, second, 1.0)
    knee = along(root, thigh, first)
    ankle = along(knee, shank, second)
    tip = shank + 90.0 if leg.tip is None else leg.tip
    long = body.foot * leg.short[2]
    return {
        "thigh": root,
        "knee": knee,
        "ankle": ankle,
        "heel": along(ankle, tip, -body.heel * leg.short[2]),
        "toe": along(ankle, tip, long),
    }


def _reach(root: Point, limb: Limb, first: float, second: float, side: float) -> Point:
    """Return the directions that bring a limb's end to its place, bent to one side (legs 1, arms -1)."""
    assert limb.to is not None
    dx, dy = limb.to[0] - root[0], limb.to[1] - root[1]
    away = math.hypot(dx, dy)
    if not abs(first - second) <= away <= first + second:
        raise ValueError(f"{limb.to} is {away:.1f} away, and the limb reaches {first + second:.1f}.")
    straight = math.degrees(math.atan2(dy, dx))
    cosine = (first**2 + away**2 - second**2) / (2.0 * first * away)
    bend = math.degrees(math.acos(max(-1.0, min(1.0, cosine))))
    up = straight + (-side if limb.flip else side) * bend
    middle = along(root, up, first)
    return up, math.degrees(math.atan2(limb.to[1] - middle[1], limb.to[0] - middle[0]))
