"""Real time told from slow motion."""

from __future__ import annotations

import pytest

from formcheck.motion.time_base import from_capture_rate
from formcheck.options import Options
from tests.support.kinematics import Camera, Runner, film
from tests.support.scenes import understood


@pytest.mark.parametrize("cadence", [150, 170, 190])
@pytest.mark.parametrize("fps", [30, 60])
def test_real_time_is_certain(cadence: float, fps: float) -> None:
    factor = understood(film(Runner(cadence=cadence), Camera(fps=fps, seconds=6))).time_factor
    assert (factor.value, factor.certain) == (1.0, True)


@pytest.mark.parametrize("slow", [4.0, 8.0])
def test_slow_motion_is_noticed_and_asked_about(slow: float) -> None:
    factor = understood(film(Runner(), Camera(fps=30, seconds=5 * slow, slow=slow))).time_factor
    assert factor.value == pytest.approx(slow, rel=0.15)
    assert not factor.certain
    assert "slow motion" in factor.reason


def test_a_told_rate_settles_it() -> None:
    track = film(Runner(), Camera(fps=30, seconds=40, slow=8))
    factor = understood(track, Options(capture_fps=240)).time_factor
    assert factor.value == pytest.approx(8.0, rel=0.01)
    assert factor.certain


def test_a_rate_below_the_files_own_is_no_fast_motion() -> None:
    track = film(Runner(), Camera(fps=60, seconds=6))
    for motion in (understood(track, Options(capture_fps=30)), understood(track, capture_fps=30)):
        assert (motion.time_factor.value, motion.time_factor.certain) == (1.0, True)
        assert motion.time_factor.source == "step rate and bounce"


@pytest.mark.parametrize(("capture", "file", "value"), [(240, 30, 8.0), (60, 59.94, 1.0), (30, 29, 1.0)])
def test_capture_rate_over_file_rate(capture: float, file: float, value: float) -> None:
    assert from_capture_rate(capture, file, "told").value == value
