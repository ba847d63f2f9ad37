"""Measurements as the metrics stage hands them over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from formcheck.metrics import Measurement

# Every measurement of schema 1: unit, and whether each leg has its own.
DECLARED: dict[str, tuple[str, bool]] = {
    "cadence": ("spm", False),
    "trunk_lean": ("deg", False),
    "trunk_lean_at_contact": ("deg", False),
    "trunk_lean_midstance": ("deg", False),
    "overstride_ankle": ("% leg", True),
    "overstride_heel": ("% leg", True),
    "shank_angle_at_contact": ("deg", True),
    "shank_angle_loading": ("deg", True),
    "knee_flexion_at_contact": ("deg", True),
    "knee_flexion_midstance": ("deg", True),
    "foot_angle_at_contact": ("deg", True),
    "vertical_oscillation": ("% leg", False),
    "vertical_oscillation_cm": ("cm", False),
    "contact_time": ("ms", True),
    "duty_factor": ("%", True),
    "flight_time": ("ms", False),
    "head_pitch": ("deg", False),
    "head_forward": ("% trunk", False),
    "posture_angle": ("deg", False),
    "elbow_angle": ("deg", True),
    "arm_swing": ("deg", True),
    "trunk_pitch_range": ("deg", False),
    "lean_from_ankle": ("deg", False),
    "bend_at_waist": ("deg", False),
    "thigh_extension_at_toe_off": ("deg", True),
    "step_length": ("% leg", False),
    "step_length_cm": ("cm", False),
    "stride_length": ("% leg", False),
    "stride_length_cm": ("cm", False),
    "vertical_ratio": ("%", False),
    "shoulder_height": ("% trunk", False),
    "hand_height": ("% trunk", True),
}

# An ordinary, easy runner: value and half its interval.
EASY: dict[str, tuple[float, float]] = {
    "cadence": (172, 1),
    "trunk_lean": (6, 2),
    "overstride_ankle": (21, 4),
    "shank_angle_at_contact": (5, 4),
    "knee_flexion_at_contact": (15, 5),
    "knee_flexion_midstance": (45, 4),
    "vertical_oscillation": (9.5, 1),
    "head_pitch": (-15, 6),
    "head_forward": (10, 4),
    "posture_angle": (15, 5),
}

Runner = Callable[..., list[Measurement]]


def one(name: str, value: float | None, half: float = 1.0, leg: Any = None, reason: str = "") -> Measurement:
    """Make a measurement with a symmetric interval, or one that could not be known."""
    unit, per_leg = DECLARED[name]
    leg = leg or ("near" if per_leg else None)
    low, high = (None, None) if value is None else (value - half, value + half)
    return Measurement(name, name, unit, leg, None, value, low, high, 0 if value is None else 16, reason)


@pytest.fixture
def runner() -> Runner:
    """Make an easy runner's measurements, some of them replaced: ``runner(trunk_lean=(20, 2))``."""

    def make(**changed: tuple[float, float] | None) -> list[Measurement]:
        numbers: dict[str, tuple[float, float] | None] = {**EASY, **changed}
        return [one(name, *(pair or (None, 0.0))) for name, pair in numbers.items()]

    return make
