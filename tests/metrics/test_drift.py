"""Last third less first third: what counts, how wide, and when there are too few strides."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from formcheck.metrics import Drift, Measurement, drift, measure
from formcheck.motion import Leg
from tests.metrics.test_side_view import exact
from tests.support.kinematics import Runner

STRIDE = 120 / 170


def told(values: list[float], name: str = "shank_angle_at_contact", leg: Leg | None = "near") -> Measurement:
    times = tuple(float(x) for x in np.arange(len(values)) * STRIDE / (1 if leg else 2))
    middle = float(np.median(values))
    one = Measurement(
        name, name, "deg", leg, "right" if leg else None, middle, middle - 9, middle + 9, len(values)
    )
    return replace(one, per_stride=tuple(values), stride_times_s=times)


CADENCE = Measurement("cadence", "Cadence", "spm", None, None, 170.0, 169.0, 171.0, 40)


def only(values: list[float]) -> Drift:
    return drift([told(values)])[0]


def test_thirds_are_compared() -> None:
    found = only([1.0, 2.0, 3.0, 9.0, 9.0, 9.0, 5.0, 6.0, 7.0])
    assert (found.first, found.last, found.change, found.strides) == (2.0, 6.0, 4.0, 9)
    assert found.low is not None
    assert found.low > 0
    assert found.beyond


def test_too_few_strides_say_so() -> None:
    found = only([1.0] * 8)
    assert (found.change, found.low, found.high) == (None, None, None)
    assert "8 whole strides" in found.reason


def test_what_all_strides_share_cancels() -> None:
    values = [float(x) for x in np.random.default_rng(3).normal(0, 1, 15)]
    plain, moved = only(values), only([x + 40 for x in values])
    assert (moved.change, moved.low, moved.high) == pytest.approx((plain.change, plain.low, plain.high))


def test_the_other_way_round_the_sign_turns() -> None:
    values = [float(x) for x in np.random.default_rng(4).normal(0, 1, 15)]
    one, other = only(values), only(values[::-1])
    assert one.change == pytest.approx(-(other.change or 0))


def test_even_noise_is_no_drift_in_nineteen_of_twenty() -> None:
    rng = np.random.default_rng(5)
    beyond = [only([float(x) for x in rng.normal(0, 1, 18)]).beyond for _ in range(400)]
    assert 0.02 < np.mean(beyond) < 0.08


def test_left_and_right_in_turn_count_as_one() -> None:
    uneven = [6.0, 10.0] * 9
    near = told([1.0] * 12)
    found = {one.name: one for one in drift([near, told(uneven, name="trunk_lean", leg=None)])}
    assert found["trunk_lean"].strides == 9
    assert found["trunk_lean"].first == 8.0
    assert found["trunk_lean"].change == 0.0


def test_the_span_is_real_time() -> None:
    near = told([1.0] * 12)
    slow = replace(near, stride_times_s=tuple(4 * x for x in near.stride_times_s))
    for one in (near, slow):
        found = {each.name: each for each in drift([CADENCE, one])}
        assert found[near.name].span_s == pytest.approx(11 * STRIDE)
    assert drift([near])[0].span_s is None


def test_steps_that_slow_show_in_the_cadence() -> None:
    near = told([1.0] * 13)
    rng = np.random.default_rng(6)
    lasts = np.where(np.arange(12) < 6, STRIDE, 1.03 * STRIDE) + rng.normal(0, 0.002, 12)
    late = replace(near, stride_times_s=(0.0, *(float(x) for x in np.cumsum(lasts))))
    found = drift([CADENCE, late])[0]
    assert found.change == pytest.approx(-5, abs=1)
    assert found.beyond


def test_a_steady_figure_does_not_drift_and_reasons_are_kept() -> None:
    motion, gait = exact(Runner(), 9.0)
    visible = motion.visible.copy()
    visible[0] = 0
    measured = measure(replace(motion, visible=visible), gait)
    found = {(one.name, one.leg): one for one in drift(measured)}
    assert set(found) == {(one.name, one.leg) for one in measured}
    assert "nose" in found["head_pitch", None].reason
    assert found["cadence", None].change == pytest.approx(0, abs=0.01)
    for one in found.values():
        assert (one.change is None) == bool(one.reason)
        if one.change is not None:
            assert one.strides >= 9
            assert abs(one.change) < 0.2, one.name
