"""Do the checks find what is there, and nothing that is not? Each verdict of a film against its true value.

A true value lies *well outside* when it is further beyond the good limit than the film's own range is wide,
so that an honest range has to clear the limit. A hit is a *watch* or *change* there, a false alarm one where
the truth is good.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from formcheck.advice import Band, Finding
from formcheck.advice.data import knowledge
from formcheck.report import Report

Zone = Literal["good", "outside", "well outside"]
_ASKS = ("watch", "change")


@dataclass(frozen=True)
class Checked:
    """One check of one film.

    `truth` is the true value of its measure, `width` that of its range (None where withheld), `zone` where
    the truth lies, `beyond_change` whether beyond the limit of change; `told_by` is the ranked finding that
    tells this one too, or empty.
    """

    check: str
    truth: float
    width: float | None
    zone: Zone
    beyond_change: bool
    verdict: str
    rank: int | None
    told_by: str

    @property
    def asks(self) -> bool:
        """Whether the runner is asked to do something about it."""
        return self.verdict in _ASKS


def checked(report: Report, truth: dict[str, Any]) -> Iterator[Checked]:
    """Hold each finding of a report against the truth of its film."""
    checks = knowledge().checks
    for one in report.findings:
        true = _true(one, truth)
        if true is None or one.id not in checks:
            continue
        beyond = _beyond(true, one.band.good_low, one.band.good_high)
        width = _width(one)
        far = beyond > (width if width is not None else checks[one.id].step)
        zone: Zone = "good" if beyond <= 0 else "well outside" if far else "outside"
        yield Checked(
            one.id,
            true,
            width,
            zone,
            _changes(true, one.band),
            one.verdict,
            one.rank,
            one.told_by,
        )


def _true(one: Finding, truth: dict[str, Any]) -> float | None:
    entry = truth["measurements"].get(one.measurement.name, {})
    value: float | None = entry.get(one.measurement.leg or "value")
    return value


def _width(one: Finding) -> float | None:
    low, high = one.measurement.low, one.measurement.high
    return None if low is None or high is None else high - low


def _beyond(value: float, low: float | None, high: float | None) -> float:
    """Distance outside two limits, negative or 0 inside."""
    outside = [value - high] if high is not None else []
    outside += [low - value] if low is not None else []
    return max(outside, default=0.0)


def _changes(value: float, band: Band) -> bool:
    limits = (band.watch_low, band.watch_high)
    return limits != (None, None) and _beyond(value, *limits) > 0
