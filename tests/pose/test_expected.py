"""Where the runner should be next."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.pose.body import Trunk
from formcheck.pose.expected import Expected


def remembered(x: np.ndarray, fps: float = 30.0) -> Expected:
    expected = Expected()
    for k, one in enumerate(x):
        expected.add(k, k / fps, Trunk(float(one), 100.0, 50.0))
    return expected


def test_before_anything_is_known_everybody_fits() -> None:
    expected = Expected()
    assert expected.at(1.0) is None
    assert not expected.known
    assert expected.fits(1.0, Trunk(0.0, 0.0, 10.0))


@given(pace=st.floats(-400, 400), fps=st.sampled_from([24.0, 60.0, 240.0]))
def test_a_straight_run_goes_on_straight_at_any_frame_rate(pace: float, fps: float) -> None:
    frames = np.arange(round(1.5 * fps))
    there = remembered(pace * frames / fps, fps).at(1.6)
    assert there is not None
    assert there.x == pytest.approx(1.6 * pace, abs=3.0)


def test_a_slide_away_is_noticed_and_taken_back_to_where_it_began() -> None:
    x = np.full(60, 200.0)
    x[50:] += 130.0 / 30 * np.arange(1, 11)  # 2.6 trunk lengths a second
    expected = Expected()
    for k, one in enumerate(x):
        trunk = Trunk(float(one), 100.0, 50.0)
        if not expected.fits(k / 30, trunk):
            assert 51 <= k <= 56
            assert 46 <= expected.drop_slide() <= 50
            return
        expected.add(k, k / 30, trunk)
    pytest.fail("the slide was never noticed")


def test_the_slack_grows_while_the_runner_is_hidden_and_has_an_end() -> None:
    expected = remembered(np.full(40, 200.0))
    aside = Trunk(230.0, 100.0, 50.0)
    assert not expected.fits(40 / 30, aside)
    assert expected.fits(40 / 30 + 1.0, aside)
    assert not expected.fits(60.0, Trunk(270.0, 100.0, 50.0))
    assert not expected.fits(60.0, Trunk(200.0, 100.0, 90.0))


def test_a_turn_of_the_camera_goes_on_without_a_leap() -> None:
    t = np.arange(60) / 30
    expected = remembered(200.0 + 50.0 * np.sin(2 * np.pi * t / 3))
    after = 200.0 + 50.0 * float(np.sin(2 * np.pi * 2.0 / 3))
    assert expected.continues(2.0, Trunk(after, 100.0, 50.0))
    assert not expected.continues(2.0, Trunk(after + 30.0, 100.0, 50.0))
    assert not expected.continues(2.5, Trunk(after, 100.0, 50.0))
