"""The step time from arms and trunk, when nothing is known of the legs."""

from __future__ import annotations

import pytest

from formcheck.motion.gaps import bridge
from formcheck.motion.rhythm import step_from_upper_body
from tests.support.kinematics import Camera, Runner, film
from tests.support.scenes import standing, without


@pytest.mark.parametrize("cadence", [150.0, 170.0, 195.0])
def test_arms_and_trunk_give_the_step(cadence: float) -> None:
    camera = Camera(noise_px=1.0)
    track = film(Runner(cadence=cadence), camera)
    found = step_from_upper_body(bridge(track), track.t, camera.leg_px)
    assert found is not None
    assert found[0] == pytest.approx(60 / cadence, rel=0.01)
    assert 0.6 <= found[1] <= 1.0


def test_without_arms_or_swing_there_is_none() -> None:
    track = film(Runner(), Camera())
    armless = without(track, slice(None), ("elbow",))
    assert step_from_upper_body(bridge(armless), track.t, 300.0) is None
    still = standing(Camera())
    assert step_from_upper_body(bridge(still), still.t, 300.0) is None
