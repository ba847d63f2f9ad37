"""Real time told from slow motion."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formcheck.motion import ClockSigns
from formcheck.motion.time_base import find_time_factor, from_capture_rate, playing_rate
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


@given(
    fps=st.sampled_from([24.0, 25.0, 30.0, 59.94, 120.0]),
    lost=st.floats(0.0, 0.35),
    scatter=st.floats(0.0, 0.08),
    seed=st.integers(0, 99),
)
@settings(deadline=None, max_examples=60)
def test_the_playing_rate_does_not_fall_with_lost_frames(
    fps: float, lost: float, scatter: float, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    t = (np.arange(240) + scatter * rng.standard_normal(240)) / fps
    kept = t[rng.random(240) >= lost]
    assert playing_rate(kept) == pytest.approx(fps, rel=0.012)


def test_times_rounded_to_milliseconds_are_known_for_their_rate() -> None:
    assert playing_rate(np.round(np.arange(200) / 30, 3)) == pytest.approx(30, rel=0.002)


def test_faster_than_life_is_noticed() -> None:
    factor = understood(film(Runner(), Camera(fps=30, seconds=4, slow=0.5))).time_factor
    assert factor.value == pytest.approx(0.5, rel=0.15)
    assert not factor.certain
    assert "faster than life" in factor.reason


def test_the_files_word_is_doubted_when_nothing_looks_so() -> None:
    track = film(Runner(), Camera(fps=30, seconds=6))
    factor = understood(track, capture_fps=240).time_factor
    assert (factor.value, factor.certain) == (None, False)
    assert factor.choices[0] == 8.0
    assert 1.0 in factor.choices
    told = understood(track, Options(capture_fps=240)).time_factor  # the runner's word stands
    assert (told.value, told.certain) == (8.0, True)


def test_the_files_word_is_taken_when_it_fits() -> None:
    track = film(Runner(), Camera(fps=30, seconds=40, slow=8))
    factor = understood(track, capture_fps=240).time_factor
    assert (factor.value, factor.certain, factor.source) == (8.0, True, "capture rate (file)")


def test_what_is_uncertain_comes_with_choices_and_the_truth_among_them() -> None:
    for slow, capture in ((4.0, 120.0), (8.0, 240.0)):
        track = film(Runner(cadence=160), Camera(fps=30, seconds=5 * slow, slow=slow))
        factor = understood(track).time_factor
        assert any(one == pytest.approx(slow) for one in factor.choices)
        settled = understood(track, Options(capture_fps=capture)).time_factor
        assert settled.value == pytest.approx(slow)
        assert (settled.certain, settled.choices) == (True, ())


SIGNS = ClockSigns(step_s=60 / 168, bounce=0.09, belt=3.3, file_fps=30.0, file_capture_fps=None)


def slowed(signs: ClockSigns, factor: float) -> ClockSigns:
    assert signs.belt is not None
    return replace(signs, step_s=signs.step_s * factor, belt=signs.belt / factor)


@given(factor=st.floats(0.3, 12), share=st.floats(0.5, 0.9))
@settings(deadline=None)
def test_a_wrong_belt_speed_does_not_make_real_time_slow_motion(factor: float, share: float) -> None:
    speed = 3.3 / 0.93 * 0.487 * 1.75 * 3.6 * factor
    options = Options(speed_kmh=min(max(speed, 2.0), 40.0), height_cm=175.0)
    found = find_time_factor(SIGNS, options, share)
    assert found.value in (1.0, None)
    assert found.certain == (found.value == 1.0)


@given(slow=st.floats(1.3, 12))
@settings(deadline=None)
def test_belt_and_height_narrow_the_factor(slow: float) -> None:
    """The belt is an independent clock: what it says moves the factor proposed towards it."""
    options = Options(speed_kmh=3.3 / 0.93 * 0.487 * 1.75 * 3.6, height_cm=175.0)
    quick = replace(slowed(SIGNS, slow), step_s=SIGNS.step_s * slow * 0.9)  # a runner of 187 steps a minute
    without = find_time_factor(quick, Options(height_cm=175.0), 0.7)
    found = find_time_factor(quick, options, 0.7)
    assert "belt" in found.source
    assert "belt" not in without.source
    assert not (found.certain and slow > 1.4)
    if found.value and without.value and not found.certain and not without.certain and slow > 1.6:
        assert abs(np.log(found.value / slow)) <= abs(np.log(without.value / slow)) + 0.02
