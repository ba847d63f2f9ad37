"""Numbers read out in words."""

from __future__ import annotations

import math

from formcheck.advice.data import CadenceTarget, Number
from formcheck.metrics import Measurement


def fill(sentence: str, measurement: Measurement, number: Number) -> str:
    """Put value and interval into a sentence: ``{value}`` and ``{range}``."""
    value, low, high = measurement.value, measurement.low, measurement.high
    if value is None or low is None or high is None:
        raise ValueError(f"{measurement.name} has no value to read out.")
    value, low, high = (_rounded(x, number.decimals) for x in (value, low, high))
    return sentence.format(value=read_out(value, number), range=_range(low, high, number))


def read_out(x: float, number: Number) -> str:
    """Say a number with its unit and direction, such as ``12° forward``."""
    x = _rounded(x, number.decimals)
    return f"{_digits(x, number)}{number.unit}{_sign(x, number)}"


def _rounded(x: float, decimals: int) -> float:
    """Round half away from zero, as people do."""
    scale = 10.0**decimals
    return math.copysign(math.floor(abs(x) * scale + 0.5) / scale, x) + 0.0


def _digits(x: float, number: Number) -> str:
    """Write a number with its direction in words; without such words a minus sign has to say it."""
    minus = "−" if x < 0 and not number.minus else ""
    return f"{minus}{abs(x):.{number.decimals}f}"


def _sign(x: float, number: Number) -> str:
    return number.minus if x < 0 else number.plus


def _range(low: float, high: float, number: Number) -> str:
    """Read out an interval; each end carries its own sign word only where the two differ."""
    if low < 0 < high:
        return " to ".join(f"{_digits(end, number)}{_sign(end, number)}" for end in (low, high))
    ends = sorted((low, high), key=abs) if number.minus else [low, high]
    return " to ".join(_digits(end, number) for end in ends)


def plain(x: float) -> str:
    """Write a number a runner told, or a mean of them: no more than one decimal, none where it is whole."""
    return f"{_rounded(x, 1):g}"


def sentence_of(text: str) -> str:
    """Make a reason a sentence: capital first, full stop last."""
    text = text.strip()
    if not text:
        return ""
    text = text[0].upper() + text[1:]
    return text if text[-1] in ".!?" else f"{text}."


def cadence_step(cadence: Measurement | None, rule: CadenceTarget) -> tuple[int, int] | None:
    """Return the runner's own step rate and the one to try, or None where no target is to be named."""
    if cadence is None or cadence.value is None:
        return None
    target = cadence.value * rule.factor
    if target > rule.not_above:
        return None
    return int(_rounded(cadence.value, 0)), math.ceil(target - 0.5)  # a half goes to the smaller step
