"""What stands around the body in a drawing: wall, bench, roller, weight, arrows and a few signs."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from formcheck.advice.figure_rig import Point, Prop

PROP = 'class="fg-prop" stroke="currentColor" stroke-opacity="0.5" stroke-width="2.5" fill="none"'
SOLID = 'class="fg-prop" fill="currentColor" fill-opacity="0.5" stroke="none"'
ARROW = 'class="fg-arrow" stroke="#2f86c9" stroke-width="3" fill="none"'
HEAD = 7.0
SIGN = 10.0
ROLLER = 8.0
WEIGHT = 6.5
IN_FRONT = ("arrow", "ball", "weight", "mute", "metronome", "clock")


def drawn(prop: Prop) -> str:
    """Return a prop as SVG; its points are y down already."""
    return _DRAW[prop.kind](prop)


def reach_of(prop: Prop) -> float:
    """Return how far a prop is drawn around its points."""
    around = {
        "roller": ROLLER,
        "weight": WEIGHT + 8.0,
        "ball": WEIGHT,
        "arrow": 4.0,
        "mute": SIGN,
        "metronome": SIGN,
        "clock": SIGN,
    }
    return around.get(prop.kind, 2.0)


def path(points: Sequence[Point], closed: bool = False) -> str:
    """Return the path through points."""
    return "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in points) + (" Z" if closed else "")


def _line(points: Sequence[Point], style: str = PROP) -> str:
    return f'<path {style} d="{path(points)}"/>'


def _wall(prop: Prop) -> str:
    # The third point lies behind the wall: hatching says which side is solid.
    (x, y0), (_, y1), (behind, _) = prop.at
    step = math.copysign(7.0, behind - x)
    low, high = sorted((y0, y1))
    count = int((high - low - 12.0) // 12.0)
    ticks = [f"M{x:.1f} {low + 4 + 12 * k:.1f} l{step:.1f} 7" for k in range(count + 1)]
    thin = PROP.replace('"2.5"', '"2"')
    return f'<path {thin} d="{path(((x, y0), (x, y1)))} {" ".join(ticks)}"/>'


def _behind(prop: Prop) -> str:
    (x0, y0), (x1, y1) = prop.at
    return (
        f'<rect class="fg-prop" fill="currentColor" fill-opacity="0.1" stroke="none" x="{min(x0, x1):.1f}" '
        f'y="{min(y0, y1):.1f}" width="{abs(x1 - x0):.1f}" height="{abs(y1 - y0):.1f}"/>'
    )


def _bench(prop: Prop) -> str:
    (x0, y0), (x1, y1) = prop.at
    left, right, top, floor = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
    legs = f"M{left + 7:.1f} {top:.1f} V{floor:.1f} M{right - 7:.1f} {top:.1f} V{floor:.1f}"
    return f'<path {PROP} d="M{left:.1f} {top + 1.3:.1f} H{right:.1f} {legs}"/>'


def _post(prop: Prop) -> str:
    return _line(prop.at, PROP.replace('"2.5"', '"4"'))


def _roller(prop: Prop) -> str:
    ((x, y),) = prop.at
    return "".join(f'<circle {PROP} cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}"/>' for r in (ROLLER - 1.2, 3.0))


def _weight(prop: Prop) -> str:
    ((x, y),) = prop.at
    return (
        f'<path {PROP} d="M{x - 4:.1f} {y + 3:.1f} V{y:.1f} A4 4 0 0 1 {x + 4:.1f} {y:.1f} V{y + 3:.1f}"/>'
        f'<circle {SOLID} cx="{x:.1f}" cy="{y + 8:.1f}" r="{WEIGHT}"/>'
    )


def _ball(prop: Prop) -> str:
    ((x, y),) = prop.at
    return f'<circle {ARROW} cx="{x:.1f}" cy="{y:.1f}" r="{WEIGHT}"/>'


def _arrow(prop: Prop) -> str:
    start, end = prop.at[0], prop.at[-1]
    middle = prop.at[1] if len(prop.at) == 3 else ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    line = f"M{start[0]:.1f} {start[1]:.1f} Q{middle[0]:.1f} {middle[1]:.1f} {end[0]:.1f} {end[1]:.1f}"
    heads = _head(middle, end) + (" " + _head(middle, start) if prop.both else "")
    return f'<path {ARROW} stroke-linecap="round" stroke-linejoin="round" d="{line} {heads}"/>'


def _head(before: Point, tip: Point) -> str:
    way = math.atan2(tip[1] - before[1], tip[0] - before[0])
    ends = [
        (tip[0] - HEAD * math.cos(way + turn), tip[1] - HEAD * math.sin(way + turn)) for turn in (-0.6, 0.6)
    ]
    return path((ends[0], tip, ends[1]))


def _guide(prop: Prop) -> str:
    style = ARROW.replace('"3"', '"2"') + ' stroke-dasharray="1 5" stroke-linecap="round"'
    return _line(prop.at, style)


def _mute(prop: Prop) -> str:
    ((x, y),) = prop.at
    speaker = [(x - 8, y - 3), (x - 5, y - 3), (x, y - 7), (x, y + 7), (x - 5, y + 3), (x - 8, y + 3)]
    cross = f"M{x + 3:.1f} {y - 3:.1f} l6 6 M{x + 9:.1f} {y - 3:.1f} l-6 6"
    style = ARROW.replace('"3"', '"2"') + ' stroke-linejoin="round" stroke-linecap="round"'
    return f'<path {style} d="{path(speaker, closed=True)} {cross}"/>'


def _metronome(prop: Prop) -> str:
    ((x, y),) = prop.at
    case = [(x - 9, y + 10), (x - 4, y - 10), (x + 4, y - 10), (x + 9, y + 10)]
    hand = f"M{x:.1f} {y + 6:.1f} L{x + 9:.1f} {y - 8:.1f}"
    style = ARROW.replace('"3"', '"2"') + ' stroke-linejoin="round" stroke-linecap="round"'
    return f'<path {style} d="{path(case, closed=True)} {hand}"/>'


def _clock(prop: Prop) -> str:
    ((x, y),) = prop.at
    style = ARROW.replace('"3"', '"2"') + ' stroke-linejoin="round" stroke-linecap="round"'
    hands = f"M{x:.1f} {y - 5:.1f} V{y:.1f} H{x + 4:.1f} M{x - 2.5:.1f} {y - 10:.1f} h5"
    return f'<circle {style} cx="{x:.1f}" cy="{y:.1f}" r="8"/><path {style} d="{hands}"/>'


_DRAW: dict[str, Callable[[Prop], str]] = {
    "wall": _wall,
    "behind": _behind,
    "bench": _bench,
    "post": _post,
    "roller": _roller,
    "ball": _ball,
    "weight": _weight,
    "arrow": _arrow,
    "line": _guide,
    "mute": _mute,
    "metronome": _metronome,
    "clock": _clock,
}
