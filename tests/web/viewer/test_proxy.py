"""The film for the viewer: every picture, its own time, nothing that needs a later picture."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from av.video.frame import PictureType

from formcheck.clip import probe
from formcheck.errors import Cancelled, UnreadableClipError
from formcheck.report import Report
from formcheck.web.viewer.proxy import LONGEST, write_proxy
from tests.support import coded, films


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return coded.report(tmp_path_factory.mktemp("coded"))


@pytest.mark.parametrize("span", [None, (31, 77)])
def test_every_picture_with_its_own_time(
    report: Report, tmp_path: Path, span: tuple[int, int] | None
) -> None:
    path = tmp_path / "film.mp4"
    told: list[tuple[int, int | None]] = []
    write_proxy(report.clip, span, path, lambda stage, done=0, total=None: told.append((done, total)))
    first, stop = span or (0, len(report.clip.t))
    with av.open(str(path)) as container:
        frames = list(container.decode(video=0))
    with av.open(str(path)) as container:
        packets = [one for one in container.demux(video=0) if one.pts is not None]
    assert [coded.number_of(one.to_ndarray(format="rgb24")) for one in frames] == list(range(first, stop))
    t = report.clip.t[first:stop]
    np.testing.assert_allclose([one.time for one in frames], t - t[0], atol=2e-5)
    assert all(one.pts == one.dts for one in packets)
    assert not any(one.pict_type == PictureType.B for one in frames)
    keys = [i for i, one in enumerate(frames) if one.key_frame]
    assert keys[0] == 0
    assert max(np.diff([*keys, len(frames)])) <= 10
    assert told[-1] == (stop - first, stop - first)


def test_it_is_no_longer_than_needed(tmp_path: Path) -> None:
    source = films.film(tmp_path / "big.mp4", size=(1440, 960))
    clip = replace(coded.report(tmp_path).clip, source=probe(source), t=films.even_times(12))
    write_proxy(clip, None, tmp_path / "film.mp4")
    small = probe(tmp_path / "film.mp4")
    assert max(small.width, small.height) == LONGEST
    assert small.height == pytest.approx(LONGEST * 960 / 1440, abs=1)


def test_nothing_is_left_when_it_is_cancelled(report: Report, tmp_path: Path) -> None:
    def stop(stage: str, done: int = 0, total: int | None = None) -> None:
        if done == 5:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_proxy(report.clip, None, tmp_path / "film.mp4", stop)
    assert list(tmp_path.iterdir()) == []


def test_a_film_that_has_changed_is_told(report: Report, tmp_path: Path) -> None:
    longer = replace(report.clip, t=np.arange(len(report.clip.t) + 3) / 60)
    with pytest.raises(UnreadableClipError, match="has changed since it was measured"):
        write_proxy(longer, None, tmp_path / "film.mp4")
    assert list(tmp_path.iterdir()) == []
