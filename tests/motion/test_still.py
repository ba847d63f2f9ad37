"""Background pictures: bounded in number, spread over the film."""

from __future__ import annotations

import numpy as np
import pytest

from formcheck.clip import Picture
from formcheck.motion.still import StillSampler


@pytest.mark.parametrize("frames", [10, 47, 500, 3000])
def test_few_pictures_spread_over_any_length(frames: int) -> None:
    sampler = StillSampler()
    blank = np.zeros((8, 8, 3), np.uint8)
    for i in range(frames):
        sampler.feed(Picture(i, i / 60, blank + np.uint8(200 * i / frames)))
    kept = sampler.pictures(0, frames)
    assert min(frames, 24) <= len(kept) < 48
    shades = [int(one[0, 0]) for one in kept]
    assert shades == sorted(shades)
    assert max(np.diff(shades)) < 30
    assert len(sampler.pictures(frames // 2, frames)) == pytest.approx(len(kept) / 2, abs=1)


def test_large_pictures_are_shrunk() -> None:
    sampler = StillSampler()
    sampler.feed(Picture(0, 0.0, np.zeros((2160, 3840, 3), np.uint8)))
    assert sampler.pictures(0, 1)[0].shape == (720, 1280)
