"""Stamps of frames: even, uneven and slowed down."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from sample_videos.renderer.drawing import film
from sample_videos.renderer.drawing.rate import frame_stamps, frame_times
from sample_videos.renderer.movement.form import Form
from sample_videos.renderer.scene.camera import Camera
from sample_videos.renderer.scene.clip import Clip

CLIP = Clip("male_fit", Form(), Camera(72, 48), seconds=2.0, fps=60.0)
UNEVEN = replace(CLIP, rate_jitter=0.15)


def test_even_frames_come_at_the_rate() -> None:
    assert frame_times(CLIP) == pytest.approx(np.arange(120) / 60)
    slow = replace(CLIP, fps=30.0, slowed=4.0, seconds=8.0)
    assert slow.filmed_fps == 120
    assert np.diff(frame_times(slow)) == pytest.approx(1 / 120)
    assert frame_stamps(slow)[-1] == pytest.approx(8.0 - 1 / 30)


@pytest.mark.parametrize("fps", [24.0, 30.0, 240.0])
@pytest.mark.parametrize("jitter", [0.03, 0.2, 1.0])
def test_uneven_frames_rise_from_zero_and_some_are_missing(fps: float, jitter: float) -> None:
    clip = replace(CLIP, seconds=10.0, fps=fps, rate_jitter=jitter)
    stamps = frame_stamps(clip)
    assert stamps[0] == 0
    steps = np.diff(stamps) * fps
    assert steps.min() > 0.09
    assert steps.std() > 0.3 * jitter
    assert len(stamps) < round(10 * fps)
    assert len(stamps) > round(10 * fps) * (1 - 0.45 * jitter) - 5
    assert np.array_equal(stamps, frame_stamps(clip))
    assert not np.array_equal(stamps[:50], frame_stamps(replace(clip, seed=1))[:50])


def _file(clip: Clip, path: Path, monkeypatch: pytest.MonkeyPatch) -> NDArray[np.float64]:
    """Write a clip of plain pictures; return the stamps read back from the file."""
    import av

    tile = np.random.default_rng(1).integers(
        0, 255, (clip.camera.height // 6, clip.camera.width // 6, 3), np.uint8
    )
    still = np.repeat(np.repeat(tile, 6, 0), 6, 1)
    pictures = [np.roll(still, 3 * number, axis=1) for number in range(len(frame_times(clip)))]
    monkeypatch.setattr(film, "draw", lambda *_: iter(pictures))
    film.write(clip, path)
    with av.open(str(path)) as container:
        return np.array([float(frame.time) for frame in container.decode(video=0)])


@pytest.mark.parametrize(
    "clip",
    [CLIP, UNEVEN, replace(UNEVEN, fps=240.0), replace(UNEVEN, fps=30.0, slowed=8.0, seconds=5.0)],
    ids=["even", "uneven", "fast", "slow motion"],
)
def test_the_file_tells_the_times_at_which_the_runner_was_drawn(
    clip: Clip, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = _file(clip, tmp_path / "a.mp4", monkeypatch)
    assert read.shape == frame_times(clip).shape
    assert np.abs(read - frame_times(clip) * clip.slowed).max() < 1e-4


def test_the_same_clip_gives_the_same_file_and_coarser_compression_a_smaller_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clip = replace(UNEVEN, camera=Camera(480, 270), seconds=1.0)
    files = []
    for number, crf in enumerate((25, 25, 25, 36)):
        path = tmp_path / f"{number}.mp4"
        _file(replace(clip, crf=crf), path, monkeypatch)
        files.append(path.read_bytes())
    assert files[0] == files[1] == files[2]
    assert len(files[3]) < 0.8 * len(files[0])
