"""Each drawing is safe, whole and inside its frame; bodies bend as bodies do and touch what they rest on."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import pytest
from pydantic import ValidationError

from formcheck.advice.exercises import exercises
from formcheck.advice.figure import figure_svg
from formcheck.advice.figure_rig import Limb, Point, Pose, Prop, figures, joints, radius
from tests.advice.test_data import FORBIDDEN

SVG = "{http://www.w3.org/2000/svg}"
BODY = figures().body
NAMES = sorted(figures().figures)
POSES = [
    pytest.param(pose, id=f"{name}-{n}")
    for name in NAMES
    for n, pose in enumerate(figures().figures[name].poses)
]
each_figure = pytest.mark.parametrize("name", NAMES)
each_pose = pytest.mark.parametrize("pose", POSES)
TOUCH = 1.0


def corners(d: str) -> Iterator[Point]:
    """Yield the points a path names; control points are included, and the curve stays within them."""
    x = y = 0.0
    for command, numbers in re.findall(r"([MLQHVlhAZ])([^MLQHVlhAZ]*)", d):
        values = [float(value) for value in numbers.split()]
        if command in "MLQ":
            pairs = list(zip(values[::2], values[1::2], strict=True))
        elif command == "H":
            pairs = [(value, y) for value in values]
        elif command == "V":
            pairs = [(x, value) for value in values]
        elif command == "A":
            pairs = [(values[5], values[6])]
        elif command in "lh":
            pairs = [(x + values[0], y + (values[1] if command == "l" else 0.0))]
        else:
            continue
        x, y = pairs[-1]
        yield from pairs


def prop_of(pose: Pose, kind: str) -> Prop:
    (prop,) = (prop for prop in pose.props if prop.kind == kind)
    return prop


@each_figure
def test_it_is_well_formed_with_a_title_and_nothing_foreign(name: str) -> None:
    text = figure_svg(name)
    root = ET.fromstring(text)
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    title = root[0]
    assert title.tag == f"{SVG}title"
    assert title.text == figures().figures[name].alt
    assert root.get("aria-labelledby") == title.get("id")
    known = {"svg", "title", "g", "path", "circle", "rect", "text", "mask"}
    assert {str(element.tag).removeprefix(SVG) for element in root.iter()} <= known
    assert not re.search(r"\bon\w+=|href|javascript|style=|<script|@import", text)


@each_figure
def test_ids_are_its_own(name: str) -> None:
    root = ET.fromstring(figure_svg(name))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert all(str(one).startswith(f"fg-{name}") for one in ids)
    used = re.findall(r"url\(#([^)]+)\)", figure_svg(name))
    assert set(used) <= set(ids)
    other = ET.fromstring(figure_svg(name, "again"))
    assert not {element.get("id") for element in other.iter() if element.get("id")} & set(ids)


@each_figure
def test_it_stays_inside_its_frame(name: str) -> None:
    root = ET.fromstring(figure_svg(name))
    _, _, width, height = (float(value) for value in root.get("viewBox", "").split())
    for mask in list(root.iter(f"{SVG}mask")):
        mask.clear()
    for element in root.iter(f"{SVG}path"):
        half = float(element.get("stroke-width", "0")) / 2.0
        for x, y in corners(element.get("d", "")):
            assert half <= x <= width - half
            assert half <= y <= height - half
    for element in root.iter(f"{SVG}text"):
        half = 0.3 * 11.0 * len(element.text or "")
        assert half <= float(element.get("x", "")) <= width - half
        assert float(element.get("y", "")) <= height - 3.0
    texts = [float(element.get("x", "")) for element in root.iter(f"{SVG}text")]
    lengths = [0.6 * 11.0 * len(element.text or "") for element in root.iter(f"{SVG}text")]
    if len(texts) == 2:
        assert texts[1] - texts[0] >= sum(lengths) / 2.0


@each_pose
def test_what_touches_the_floor_touches_it_and_nothing_sinks_in(pose: Pose) -> None:
    places = joints(pose, BODY)
    assert pose.floor or pose.bench
    for name in pose.floor:
        assert abs(places[name][1] - radius(name, BODY)) <= TOUCH, name
    for name, at in places.items():
        assert at[1] - radius(name, BODY) >= -1.5, name


@each_pose
def test_what_touches_a_wall_or_a_bench_touches_it(pose: Pose) -> None:
    places = joints(pose, BODY)
    if pose.wall:
        wall = prop_of(pose, "wall")
        side = math.copysign(1.0, wall.at[0][0] - wall.at[2][0])
        for name in pose.wall:
            assert abs(side * (places[name][0] - wall.at[0][0]) - radius(name, BODY)) <= TOUCH, name
        assert all(
            side * (at[0] - wall.at[0][0]) - radius(name, BODY) >= -TOUCH for name, at in places.items()
        )
    for name in pose.bench:
        ends, top = prop_of(pose, "bench").at, prop_of(pose, "bench").at[1][1]
        assert abs(places[name][1] - radius(name, BODY) - top) <= TOUCH, name
        assert ends[0][0] <= places[name][0] <= ends[1][0], name


def test_the_roller_is_below_the_thigh() -> None:
    (pose,) = figures().figures["foam_roll"].poses
    (x0, y0), (x1, y1) = joints(pose, BODY)["near_thigh"], joints(pose, BODY)["near_knee"]
    ((x, y),) = prop_of(pose, "roller").at
    away = abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / math.hypot(x1 - x0, y1 - y0)
    assert x1 < x < x0
    assert away == pytest.approx(8.0 + BODY.leg_radius, abs=TOUCH)


@each_pose
def test_weights_are_in_a_hand(pose: Pose) -> None:
    places = joints(pose, BODY)
    hands = [at for name, at in places.items() if name.endswith("hand")]
    for prop in pose.props:
        if prop.kind in ("weight", "ball"):
            assert min(math.dist(prop.at[0], hand) for hand in hands) <= 7.0


def turn(a: Point, b: Point, c: Point) -> float:
    """Return how far the way a, b, c turns to the left at b, in degrees."""
    first = math.atan2(b[1] - a[1], b[0] - a[0])
    second = math.atan2(c[1] - b[1], c[0] - b[0])
    return (math.degrees(second - first) + 180.0) % 360.0 - 180.0


@each_pose
def test_knees_and_elbows_bend_the_right_way(pose: Pose) -> None:
    if pose.view == "front":
        return
    places = joints(pose, BODY)
    chains = (("arm", ("upper", "elbow", "wrist"), 1.0), ("leg", ("thigh", "knee", "ankle"), -1.0))
    for side in ("near", "far"):
        for part, names, sign in chains:
            limb: Limb | None = getattr(pose, f"{side}_{part}")
            if limb is None or min(limb.short[:2]) < 1.0:
                continue
            a, b, c = (places[f"{side}_{name}"] for name in names)
            assert -6.0 <= sign * turn(a, b, c) <= 160.0, f"{side} {part}"
            if part == "leg":
                ankle = turn(b, c, places[f"{side}_toe"])
                assert 0.0 <= ankle <= 125.0, f"{side} foot"


@each_pose
def test_the_body_keeps_its_lengths(pose: Pose) -> None:
    places = joints(pose, BODY)
    assert math.dist(places["hip"], places["waist"]) == pytest.approx(BODY.lower_trunk)
    assert math.dist(places["shoulder"], places["head"]) == pytest.approx(BODY.neck)
    for side in ("near", "far"):
        leg: Limb | None = getattr(pose, f"{side}_leg")
        if leg is not None:
            thigh = math.dist(places[f"{side}_thigh"], places[f"{side}_knee"])
            assert thigh == pytest.approx(BODY.thigh * leg.short[0])


def test_every_drawing_is_used_or_a_self_test() -> None:
    used = {row.figure for row in exercises().values()}
    tests = {"test_plank", "test_thomas", "test_hamstring", "test_wall_tilt"}
    assert used | tests == set(NAMES)
    assert not used & tests


def test_the_words_are_kind() -> None:
    for row in figures().figures.values():
        for text in (row.alt, *(pose.caption for pose in row.poses)):
            assert not re.search(rf"\b({FORBIDDEN})\b", text, re.IGNORECASE), text


def test_a_limb_that_does_not_reach_or_is_placed_twice_is_refused() -> None:
    pose = figures().figures["plank"].poses[0]
    with pytest.raises(ValueError, match="reaches"):
        joints(pose.model_copy(update={"near_arm": Limb(to=(200.0, 0.0))}), BODY)
    with pytest.raises(ValidationError):
        Limb(to=(0.0, 0.0), turn=(0.0, 0.0))
    with pytest.raises(ValidationError):
        Limb()


def test_an_unknown_drawing_is_an_error() -> None:
    with pytest.raises(KeyError):
        figure_svg("headstand")
