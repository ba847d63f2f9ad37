"""One contact and one toe-off a stride, in their order."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from formcheck.gait.events import find_events
from formcheck.motion import LEGS
from tests.support.kinematics import Camera, Runner, film
from tests.support.scenes import FOREFOOT, understood, without


@pytest.mark.parametrize("runner", [Runner(), FOREFOOT, Runner(cadence=155, duty=0.42, speed=2.4)])
def test_every_stride_has_one_of_each(runner: Runner) -> None:
    camera = Camera(noise_px=1.5)
    motion = understood(film(runner, camera))
    for leg in LEGS:
        events = find_events(motion, leg)
        assert events is not None
        true = runner.contacts(camera.seconds, leg == "near")
        assert len(true) - 1 <= len(events.initial_contact_s) <= len(true)
        assert np.diff(events.initial_contact_s) == pytest.approx(runner.stride, abs=0.02)
        merged = sorted([*events.initial_contact_s, *events.toe_off_s])
        kinds = [one in events.initial_contact_s for one in merged]
        assert all(a != b for a, b in pairwise(kinds))


def test_the_shared_error_is_stated_in_strides() -> None:
    for slow in (1.0, 4.0):
        motion = understood(film(Runner(), Camera(fps=60, seconds=6 * slow, slow=slow)))
        events = find_events(motion, "near")
        assert events is not None
        assert events.contact_sd_s / (2 * motion.step_s) == pytest.approx(0.012)


def test_too_short_a_view_of_the_feet_gives_none() -> None:
    track = without(film(Runner(), Camera(seconds=5)), slice(60, None), ("heel", "ankle", "toe"))
    assert find_events(understood(track), "near") is None


def test_a_gap_in_the_middle_takes_its_own_events_only() -> None:
    camera = Camera(noise_px=1.0)
    whole = find_events(understood(film(Runner(), camera)), "near")
    gap = slice(240, 270)
    found = find_events(understood(without(film(Runner(), camera), gap, ("ankle", "heel", "toe"))), "near")
    assert whole is not None
    assert found is not None
    for kind in ("initial_contact_s", "toe_off_s"):
        own, all_ = getattr(found, kind), getattr(whole, kind)
        assert np.abs(own[:, None] - all_).min(1).max() < 0.005
        assert not ((own > 241 / camera.fps) & (own < 269 / camera.fps)).any()
        outside = (all_ < 230 / camera.fps) | (all_ > 280 / camera.fps)
        assert np.abs(all_[outside][:, None] - own).min(1).max() < 0.005
