"""A part of a film gives the same pictures as reading all of it; what cannot promise that has no index."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from formcheck.clip import Reader, probe
from formcheck.clip.index import NotInOrderError, PartReader, index_of
from tests.support.films import cut_short, even_times, film, number_of, trimmed_film, turned_film

UNEVEN = np.cumsum(np.array([0.04, 0.033, 0.02, 0.05, 0.033, 0.1, 0.02] * 12))


@pytest.mark.parametrize("kind", ["h264.mp4", "hevc.mov", "vp9.webm"])
@pytest.mark.parametrize("t", [even_times(90), UNEVEN], ids=["even", "uneven"])
def test_parts_are_what_a_reader_gives(tmp_path: Path, kind: str, t: NDArray[np.float64]) -> None:
    path = film(tmp_path / f"film.{kind}", kind, t)
    source = probe(path)
    whole = list(Reader(source))
    frames = index_of(source)
    assert frames is not None
    assert frames.t.tolist() == [one.t for one in whole]
    for start, stop in ((0, 5), (1, 2), (41, 60), (len(whole) - 3, len(whole))):
        part = list(PartReader(frames, start, stop))
        assert [one.index for one in part] == list(range(start, stop))
        for one in part:
            assert one.t == whole[one.index].t
            np.testing.assert_array_equal(one.rgb, whole[one.index].rgb)
            assert number_of(one.rgb) == one.index


def test_a_trimmed_film_begins_where_it_was_trimmed(tmp_path: Path) -> None:
    path = trimmed_film(tmp_path / "trimmed.mp4", even_times(60), 23)
    source = probe(path)
    whole = list(Reader(source))
    frames = index_of(source)
    assert frames is not None
    assert len(frames) == len(whole)
    part = list(PartReader(frames, 10, 20))
    assert [number_of(one.rgb) for one in part] == [number_of(one.rgb) for one in whole[10:20]]


def test_a_turned_film_comes_upright(tmp_path: Path) -> None:
    source = probe(turned_film(tmp_path / "turned.mp4", 90))
    frames = index_of(source)
    assert frames is not None
    (picture,) = PartReader(frames, 3, 4)
    whole = list(Reader(source))
    np.testing.assert_array_equal(picture.rgb, whole[3].rgb)


def test_a_container_without_an_index_has_none(tmp_path: Path) -> None:
    assert index_of(probe(film(tmp_path / "film.avi", "mpeg4.avi", even_times(30)))) is None


def test_a_film_cut_short_is_read_from_the_beginning(tmp_path: Path) -> None:
    path = film(tmp_path / "film.mp4", t=even_times(90))
    frames = index_of(probe(path))
    assert frames is not None
    cut_short(path, 0.6)
    with pytest.raises(NotInOrderError):
        list(PartReader(frames, 60, 90))


def test_an_index_that_promises_other_pictures_is_noticed(tmp_path: Path) -> None:
    frames = index_of(probe(film(tmp_path / "film.mp4", t=even_times(40))))
    assert frames is not None
    with pytest.raises(NotInOrderError):
        list(PartReader(replace(frames, pts=frames.pts + 1), 5, 10))
    with pytest.raises(NotInOrderError):
        list(PartReader(replace(frames, pts=np.append(frames.pts, frames.pts[-1] + 512)), 35, 41))


@pytest.mark.parametrize("steps", [[0.02, 11.0, 0.02], [0.02, 1e-5, 0.02]], ids=["a leap", "too close"])
def test_stamps_no_camera_writes_are_read_from_the_beginning(tmp_path: Path, steps: list[float]) -> None:
    t = np.cumsum([0.0, *steps])
    source = probe(film(tmp_path / "film.mkv", t=t, tick=Fraction(1, 1000)))
    tight = probe(film(tmp_path / "film.mp4", t=t))
    assert index_of(tight) is None
    reader = Reader(source)
    times = [picture.t for picture in reader]
    assert np.diff(times).min() >= 0.99e-4
    assert np.diff(times).max() < 1.0
    assert reader.clip().cuts == ((2,) if max(steps) > 1 else ())
