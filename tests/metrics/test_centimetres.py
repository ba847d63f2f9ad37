"""Steps in centimetres: by the belt's speed where it was told, else by the scale; both agree."""

from __future__ import annotations

from dataclasses import replace

import pytest

from formcheck.metrics import Measurement, measure
from formcheck.motion import Scale
from tests.metrics.test_side_view import exact
from tests.support.kinematics import Runner

LEG_M = 0.84
RUNNER = Runner()
SPEED_MS = RUNNER.speed * LEG_M
STEP_CM = 100 * SPEED_MS * 60 / RUNNER.cadence


def steps(speed_ms: float | None, relative_sd: float = 0.06, known: bool = True) -> dict[str, Measurement]:
    motion, gait = exact(RUNNER)
    scale = Scale(LEG_M / motion.leg_px, "both", relative_sd) if known else Scale(None, "none")
    found = measure(replace(motion, scale=scale, speed_ms=speed_ms), gait)
    return {one.name: one for one in found if one.name.startswith(("step", "stride"))}


def half(one: Measurement) -> float:
    assert one.high is not None
    assert one.value is not None
    return one.high - one.value


def test_by_speed_and_by_scale_agree_and_speed_is_surer() -> None:
    by_speed, by_scale = steps(SPEED_MS), steps(None)
    for name, true in (("step_length_cm", STEP_CM), ("stride_length_cm", 2 * STEP_CM)):
        assert by_speed[name].value == pytest.approx(true, rel=0.001)
        assert by_scale[name].value == pytest.approx(true, rel=0.01)
        assert half(by_speed[name]) < 0.6 * half(by_scale[name])


def test_the_belt_counts_not_the_picture() -> None:
    faster = steps(1.1 * SPEED_MS)
    assert faster["step_length_cm"].value == pytest.approx(1.1 * STEP_CM, rel=0.001)
    assert faster["step_length"].value == steps(None)["step_length"].value


def test_without_a_scale_or_against_it_no_centimetres() -> None:
    assert set(steps(SPEED_MS, known=False)) == {"step_length", "stride_length"}


def test_without_a_clock_the_scale_is_taken() -> None:
    motion, gait = exact(RUNNER)
    factor = replace(motion.time_factor, certain=False)
    scaled = replace(motion, scale=Scale(LEG_M / motion.leg_px, "height", 0.05), time_factor=factor)
    found = {one.name: one for one in measure(replace(scaled, speed_ms=2 * SPEED_MS), gait)}
    assert found["step_length_cm"].value == pytest.approx(STEP_CM, rel=0.01)
