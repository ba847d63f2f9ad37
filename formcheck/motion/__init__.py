"""Landmarks become motion one can trust: legs told apart, filtered, levelled, scaled, timed."""

from formcheck.motion.assemble import Hints, NoMotion, understand
from formcheck.motion.still import StillSampler
from formcheck.motion.value import (
    LEGS,
    Facing,
    Leg,
    Level,
    Motion,
    Repairs,
    Scale,
    Side,
    TimeFactor,
    View,
)

__all__ = [
    "LEGS",
    "Facing",
    "Hints",
    "Leg",
    "Level",
    "Motion",
    "NoMotion",
    "Repairs",
    "Scale",
    "Side",
    "StillSampler",
    "TimeFactor",
    "View",
    "understand",
]
