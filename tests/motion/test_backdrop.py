"""The background of a still camera: the median of its pictures, and whether it holds still at all."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from formcheck.motion.backdrop import find_backdrop, median_of
from formcheck.motion.still import Grey


@given(arrays.arrays(np.uint8, st.tuples(st.integers(1, 12), st.just(3), st.just(4))))
def test_the_median_is_numpys(stack: Grey) -> None:
    np.testing.assert_array_equal(median_of(list(stack)), np.median(stack, axis=0).astype(np.uint8))


def lines(offset: int, noise: int, seed: int) -> Grey:
    """A picture of upright posts, moved sideways."""
    picture = np.full((90, 160), 60, dtype=np.int16)
    for post in range(20, 150, 30):
        picture[:, (post + offset) % 160 : (post + offset) % 160 + 6] = 200
    picture += np.random.default_rng(seed).integers(-noise, noise + 1, picture.shape, dtype=np.int16)
    return picture.astype(np.uint8)


@pytest.mark.parametrize("count", [5, 12, 13])
def test_a_camera_that_stands_still_is_told_from_one_that_moves(count: int) -> None:
    still = find_backdrop([lines(0, 4, seed) for seed in range(count)])
    moving = find_backdrop([lines(9 * seed, 40, seed) for seed in range(count)])
    assert (still.camera, moving.camera) == ("still", "moving")
    assert len(still.lines) == 1
    assert 5 <= len(moving.lines) <= 7


def test_few_pictures_tell_nothing() -> None:
    assert find_backdrop([lines(0, 0, 0)] * 4).camera == "too short"
