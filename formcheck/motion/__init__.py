"""Landmarks become motion one can trust: legs told apart, filtered, levelled, scaled, timed."""

from formcheck.motion.assemble import Hints, NoMotion, understand
from formcheck.motion.backdrop import Backdrop, find_backdrop
from formcheck.motion.edges import Lines
from formcheck.motion.scale import find_scale
from formcheck.motion.still import StillSampler
from formcheck.motion.time_base import find_time_factor, playing_rate
from formcheck.motion.understood import ClockSigns, Facing, Level, Repairs, Scale, TimeFactor
from formcheck.motion.value import LEGS, Leg, Motion, Side, View

__all__ = [
    "LEGS",
    "Backdrop",
    "ClockSigns",
    "Facing",
    "Hints",
    "Leg",
    "Level",
    "Lines",
    "Motion",
    "NoMotion",
    "Repairs",
    "Scale",
    "Side",
    "StillSampler",
    "TimeFactor",
    "View",
    "find_backdrop",
    "find_scale",
    "find_time_factor",
    "playing_rate",
    "understand",
]
