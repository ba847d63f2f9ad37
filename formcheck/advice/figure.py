"""Line drawings of the exercises as inline SVG, made from the poses of figures.toml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from formcheck.advice.figure_props import IN_FRONT, drawn, path, reach_of
from formcheck.advice.figure_rig import Body, Point, Pose, Prop, along, figures, joints, radius
from formcheck.plain import escape

WIDTHS = (270.0, 340.0)
"""Of a drawing with one pose and of one with two."""
LOWEST = 92.0
MARGIN = 8.0
GAP = 24.0
CAPTION = 20.0
HALO = 2.0
FREE = 12.0
"""A limb stays joined to the trunk this far from its root; from there on a gap sets it off."""
FAR = "0.45"


@dataclass(frozen=True)
class Stroke:
    """One part of a body, drawn as a thick line; ``halo`` is where it sets itself off from what is behind."""

    shape: str
    halo: str
    width: float
    near: bool
    filled: bool = False


@dataclass(frozen=True)
class Box:
    """What a pose and its props fill, y up."""

    left: float
    right: float
    top: float


@cache
def figure_svg(name: str, key: str = "") -> str:
    """Return a drawing as one inline SVG.

    Parameters
    ----------
    name
        Name in ``figures.toml``.
    key
        Added to the ids inside, for a page that shows one drawing more than once.

    Returns
    -------
    str
        An ``<svg>`` with a title, drawn in the colour of the text around it.
    """
    row, body = figures().figures[name], figures().body
    boxes = [box_of(pose, body) for pose in row.poses]
    wide = sum(box.right - box.left for box in boxes) + GAP * (len(boxes) - 1)
    captions = CAPTION if any(pose.caption for pose in row.poses) else 6.0
    floor = max(box.top for box in boxes) + MARGIN
    floor = max(floor, LOWEST - captions)
    width = WIDTHS[len(boxes) - 1]
    x = (width - wide) / 2.0
    parts = []
    for number, (pose, box) in enumerate(zip(row.poses, boxes, strict=True)):
        parts.append(_panel(pose, body, box, (x, floor), f"fg-{name}{key}-{number}"))
        x += box.right - box.left + GAP
    title = f"fg-{name}{key}-title"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="fg" '
        f'viewBox="0 0 {width:.0f} {floor + captions:.0f}" role="img" aria-labelledby="{title}">'
        f'<title id="{title}">{escape(row.alt)}</title>{"".join(parts)}</svg>'
    )


def box_of(pose: Pose, body: Body) -> Box:
    """Return how much room a pose needs with everything around it."""
    around = [(at, radius(name, body)) for name, at in joints(pose, body).items()]
    around += [(at, reach_of(prop)) for prop in pose.props for at in prop.at]
    return Box(
        min(at[0] - wide for at, wide in around) - 3.0,
        max(at[0] + wide for at, wide in around) + 3.0,
        max(at[1] + wide for at, wide in around) + 2.0,
    )


def _panel(pose: Pose, body: Body, box: Box, corner: Point, key: str) -> str:
    """Return one pose standing with its left edge and its floor at the corner."""

    def page(at: Point) -> Point:
        return at[0] - box.left + corner[0], corner[1] - at[1]

    props = [prop.model_copy(update={"at": tuple(page(at) for at in prop.at)}) for prop in pose.props]
    places = {name: page(at) for name, at in joints(pose, body).items()}
    left, right = corner[0], corner[0] + box.right - box.left
    floor = (
        f'<path class="fg-prop" stroke="currentColor" stroke-opacity="0.35" stroke-width="2" '
        f'stroke-linecap="round" fill="none" d="M{left:.1f} {corner[1] + 1:.1f} H{right:.1f}"/>'
    )
    caption = (
        f'<text x="{(left + right) / 2:.1f}" y="{corner[1] + 15:.1f}" text-anchor="middle" font-size="11" '
        f'font-family="system-ui, sans-serif" fill="currentColor" fill-opacity="0.75">'
        f"{escape(pose.caption)}</text>"
        if pose.caption
        else ""
    )
    return f"<g>{floor}{_back(props)}{_figure(pose, body, places, key)}{_front(props)}{caption}</g>"


def _back(props: list[Prop]) -> str:
    return "".join(drawn(prop) for prop in props if prop.kind not in IN_FRONT)


def _front(props: list[Prop]) -> str:
    return "".join(drawn(prop) for prop in props if prop.kind in IN_FRONT)


def _figure(pose: Pose, body: Body, places: dict[str, Point], key: str) -> str:
    """Return the strokes from back to front, each set off from those before it."""
    strokes = _strokes(pose, body, places)
    parts = []
    for number, stroke in enumerate(strokes):
        name, before = f"{key}-{number}", strokes[number + 1 :]
        mask = ""
        if before:
            cuts = "".join(_cut(other) for other in before)
            box = f'x="0" y="-20" width="{WIDTHS[-1]:.0f}" height="300"'
            parts.append(
                f'<mask id="{name}" maskUnits="userSpaceOnUse" {box}><rect {box} fill="#fff"/>{cuts}</mask>'
            )
            mask = f' mask="url(#{name})"'
        parts.append(_stroke(stroke, mask))
    return "".join(parts)


def _stroke(stroke: Stroke, mask: str) -> str:
    look = 'class="fg-near"' if stroke.near else f'class="fg-far" opacity="{FAR}"'
    fill = "currentColor" if stroke.filled else "none"
    return (
        f'<g{mask}><path {look} d="{stroke.shape}" stroke="currentColor" stroke-width="{stroke.width:.1f}" '
        f'stroke-linecap="round" stroke-linejoin="round" fill="{fill}"/></g>'
    )


def _cut(stroke: Stroke) -> str:
    return (
        f'<path d="{stroke.halo}" stroke="#000" stroke-width="{stroke.width + 2 * HALO:.1f}" '
        f'stroke-linecap="round" stroke-linejoin="round" fill="{"#000" if stroke.filled else "none"}"/>'
    )


def _strokes(pose: Pose, body: Body, places: dict[str, Point]) -> list[Stroke]:
    front = pose.view == "front"
    far = [_limb(places, "far", part, body, near=front) for part in ("arm", "leg")]
    near = [_limb(places, "near", part, body, near=True) for part in ("leg", "arm")]
    torso, head = _torso(pose, body, places), _head(pose, body, places)
    # Seen from the front no limb is behind the trunk.
    order = (torso, far[1], near[0], *head, far[0], near[1]) if front else (*far, torso, *head, *near)
    if not front and pose.near_arm is not None and pose.near_arm.behind:
        order = (*far, near[1], torso, *head, near[0])
    return [stroke for stroke in order if stroke is not None]


def _limb(places: dict[str, Point], side: str, part: str, body: Body, *, near: bool) -> Stroke | None:
    names = ("upper", "elbow", "wrist", "hand") if part == "arm" else ("thigh", "knee", "ankle")
    if f"{side}_{names[0]}" not in places:
        return None
    points = [places[f"{side}_{name}"] for name in names]
    shape, wide = path(points), 2.0 * (body.arm_radius if part == "arm" else body.leg_radius)
    foot = (
        "" if part == "arm" else " " + path([places[f"{side}_{name}"] for name in ("heel", "ankle", "toe")])
    )
    (x0, y0), (x1, y1) = points[:2]
    long = max(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5, 1.0)
    share = min(0.8, FREE / long)
    free = (x0 + share * (x1 - x0), y0 + share * (y1 - y0))
    return Stroke(shape + foot, path([free, *points[1:]]) + foot, wide, near)


def _torso(pose: Pose, body: Body, places: dict[str, Point]) -> Stroke:
    hip, waist, shoulder = places["hip"], places["waist"], places["shoulder"]
    if pose.view == "front":
        roots = [places.get(name) for name in ("near_upper", "far_upper", "far_thigh", "near_thigh")]
        shape = path([root for root in roots if root is not None], closed=True)
        return Stroke(shape, shape, 2.0 * body.leg_radius, near=True, filled=True)
    # A curve that passes the waist, not a kink there.
    bend = tuple(2.0 * waist[k] - (hip[k] + shoulder[k]) / 2.0 for k in (0, 1))
    shape = f"M{hip[0]:.1f} {hip[1]:.1f} Q{bend[0]:.1f} {bend[1]:.1f} {shoulder[0]:.1f} {shoulder[1]:.1f}"
    return Stroke(shape, shape, 2.0 * body.trunk_radius, near=True)


def _head(pose: Pose, body: Body, places: dict[str, Point]) -> list[Stroke]:
    """Return the head as a very thick dot and, seen from the side, a small nose."""
    x, y = places["head"]
    dot = f"M{x:.1f} {y:.1f} h0.01"
    head = Stroke(dot, dot, 2.0 * body.head_radius, near=True)
    if pose.view == "front" or pose.face is None:
        return [head]
    way = -(pose.neck - 90.0 + pose.face)
    nose = path([along((x, y), way, body.head_radius - 2.0), along((x, y), way, body.head_radius + 1.0)])
    return [head, Stroke(nose, "M0 0", 4.0, near=True)]
