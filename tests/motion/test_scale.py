"""Metres a pixel."""

from __future__ import annotations

import numpy as np
import pytest

from formcheck.motion.scale import LEG_SHARE_OF_HEIGHT, find_scale, standing_foot_speed
from formcheck.options import Options
from tests.support.kinematics import Camera, Runner, film
from tests.support.scenes import understood

LEG_PX, HEIGHT_CM = 300.0, 175.0
METRE = LEG_SHARE_OF_HEIGHT * HEIGHT_CM / 100 / LEG_PX


def test_from_height() -> None:
    scale = find_scale(LEG_PX, None, HEIGHT_CM, None, 1.0)
    assert scale.source == "height"
    assert scale.m_per_px == pytest.approx(METRE)


def test_both_are_better_than_one() -> None:
    belt_px_s = 3.0 / METRE * 0.93
    both = find_scale(LEG_PX, belt_px_s, HEIGHT_CM, 3.0 * 3.6, 1.0)
    assert both.source == "both"
    assert both.m_per_px == pytest.approx(METRE, rel=1e-6)
    assert both.relative_sd < find_scale(LEG_PX, belt_px_s, None, 10.8, 1.0).relative_sd


def test_contradicting_entries_are_said() -> None:
    scale = find_scale(LEG_PX, 3.0 / METRE, HEIGHT_CM, 20.0, 1.0)
    assert scale.m_per_px is None
    assert "contradict" in scale.reason
    # Told 20 km/h where the belt runs at 3 m/s over 0.93: each entry shows what it makes of the other.
    assert "11.6 km/h" in scale.reason
    assert f"{HEIGHT_CM * 20 / 11.613:.0f} cm" in scale.reason


def test_belt_speed_needs_a_clock() -> None:
    assert find_scale(LEG_PX, 900.0, None, 10.0, None).m_per_px is None
    slow = find_scale(LEG_PX, 900.0 / 8, None, 10.0, 8.0)
    assert slow.m_per_px == pytest.approx(find_scale(LEG_PX, 900.0, None, 10.0, 1.0).m_per_px)


@pytest.mark.parametrize("facing", ["left", "right"])
def test_belt_speed_on_a_runner(facing: str) -> None:
    runner = Runner()
    motion = understood(film(runner, Camera(facing=facing)), Options(speed_kmh=10.0))
    true = 10.0 / 3.6 / (runner.speed * 300.0)
    assert motion.scale.source == "speed"
    assert motion.scale.m_per_px == pytest.approx(true, rel=0.15)


def test_nothing_seen_gives_no_speed() -> None:
    assert standing_foot_speed(np.full((50, 2), np.nan), 1.0, 60.0) is None


def test_an_uncertain_clock_gives_no_scale_from_the_belt() -> None:
    track = film(Runner(), Camera(fps=30, seconds=40, slow=8))
    scale = understood(track, Options(speed_kmh=10.0)).scale
    assert scale.m_per_px is None
    assert "speed" in scale.reason
    known = understood(track, Options(speed_kmh=10.0, capture_fps=240)).scale
    assert known.m_per_px == pytest.approx(10.0 / 3.6 / (Runner().speed * 300.0), rel=0.15)
