"""The finding that sent a runner to the frames: what its card says, and which number of a frame shows it."""

from __future__ import annotations

from dataclasses import dataclass

from formcheck.advice import Finding
from formcheck.motion import Leg
from formcheck.report import Report
from formcheck.web.viewer.values import MEASURES


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands beside the picture.

    Attributes
    ----------
    title, measured
        Of the finding.
    value
        Name of the number of a frame that it rests on; None when no single frame shows it.
    leg
        Whose number it is; None for the whole body.
    """

    title: str
    measured: str
    value: str | None
    leg: Leg | None


def seen(report: Report, finding_id: str | None) -> Seen | None:
    """Return what is told of a finding beside the picture; None when there is no such finding."""
    finding = next((one for one in report.findings if one.id == finding_id), None)
    return _seen(finding) if finding is not None and finding.measurement.value is not None else None


def _seen(finding: Finding) -> Seen:
    rests_on = finding.measurement
    value = next((name for name, measures in MEASURES.items() if rests_on.name in measures), None)
    first, stop, _ = finding.measured.partition(". ")
    return Seen(finding.title, first + stop.strip(), value, rests_on.leg if value else None)
