"""Landmarks become motion one can trust: legs told apart, filtered, levelled, scaled, timed."""

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

__all__ = ["LEGS", "Facing", "Leg", "Level", "Motion", "Repairs", "Scale", "Side", "TimeFactor", "View"]
