"""Rear-, mid- or forefoot: how likely each is, from the foot's angle at contact.

The limits hold for the sole, 0 when it stands flat. The measured angle is that of the line heel to toe,
which on a flat sole dips towards the toes; strike.toml tells by how much, and how far shoes differ in
it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from math import erf, hypot, sqrt
from pathlib import Path
from typing import Literal

from formcheck.metrics.value import Measurement
from formcheck.motion import Leg

StrikeName = Literal["rearfoot", "midfoot", "forefoot", "between"]

_FILE = Path(__file__).with_name("strike.toml")
_ANGLE = "foot_angle_at_contact"


@dataclass(frozen=True, slots=True)
class StrikeLimits:
    """strike.toml, read.

    Attributes
    ----------
    rearfoot_above_deg, forefoot_below_deg
        Angles of the sole at contact; between them lies the midfoot.
    flat_deg, flat_sd_deg
        What the line heel to toe reads on a flat sole, and its standard deviation between feet and shoes.
    least_probability
        Below it no class is named.
    least_fps
        Frames a second of life below which nothing is told.
    source
        Of the angles.
    """

    rearfoot_above_deg: float
    forefoot_below_deg: float
    flat_deg: float
    flat_sd_deg: float
    least_probability: float
    least_fps: float
    source: str


@dataclass(frozen=True, slots=True)
class Strike:
    """How one foot lands.

    Attributes
    ----------
    leg, side
        From the measurement.
    name
        The class, ``between`` where none is likely enough, or None when nothing can be told.
    rearfoot, midfoot, forefoot
        Probabilities, which add up to 1; None when nothing can be told.
    reason
        Why nothing can be told; empty otherwise.
    """

    leg: Leg | None
    side: Literal["left", "right"] | None
    name: StrikeName | None
    rearfoot: float | None
    midfoot: float | None
    forefoot: float | None
    reason: str = ""


@lru_cache(maxsize=1)
def strike_limits() -> StrikeLimits:
    """Return the limits and their source."""
    told = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    limits = told["limits"]
    return StrikeLimits(
        limits["rearfoot_above_deg"],
        limits["forefoot_below_deg"],
        told["flat_foot"]["deg"],
        told["flat_foot"]["sd_deg"],
        told["naming"]["least_probability"],
        told["film"]["least_fps"],
        limits["source"],
    )


def strike(measurement: Measurement, fps_real: float | None) -> Strike:
    """Tell how a foot lands.

    Parameters
    ----------
    measurement
        ``foot_angle_at_contact`` of one leg.
    fps_real
        Frames a second of life (a slow film's own rate times its factor); None when not known.

    Raises
    ------
    ValueError
        When it is another measure.
    """
    if measurement.name != _ANGLE:
        raise ValueError(f"strike is told from {_ANGLE}, not from {measurement.name}")
    limits = strike_limits()
    reason = measurement.reason or _too_slow(fps_real, limits.least_fps)
    value, low, high = measurement.value, measurement.low, measurement.high
    if reason or value is None or low is None or high is None:
        return Strike(measurement.leg, measurement.side, None, None, None, None, reason)
    sole = value - limits.flat_deg
    sd = hypot((high - low) / 2 / 1.96, limits.flat_sd_deg)
    rear = _below((sole - limits.rearfoot_above_deg) / sd)
    fore = _below((limits.forefoot_below_deg - sole) / sd)
    middle = max(0.0, 1 - rear - fore)
    classes: tuple[tuple[StrikeName, float], ...] = (
        ("rearfoot", rear),
        ("midfoot", middle),
        ("forefoot", fore),
    )
    name, chance = max(classes, key=lambda one: one[1])
    named: StrikeName = name if chance >= limits.least_probability else "between"
    return Strike(measurement.leg, measurement.side, named, rear, middle, fore)


def _too_slow(fps_real: float | None, least: float) -> str:
    if fps_real is None:
        return "It cannot be told how many frames a second were filmed: say so in the options."
    if fps_real < least:
        seen = f"At {fps_real:.0f} frames a second the landing is too short to see"
        return f"{seen}: film at 60 or in slow motion."
    return ""


def _below(z: float) -> float:
    """Share of a normal distribution below `z` deviations."""
    return (1 + erf(z / sqrt(2))) / 2
