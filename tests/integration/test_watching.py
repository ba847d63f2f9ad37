"""How much of a film is watched when the container keeps no list of its pictures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from formcheck import watching
from formcheck.clip import probe
from formcheck.clip.index import index_of
from formcheck.clip.sampling import Wish, sampling_of
from formcheck.errors import UnreadableClipError
from formcheck.options import Options
from formcheck.watching import watch
from tests.support.films import even_times, film

pytestmark = pytest.mark.model
FRAMES = 60


@pytest.fixture
def stream(tmp_path: Path) -> Path:
    return film(tmp_path / "camcorder.ts", "h264.mp4", even_times(FRAMES))


def test_a_container_without_a_list_still_promises_times(stream: Path) -> None:
    source = probe(stream)
    assert index_of(source) is None
    assert source.declared_frames is None
    assert len(source.promised_t) == pytest.approx(FRAMES, abs=2)
    long = replace(source, duration_s=600.0)
    assert sampling_of(long.promised_t, Wish()).partly


def test_a_film_far_shorter_than_it_says_is_watched_whole(
    stream: Path, heavy_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "probe", lambda path: replace(probe(path), duration_s=3600.0))
    seen = watch(stream, keep=False)
    assert len(seen.clip.t) == FRAMES
    assert not seen.clip.sampling.partly


def test_a_part_that_was_asked_for_and_is_not_there_is_said(
    stream: Path, heavy_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "probe", lambda path: replace(probe(path), duration_s=3600.0))
    with pytest.raises(UnreadableClipError):
        watch(stream, Options(from_s=1800.0), keep=False)
