"""Films we write come back as they went in, and leave nothing behind when something fails."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from formcheck.clip.picture import Rgb
from formcheck.clip.writer import VideoWriter

RED, GREEN = (200, 40, 60), (20, 180, 90)


def picture(width: int, height: int, i: int = 0) -> Rgb:
    rgb = np.empty((height, width, 3), np.uint8)
    rgb[:] = RED
    rgb[height // 4 : height // 2, width // 4 : width // 2] = GREEN
    rgb[-8:, (4 * i) % width :][:, :8] = 255
    return rgb


def write(path: Path, t: NDArray[np.float64], width: int = 96, height: int = 64) -> None:
    with VideoWriter(path, width, height) as writer:
        for i, at in enumerate(t):
            writer.add(picture(width, height, i), float(at))


def add_two(writer: VideoWriter, first: float, second: float) -> None:
    writer.add(picture(96, 64), first)
    writer.add(picture(96, 64), second)


def fail_after_one(writer: VideoWriter, error: type[BaseException]) -> None:
    writer.add(picture(96, 64), 0.0)
    raise error


def read(path: Path) -> tuple[list[av.VideoFrame], av.VideoStream]:
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        return list(container.decode(stream)), stream


def uneven_times(n: int = 40) -> NDArray[np.float64]:
    """Steps from 4 to 60 ms, as phones write them in poor light."""
    return np.cumsum(np.random.default_rng(1).uniform(0.004, 0.060, n))


def test_own_times_are_kept(tmp_path: Path) -> None:
    t = uneven_times()
    write(tmp_path / "film.mp4", t)
    frames, _ = read(tmp_path / "film.mp4")
    assert len(frames) == len(t)
    np.testing.assert_allclose([frame.time for frame in frames], t - t[0], atol=1e-3)


def test_a_long_film_at_29_97_does_not_drift(tmp_path: Path) -> None:
    t = np.arange(900) * 1001 / 30000
    write(tmp_path / "film.mp4", t, 32, 32)
    frames, _ = read(tmp_path / "film.mp4")
    np.testing.assert_allclose([frame.time for frame in frames], t, atol=1e-4)


def test_what_browsers_need(tmp_path: Path) -> None:
    write(tmp_path / "film.mp4", uneven_times())
    frames, stream = read(tmp_path / "film.mp4")
    assert stream.codec_context.name == "h264"
    assert stream.codec_context.pix_fmt == "yuv420p"
    keys = [i for i, frame in enumerate(frames) if frame.key_frame]
    assert keys[0] == 0
    assert max(np.diff([*keys, len(frames)])) <= 10
    data = (tmp_path / "film.mp4").read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")  # plays before it is loaded to its end


@pytest.mark.parametrize(("width", "height"), [(96, 64), (97, 64), (96, 65), (97, 65), (1080, 64)])
def test_picture_comes_back(tmp_path: Path, width: int, height: int) -> None:
    write(tmp_path / "film.mp4", np.arange(3) / 60, width, height)
    frames, _ = read(tmp_path / "film.mp4")
    seen = frames[0].to_ndarray(format="rgb24")
    assert seen.shape == (height + height % 2, width + width % 2, 3)
    wanted = picture(width, height).astype(float)
    assert np.abs(seen[:height, :width] - wanted).mean() < 6
    # Colours too, away from edges: a film tagged with another matrix than it was made with is off by 20.
    assert np.abs(seen[height // 8, width // 2] - np.array(RED, float)).max() <= 8
    assert np.abs(seen[3 * height // 8, 3 * width // 8] - np.array(GREEN, float)).max() <= 8


def test_strided_pictures_are_written_right(tmp_path: Path) -> None:
    wide = np.concatenate([picture(96, 64), np.zeros((64, 32, 3), np.uint8)], axis=1)
    view = wide[:, :96]
    assert not view.flags.c_contiguous
    with VideoWriter(tmp_path / "film.mp4", 96, 64) as writer:
        for i in range(3):
            writer.add(view, i / 30)
    frames, _ = read(tmp_path / "film.mp4")
    assert np.abs(frames[0].to_ndarray(format="rgb24") - picture(96, 64).astype(float)).mean() < 6


def test_one_picture_is_a_film(tmp_path: Path) -> None:
    write(tmp_path / "film.mp4", np.array([4.0]))
    frames, _ = read(tmp_path / "film.mp4")
    assert [frame.time for frame in frames] == [0.0]


def test_nothing_stands_under_the_name_before_the_end(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    with VideoWriter(path, 96, 64) as writer:
        writer.add(picture(96, 64), 0.0)
        assert not path.exists()
    assert [entry.name for entry in tmp_path.iterdir()] == ["film.mp4"]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_an_error_leaves_the_folder_as_it_was(tmp_path: Path, error: type[BaseException]) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(b"the film of last week")
    with pytest.raises(error), VideoWriter(path, 96, 64) as writer:
        fail_after_one(writer, error)
    assert path.read_bytes() == b"the film of last week"
    assert list(tmp_path.iterdir()) == [path]


def test_an_older_film_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(b"the film of last week")
    write(path, np.arange(5) / 30)
    assert len(read(path)[0]) == 5


def test_no_picture_no_film(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="No picture"), VideoWriter(tmp_path / "film.mp4", 96, 64):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("second", [0.5, 0.4])
def test_times_that_do_not_increase(tmp_path: Path, second: float) -> None:
    with (
        pytest.raises(ValueError, match="no later"),
        VideoWriter(tmp_path / "film.mp4", 96, 64) as writer,
    ):
        add_two(writer, 0.5, second)
    assert list(tmp_path.iterdir()) == []


def test_a_picture_of_another_size(tmp_path: Path) -> None:
    with (
        pytest.raises(ValueError, match="96 x 64"),
        VideoWriter(tmp_path / "film.mp4", 96, 64) as writer,
    ):
        writer.add(picture(64, 96), 0.0)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"), VideoWriter(tmp_path / "none" / "film.mp4", 96, 64):
        pass


def test_emoji_in_the_name(tmp_path: Path) -> None:
    write(tmp_path / "läuft 🏃.mp4", np.arange(5) / 30)
    assert len(read(tmp_path / "läuft 🏃.mp4")[0]) == 5
