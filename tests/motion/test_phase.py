"""Stride phase: blind to exchanged legs."""

from __future__ import annotations

import numpy as np
import pytest

from formcheck.motion.phase import find_phase

T = np.arange(480) / 60.0
STEP = 0.353


def legs(noise: float = 0.0) -> np.ndarray[tuple[int, int, int], np.dtype[np.float64]]:
    w = np.pi * T / STEP
    wave = np.stack([np.cos(w), 0.3 * np.sin(w), 0.6 * np.cos(w + 0.4), 0.2 * np.sin(2 * w)], axis=1)
    return (wave + np.random.default_rng(1).normal(0, noise, wave.shape)).reshape(-1, 2, 2)


def test_step_time_and_advance() -> None:
    phase = find_phase(legs(0.02), T)
    assert phase is not None
    assert phase.step_s == pytest.approx(STEP, rel=0.003)
    assert phase.regularity > 0.75
    inner = slice(60, -60)
    assert np.polyfit(T[inner], phase.phi[inner], 1)[0] == pytest.approx(np.pi / STEP, rel=0.003)


def test_exchanged_legs_change_nothing_at_all() -> None:
    difference = legs(0.02)
    signs = np.where(np.random.default_rng(2).random((len(T), 2, 1)) < 0.5, -1.0, 1.0)  # joint by joint
    plain, mixed = find_phase(difference, T), find_phase(difference * signs, T)
    assert plain is not None
    assert mixed is not None
    assert mixed.step_s == plain.step_s
    assert np.array_equal(mixed.phi, plain.phi)


def test_noise_and_short_films_have_no_regular_step() -> None:
    noise = np.random.default_rng(3).normal(size=(480, 2, 2))
    phase = find_phase(noise, T)
    assert phase is None or phase.regularity < 0.5
    assert find_phase(legs()[:50], T[:50]) is None
    assert find_phase(np.zeros((480, 2, 2)), T) is None
