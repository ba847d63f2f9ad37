"""Every metric has a known error of the pose model; taking its mean off moves value and interval alike."""

from __future__ import annotations

import pytest

from formcheck.metrics import METRICS, measure
from formcheck.metrics.calibration import model_errors
from tests.support.kinematics import Camera, Runner, film
from tests.support.scenes import gait_of


def test_every_metric_is_there_and_nothing_else() -> None:
    assert set(model_errors()) == {one.name for one in METRICS}


def test_the_far_leg_is_never_known_better() -> None:
    for one in model_errors().values():
        assert one.far_sd >= one.sd >= 0


def test_the_mean_error_is_taken_off_once_and_said() -> None:
    motion, gait = gait_of(film(Runner(), Camera(noise_px=1.0)))
    plain, corrected = measure(motion, gait), measure(motion, gait, correct=True)
    assert any(one.corrected_by for one in corrected)
    assert not any(one.corrected_by for one in plain)
    for one, other in zip(plain, corrected, strict=True):
        if one.value is None or one.low is None or other.value is None or other.low is None:
            continue
        assert other.value - one.value == pytest.approx(other.corrected_by)
        assert other.low - one.low == pytest.approx(other.corrected_by)
        if one.name in model_errors():
            assert other.corrected_by == -model_errors()[one.name].bias_of(one.leg)
        assert [b - a for a, b in zip(one.per_stride, other.per_stride, strict=True)] == pytest.approx(
            [other.corrected_by] * len(one.per_stride)
        )
