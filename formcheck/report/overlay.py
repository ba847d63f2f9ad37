"""All that is drawn on one frame of the film, prepared once for a report and a picture size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from formcheck.clip.picture import Rgb
from formcheck.motion import LEGS, Leg
from formcheck.report import draw
from formcheck.report.panel import panel
from formcheck.report.pen import Pen
from formcheck.report.skeleton import Array, Figure, Skeleton
from formcheck.report.value import Report

_TAG_S = 0.15  # real time an event tag stays
_REACH_S = 0.08  # the reach goes sooner: the foot it belongs to is carried away by the ground
_DIMMED = 0.45  # brightness of frames that were not measured


@dataclass(frozen=True)
class _Mark:
    t: float
    leg: Leg
    kind: Literal["contact", "toe-off"]


class Overlay:
    """Draws the runner's lines on frames of one size.

    Parameters
    ----------
    report
        What is known.
    width, height
        Size of the frames to draw on, pixels; the clip's own shape.
    """

    def __init__(self, report: Report, width: int, height: int) -> None:
        self._report = report
        self._scale = np.array([width / report.clip.source.width, height / report.clip.source.height])
        self._unit = draw.line_unit(width, height)
        self._letter = max(11.0, 0.031 * min(width, height))
        self._skeleton = Skeleton(report.motion) if report.motion else None
        self._panel = panel(report, width, height, self._letter)
        self._marks = _marks(report)
        factor = report.motion.time_factor.value if report.motion else None
        self._slower = factor or 1.0
        t = report.clip.t
        first, stop = report.piece
        half = 0.5 / report.clip.fps_mean
        self._measured = (float(t[first]) - half, float(t[min(stop, len(t)) - 1]) + half)
        self._half = half

    def draw(self, rgb: Rgb, t: float) -> None:
        """Draw on the frame of time `t`, in place."""
        pen = Pen(rgb, self._unit)
        if not self._measured[0] <= t <= self._measured[1]:
            rgb[:] = (rgb * _DIMMED).astype(np.uint8)
            pen.text("not measured", np.full(2, self._letter), (230, 230, 230), self._letter)
            return
        figure = self._figure(t)
        if self._panel is not None:
            self._panel.draw(pen, t)
        if figure is None:
            return
        self._lines(pen, figure)
        self._events(pen, figure, t)

    def _figure(self, t: float) -> Figure | None:
        figure = self._skeleton.at(t) if self._skeleton else None
        return None if figure is None else Figure(figure.xy * self._scale, figure.motion)

    @staticmethod
    def _lines(pen: Pen, figure: Figure) -> None:
        from_side = figure.motion.view == "side"
        if from_side:
            draw.plumb(pen, figure)
        draw.skeleton(pen, figure)
        if from_side:
            draw.trunk(pen, figure)

    def _events(self, pen: Pen, figure: Figure, t: float) -> None:
        for mark in self._marks:
            if self._is_on(mark, t, _REACH_S) and mark.kind == "contact" and figure.motion.view == "side":
                landed = self._figure(mark.t)
                if landed is not None:
                    draw.reach(pen, figure, landed, mark.leg)
            if self._is_on(mark, t, _TAG_S):
                draw.event_tag(pen, figure, mark.leg, mark.kind, self._letter)

    def _is_on(self, mark: _Mark, t: float, stays_s: float) -> bool:
        """Tell whether a mark shows now; the frame nearest to it shows it, even when it lies just before."""
        return mark.t - self._half <= t < mark.t + max(stays_s * self._slower, self._half)


def _marks(report: Report) -> tuple[_Mark, ...]:
    marks: list[_Mark] = []
    for leg in LEGS:
        events = report.gait.events(leg)
        if events is not None:
            marks += [_Mark(float(t), leg, "contact") for t in events.initial_contact_s]
            marks += [_Mark(float(t), leg, "toe-off") for t in events.toe_off_s]
    return tuple(sorted(marks, key=lambda mark: mark.t))


def fitted(width: int, height: int, longest: int) -> tuple[int, int]:
    """Even size of the same shape with no side longer than `longest`; never enlarged."""
    scale = min(1.0, longest / max(width, height))
    even: Array = np.maximum(2 * np.round(np.array([width, height]) * scale / 2), 2)
    return int(even[0]), int(even[1])
