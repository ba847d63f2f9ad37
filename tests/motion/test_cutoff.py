"""The cut-off follows the film's own noise."""

from __future__ import annotations

import numpy as np
import pytest

from formcheck.motion.cutoff import USUAL, cutoff_of
from formcheck.pose.landmarks import index
from tests.support.kinematics import Camera, Runner, film

LEGS = [index(joint, side) for joint in ("knee", "ankle", "heel", "toe") for side in ("left", "right")]
STEP_S = 60 / Runner().cadence


def chosen(noise_px: float, fps: float = 120.0, seconds: float = 8.0, slow: float = 1.0) -> float:
    track = film(Runner(), Camera(fps=fps, seconds=seconds * slow, noise_px=noise_px, seed=3, slow=slow))
    return cutoff_of(track.xy[:, LEGS], STEP_S * slow, fps)


def test_a_clean_film_keeps_more_than_a_noisy_one() -> None:
    clean, some, much = (chosen(noise) for noise in (0.05, 3.0, 12.0))
    assert clean == 6.0
    assert clean >= some >= much
    assert much < clean


@pytest.mark.parametrize("slow", [1.0, 4.0])
def test_slow_motion_makes_no_difference(slow: float) -> None:
    assert chosen(4.0, fps=120 / slow, slow=slow) == pytest.approx(chosen(4.0), abs=0.51)


def test_too_few_frames_a_second_or_too_short_a_film_take_the_usual() -> None:
    assert chosen(1.0, fps=30.0) == USUAL
    assert chosen(1.0, seconds=2.0) == USUAL


def test_standing_still_is_all_noise() -> None:
    paths = np.random.default_rng(1).normal(0, 1, (1200, 8, 2))
    assert cutoff_of(paths, STEP_S, 120.0) == 3.0
