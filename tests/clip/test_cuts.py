"""Jump cuts, and what only looks like one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from formcheck.clip import CutFinder, Picture


def scene(seed: int) -> NDArray[np.uint8]:
    rng = np.random.default_rng(seed)
    return np.kron(rng.integers(0, 255, (3, 5, 3)), np.ones((30, 32, 1))).astype(np.uint8)


def cuts(frames: list[NDArray[np.uint8]]) -> list[int]:
    finder = CutFinder()
    return [i for i, frame in enumerate(frames) if finder.feed(Picture(i, i / 30, frame))]


def shaken(picture: NDArray[np.uint8], count: int, seed: int = 0) -> list[NDArray[np.uint8]]:
    rng = np.random.default_rng(seed)
    return [np.roll(picture, rng.integers(-1, 2, 2), axis=(0, 1)) for _ in range(count)]


def test_a_cut_is_found_at_its_frame() -> None:
    assert cuts([*shaken(scene(1), 20), *shaken(scene(2), 20), *shaken(scene(3), 20)]) == [20, 40]


def test_doubled_frames_do_not_hide_or_make_cuts() -> None:
    film = [frame for frame in [*shaken(scene(1), 20), *shaken(scene(2), 20)] for _ in (0, 1)]
    assert cuts(film) == [40]


def test_a_pan_flicker_and_a_fade_are_no_cuts() -> None:
    wide = np.concatenate([scene(4), scene(5), scene(6)], axis=1)
    assert cuts([wide[:, 4 * i : 4 * i + 160] for i in range(60)]) == []
    assert (
        cuts([np.clip(scene(1).astype(int) + 12 * (i % 2), 0, 255).astype(np.uint8) for i in range(40)]) == []
    )
    fade = [(scene(1) * (1 - i / 40) + scene(2) * (i / 40)).astype(np.uint8) for i in range(41)]
    assert cuts(fade) == []


def test_a_still_start_is_no_cut() -> None:
    still = [scene(1)] * 20
    assert cuts([*still, *shaken(scene(1), 20)]) == []
