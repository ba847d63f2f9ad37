"""The film's speed with the measured contacts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from formcheck.gait import find_gait, settle
from formcheck.gait.clock import contact_share
from formcheck.motion import TimeFactor
from formcheck.options import Options
from tests.support.kinematics import Camera, Runner, film
from tests.support.scenes import WALKER, gait_of, understood


@pytest.mark.parametrize("duty", [0.30, 0.36, 0.42])
def test_the_contact_share_is_measured(duty: float) -> None:
    _, gait = gait_of(film(Runner(duty=duty)))
    assert contact_share(gait) == pytest.approx(2 * duty, abs=0.06)


def test_without_strides_the_assumed_share_stays() -> None:
    motion, gait = gait_of(film(Runner()))
    bare = replace(gait, near=None, far=None)
    assert contact_share(bare) is None
    assert settle(motion, bare, Options()) is motion


def test_what_the_runner_told_stays() -> None:
    options = Options(capture_fps=240)
    motion, gait = gait_of(film(Runner(), Camera(fps=30, seconds=40, slow=8)), options)
    assert (
        settle(motion, gait, options).time_factor
        == motion.time_factor
        == TimeFactor(8.0, True, "capture rate (you)")
    )


def test_a_walks_speed_is_left_open() -> None:
    motion, gait = gait_of(film(WALKER, Camera(seconds=10)))
    assert gait.activity.name == "walking"
    factor = settle(motion, gait, Options()).time_factor
    assert (factor.value, factor.certain) == (None, False)
    assert "walk" in factor.reason


def test_the_scale_follows_the_speed() -> None:
    """Belt speed gives metres only once the film's speed is certain."""
    options = Options(speed_kmh=10.0)
    motion = understood(film(Runner()), options)
    gait = find_gait(motion)
    unsure = replace(
        motion,
        time_factor=TimeFactor(None, False, "none"),
        scale=replace(motion.scale, m_per_px=None, source="none"),
    )
    settled = settle(unsure, gait, options)
    assert settled.time_factor.certain
    assert settled.time_factor.source == "step rate and bounce and belt"
    assert settled.scale == motion.scale
    assert settled.scale.source == "speed"


def test_a_motion_without_signs_is_left_alone() -> None:
    motion, gait = gait_of(film(Runner()))
    given = replace(motion, signs=None)
    assert settle(given, gait, Options()) is given
