"""Intervals: what widens them, and when there is none."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formcheck.metrics import METRICS, Metric
from formcheck.metrics.interval import estimate
from formcheck.metrics.overstride import OVERSTRIDE_ANKLE
from formcheck.metrics.trunk_lean import TRUNK_LEAN
from formcheck.motion import Level
from formcheck.motion.camera import turned
from formcheck.motion.understood import Angle
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
    away = replace(MOTION.camera, yaw=Angle(20.0, MOTION.camera.yaw.sd_deg if MOTION.camera.yaw else 0.0))
    assert width(TRUNK_LEAN, replace(MOTION, camera=away), GAIT) > width(TRUNK_LEAN, MOTION, GAIT)


def test_one_stride_is_no_measurement() -> None:
    assert estimate(TRUNK_LEAN, MOTION, GAIT, STRIDES[:1]) is None


def test_turning_the_frame_turns_the_lean() -> None:
    plain, tilted = (estimate(TRUNK_LEAN, m, GAIT, STRIDES) for m in (MOTION, turned(MOTION, roll=2.0)))
    assert plain is not None
    assert tilted is not None
    assert abs(tilted.value - plain.value) == pytest.approx(2.0, abs=0.01)


@settings(max_examples=15, deadline=None, derandomize=True)
@given(
    metric=st.sampled_from(METRICS),
    sure=st.floats(0.0, 0.02),
    more=st.floats(0.0, 0.02),
    level=st.floats(0.0, 3.0),
    looser=st.floats(0.0, 3.0),
)
def test_what_is_less_certain_is_never_narrower(
    metric: Metric, sure: float, more: float, level: float, looser: float
) -> None:
    def uncertain(contact_s: float, roll_deg: float) -> float:
        assert GAIT.near is not None
        near = replace(GAIT.near, contact_sd_s=contact_s, toe_off_sd_s=contact_s)
        motion = replace(MOTION, level=Level(0.0, roll_deg, "user"))
        return width(metric, motion, replace(GAIT, near=near))

    # A hundredth: where a curve is at its peak the median over strides wavers a little.
    assert uncertain(sure + more, level + looser) >= 0.99 * uncertain(sure, level)
