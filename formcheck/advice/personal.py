"""Bands that fit the runner: limits moved by height and speed, as far as these were told."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from formcheck.advice.data import BandRow, Fit
from formcheck.advice.value import Band
from formcheck.metrics import Measurement
from formcheck.options import Options


@dataclass(frozen=True, slots=True)
class Person:
    """What moves a band; None is not told, and moves nothing.

    Attributes
    ----------
    height_cm
        Body height.
    speed_kmh
        Running speed.
    """

    height_cm: float | None = None
    speed_kmh: float | None = None


def person_of(options: Options, measurements: Sequence[Measurement]) -> Person:
    """Tell height and speed: as the runner said, else the speed that step length and step rate make.

    Parameters
    ----------
    options
        What the runner told.
    measurements
        ``step_length_cm`` and ``cadence``, where both have a value, give the speed.
    """
    if options.speed_kmh is not None:
        return Person(options.height_cm, options.speed_kmh)
    values = {one.name: one.value for one in measurements if one.leg is None}
    step, cadence = values.get("step_length_cm"), values.get("cadence")
    measured = None if step is None or cadence is None else round(step / 100 * cadence * 60 / 1000, 1)
    return Person(options.height_cm, measured)


def band_for(row: BandRow, fits: Sequence[Fit], person: Person) -> Band:
    """Return the limits for this runner, with a sentence that says what moved them.

    Parameters
    ----------
    row
        The limits for the reference runner.
    fits
        How they move (checks.toml); each is a factor on all limits.
    person
        What is known of the runner.
    """
    times, said = moved(fits, person)
    return replace(_times(row.band(), times), fitted=" ".join(said))


def moved(fits: Sequence[Fit], person: Person) -> tuple[float, list[str]]:
    """Return the factor on limits for this runner, and sentences that say what moved them."""
    times, said = 1.0, []
    for fit in fits:
        told = getattr(person, fit.on)
        if told is not None:
            times *= _factor(fit, told)
            said.append(fit.says.format(told=f"{told:g}"))
    return times, said


def _factor(fit: Fit, told: float) -> float:
    """Factor on the limits; beyond the range that was studied it stays at the end of the range."""
    inside = min(max(told, fit.lowest), fit.highest)
    return math.pow(inside / fit.at, fit.exponent)


def _times(band: Band, factor: float) -> Band:
    def times(limit: float | None) -> float | None:
        return None if limit is None else limit * factor

    return replace(
        band,
        good_low=times(band.good_low),
        good_high=times(band.good_high),
        watch_low=times(band.watch_low),
        watch_high=times(band.watch_high),
    )
