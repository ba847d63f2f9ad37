"""Every picture of a film comes out once, upright, in order, at its own time."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from formcheck.clip.picture import Picture, contiguous
from formcheck.clip.reader import Reader
from formcheck.clip.source import Clip, probe
from formcheck.errors import UnreadableClipError
from tests.support import films


def read(path: Path) -> tuple[list[Picture], Clip]:
    reader = Reader(probe(path))
    pictures = list(reader)
    return pictures, reader.clip()


def numbers(pictures: list[Picture]) -> list[int]:
    return [films.number_of(picture.rgb) for picture in pictures]


@pytest.mark.parametrize("kind", films.KINDS)
def test_every_kind_of_film(tmp_path: Path, kind: str) -> None:
    t = films.even_times(20, 25.0)
    pictures, clip = read(films.film(tmp_path / kind, kind, t))
    assert numbers(pictures) == list(range(20))
    assert [picture.index for picture in pictures] == list(range(20))
    np.testing.assert_allclose(clip.t, t, atol=1e-3)
    assert [picture.t for picture in pictures] == clip.t.tolist()
    assert all(films.is_upright(picture.rgb) for picture in pictures)
    assert clip.warnings == ()


@pytest.mark.parametrize("rotation", [90, -90, 180])
@pytest.mark.parametrize("kind", ["h264.mp4", "hevc.mov"])
def test_a_film_on_its_side_comes_out_upright(tmp_path: Path, rotation: int, kind: str) -> None:
    path = films.turned_film(tmp_path / kind, rotation, kind)
    with av.open(str(path)) as container:
        stored = next(container.decode(video=0)).to_ndarray(format="rgb24")
    assert not films.is_upright(stored)
    pictures, clip = read(path)
    assert films.is_upright(pictures[0].rgb)
    assert numbers(pictures) == list(range(12))
    assert pictures[0].rgb.shape == (clip.source.height, clip.source.width, 3)
    capture = cv2.VideoCapture(str(path))  # an independent reader that turns films by itself
    _, seen = capture.read()
    capture.release()
    assert np.abs(seen[..., ::-1].astype(int) - pictures[0].rgb).mean() < 3


def test_uneven_times_are_kept(tmp_path: Path) -> None:
    t = np.cumsum(np.random.default_rng(2).uniform(0.004, 0.060, 40))
    _, clip = read(films.film(tmp_path / "film.mp4", t=t))
    np.testing.assert_allclose(clip.t, t - t[0], atol=1e-4)
    assert clip.warnings == ()


def test_a_rate_that_changes_midway(tmp_path: Path) -> None:
    t = np.concatenate([np.arange(15) / 30, 0.5 + np.arange(60) / 240])
    _, clip = read(films.film(tmp_path / "film.mp4", t=t))
    np.testing.assert_allclose(clip.t, t, atol=1e-4)
    assert clip.warnings == ()


def test_a_film_that_starts_late_starts_at_zero(tmp_path: Path) -> None:
    _, clip = read(films.film(tmp_path / "film.mp4", t=5.0 + films.even_times(12)))
    np.testing.assert_allclose(clip.t, films.even_times(12), atol=1e-4)
    assert clip.warnings == ()


def test_trimmed_on_the_phone(tmp_path: Path) -> None:
    """The edit list hides pictures on purpose: nothing is missing."""
    pictures, clip = read(films.trimmed_film(tmp_path / "film.mp4", films.even_times(90), 30))
    assert numbers(pictures) == list(range(30, 90))
    np.testing.assert_allclose(clip.t, films.even_times(60), atol=1e-3)
    assert clip.warnings == ()


def test_sound_longer_than_the_film_is_no_damage(tmp_path: Path) -> None:
    for name in ("film.mp4", "film.mkv"):
        _, clip = read(films.film(tmp_path / name, t=films.even_times(60), sound_s=4.0))
        assert clip.warnings == (), name


@pytest.mark.parametrize("kind", ["h264.mp4", "vp9.webm", "mpeg4.avi"])
@pytest.mark.parametrize("share", [0.6, 0.75, 0.9])
def test_a_film_cut_short_is_read_as_far_as_it_goes(tmp_path: Path, kind: str, share: float) -> None:
    t = films.even_times(90)
    pictures, clip = read(films.cut_short(films.film(tmp_path / kind, kind, t), share))
    n = len(pictures)
    assert 0.15 * 90 < n < 90
    # The last pictures may be lost in reordering; all before are the right ones at the right time.
    assert numbers(pictures)[: n - 4] == list(range(n - 4))
    np.testing.assert_allclose(clip.t[: n - 4], t[: n - 4], atol=1e-3)
    assert len(clip.warnings) == 1
    assert f"{n}" in clip.warnings[0]
    assert "ends early" in clip.warnings[0]


def test_what_lies_behind_a_damaged_spot_is_read(tmp_path: Path) -> None:
    path = films.film(tmp_path / "film.mp4", t=films.even_times(90))
    data = bytearray(path.read_bytes())
    spot = data.index(b"mdat") + (len(data) - data.index(b"mdat")) // 2
    data[spot : spot + 40] = bytes(40)
    path.write_bytes(data)
    pictures, clip = read(path)
    assert len(pictures) > 80
    assert clip.t[-1] == pytest.approx(89 / 30, abs=0.1)
    assert any("damaged" in warning for warning in clip.warnings)


def test_pictures_that_last_no_time(tmp_path: Path) -> None:
    """Some GIFs ask for no delay at all; times still increase."""
    path = films.film(tmp_path / "film.gif", "animated.gif", films.even_times(30))
    data = path.read_bytes()
    delay = data.index(b"\x21\xf9\x04", len(data) // 2)
    broken = bytearray(data)
    for _ in range(8):
        broken[delay + 4 : delay + 6] = bytes(2)
        delay = data.index(b"\x21\xf9\x04", delay + 8)
    path.write_bytes(broken)
    _, clip = read(path)
    assert len(clip.t) == 30
    assert np.all(np.diff(clip.t) > 0)


def test_stamps_that_do_not_increase_are_moved_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = films.film(tmp_path / "film.mp4", t=films.even_times(12))
    stamps = iter([0.0, 0.1, 0.1, 0.1, 0.05, 0.2, 0.3, 0.3, 0.4, 0.5, 0.6, 0.7])
    source = probe(path)
    real = films.picture(0)

    class Frame:
        width, height, rotation = films.WIDTH, films.HEIGHT, 0

        def __init__(self) -> None:
            self.time = next(stamps)

        def to_ndarray(self, **_: object) -> np.ndarray:
            return real

    monkeypatch.setattr("formcheck.clip.reader.decoded", lambda *_: (Frame() for _ in range(12)))
    reader = Reader(source)
    assert len(list(reader)) == 12
    clip = reader.clip()
    assert np.all(np.diff(clip.t) > 0)
    assert clip.t[5] == pytest.approx(0.2)
    assert clip.warnings == ("4 frames carry repeated or backward times; timing may be off.",)


def test_one_picture_is_no_film(tmp_path: Path) -> None:
    reader = Reader(probe(films.film(tmp_path / "film.mp4", t=np.array([0.0]))))
    assert len(list(reader)) == 1
    with pytest.raises(UnreadableClipError, match="still picture"):
        reader.clip()


@pytest.mark.parametrize("width", [1080, 270, 126])
def test_what_the_engine_gets_is_contiguous(tmp_path: Path, width: int) -> None:
    """The decoder hands out strided views at such widths, which the engine would misread without a word."""
    path = films.film(tmp_path / "film.mp4", size=(width, 64))
    with av.open(str(path)) as container:
        stored = next(container.decode(video=0)).to_ndarray(format="rgb24")
    pictures, _ = read(path)
    for picture in pictures:
        assert picture.rgb.flags.c_contiguous
        assert picture.rgb.dtype == np.uint8
    np.testing.assert_array_equal(pictures[0].rgb, stored)
    assert films.number_of(pictures[5].rgb) == 5


def test_the_decoder_still_hands_out_strided_views(tmp_path: Path) -> None:
    """When this fails, `contiguous` has become needless."""
    with av.open(str(films.film(tmp_path / "film.mp4", size=(1080, 64)))) as container:
        stored = next(container.decode(video=0)).to_ndarray(format="rgb24")
    assert not stored.flags.c_contiguous
    assert contiguous(stored).flags.c_contiguous


def test_wide_pixels_are_made_square(tmp_path: Path) -> None:
    pictures, clip = read(films.film(tmp_path / "film.mp4", pixel_aspect=Fraction(4, 3)))
    assert pictures[0].rgb.shape == (films.HEIGHT, round(films.WIDTH * 4 / 3), 3)
    assert pictures[0].rgb.shape[1] == clip.source.width
    assert numbers(pictures) == list(range(12))


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    reader = Reader(probe(films.film(tmp_path / "film.mp4")))
    first = numbers(list(reader))
    assert numbers(list(reader)) == first
    assert len(reader.clip().t) == len(first)


def test_stopping_early_closes_the_file(tmp_path: Path) -> None:
    path = films.film(tmp_path / "film.mp4")
    pictures = iter(Reader(probe(path)))
    next(pictures)
    pictures.close()  # type: ignore[attr-defined]
    path.unlink()
    assert list(tmp_path.iterdir()) == []


def test_file_that_vanishes_between_looking_and_reading(tmp_path: Path) -> None:
    path = films.film(tmp_path / "film.mp4")
    reader = Reader(probe(path))
    path.unlink()
    with pytest.raises(UnreadableClipError, match="no file"):
        list(reader)
