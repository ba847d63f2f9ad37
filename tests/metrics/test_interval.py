"""Intervals: what widens them, and when there is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from formcheck.metrics.interval import estimate, turned
from formcheck.metrics.overstride import OVERSTRIDE_ANKLE
from formcheck.metrics.trunk_lean import TRUNK_LEAN
from formcheck.motion import Level
from tests.support.kinematics import Camera, Runner, film
from tests.support.scenes import gait_of

MOTION, GAIT = gait_of(film(Runner(), Camera(noise_px=1.0)))
STRIDES = GAIT.strides("near")


def width(metric, motion, gait) -> float:  # type: ignore[no-untyped-def]
    found = estimate(metric, motion, gait, STRIDES)
    assert found is not None
    assert found.low < found.value < found.high
    assert found.high - found.value == pytest.approx(found.value - found.low)
    return float(found.high - found.low)


def test_a_surer_level_narrows_the_lean() -> None:
    widths = [
        width(TRUNK_LEAN, replace(MOTION, level=Level(0.0, sd, "user")), GAIT) for sd in (0.2, 1.0, 3.0)
    ]
    assert widths == sorted(widths)
    assert widths[2] > 2 * 1.9 * 3.0


def test_a_surer_contact_narrows_the_overstride() -> None:
    assert GAIT.near is not None
    surer = replace(GAIT, near=replace(GAIT.near, contact_sd_s=0.001, toe_off_sd_s=0.001))
    assert width(OVERSTRIDE_ANKLE, MOTION, surer) < width(OVERSTRIDE_ANKLE, MOTION, GAIT)


def test_an_oblique_camera_widens() -> None:
    assert width(TRUNK_LEAN, replace(MOTION, oblique=True), GAIT) > width(TRUNK_LEAN, MOTION, GAIT)


def test_one_stride_is_no_measurement() -> None:
    assert estimate(TRUNK_LEAN, MOTION, GAIT, STRIDES[:1]) is None


def test_turning_the_frame_turns_the_lean() -> None:
    plain, tilted = (estimate(TRUNK_LEAN, m, GAIT, STRIDES) for m in (MOTION, turned(MOTION, 2.0)))
    assert plain is not None
    assert tilted is not None
    assert abs(tilted.value - plain.value) == pytest.approx(2.0, abs=0.01)
