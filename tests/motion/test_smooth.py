"""Filtering without lag, and lone spikes."""

from __future__ import annotations

import numpy as np
import pytest

from formcheck.motion.smooth import low_pass, without_spikes

T = np.arange(240) / 60.0


def test_a_pulse_stays_where_it_is() -> None:
    pulse = np.exp(-(((T - 2.0) / 0.08) ** 2))
    smooth = low_pass(pulse, 5.0, 60.0)
    assert T[smooth.argmax()] == pytest.approx(2.0, abs=1 / 60)
    assert smooth[120 - 30 : 120] == pytest.approx(smooth[121 : 120 + 31][::-1], abs=2e-3)


def test_slow_passes_and_fast_does_not() -> None:
    slow, fast = np.sin(2 * np.pi * 1.0 * T), np.sin(2 * np.pi * 25.0 * T)
    smooth = low_pass(slow + fast, 8.0, 60.0)
    assert np.abs(smooth - slow)[30:-30].max() < 0.03


def test_unknown_columns_and_short_inputs_come_back_as_they_are() -> None:
    values = np.stack([np.sin(T), np.full_like(T, np.nan)], axis=1)
    smooth = low_pass(values, 8.0, 60.0)
    assert np.isfinite(smooth[:, 0]).all()
    assert np.isnan(smooth[:, 1]).all()
    assert low_pass(T[:5], 8.0, 60.0) == pytest.approx(T[:5])
    assert low_pass(T, 29.0, 60.0) == pytest.approx(T)


def test_a_lone_spike_goes_and_fast_motion_stays() -> None:
    path = np.stack([np.sin(2 * np.pi * 3 * T), np.cos(2 * np.pi * 3 * T)], axis=-1)[:, None]
    path += np.random.default_rng(0).normal(0, 0.003, path.shape)
    assert np.abs(without_spikes(path, 0.005) - path).max() < 0.05
    broken = path.copy()
    broken[100] += 0.8
    assert np.abs(without_spikes(broken, 0.005) - path).max() < 0.08


def test_motion_beside_a_lost_frame_is_no_spike() -> None:
    losses: dict[bool, float] = {True: 0.0, False: 0.0}
    for seed in range(6):
        stamps = T[np.random.default_rng(seed).random(len(T)) > 0.2]
        path = 0.4 * np.stack([np.sin(10 * stamps), np.cos(20 * stamps)], axis=-1)[:, None]
        for told in losses:
            calm = without_spikes(path, 0.002, stamps if told else None)
            losses[told] = max(losses[told], float(np.abs(calm - path).max()))
        broken = path.copy()
        broken[90] += 0.8
        assert np.abs(without_spikes(broken, 0.002, stamps) - path).max() < 0.03
    assert losses[True] < 0.03
    assert losses[False] > 0.1
