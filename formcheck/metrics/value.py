"""What a metric is (declared once) and what a measurement is (one number with its interval, or why not)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from formcheck.gait import Stride
from formcheck.motion import Leg, Motion


@dataclass(frozen=True, slots=True)
class Metric:
    """The declaration of a metric.

    Attributes
    ----------
    name
        Machine name, as in report.json.
    title
        Name for people.
    unit
        ``deg``, ``% leg``, ``spm``, ``ms``, ``%``, ``cm``.
    definition
        What is measured, in one sentence with its sign.
    source
        Where definition and sign come from.
    per_leg
        True when each leg has its own value.
    compute
        Value of one stride, or None to leave the stride out. A pure function of motion and stride.
    joints
        Joints that must be in the picture.
    side_view
        True when it can only be read from the side.
    events
        True when it needs contacts and toe-offs; else whole strides of any phase do.
    needs_clock
        True when it is a time or a rate, so a slow-motion factor must be known.
    decimals
        Digits people read.
    """

    name: str
    title: str
    unit: str
    definition: str
    source: str
    per_leg: bool
    compute: Callable[[Motion, Stride], float | None]
    joints: tuple[str, ...] = ()
    side_view: bool = True
    events: bool = True
    needs_clock: bool = False
    decimals: int = 1


@dataclass(frozen=True, slots=True)
class Measurement:
    """One metric of one clip, of one leg where it has legs.

    Attributes
    ----------
    name, title, unit, decimals
        From the metric.
    leg
        ``near`` or ``far``; None for the whole body.
    side
        The runner's own left or right, when `leg` is given (a mirrored film exchanges them).
    value
        Median over strides, or None when it cannot be known.
    low, high
        95 % interval: landmark error, event timing, level and stride spread together.
    n
        Strides it rests on.
    reason
        Why `value` is None; empty otherwise.
    per_stride
        Value of each stride, in the order of `stride_times`.
    stride_times_s
        Contact times of those strides, file time base.
    corrected_by
        What was added to every value for the pose model's mean error; 0 where none is known.
    """

    name: str
    title: str
    unit: str
    leg: Leg | None
    side: Literal["left", "right"] | None
    value: float | None
    low: float | None
    high: float | None
    n: int
    reason: str = ""
    decimals: int = 1
    per_stride: tuple[float, ...] = field(default=(), repr=False)
    stride_times_s: tuple[float, ...] = field(default=(), repr=False)
    corrected_by: float = 0.0

    def text(self) -> str:
        """Return the value with its interval for people, such as ``31 % leg (28 to 34)``."""
        if self.value is None or self.low is None or self.high is None:
            return "cannot tell"
        d = self.decimals
        value, low, high = (_rounded(x, d) for x in (self.value, self.low, self.high))
        return f"{value} {self.unit} ({low} to {high})"


def _rounded(x: float, decimals: int) -> str:
    """Round without printing a negative zero; a true minus sign for people."""
    text = f"{round(x, decimals) + 0.0:.{decimals}f}"
    return text.replace("-", "−")
