"""Pictures that repeat the one before are told from pictures that change little."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formcheck.clip import ChangeMeter, Picture, Repeats, find_repeats
from formcheck.clip.repeats import Array, Flags

FPS = 30.0


def times(n: int) -> Array:
    return np.arange(n) / FPS


def shown(frames: np.ndarray[tuple[int], np.dtype[np.intp]]) -> Flags:
    """Repeats of a film that shows these pictures one after another."""
    return np.concatenate([[False], np.diff(frames) == 0])


def changes_of(again: Flags, seed: int, noise: float = 0.5) -> Array:
    """What a meter would read: a runner's stride changes it by 15 to 45, a coded repeat by little."""
    rng = np.random.default_rng(seed)
    moving = 30 + 15 * np.sin(np.arange(len(again)) * 0.6) + rng.normal(0, 1, len(again))
    changes = np.where(again, rng.uniform(0, 2 * noise, len(again)), moving)
    changes[0] = np.inf
    return changes


@given(source=st.floats(8, 29), seed=st.integers(0, 99), head=st.integers(0, 40))
@settings(deadline=None, max_examples=60)
def test_padding_is_found_and_its_pictures_lie_evenly(source: float, seed: int, head: int) -> None:
    begin = np.round(np.arange(200) * FPS / source)
    frames = np.searchsorted(begin, np.arange(240), side="right") - 1
    frames = np.concatenate([np.zeros(head, dtype=np.intp), frames])
    again = shown(frames)
    t = times(len(frames))
    repeats = find_repeats(t, changes_of(again, seed), np.ones(len(t), dtype=bool))
    assert (repeats.again == again).all()
    (span,) = [one for one in repeats.spans((0, len(t))) if one[1] - one[0] > 100]
    picked, at = repeats.new_times(span)
    assert (np.diff(frames[picked]) == 1).all()
    if again[span[0] : span[1]].sum() >= 10:
        assert np.diff(at) == pytest.approx(1 / source, rel=0.02)
        true = head / FPS + frames[picked] / source
        assert np.abs(at - true).max() < 1.0 / FPS
        assert np.abs(at - true).mean() < 0.5 / FPS


def test_pictures_lost_at_random_keep_their_own_times() -> None:
    lost = np.sort(np.random.default_rng(1).choice(np.arange(2, 298), 40, replace=False))
    frames = np.arange(300)
    frames[lost] = frames[lost - 1]
    again = shown(frames)
    repeats = find_repeats(times(300), changes_of(again, 1), np.ones(300, dtype=bool))
    picked, at = repeats.new_times((0, 300))
    assert (at == times(300)[picked]).all()
    assert repeats.share == pytest.approx(again.mean())


def test_standstills_at_both_ends_and_in_between_go() -> None:
    again = np.zeros(300, dtype=bool)
    again[1:34], again[150:160], again[280:] = True, True, True
    repeats = Repeats(times(300), again)
    assert repeats.standstills == ((0, 34), (149, 160), (279, 300))
    assert repeats.spans((0, 300)) == [(34, 149), (160, 279)]
    assert repeats.spans((0, 150)) == [(34, 149)]
    assert repeats.spans((40, 100)) == [(40, 100)]
    assert repeats.share == 0.0


@given(seed=st.integers(0, 200), slow=st.floats(0.2, 1.0), length=st.integers(0, 250))
@settings(deadline=None, max_examples=40)
def test_a_film_without_repeats_has_none(seed: int, slow: float, length: int) -> None:
    """Whether it plays fast or slow, a part of it out of sight or not."""
    changes = slow * changes_of(np.zeros(300, dtype=bool), seed)
    watched = np.ones(300, dtype=bool)
    watched[:length], changes[1:length] = False, 0.3  # an empty room before somebody comes
    repeats = find_repeats(times(300), changes, watched)
    assert not repeats.again.any()
    assert repeats.spans((0, 300)) == [(0, 300)]
    picked, at = repeats.new_times((10, 200))
    assert (picked == np.arange(10, 200)).all()
    assert (at == times(300)[10:200]).all()


def test_one_who_stands_long_before_running_is_a_standstill() -> None:
    rng = np.random.default_rng(0)
    changes = np.concatenate([rng.uniform(0.5, 2.0, 270), rng.uniform(18, 40, 60)])
    repeats = find_repeats(times(330), changes, np.ones(330, dtype=bool))
    assert repeats.spans((0, 330))[-1] == (270, 330)


def test_the_meter_sees_a_small_runner_and_no_flicker_of_one_pixel() -> None:
    meter = ChangeMeter()
    blank = np.full((480, 640, 3), 100, np.uint8)
    small, speck = blank.copy(), blank.copy()
    small[200:320, 300:360] = 200
    speck[100, 100] = 255
    for number, rgb in enumerate((blank, blank, speck, blank, small)):
        meter.feed(Picture(number, number / FPS, rgb))
    assert meter.changes[0] == np.inf
    assert (meter.changes[1:4] < 1).all()
    assert meter.changes[4] == 100
