"""What files say of themselves, and clear words for those that are no film."""

from __future__ import annotations

import hashlib
import os
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from formcheck.clip.source import Clip, Source, probe
from formcheck.errors import InputError, UnreadableClipError
from tests.support import films


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableClipError) as caught:
        probe(path)
    message = str(caught.value)
    assert message.endswith(".")
    assert "\n" not in message
    assert str(path.parent) not in message  # a report may be shown to others
    return message


def test_what_a_film_says(tmp_path: Path) -> None:
    path = films.film(tmp_path / "läuft 🏃.mp4", t=films.even_times(30), sound_s=2.0)
    source = probe(str(path))
    assert (source.path, source.name) == (path, "läuft 🏃.mp4")
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (source.width, source.height, source.rotation_deg) == (films.WIDTH, films.HEIGHT, 0)
    assert (source.codec, source.declared_frames) == ("h264", 30)
    assert source.duration_s == pytest.approx(1.0, abs=0.01)  # the film's, not the longer sound's
    assert source.capture_fps is None


@pytest.mark.parametrize(
    ("kind", "codec"),
    [("hevc10.mov", "hevc"), ("av1.mp4", "libdav1d"), ("vp9.webm", "vp9"), ("animated.gif", "gif")],
)
def test_every_kind_can_be_probed(tmp_path: Path, kind: str, codec: str) -> None:
    source = probe(films.film(tmp_path / kind, kind))
    assert (source.width, source.height, source.codec) == (films.WIDTH, films.HEIGHT, codec)
    assert source.duration_s == pytest.approx(0.4, abs=0.05)


def test_webm_with_longer_sound_tells_the_films_own_length(tmp_path: Path) -> None:
    path = tmp_path / "film.mkv"
    films.film(path, t=films.even_times(30), sound_s=4.0)
    source = probe(path)
    assert source.declared_frames is None
    assert source.duration_s == pytest.approx(1.0, abs=0.05)


@pytest.mark.parametrize("rotation", [90, -90, 180])
def test_size_is_that_of_the_upright_picture(tmp_path: Path, rotation: int) -> None:
    path = films.turned_film(tmp_path / "film.mp4", rotation)
    source = probe(path)
    assert source.rotation_deg % 360 == rotation % 360
    assert (source.width, source.height) == (films.WIDTH, films.HEIGHT)
    capture = cv2.VideoCapture(str(path))  # an independent reader that turns films by itself
    _, seen = capture.read()
    capture.release()
    assert (source.height, source.width) == seen.shape[:2]


def test_wide_pixels_are_counted_as_they_are_seen(tmp_path: Path) -> None:
    source = probe(films.film(tmp_path / "film.mp4", pixel_aspect=Fraction(4, 3)))
    assert (source.width, source.height) == (round(films.WIDTH * 4 / 3), films.HEIGHT)
    assert source.pixel_aspect == pytest.approx(4 / 3)


@pytest.mark.parametrize(
    ("key", "value", "rate"),
    [
        ("com.android.capture.fps", "240.0", 240.0),
        ("com.android.capture.fps", "29.970030", 29.97003),
        ("com.android.capture.fps", "0", None),
        ("com.android.capture.fps", "nan", None),
        ("com.android.capture.fps", "inf", None),
        ("com.android.capture.fps", "fast", None),
        ("com.apple.quicktime.full-frame-rate-playback-intent", "0", None),
        ("com.apple.quicktime.full-frame-rate-playback-intent", "1", None),
    ],
)
def test_capture_rate_in_the_file(tmp_path: Path, key: str, value: str, rate: float | None) -> None:
    path = tmp_path / "film.mp4"
    with av.open(str(path), "w", options={"movflags": "use_metadata_tags"}) as container:
        container.metadata[key] = value
        stream = container.add_stream("libx264", rate=30)
        stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"
        frame = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), format="rgb24")
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    with av.open(str(path)) as container:
        assert container.metadata[key] == value  # it is really in the file
    assert probe(path).capture_fps == rate


def test_missing(tmp_path: Path) -> None:
    assert "no file 'none.mp4'" in refusal(tmp_path / "none.mp4")


def test_folder(tmp_path: Path) -> None:
    (tmp_path / "videos.mp4").mkdir()
    assert "is a folder" in refusal(tmp_path / "videos.mp4")


def test_name_too_long(tmp_path: Path) -> None:
    assert "cannot be read" in refusal(tmp_path / ("x" * 300 + ".mp4"))


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = films.film(tmp_path / "film.mp4")
    path.chmod(0)
    if os.access(path, os.R_OK):  # root reads everything: say it for the system

        def forbidden(*_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "open", forbidden)
    assert "permissions" in refusal(path)


def test_empty(tmp_path: Path) -> None:
    (tmp_path / "film.mp4").touch()
    assert "is empty" in refusal(tmp_path / "film.mp4")


@pytest.mark.parametrize(
    "content",
    [
        b"Dear diary, today I ran ten kilometres.\n" * 50,
        b"\0" * 5000,
        np.random.default_rng(0).bytes(5000),
        b"<html><body>Sign in to download</body></html>",
    ],
    ids=["text", "zeros", "noise", "html"],
)
def test_no_video_at_all(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(content)
    assert "not a video" in refusal(path)


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".bmp", ".webp"])
def test_photo_that_calls_itself_a_film(tmp_path: Path, suffix: str) -> None:
    encoded, data = cv2.imencode(suffix, films.picture(3))
    assert encoded
    path = tmp_path / "film.mp4"
    path.write_bytes(data.tobytes())
    assert "not a video" in refusal(path)


@pytest.mark.parametrize(
    "text",
    [
        "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nother.mp4\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile other.mp4\n",
    ],
    ids=["playlist", "concat"],
)
def test_lists_that_name_other_files_are_not_followed(tmp_path: Path, text: str) -> None:
    films.film(tmp_path / "other.mp4")
    path = tmp_path / "film.mp4"
    path.write_text(text)
    assert "not a video" in refusal(path)


def test_sound_only(tmp_path: Path) -> None:
    assert "only sound" in refusal(films.sound_only(tmp_path / "film.mp4"))
    assert "not a video" in refusal(films.sound_only(tmp_path / "film.wav"))


def test_codec_nobody_knows(tmp_path: Path) -> None:
    path = films.film(tmp_path / "film.mp4")
    path.write_bytes(path.read_bytes().replace(b"avc1", b"zzzz"))
    assert "H.264" in refusal(path)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9])
def test_index_lost_at_the_end(tmp_path: Path, share: float) -> None:
    """A phone writes the index last: without it no picture can be found."""
    path = films.film(tmp_path / "film.mp4", t=films.even_times(90), faststart=False)
    assert "cut short" in refusal(films.cut_short(path, share))


@pytest.mark.parametrize("share", [0.05, 0.2])
def test_index_lost_at_the_start(tmp_path: Path, share: float) -> None:
    path = films.film(tmp_path / "film.mp4", t=films.even_times(90))
    assert "cut short" in refusal(films.cut_short(path, share))


def test_every_picture_damaged(tmp_path: Path) -> None:
    path = films.film(tmp_path / "film.mp4", t=films.even_times(30))
    data = path.read_bytes()
    start = data.index(b"mdat") + 4
    path.write_bytes(data[:start] + bytes(len(data) - start))
    assert "damaged" in refusal(path) or "no picture" in refusal(path)


def test_too_small_to_hold_a_runner(tmp_path: Path) -> None:
    assert "8 x 96" in refusal(films.film(tmp_path / "film.mp4", size=(8, 96)))


def test_refusals_are_bad_input_for_python_too(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no file"):
        probe(tmp_path / "none.mp4")
    assert issubclass(UnreadableClipError, InputError)


def test_nothing_is_left_open_or_behind(tmp_path: Path) -> None:
    path = films.film(tmp_path / "film.mp4")
    probe(path)
    path.rename(tmp_path / "moved.mp4")
    assert [entry.name for entry in tmp_path.iterdir()] == ["moved.mp4"]


def test_clip_times_and_pieces() -> None:
    source = Source(Path("x"), "x", "", 10, 10, 0, "h264", None, None, None)
    clip = Clip(source, np.arange(10) / 25, cuts=(4, 7))
    assert clip.fps_mean == pytest.approx(25)
    assert clip.duration_s == pytest.approx(0.4)
    assert list(clip.pieces()) == [(0, 4), (4, 7), (7, 10)]
