"""The sample clips as they lie in the repository: film, truth, landmarks, still and table agree."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.films import Film
from formcheck.clip import Reader, probe
from formcheck.pose.landmarks import COUNT
from sample_videos.renderer.clips import CLIPS
from sample_videos.renderer.drawing.rate import frame_times
from sample_videos.renderer.known.truth import truth
from sample_videos.renderer.table import table

FOLDER = Path(__file__).resolve().parents[2] / "sample_videos"
LARGEST_BYTES = 1_000_000


@pytest.fixture(params=CLIPS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_no_other_clip_lies_there() -> None:
    assert sorted(CLIPS) == sorted(path.stem for path in FOLDER.glob("*.mp4"))


def test_film_and_truth_tell_the_same(name: str) -> None:
    film = Film(FOLDER / f"{name}.mp4")
    told, clip = film.truth, CLIPS[name]
    assert film.path.stat().st_size <= LARGEST_BYTES
    source = probe(film.path)
    assert (source.width, source.height) == (told["width"], told["height"])
    stamps = [picture.t for picture in Reader(source)]
    assert len(stamps) == told["frames"] == len(frame_times(clip))
    assert np.allclose(stamps, frame_times(clip) * clip.slowed, atol=1e-4)
    assert film.pixels is not None
    assert film.pixels.shape == (told["frames"], COUNT, 2)
    inside = film.pixels[:, 11:33]
    inside = inside[np.isfinite(inside)]
    assert inside.min() > 0
    assert film.path.with_suffix(".jpg").is_file()


def test_the_table_of_the_readme_is_that_of_the_truth() -> None:
    assert table(FOLDER) in (FOLDER / "README.md").read_text(encoding="utf-8")


def _close(one: Any, other: Any) -> bool:
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_close(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(_close(a, b) for a, b in zip(one, other, strict=True))
    return bool(one == pytest.approx(other, abs=0.02)) if isinstance(one, float) else bool(one == other)


@pytest.mark.usefixtures("body_mesh")
def test_the_truth_is_what_the_program_tells_today(name: str) -> None:
    told = Film(FOLDER / f"{name}.mp4").truth
    today = json.loads(json.dumps(truth(CLIPS[name], name)))
    assert told.keys() == today.keys()
    wrong = [key for key in told if not _close(told[key], today[key])]
    assert not wrong
