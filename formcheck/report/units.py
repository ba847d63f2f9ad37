"""Numbers as people read them."""

from __future__ import annotations

from formcheck.metrics import Measurement

_SIGNS = {"deg": "°", "spm": " a minute", "% leg": " % of a leg", "% trunk": " % of the trunk"}
_SHORT = {"deg": "°", "spm": " /min", "% leg": " %", "% trunk": " %"}


def number(x: float, decimals: int) -> str:
    """Round without a negative zero; a true minus sign."""
    return f"{round(x, decimals) + 0.0:.{decimals}f}".replace("-", "−")


def unit_words(unit: str) -> str:
    """Put a unit into words, with the space before it where there is one."""
    return _SIGNS.get(unit, f" {unit}")


def short(x: float, one: Measurement) -> str:
    """Value with a short unit, for small plates; digits that the interval does not bear are left out."""
    return number(x, decimals_worth(one)) + short_unit(one.unit)


def short_unit(unit: str) -> str:
    """Put a unit shortly, with the space before it where there is one."""
    return _SHORT.get(unit, f" {unit}")


def value_text(one: Measurement) -> str:
    """Value and unit in words, or a dash."""
    return "–" if one.value is None else number(one.value, decimals_worth(one)) + unit_words(one.unit)


def range_text(one: Measurement) -> str:
    """Interval as ``28 to 33``, or nothing."""
    if one.value is None or one.low is None or one.high is None:
        return ""
    digits = decimals_worth(one)
    return f"{number(one.low, digits)} to {number(one.high, digits)}"


def decimals_worth(one: Measurement) -> int:
    """Digits worth reading: none behind the point when the interval is wider than two units."""
    if one.low is None or one.high is None:
        return one.decimals
    return 0 if one.high - one.low > 2.0 else one.decimals
