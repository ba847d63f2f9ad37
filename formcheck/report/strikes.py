"""How each foot lands in a report, at the film's real rate."""

from __future__ import annotations

from formcheck.metrics import Strike, strike
from formcheck.report.value import Report


def strikes(report: Report) -> tuple[Strike, ...]:
    """Return how each foot lands, the near one first; empty where no foot's angle is measured."""
    factor = report.motion.time_factor if report.motion else None
    fps = report.clip.fps_new * factor.value if factor and factor.certain and factor.value else None
    return tuple(strike(one, fps) for one in report.measurements if one.name == "foot_angle_at_contact")
