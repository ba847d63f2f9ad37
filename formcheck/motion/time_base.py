"""How many times slower than life a file plays: told by the user, by the file, by gravity, by the belt.

A body in the air falls at 9.81 m/s2 whatever the file's clock says. With vertical force as a half sine on the
ground and free flight between, bounce and step time are tied: ``VO = g Ts^2 k`` with
``k = 0.125 - 0.0908 c`` and ``c`` contact over step time (after Morin et al. 2005, 10.1123/jab.21.2.167).
A file slowed F times shows a step F times too long for its bounce, a step rate F times below people's, and a
belt F times slower than it ran.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formcheck.motion.scale import FOOT_SLOWER, LEG_SHARE_OF_HEIGHT
from formcheck.motion.understood import ClockSigns, TimeFactor
from formcheck.options import Options

Array = NDArray[np.float64]

_GRAVITY = 9.81
_CONTACT_SHARE = 0.72  # contact over step time, when events are not known
_USUAL_CADENCE = 168.0
_HEIGHT_M = 1.70
# Standard deviations of ln F. Bounce: with the contact share assumed, eight real side views scattered by 9 %
# and 31 rendered runners (tuning seeds, samples) by 5.5 %; with the measured share the rendered ones by 5 %.
# Real force curves are no half sines, so both are taken wider. Belt: 6 % for the foot's speed, and for the
# height 5 % where it was told, 8 % where not, widened a little.
_CADENCE_SD = 0.075
_BOUNCE_SD, _BOUNCE_MEASURED_SD = 0.15, 0.11
_BELT_SD, _BELT_TALL_SD = 0.11, 0.09
# Rates cameras film at, with how common they are; the factor is rate over the file's own rate.
_CAPTURE = {240: 0.45, 120: 0.30, 60: 0.12, 300: 0.04, 480: 0.03, 30: 0.02, 100: 0.02, 960: 0.02}
_REAL, _RATE, _FREE = 0.85, 0.10, 0.05
_FREE_RANGE = (0.2, 40.0)  # films edited to any speed, faster than life too
_AROUND_REAL = 1.15  # so close to 1 a speed cannot be told from a quick or slow runner
_SURE = 0.95
_OFFERED = 0.01  # probability from which a factor is worth asking about
_GAINSAID = 1e-4  # the file's own word is doubted when what is seen is this much likelier at another speed
_WITHIN = 1.15  # of the factor told, in words
SAME_RATE = 1.15  # rates of filming and playing this close are the same
_RATES = (24, 25, 30, 48, 50, 60, 100, 120, 240, 24 / 1.001, 30 / 1.001, 60 / 1.001, 120 / 1.001, 240 / 1.001)
_SNAP = 0.02


def playing_rate(stamps: Array) -> float:
    """Rate a camera kept, frames a second, from stamps of which some are late or missing.

    The mean rate falls with every frame that is left out, and a factor made from it would be off by as much.
    """
    apart = np.diff(stamps)
    whole = apart[apart < 1.5 * float(np.median(apart))]
    rate = 1.0 / float(np.mean(whole))
    nearest = min(_RATES, key=lambda usual: abs(np.log(usual / rate)))
    return float(nearest) if abs(np.log(nearest / rate)) < _SNAP else rate


def find_time_factor(signs: ClockSigns, options: Options, contact_share: float | None = None) -> TimeFactor:
    """Find the factor from what was told, what the file says and what is seen.

    Parameters
    ----------
    signs
        What is seen and what the file says.
    options
        What the user told; a rate of filming settles it, height and belt speed help.
    contact_share
        Contact over step time where events are known (twice the duty factor); else 0.72 is assumed.
    """
    # A rate below the file's own comes from doubled frames, not from filming: it says nothing of speed.
    least = signs.file_fps / SAME_RATE
    if options.capture_fps and options.capture_fps > least:
        return from_capture_rate(options.capture_fps, signs.file_fps, "capture rate (you)")
    weighed = _weigh(signs, options, contact_share)
    if signs.file_capture_fps and signs.file_capture_fps > least:
        told = from_capture_rate(signs.file_capture_fps, signs.file_fps, "capture rate (file)")
        assert told.value is not None
        return told if weighed.allows(told.value) else _contradicted(told.value, weighed)
    return weighed.verdict()


def from_capture_rate(capture_fps: float, file_fps: float, source: str) -> TimeFactor:
    """Factor when the rate of filming is known; within 15 % of 1 the file is in real time."""
    ratio = capture_fps / file_fps
    return TimeFactor(1.0 if abs(np.log(ratio)) < np.log(SAME_RATE) else ratio, True, source)


@dataclass(frozen=True, slots=True)
class _Sign:
    """One reading of the factor, and the standard deviation of its logarithm."""

    name: str
    factor: float
    sd: float


@dataclass(frozen=True, slots=True)
class _Weighed:
    """What the signs say together.

    Attributes
    ----------
    signs
        The readings.
    known, p_known
        ``(K,)`` factors of real time (the first) and of usual rates of filming, and their probability.
    free, p_free
        ``(N,)`` factors of films edited to any speed, and their probability.
    """

    signs: tuple[_Sign, ...]
    known: Array
    p_known: Array
    free: Array
    p_free: Array

    @property
    def source(self) -> str:
        return " and ".join(sign.name for sign in self.signs)

    @property
    def centre(self) -> float:
        """The factor the signs mean together, whatever rates cameras film at."""
        weights = np.array([sign.sd**-2 for sign in self.signs])
        logs = np.log([sign.factor for sign in self.signs])
        return float(np.exp((weights * logs).sum() / weights.sum()))

    def allows(self, factor: float) -> bool:
        """Tell whether a factor somebody vouches for is not gainsaid by all that is seen."""
        best = max(float(_fit(self.signs, np.log(self.free)).max()), 1e-300)
        return float(_fit(self.signs, np.log(np.array([factor])))[0]) > _GAINSAID * best

    def choices(self) -> tuple[float, ...]:
        """Factors worth asking about, the likeliest first; real time always among them."""
        order = np.argsort(-self.p_known, kind="stable")
        return tuple(float(self.known[k]) for k in order if k == 0 or self.p_known[k] > _OFFERED)

    def verdict(self) -> TimeFactor:
        """Tell the factor: certain real time, or a proposal to ask about.

        Slow motion is never certain from what is seen: an editor's 3.6 looks like a camera's 4, and taking
        the likelier (over 95 %) for true was wrong in 3 of 185 films edited to odd speeds, and in 5 with
        belt speed and height told (those of ``benchmarks.clock --odd``).
        """
        real, best = float(self.p_known[0]), int(self.p_known.argmax())
        if real > _SURE:
            return TimeFactor(1.0, True, self.source)
        choices = self.choices()
        if real >= 1 - _SURE:
            why = "it cannot be told whether this film plays in real time"
            return TimeFactor(None, False, self.source, why, choices)
        if self.centre < 1 / _AROUND_REAL:
            why = f"this film plays faster than life, about {1 / self.centre:.1f} times"
            return TimeFactor(self.centre, False, self.source, why, choices)
        likely = best if self.p_known[best] > self.p_free.sum() else None
        factor = self.centre if likely is None else float(self.known[likely])
        low, high = self.centre / _WITHIN, self.centre * _WITHIN
        why = f"this film plays in slow motion, about {low:.1f} to {high:.1f} times slower than life"
        return TimeFactor(factor, False, self.source, why, choices)


def _weigh(signs: ClockSigns, options: Options, contact_share: float | None) -> _Weighed:
    """Weigh real time, usual rates of filming and any edited speed against each other."""
    read = tuple(_readings(signs, options, contact_share))
    rates = {c / signs.file_fps: w for c, w in _CAPTURE.items() if c / signs.file_fps > 1.3}
    total = sum(rates.values()) or 1.0
    known = np.array([1.0, *rates])
    prior = np.array([_REAL, *(_RATE * w / total for w in rates.values())])
    slowest, fastest = (float(np.log(end)) for end in _FREE_RANGE)
    free = np.linspace(slowest, fastest, 800)
    free = free[np.abs(free) > np.log(_AROUND_REAL)]
    p_known, p_free = prior * _fit(read, np.log(known)), _FREE * _fit(read, free) / len(free)
    everything = float(p_known.sum() + p_free.sum())
    return _Weighed(read, known, p_known / everything, np.exp(free), p_free / everything)


def _readings(signs: ClockSigns, options: Options, contact_share: float | None) -> list[_Sign]:
    share = _CONTACT_SHARE if contact_share is None else contact_share
    k = 0.125 - 0.0908 * share
    leg_m = LEG_SHARE_OF_HEIGHT * (options.height_cm / 100 if options.height_cm else _HEIGHT_M)
    fall = np.sqrt(max(signs.bounce * leg_m, 1e-4) / (_GRAVITY * k))
    read = [
        _Sign("step rate", _USUAL_CADENCE * signs.step_s / 60, _CADENCE_SD),
        _Sign("bounce", signs.step_s / fall, _BOUNCE_SD if contact_share is None else _BOUNCE_MEASURED_SD),
    ]
    if options.speed_kmh and signs.belt and signs.belt > 0:
        slower = options.speed_kmh / 3.6 / (signs.belt * leg_m / FOOT_SLOWER)
        read.append(_Sign("belt", slower, _BELT_TALL_SD if options.height_cm else _BELT_SD))
    return read


def _fit(signs: tuple[_Sign, ...], log_factor: Array) -> Array:
    """Likelihood of factors, Student's t of 4 degrees for each sign: one that is far off does not decide."""
    score = np.zeros_like(log_factor)
    for sign in signs:
        score += -2.5 * np.log1p(((log_factor - np.log(sign.factor)) / sign.sd) ** 2 / 4)
    return np.asarray(np.exp(score))


def _contradicted(told: float, weighed: _Weighed) -> TimeFactor:
    choices = (told, *(one for one in weighed.choices() if abs(np.log(one / told)) > 0.02))
    why = "the file says how fast it was filmed, but steps and bounce do not look so"
    return TimeFactor(None, False, "capture rate (file)", why, choices)


def bounce_of(height: Array, step_samples: float) -> float:
    """Peak-to-peak of the trunk's height within a step, by two harmonics in windows of two steps.

    Parameters
    ----------
    height
        ``(T,)`` height of the trunk, any unit, up positive.
    step_samples
        Step time in samples.
    """
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
