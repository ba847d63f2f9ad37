"""One clip against another: before and after, left and right, slow and fast."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot
from typing import Literal

from formcheck.metrics.value import Measurement
from formcheck.motion import Leg

Sides = Literal["same", "mirrored"]
Range = tuple[float, float]
_Key = tuple[str, str | None]

_OTHER = {"left": "right", "right": "left"}
_CLIPS = ("first", "second")
_NOT_MEASURED = "It was not measured there."


@dataclass(frozen=True, slots=True)
class Change:
    """Second clip less the first, of one measure.

    Attributes
    ----------
    name, title, unit, decimals
        From the measurement.
    side
        The runner's own left or right in the first clip; None for the whole body or where it is not told.
    legs
        Near or far in the first and in the second clip; None for the whole body or where it is not measured.
    first, second
        The two values; None where that clip does not tell it.
    first_range, second_range
        Their own 95 % intervals.
    change
        Second less first; None when one clip does not tell it.
    low, high
        Its 95 % interval, from both intervals in full.
    reason
        Why there is no change; empty otherwise.
    """

    name: str
    title: str
    unit: str
    side: Literal["left", "right"] | None
    legs: tuple[Leg | None, Leg | None]
    first: float | None
    second: float | None
    first_range: Range | None
    second_range: Range | None
    change: float | None
    low: float | None
    high: float | None
    reason: str = ""
    decimals: int = 1

    @property
    def beyond(self) -> bool:
        """Whether it is more than both clips can tell: the interval leaves 0 out."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)

    @property
    def leg(self) -> Leg | None:
        """The leg in both clips; None for the whole body, or where it is near in one and far in the other."""
        return self.legs[0] if self.legs[0] == self.legs[1] else None

    @property
    def seen_differently(self) -> bool:
        """Whether the leg is near in one clip and far in the other, so that the two errors differ."""
        return None not in self.legs and self.legs[0] != self.legs[1]


def compare(
    first: Sequence[Measurement], second: Sequence[Measurement], *, sides: Sides = "same"
) -> tuple[Change, ...]:
    """Compare two clips, measure by measure, in the order of the first.

    The pose model errs alike on two clips of one runner in the same clothes before the same camera, but
    nobody knows how much alike: with other clothes, light or place it errs in another way. What both clips
    share therefore cancels only in part, and both intervals are counted in full: a change that was there may
    not be `beyond`, but seldom is one `beyond` that was not there.

    Parameters
    ----------
    first, second
        From `measure`, or `formcheck.load_measurements`.
    sides
        ``same`` holds left against left; ``mirrored`` holds the first clip's left against the second's right:
        for one leg against the other, or when one of the films was mirrored. Where a clip does not tell which
        leg is which, near is held against near.
    """
    told = _by_own_side(first) and _by_own_side(second)
    ones = {_key(one, told): one for one in first}
    others = {_key(one, told, mirrored=sides == "mirrored"): one for one in second}
    names = list(dict.fromkeys(one.name for one in (*first, *second)))
    keys = sorted(dict.fromkeys((*ones, *others)), key=lambda key: names.index(key[0]))
    return tuple(_change(ones.get(key), others.get(key)) for key in keys)


def _by_own_side(measurements: Sequence[Measurement]) -> bool:
    return all(one.side is not None for one in measurements if one.leg is not None)


def _key(one: Measurement, told: bool, mirrored: bool = False) -> _Key:
    if one.leg is None:
        return one.name, None
    if not told:
        return one.name, one.leg
    side = str(one.side)
    return one.name, _OTHER[side] if mirrored else side


def _change(first: Measurement | None, second: Measurement | None) -> Change:
    one = first or second
    assert one is not None
    ranges = _range(first), _range(second)
    change, low, high = _difference(first, second, ranges)
    return Change(
        one.name,
        one.title,
        one.unit,
        first.side if first else None,
        (first.leg if first else None, second.leg if second else None),
        first.value if first else None,
        second.value if second else None,
        *ranges,
        change,
        low,
        high,
        _reason(first, second) if change is None else "",
        one.decimals,
    )


def _range(one: Measurement | None) -> Range | None:
    if one is None or one.value is None or one.low is None or one.high is None:
        return None
    return one.low, one.high


def _difference(
    first: Measurement | None, second: Measurement | None, ranges: tuple[Range | None, Range | None]
) -> tuple[float | None, float | None, float | None]:
    """Second less first with its interval; each end carries the two errors that lie on its side."""
    before, after = ranges
    if first is None or second is None or before is None or after is None:
        return None, None, None
    assert first.value is not None
    assert second.value is not None
    change = second.value - first.value
    down = hypot(second.value - after[0], before[1] - first.value)
    up = hypot(after[1] - second.value, first.value - before[0])
    return change, change - down, change + up


def _reason(first: Measurement | None, second: Measurement | None) -> str:
    """Say which clip does not tell it, and why."""
    whys: dict[str, list[str]] = {}
    for clip, one in zip(_CLIPS, (first, second), strict=True):
        if one is None or _range(one) is None:
            whys.setdefault((one.reason if one else "") or _NOT_MEASURED, []).append(clip)
    return " ".join(
        f"Neither film tells it: {why}" if len(clips) == 2 else f"The {clips[0]} film does not tell it: {why}"
        for why, clips in whys.items()
    )
