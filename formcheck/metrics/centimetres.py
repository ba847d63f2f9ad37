"""Lengths in centimetres: by the scale, or for steps by the belt's own speed where it was told.

A step on a belt is speed times step time, and both are known better than any length in the picture: the
time to a few thousandths, the speed as the treadmill shows it. The same step by the picture needs the
speed at which the model sees the foot carried, and a scale. The belt's speed is therefore taken where it
was told, unless the height contradicts it (then there is no scale, and no centimetres at all).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from formcheck.metrics.value import Measurement
from formcheck.motion import Motion

# Steps in a length: what the belt's speed over the cadence has to be multiplied by.
_STEPS = {"step_length": 1, "stride_length": 2}
BY_SCALE = ("overstride_ankle", "vertical_oscillation", *_STEPS)
# What a treadmill shows against what its belt does, with somebody on it: assumed, not measured.
_SHOWN_SPEED_SD = 0.03


def in_cm(one: Measurement, cadence: Measurement, motion: Motion | None) -> Sequence[Measurement]:
    """Return a length in centimetres; nothing for other measures or where no scale is known.

    Parameters
    ----------
    one
        In leg lengths.
    cadence
        Of the same clip, real time.
    motion
        With its scale.
    """
    if one.name not in BY_SCALE or motion is None or motion.scale.m_per_px is None:
        return ()
    blank = replace(one, name=f"{one.name}_cm", unit="cm", decimals=1, per_stride=(), stride_times_s=())
    if one.value is None or one.low is None or one.high is None:
        return (blank,)
    by_speed = _by_speed(blank, cadence, motion) if one.name in _STEPS else None
    return (by_speed or _by_scale(blank, one.value, (one.high - one.low) / 2, motion),)


def _by_scale(blank: Measurement, value: float, half: float, motion: Motion) -> Measurement:
    assert motion.scale.m_per_px is not None
    to_cm = motion.leg_px * motion.scale.m_per_px  # leg lengths to metres; per cent to centimetres
    wide = float(np.hypot(half, 1.96 * motion.scale.relative_sd * value)) * to_cm
    return _around(replace(blank, corrected_by=blank.corrected_by * to_cm), value * to_cm, wide)


def _by_speed(blank: Measurement, cadence: Measurement, motion: Motion) -> Measurement | None:
    """Belt speed over step rate; None where either is not known."""
    if motion.speed_ms is None or cadence.value is None or cadence.low is None:
        return None
    value = 100 * _STEPS[blank.name.removesuffix("_cm")] * motion.speed_ms * 60 / cadence.value
    share = float(np.hypot(1.96 * _SHOWN_SPEED_SD, (cadence.value - cadence.low) / cadence.value))
    return _around(replace(blank, corrected_by=0.0), value, share * value)


def _around(blank: Measurement, value: float, half: float) -> Measurement:
    return replace(blank, value=value, low=value - half, high=value + half)
