"""Gaps: bridged where that is honest, left open where not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from formcheck.motion.gaps import bridge, even_grid, to_grid
from formcheck.pose.landmarks import index
from tests.support.kinematics import Camera, Runner, film
from tests.support.scenes import without

TRACK = film(Runner(), Camera(seconds=3))
KNEE = index("knee", "right")


def test_short_gaps_are_bridged_close_to_the_truth() -> None:
    bridged = bridge(without(TRACK, slice(60, 64)))
    assert np.abs(bridged.xy[60:64, KNEE] - TRACK.xy[60:64, KNEE]).max() < 6.0
    assert 0 < bridged.filled < 0.05


def test_long_gaps_stay_open() -> None:
    bridged = bridge(without(TRACK, slice(60, 90)))
    assert np.isnan(bridged.xy[62:88]).all()
    assert np.isfinite(bridged.whole).all()


def test_points_outside_the_picture_are_not_seen() -> None:
    xy = TRACK.xy.copy()
    xy[:, index("toe", "left"), 1] = TRACK.height + 50
    bridged = bridge(replace(TRACK, xy=xy))
    assert bridged.visible[index("toe", "left")] == 0
    assert np.isnan(bridged.xy[:, index("toe", "left")]).all()


def test_the_grid_keeps_ends_and_step() -> None:
    stamps = np.delete(np.arange(100) / 30, [20, 21, 50])
    grid = even_grid(stamps)
    assert (grid[0], grid[-1], len(grid)) == (stamps[0], stamps[-1], 100)
    wave = np.sin(stamps * 5)[:, None, None] * np.ones((1, 1, 2))
    assert np.abs(to_grid(stamps, wave, grid)[:, 0, 0] - np.sin(grid * 5)).max() < 0.02


@settings(max_examples=10, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10_000), lost=st.floats(0.0, 0.25), jitter=st.floats(0.0, 0.3))
def test_the_grid_does_not_depend_on_where_the_stamps_fell(seed: int, lost: float, jitter: float) -> None:
    rng = np.random.default_rng(seed)
    even = np.arange(180) / 60
    stamps = (even + rng.uniform(-jitter, jitter, 180) / 60)[rng.random(180) >= lost]
    paths = np.stack([np.sin(9 * stamps), np.cos(9 * stamps)], axis=-1)[:, None]
    grid = even_grid(stamps)
    true = np.stack([np.sin(9 * grid), np.cos(9 * grid)], axis=-1)[:, None]
    assert np.abs(to_grid(stamps, paths, grid) - true).max() < 0.05


def test_a_long_gap_does_not_spoil_the_rest() -> None:
    stamps = np.delete(np.arange(180) / 60, slice(60, 75))
    paths = np.stack([np.sin(9 * stamps), np.cos(9 * stamps)], axis=-1)[:, None]
    grid = even_grid(stamps)
    found = to_grid(stamps, paths, grid)[:, 0, 0]
    far = (grid < 0.9) | (grid > 1.35)
    assert np.abs(found - np.sin(9 * grid))[far].max() < 1e-3
    assert np.abs(found).max() < 1.01
