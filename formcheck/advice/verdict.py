"""An interval against a band; the middle value plays no part.

The number line has five zones: change, watch, good, watch, change. A verdict is given only where the whole
interval lies on one side of a limit, so a wider interval never gives a firmer verdict::

    in good                          good
    in watch                         watch
    in watch and change, one side    watch (at least)
    in change, one side              change
    in good and beyond, or both sides  too close to call
    no interval                      not visible
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from formcheck.advice.value import Band, Verdict

Where = Literal["low", "high"]


@dataclass(frozen=True, slots=True)
class Call:
    """A verdict and what led to it.

    Attributes
    ----------
    verdict
        The word for it.
    side
        Side of the band the interval lies on, for watch and change.
    beyond
        Distance from the good band to the near end of the interval, in the band's unit; 0 unless outside.
    """

    verdict: Verdict
    side: Where | None = None
    beyond: float = 0.0


def judge(low: float | None, high: float | None, band: Band) -> Call:
    """Hold the 95 % interval from `low` to `high` against `band`."""
    if low is None or high is None or not (math.isfinite(low) and math.isfinite(high)):
        return Call("not visible")
    low, high = min(low, high), max(low, high)
    if band.good_high is not None and low > band.good_high:
        sure = band.watch_high is not None and low > band.watch_high
        return Call("change" if sure else "watch", "high", low - band.good_high)
    if band.good_low is not None and high < band.good_low:
        sure = band.watch_low is not None and high < band.watch_low
        return Call("change" if sure else "watch", "low", band.good_low - high)
    above = band.good_high is not None and high > band.good_high
    below = band.good_low is not None and low < band.good_low
    return Call("too close to call" if above or below else "good")


def with_second_sign(first: Call, second: Call) -> Call:
    """Let a second sign temper a verdict: never firmer than the first alone.

    Change needs the second sign outside its own good band on the same side, else it is watch. Where the
    second sign is good, the two contradict and the question stays open.
    """
    if first.verdict not in ("watch", "change"):
        return first
    if second.verdict == "good":
        return Call("too close to call")
    agrees = second.verdict in ("watch", "change") and second.side == first.side
    if first.verdict == "change" and not agrees:
        return Call("watch", first.side, first.beyond)
    return first
