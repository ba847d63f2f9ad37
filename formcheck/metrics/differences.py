"""Left against right: information about one clip, never a judgement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from formcheck.metrics.value import Measurement


@dataclass(frozen=True, slots=True)
class Difference:
    """Left less right of one measure.

    Attributes
    ----------
    name, title, unit, decimals
        From the measure.
    left, right
        Value of the runner's own left and right.
    difference
        Left less right.
    low, high
        Its 95 % interval, from both legs' own; the far leg's is the wider one. Errors that both legs share
        (level, timing) are counted as if they were each leg's own, so it is rather too wide than too narrow.
    beyond
        Whether the interval leaves 0 out.
    """

    name: str
    title: str
    unit: str
    left: float
    right: float
    difference: float
    low: float
    high: float
    beyond: bool
    decimals: int = 1


def differences(measurements: Sequence[Measurement]) -> tuple[Difference, ...]:
    """Compare left and right in every measure that has a value for both.

    Parameters
    ----------
    measurements
        From `measure`.
    """
    sides: dict[str, dict[str, Measurement]] = {}
    for one in measurements:
        if one.side is not None and one.value is not None:
            sides.setdefault(one.name, {})[one.side] = one
    return tuple(_difference(pair["left"], pair["right"]) for pair in sides.values() if len(pair) == 2)


def _difference(left: Measurement, right: Measurement) -> Difference:
    assert left.value is not None
    assert right.value is not None
    apart = left.value - right.value
    half = (_half(left) ** 2 + _half(right) ** 2) ** 0.5
    low, high = apart - half, apart + half
    return Difference(
        left.name,
        left.title,
        left.unit,
        left.value,
        right.value,
        apart,
        low,
        high,
        low > 0 or high < 0,
        left.decimals,
    )


def _half(one: Measurement) -> float:
    assert one.low is not None
    assert one.high is not None
    return (one.high - one.low) / 2
