"""How many times slower than life a file plays: told by the user, by the file, or by gravity.

A body in the air falls at 9.81 m/s2 whatever the file's clock says. With vertical force as a half sine on the
ground and free flight between, bounce and step time are tied: ``VO = g Ts^2 k`` with
``k = 0.125 - 0.0908 c`` and ``c`` contact over step time (after Morin et al. 2005, 10.1123/jab.21.2.167).
A file slowed F times shows a step F times too long for its bounce.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from formcheck.motion.value import TimeFactor

Array = NDArray[np.float64]

_GRAVITY = 9.81
_CONTACT_SHARE = 0.72  # contact over step time, when events are not known yet
_USUAL_CADENCE = 168.0
_CADENCE_SD, _BOUNCE_SD = 0.075, 0.15  # of ln F
_HEIGHT_M, _LEG_SHARE = 1.70, 0.487
# Rates cameras film at, with how common they are; the factor is rate over the file's own rate.
_CAPTURE = {240: 0.45, 120: 0.30, 60: 0.12, 300: 0.04, 480: 0.03, 30: 0.02, 100: 0.02, 960: 0.02}
_REAL, _RATE, _FREE = 0.85, 0.10, 0.05
_SURE = 0.95
SAME_RATE = 1.15  # rates of filming and playing this close are the same


def from_capture_rate(capture_fps: float, file_fps: float, source: str) -> TimeFactor:
    """Factor when the rate of filming is known; within 15 % of 1 the file is in real time."""
    ratio = capture_fps / file_fps
    return TimeFactor(1.0 if abs(np.log(ratio)) < np.log(SAME_RATE) else ratio, True, source)


def from_bounce(
    trunk_height: Array, step_samples: float, rate: float, leg_px: float, height_cm: float | None
) -> TimeFactor:
    """Weigh real time against slow motion by step rate and bounce.

    Parameters
    ----------
    trunk_height
        ``(T,)`` height of the trunk, pixels, up positive.
    step_samples
        Step time in samples.
    rate
        Samples a second of file time.
    leg_px
        Leg length, pixels.
    height_cm
        Body height if known; else 170 cm with its spread is assumed.
    """
    bounce = _bounce(trunk_height, step_samples)
    step_s = step_samples / rate
    by_cadence = _USUAL_CADENCE / (60 / step_s)
    metre = leg_px / (_LEG_SHARE * (height_cm / 100 if height_cm else _HEIGHT_M))
    k = 0.125 - 0.0908 * _CONTACT_SHARE
    by_bounce = step_s / np.sqrt(max(bounce / metre, 1e-4) / (_GRAVITY * k))

    def fit(log_factor: Array) -> Array:
        score = np.zeros_like(log_factor)
        for centre, sd in ((np.log(by_cadence), _CADENCE_SD), (np.log(by_bounce), _BOUNCE_SD)):
            score += -2.5 * np.log1p(((log_factor - centre) / sd) ** 2 / 4)  # Student t, 4 degrees
        return np.exp(score)

    rates = {c / rate: w for c, w in _CAPTURE.items() if c / rate > 1.3}
    total = sum(rates.values()) or 1.0
    known = np.array([1.0, *rates])
    weights = np.array([_REAL, *(_RATE * w / total for w in rates.values())])
    free = np.linspace(np.log(1.15), np.log(40), 400)
    p_known = weights * fit(np.log(known))
    p_free = _FREE * fit(free) / len(free)
    everything = p_known.sum() + p_free.sum()
    real = float(p_known[0] / everything)
    if real > _SURE:
        return TimeFactor(1.0, True, "step rate and bounce")
    if real >= 1 - _SURE:
        return TimeFactor(
            None, False, "step rate and bounce", "it cannot be told whether this film plays in real time"
        )
    best = int(p_known.argmax())
    likely = float(known[best] if p_known[best] > p_free.max() * 20 else np.exp(free[p_free.argmax()]))
    low, high = by_cadence / 1.15, by_cadence * 1.15
    return TimeFactor(
        likely,
        False,
        "step rate and bounce",
        f"this film plays in slow motion, about {low:.1f} to {high:.1f} times slower than life",
    )


def _bounce(height: Array, step_samples: float) -> float:
    """Peak-to-peak of the trunk's height within a step, by two harmonics in windows of two steps."""
    window = max(6, round(2 * step_samples))
    ranges = []
    for start in range(0, max(1, len(height) - window + 1), max(1, window // 2)):
        part = height[start : start + window]
        if len(part) < window or not np.isfinite(part).all():
            continue
        s = np.arange(len(part))
        w = 2 * np.pi * s / step_samples
        basis = np.stack([np.ones_like(w), s, np.cos(w), np.sin(w), np.cos(2 * w), np.sin(2 * w)], axis=1)
        solution, *_ = np.linalg.lstsq(basis, part, rcond=None)
        wave = basis[:, 2:] @ solution[2:]
        ranges.append(float(wave.max() - wave.min()))
    return float(np.median(ranges)) if ranges else 0.0
