"""What changes through a clip: the last third of the strides against the first.

What all strides share (camera, level, the pose model's own error) cancels; only the spread between
strides counts. Ten seconds show how steady a runner is, not how tired: the span of the strides belongs
beside every change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from formcheck.metrics.registry import METRICS
from formcheck.metrics.value import Measurement
from formcheck.motion import Leg

Array = NDArray[np.float64]

_LEAST = 9  # strides, so that three stand on either side
_MISSED = 1.5  # times the usual stride: one between was not measured
_OF_LANDINGS = frozenset(one.name for one in METRICS if one.events and one.per_leg)


@dataclass(frozen=True, slots=True)
class Drift:
    """Change of one measure from the first to the last third of its strides.

    Attributes
    ----------
    name, title, unit, leg, side, decimals
        From the measurement.
    first, last
        Mean of either third.
    change
        Last less first; None when it cannot be told.
    low, high
        Its 95 % interval, from the spread between strides.
    strides
        Whole strides it rests on; for the whole body, left and right together are one.
    span_s
        Real time from the first of these strides to the last; None when the clock is not known.
    reason
        Why there is no change; empty otherwise.
    """

    name: str
    title: str
    unit: str
    leg: Leg | None
    side: Literal["left", "right"] | None
    first: float | None
    last: float | None
    change: float | None
    low: float | None
    high: float | None
    strides: int
    span_s: float | None
    reason: str = ""
    decimals: int = 1

    @property
    def beyond(self) -> bool:
        """Whether the interval leaves 0 out."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


@dataclass(frozen=True, slots=True)
class _Clock:
    """Contacts of the near foot and the usual stride, seconds of the file; `slower` makes them real."""

    times: Array
    stride_s: float
    slower: float | None


def drift(measurements: Sequence[Measurement]) -> tuple[Drift, ...]:
    """Compare the last third of the strides with the first, for every measure taken stride by stride.

    Parameters
    ----------
    measurements
        From `measure`. Cadence follows from the contacts of the near foot; centimetres are left out, since
        they change as their shares do.
    """
    clock = _clock(measurements)
    return tuple(
        _cadence(one, clock) if one.name == "cadence" else _drift(one, clock)
        for one in measurements
        if not one.name.endswith("_cm")
    )


def _clock(measurements: Sequence[Measurement]) -> _Clock | None:
    found = [one for one in measurements if one.leg == "near" and one.name in _OF_LANDINGS]
    times = np.array(max((one.stride_times_s for one in found), key=len, default=()))
    if len(times) < 3:
        return None
    stride_s = float(np.median(np.diff(times)))
    cadence = next((one.value for one in measurements if one.name == "cadence"), None)
    return _Clock(times, stride_s, None if cadence is None else stride_s * cadence / 120)


def _cadence(one: Measurement, clock: _Clock | None) -> Drift:
    if clock is None or one.value is None:
        return _without(one, one.reason or "The contacts of single strides cannot be told.", 0, None)
    lasts = np.diff(clock.times)
    whole = lasts < _MISSED * clock.stride_s
    return _compared(one, one.value * clock.stride_s / lasts[whole], clock.times[:-1][whole], clock)


def _drift(one: Measurement, clock: _Clock | None) -> Drift:
    if one.value is None:
        return _without(one, one.reason, 0, None)
    values, times = np.array(one.per_stride), np.array(one.stride_times_s)
    apart = float(np.median(np.diff(times)))
    if one.leg is None and clock is not None and apart < 0.75 * clock.stride_s:
        # Left and right strides in turn overlap by half: their mean counts once.
        even = len(values) // 2 * 2
        values, times = values[:even].reshape(-1, 2).mean(1), times[:even:2]
    return _compared(one, values, times, clock)


def _compared(one: Measurement, values: Array, times: Array, clock: _Clock | None) -> Drift:
    from scipy.stats import t as student

    count = len(values)
    span = float(times[-1] - times[0]) / clock.slower if count and clock and clock.slower else None
    if count < _LEAST:
        seen = f"{count} whole strides can be seen and {_LEAST} are needed"
        return _without(one, f"A change cannot be told: {seen}. Film ten seconds or more.", count, span)
    each = count // 3
    begun, ended = values[:each], values[-each:]
    spread = float(np.sqrt((begun.var(ddof=1) + ended.var(ddof=1)) / 2))
    half = float(student.ppf(0.975, 2 * each - 2)) * spread * float(np.sqrt(2 / each))
    first, last = float(begun.mean()), float(ended.mean())
    change = last - first
    return Drift(
        one.name,
        one.title,
        one.unit,
        one.leg,
        one.side,
        first,
        last,
        change,
        change - half,
        change + half,
        count,
        span,
        "",
        one.decimals,
    )


def _without(one: Measurement, reason: str, strides: int, span_s: float | None) -> Drift:
    return Drift(
        one.name,
        one.title,
        one.unit,
        one.leg,
        one.side,
        None,
        None,
        None,
        None,
        None,
        strides,
        span_s,
        reason,
        one.decimals,
    )
