"""Background pictures: bounded in number, spread over the film."""

from __future__ import annotations

from pathlib import Path

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


def test_kept_pictures_come_back_from_a_file(tmp_path: Path) -> None:
    sampler = StillSampler()
    for number in range(100):
        sampler.feed(Picture(number, number / 30, np.full((6, 8, 3), number, np.uint8)))
    sampler.save(tmp_path / "stills.npz")
    back = StillSampler.load(tmp_path / "stills.npz")
    for first, stop in ((0, 100), (30, 60)):
        before, after = sampler.pictures(first, stop), back.pictures(first, stop)
        assert len(before) == len(after) > 0
        assert all((a == b).all() for a, b in zip(before, after, strict=True))
    with pytest.raises(FileNotFoundError):
        StillSampler.load(tmp_path / "none.npz")


def test_no_pictures_come_back_as_none(tmp_path: Path) -> None:
    StillSampler().save(tmp_path / "stills.npz")
    assert StillSampler.load(tmp_path / "stills.npz").pictures(0, 10) == []
