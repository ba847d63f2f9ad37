"""A change drawn: both values with their ranges, one above the other, and what is good where known."""

from __future__ import annotations

from math import ceil, floor, log10

from formcheck.metrics import Change
from formcheck.plain import escape
from formcheck.report.compare_table import title_of
from formcheck.report.comparison import change_number
from formcheck.report.schema import BandPart
from formcheck.report.units import number, short_unit, unit_words

_WIDTH, _HEIGHT = 340.0, 88.0
_LEFT, _RIGHT = 52.0, 332.0  # beside the words
_ROWS = (20.0, 46.0)
_AXIS = 64.0
_LAST = 316.0  # the words of a tick further right would leave the drawing
_ROOM = 0.08  # beside the outermost range, share of the width
_STEPS = (1.0, 2.0, 5.0, 10.0)
_MOST_TICKS = 4


def dumbbell(one: Change, band: BandPart | None = None) -> str:
    """Return the drawing as inline SVG; empty where one of the films does not tell the measure.

    Parameters
    ----------
    one
        The change.
    band
        What the measure is held against, if anything; its good part is shaded.
    """
    if one.first is None or one.second is None or one.first_range is None or one.second_range is None:
        return ""
    band = band if band is not None and band.unit == one.unit else None
    scale = _Scale((*one.first_range, *one.second_range), band)
    unit = unit_words(one.unit)
    said = (
        f"{title_of(one)}: first {change_number(one, one.first)}{unit}, "
        f"second {change_number(one, one.second)}{unit}"
    )
    parts = [
        _band(band, scale),
        _axis(scale, short_unit(one.unit)),
        _row("first", _ROWS[0], one.first, one.first_range, scale),
        _row("second", _ROWS[1], one.second, one.second_range, scale),
    ]
    return (
        f'<svg class="fc-dumbbell" viewBox="0 0 {_WIDTH:g} {_HEIGHT:g}" role="img" '
        f'aria-label="{escape(said)}">{"".join(parts)}</svg>'
    )


class _Scale:
    """Places of numbers on the drawing, and which of them are written below it."""

    def __init__(self, ends: tuple[float, ...], band: BandPart | None) -> None:
        low, high = min(ends), max(ends)
        wide = (high - low) or 1.0
        for edge in (band.good_low, band.good_high) if band else ():
            # An edge far away would squeeze the ranges together.
            if edge is not None and low - wide <= edge <= high + wide:
                low, high = min(low, edge), max(high, edge)
        room = _ROOM * (high - low or 1.0)
        self.low, self.high = low - room, high + room

    def __call__(self, x: float) -> float:
        share = (x - self.low) / (self.high - self.low)
        return _LEFT + min(1.0, max(0.0, share)) * (_RIGHT - _LEFT)

    def ticks(self) -> tuple[list[float], int]:
        """Round numbers within, and how many digits they need behind the point."""
        least = (self.high - self.low) / _MOST_TICKS
        power = 10.0 ** floor(log10(least))
        step = next(each * power for each in _STEPS if each * power >= least * (1 - 1e-9))
        first, last = ceil(self.low / step), floor(self.high / step)
        return [step * k for k in range(first, last + 1)], max(0, -floor(log10(step) + 1e-9))


def _row(word: str, y: float, value: float, ends: tuple[float, float], scale: _Scale) -> str:
    low, high = (scale(end) for end in ends)
    return (
        f'<g class="fc-of-{word}"><text x="{_LEFT - 8:g}" y="{y + 4:g}" text-anchor="end">{word}</text>'
        f'<path d="M{low:.1f} {y:g}H{high:.1f}M{low:.1f} {y - 5:g}v10M{high:.1f} {y - 5:g}v10"/>'
        f'<circle cx="{scale(value):.1f}" cy="{y:g}" r="6"/></g>'
    )


def _band(band: BandPart | None, scale: _Scale) -> str:
    if band is None or (band.good_low is None and band.good_high is None):
        return ""
    left = _LEFT if band.good_low is None else scale(band.good_low)
    right = _RIGHT if band.good_high is None else scale(band.good_high)
    if right - left < 1:
        return ""
    word = f'<text x="{(left + right) / 2:.1f}" y="9" text-anchor="middle">good</text>'
    return (
        f'<g class="fc-of-good"><rect x="{left:.1f}" y="0" width="{right - left:.1f}" height="{_AXIS:g}"/>'
        f"{word if right - left > 34 else ''}</g>"
    )


def _axis(scale: _Scale, unit: str) -> str:
    ticks, places = scale.ticks()
    marks = "".join(
        f'<path d="M{scale(x):.1f} {_AXIS:g}v4"/>'
        f'<text x="{min(scale(x), _LAST):.1f}" y="{_AXIS + 17:g}" text-anchor="middle">'
        f"{number(x, places)}{escape(unit)}</text>"
        for x in ticks
    )
    return f'<g class="fc-of-axis"><path d="M{_LEFT:g} {_AXIS:g}H{_RIGHT:g}"/>{marks}</g>'
