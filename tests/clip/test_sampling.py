"""Enough pictures are looked at: 60 a second, 40 seconds of a long film, and the part one asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from formcheck.clip import Clip, Picture, Reader, pictures_at, pictures_of, probe
from formcheck.clip.index import PartReader, index_of
from formcheck.clip.sampling import WHOLE, Sampling, Wish, sampling_of
from formcheck.errors import OptionError, UnreadableClipError
from formcheck.options import Options
from tests.support.films import even_times, film, number_of


def times(seconds: float, fps: float) -> NDArray[np.float64]:
    return np.arange(round(seconds * fps)) / fps


@pytest.mark.parametrize(
    ("fps", "every"), [(24, 1), (30, 1), (60, 1), (100, 1), (119.88, 2), (120, 2), (240, 4), (960, 16)]
)
def test_about_sixty_pictures_a_second_are_looked_at(fps: float, every: int) -> None:
    found = sampling_of(times(10, fps), Wish())
    assert (found.every, found.partly) == (every, False)
    some, of = found.looked
    assert 27 <= fps / every * some / of <= 55 or fps < 30


def test_slow_motion_is_thinned_when_the_rate_of_filming_is_known() -> None:
    t = times(80, 30)  # ten seconds filmed at 240
    assert sampling_of(t, Wish(filmed_fps=240.0)) == Sampling(4, looked=(1, 2))
    assert sampling_of(t, Wish()) == Sampling(1)


@pytest.mark.parametrize("fps", [30.0, 60.0, 240.0])
def test_a_minute_is_looked_at_whole_and_an_hour_costs_no_more(fps: float) -> None:
    assert not sampling_of(times(60, fps), Wish()).partly
    long = sampling_of(times(3600, fps), Wish())
    assert long.partly
    assert long.stop is not None
    looked_at = len(range(long.first, long.stop, long.every))
    assert looked_at <= 2400
    middle = (long.first + long.stop) / 2 / fps
    assert middle == pytest.approx(1800, abs=1)
    early, late = (sampling_of(times(3600, fps), Wish(place=place)) for place in (0.2, 0.8))
    assert early.stop is not None
    assert early.stop < long.first < long.stop < late.first


def test_the_part_that_was_asked_for_is_looked_at() -> None:
    t = times(600, 60)
    assert sampling_of(t, Wish(part_s=(10.0, 20.0))) == Sampling(1, 600, 1200, (1, 2))
    assert sampling_of(t, Wish(part_s=(None, 5.0))) == Sampling(1, 0, 300, (1, 2))
    assert sampling_of(t, Wish(part_s=(590.0, None))) == Sampling(1, 35400, None, (1, 2))
    with pytest.raises(OptionError, match=r"begins at 900 s, but the film is over after 600"):
        sampling_of(t, Wish(part_s=(900.0, None)))
    assert sampling_of(np.empty(0), Wish()) == WHOLE


def test_a_part_too_short_to_measure_is_refused() -> None:
    with pytest.raises(OptionError, match="give at least 2 seconds"):
        Options(from_s=10.0, until_s=11.0)


@given(st.integers(1, 5), st.integers(0, 20), st.integers(1, 40) | st.none())
def test_what_is_picked_is_what_a_slice_gives(every: int, first: int, more: int | None) -> None:
    sampling = Sampling(every, first, None if more is None else first + more)
    numbers = list(range(50))
    picked = [n for n in numbers if sampling.picks(n)]
    assert picked == numbers[sampling.first : sampling.stop : sampling.every]


@pytest.mark.parametrize("sampling", [WHOLE, Sampling(4), Sampling(2, 31, 80), Sampling(1, 70)])
@pytest.mark.parametrize("kind", ["h264.mp4", "mpeg4.avi"])
def test_all_ways_to_read_give_the_same_pictures(tmp_path: Path, kind: str, sampling: Sampling) -> None:
    source = probe(film(tmp_path / f"film.{kind}", kind, even_times(100)))
    numbers = list(range(100))[sampling.first : sampling.stop : sampling.every]
    reader = Reader(source, sampling)
    read = list(reader)
    clip = reader.clip()
    again = list(pictures_of(clip))
    assert [number_of(one.rgb) for one in read] == [number_of(one.rgb) for one in again] == numbers
    assert [one.index for one in again] == list(range(len(numbers)))
    assert clip.t.tolist() == [one.t for one in again]
    assert clip.t[0] == pytest.approx(sampling.first / 30, abs=2e-3)
    assert clip.fps_file == pytest.approx(30, rel=0.02)
    assert clip.warnings == ()
    some = {2, 3, len(numbers) - 1} & set(range(len(numbers)))
    assert [number_of(one.rgb) for one in pictures_at(clip, some)] == [numbers[one] for one in sorted(some)]
    frames = index_of(source)
    if frames is not None:
        part = list(PartReader(frames.picking(sampling), 1, len(numbers)))
        assert [number_of(one.rgb) for one in part] == numbers[1:]
        assert frames.picking(sampling).t.tolist() == clip.t.tolist()


def test_a_film_that_changed_since_is_not_read_on(tmp_path: Path) -> None:
    path = film(tmp_path / "film.mp4", t=even_times(100))
    clip = Clip(probe(path), even_times(100)[10:90], sampling=Sampling(1, 10, 90))
    assert len(list(pictures_of(clip))) == 80
    film(path, t=even_times(40))
    with pytest.raises(UnreadableClipError, match="has changed since it was measured"):
        list(pictures_of(replace(clip, source=probe(path))))
    with pytest.raises(UnreadableClipError, match="has changed since it was measured"):
        list(pictures_at(replace(clip, source=probe(path)), {3, 79}))


def test_only_what_lies_near_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clip = Clip(probe(film(tmp_path / "film.mp4", t=even_times(300))), even_times(300))
    read = []
    whole = PartReader.__iter__

    def counted(self: PartReader) -> Iterator[Picture]:
        for picture in whole(self):
            read.append(picture.index)
            yield picture

    monkeypatch.setattr(PartReader, "__iter__", counted)
    assert [one.index for one in pictures_at(clip, {40, 45, 280})] == [40, 45, 280]
    assert read == [*range(40, 46), 280]
    assert list(pictures_at(clip, ())) == []


@pytest.mark.parametrize("wish", [Wish(), Wish(part_s=(0.0, 2.0)), Wish(part_s=(0.002, None))])
@pytest.mark.parametrize("step", [1e-4, 1 / 240, 10.0])
def test_two_pictures_are_taken_at_least(wish: Wish, step: float) -> None:
    t = np.arange(30, dtype=np.float64) * step
    sampling = sampling_of(t, wish)
    assert sum(sampling.picks(number) for number in range(len(t))) >= 2
