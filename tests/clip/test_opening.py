"""Opening whatever a file holds: mirrors, covers, foreign letters, lies about counts and sizes, odd names."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from formcheck.clip import Reader, pictures_of, probe
from formcheck.clip import promises as promises_module
from formcheck.clip.index import PartReader, index_of
from formcheck.clip.promises import MOST, too_many
from formcheck.errors import UnreadableClipError
from formcheck.names import shown
from tests.support import films
from tests.support.odd_films import boxes, damage, kinds, lies, noise, tracks
from tests.support.odd_films.coding import Recipe


def made(path: Path, name: str) -> Path:
    parts = (kinds.turned, kinds.coloured, tracks.tracked, lies.lying, noise.noise)
    odd = next(one for part in parts for one in part() if one.name == name)
    odd.make(path / name)
    return path / name


# How a player shows a stored picture: numpy's own words for each matrix.
_SHOWN = {
    "mirrored": lambda image: image[:, ::-1],
    "upside down mirrored": lambda image: image[::-1],
    "90 mirrored": lambda image: image.transpose(1, 0, 2),
    "270 mirrored": lambda image: image[::-1, ::-1].transpose(1, 0, 2),
    "180": lambda image: image[::-1, ::-1],
    "all zero": lambda image: image,
    "flat": lambda image: image,
    "7": lambda image: image,
}


@pytest.mark.parametrize("turn", _SHOWN)
def test_pictures_come_as_a_player_shows_them(tmp_path: Path, turn: str) -> None:
    stored = next(iter(Reader(probe(made(tmp_path, "turned 0.mp4"))))).rgb
    source = probe(made(tmp_path, f"turned {turn}.mp4"))
    expected = _SHOWN[turn](stored)
    assert (source.height, source.width) == expected.shape[:2]
    np.testing.assert_array_equal(next(iter(Reader(source))).rgb, expected)
    frames = index_of(source)
    assert frames is not None
    np.testing.assert_array_equal(next(iter(PartReader(frames, 0, 1))).rgb, expected)


def test_a_cover_is_not_the_film(tmp_path: Path) -> None:
    source = probe(made(tmp_path, "film with a cover.mp4"))
    assert (source.width, source.height) == (128, 96)
    with pytest.raises(UnreadableClipError, match="only sound"):
        probe(made(tmp_path, "sound with a cover.mp4"))
    with pytest.raises(UnreadableClipError, match="only a cover"):
        probe(made(tmp_path, "only a cover.mp4"))


def test_letters_of_any_country_in_a_title(tmp_path: Path) -> None:
    assert probe(made(tmp_path, "metadata that is not UTF-8.mp4")).codec == "h264"


@pytest.mark.parametrize(
    "name", ["9000 a side.gif", "15900 a side.gif", "9000 a side, jpeg.avi", "100000 a side, png.mov"]
)
def test_pictures_beyond_any_camera_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableClipError, match=r"no more than 8K|damaged"):
        probe(made(tmp_path, name))


@pytest.mark.parametrize("kind", ["samples", "samples in one table", "in a fragment"])
def test_counts_beyond_any_film_are_refused_before_a_decoder_makes_room(tmp_path: Path, kind: str) -> None:
    with pytest.raises(UnreadableClipError, match="promises more pictures"):
        probe(made(tmp_path, f"170000000 {kind}.mp4"))


def test_a_count_is_found_wherever_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "film.mp4"
    Recipe().write(path)
    assert not too_many(path)
    boxes.patched(path, ("stsz", 8, ">I", (MOST + 1,)))
    for block in range(40, 90):  # the table lies across the end of a block at some of these
        monkeypatch.setattr(promises_module, "_BLOCK", block)
        assert too_many(path), block


def test_raw_sound_has_many_samples_and_may(tmp_path: Path) -> None:
    path = tmp_path / "film.mov"
    tables = struct.pack(">4xI4s12x", 0, b"soun"), struct.pack(">4xIII", 1, 10 * MOST, 1)
    size = struct.pack(">4xII", 2, 10 * MOST)
    head = b"\0\0\0\x14ftypqt  \0\0\2\0qt  "
    moov = b"trak" + b"hdlr" + tables[0] + b"stts" + tables[1] + b"stsz" + size
    path.write_bytes(head + struct.pack(">I", 8 + len(moov)) + b"moov" + moov)
    assert not too_many(path)
    path.write_bytes(path.read_bytes().replace(b"soun", b"vide"))
    assert too_many(path)


def test_what_looks_like_a_table_among_pictures_is_none(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(b"\0\0\0\x10ftypisom\0\0\0\0\0\0\0\x28mdat" + b"stsz" + b"\xff" * 28)
    assert not too_many(path)


def test_declared_frames_are_believed_only_as_far_as_the_file_holds_them(tmp_path: Path) -> None:
    assert probe(made(tmp_path, "1000000 frames.avi")).declared_frames is None


def test_a_container_that_breaks_off_still_tells_times(tmp_path: Path) -> None:
    odd = list(damage.flipped(575))[574]
    odd.make(tmp_path / "film.mp4")
    reader = Reader(probe(tmp_path / "film.mp4"))
    assert all(np.isfinite(picture.t) for picture in reader)


@pytest.mark.parametrize("part", [0.2, 0.6])
def test_a_film_that_changed_is_not_drawn_on(tmp_path: Path, part: float) -> None:
    path = films.film(tmp_path / "film.mp4", t=films.even_times(60))
    reader = Reader(probe(path))
    for _ in reader:
        pass
    clip = reader.clip()
    assert len(list(pictures_of(clip))) == 60
    films.film(path, t=films.even_times(round(60 * part)))
    with pytest.raises(UnreadableClipError, match="has changed"):
        list(pictures_of(clip))
    films.film(path, t=films.even_times(60, fps=25))
    with pytest.raises(UnreadableClipError, match="has changed"):
        list(pictures_of(clip))


def test_a_film_that_goes_while_it_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = films.film(tmp_path / "film.mp4")

    def gone(*_: object, **__: object) -> None:
        raise FileNotFoundError(2, "No such file")

    monkeypatch.setattr("formcheck.clip.source.hashlib.file_digest", gone)
    with pytest.raises(UnreadableClipError, match="any more"):
        probe(path)


def test_names_stay_on_one_line_and_steer_no_terminal(tmp_path: Path) -> None:
    assert shown("läuft 🏃\u200d♀️ 走る.mp4") == "läuft 🏃\u200d♀️ 走る.mp4"
    for name in ("two\nlines.mp4", "\x1b[31mred.mp4", "\u202egnp.mp4", "\udcff.mp4"):
        path = tmp_path / name
        Recipe(format="mp4").write(path)
        assert probe(path).name == shown(name) != name
        path.write_bytes(b"text")
        with pytest.raises(UnreadableClipError) as caught:
            probe(path)
        assert str(caught.value) == shown(caught.value)
