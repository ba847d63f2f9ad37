"""What a finding was held against, drawn in: the good range as a wedge or as a bar on the belt."""

from __future__ import annotations

import numpy as np

from formcheck.advice import Band
from formcheck.gait import Stride
from formcheck.report.pen import Colour, Pen
from formcheck.report.skeleton import Array, Figure
from formcheck.report.stride_choice import value_in
from formcheck.report.units import number
from formcheck.report.value import Report

GOOD: Colour = (120, 226, 255)
_OPACITY = 0.42


def bar(pen: Pen, figure: Figure, stride: Stride, report: Report, letter: float) -> None:
    """Draw how far ahead of the hip a landing is good, as a bar on the belt.

    The bar ends where the limit lies against the ankle as told for this very stride: the number is read below
    the frame, and the picture must not contradict it.
    """
    band = _band(report, "overstride_ankle")
    value = value_in(report.measurement("overstride_ankle", stride.leg), stride)
    ahead = _ahead(figure)
    if band is None or band.good_high is None or value is None or ahead is None:
        return
    hip, ankle = figure.middle("hip"), figure.joint("ankle", stride.leg)
    leg = figure.scale * figure.motion.leg_px
    end = float((ankle - hip) @ ahead) + (band.good_high - value) / 100 * leg
    start = 0.0 if band.good_low is None else end - (band.good_high - band.good_low) / 100 * leg
    belt = hip - figure.below(hip, stride.leg) * figure.up
    if not np.isfinite(belt).all() or end <= start:
        return
    high = 0.42 * letter * figure.up
    ends = [belt + start * ahead, belt + end * ahead]
    pen.area(np.stack([ends[0], ends[1], ends[1] - 2 * high, ends[0] - 2 * high]), GOOD, _OPACITY)
    for place in ends:
        pen.line([place + 0.6 * high, place - 2.4 * high], GOOD, 0.7)
    pen.tag(_words(band, " %"), belt - 4.2 * letter * ahead - high, GOOD, 0.9 * letter)


def wedge(pen: Pen, figure: Figure, stride: Stride, report: Report, letter: float) -> None:
    """Draw between which leans of the trunk is good, as a wedge from the hip.

    Like the bar it is placed against the lean told for this very stride.
    """
    band, ahead = _band(report, "trunk_lean"), _ahead(figure)
    value = value_in(report.measurement("trunk_lean_midstance"), stride)
    hip, leaning = figure.middle("hip"), figure.middle("shoulder") - figure.middle("hip")
    if band is None or ahead is None or value is None or band.good_low is None or band.good_high is None:
        return
    drawn = np.rad2deg(np.arctan2(leaning @ ahead, leaning @ figure.up))
    if not np.isfinite(drawn):
        return
    edges = np.deg2rad(np.array([band.good_low, band.good_high]) + drawn - value)
    radius = 1.12 * float(np.hypot(*leaning))
    turn = np.linspace(edges[0], edges[1], 24)
    rim = hip + radius * (np.outer(np.cos(turn), figure.up) + np.outer(np.sin(turn), ahead))
    pen.area(np.concatenate([[hip], rim]), GOOD, _OPACITY)
    pen.line([rim[0], hip, rim[-1]], GOOD, 0.5)
    place = hip + 0.62 * radius * figure.up - 4.6 * letter * ahead
    pen.tag(_words(band, "°"), place, GOOD, 0.9 * letter)


def _band(report: Report, measurement: str) -> Band | None:
    """Band of the finding that rests on a measurement; None where it could not be told."""
    found = (one for one in report.findings if one.measurement.name == measurement)
    finding = next((one for one in found if one.verdict != "not visible"), None)
    return finding.band if finding else None


def _words(band: Band, unit: str) -> str:
    low, high = band.good_low, band.good_high
    assert high is not None
    told = f"{number(high, _digits(high))}{unit}"
    return f"good: up to {told}" if low is None else f"good: {number(low, _digits(low))} to {told}"


def _digits(x: float) -> int:
    return 0 if float(x).is_integer() else 1


def _ahead(figure: Figure) -> Array | None:
    """``(2,)`` level direction ahead of the runner in the picture; None when it is not known."""
    side = figure.motion.facing.side
    if side not in ("left", "right"):
        return None
    right = np.array([-figure.up[1], figure.up[0]])
    return right if side == "right" else -right
