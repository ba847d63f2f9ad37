"""One pass over a film with an engine behind the Protocol."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from formcheck.clip import Picture, Reader, VideoWriter, probe
from formcheck.errors import Cancelled
from formcheck.pose import Pose, follow


class Engine:
    """Finds somebody in every third picture and notes what is asked of it."""

    def __init__(self) -> None:
        self.seen: list[int] = []
        self.restarts = 0

    def __call__(self, picture: Picture) -> Pose | None:
        assert picture.rgb.flags.c_contiguous
        self.seen.append(picture.index)
        if picture.index % 3:
            return None
        return Pose(np.full((33, 2), 5.0), np.ones(33), np.zeros((33, 3)))

    def restart(self) -> None:
        self.restarts += 1

    def close(self) -> None:
        pass


class CutAt:
    def __init__(self, index: int) -> None:
        self.index = index

    def feed(self, picture: Picture) -> bool:
        return picture.index == self.index


@pytest.fixture
def film(tmp_path: Path) -> Path:
    path = tmp_path / "film.mp4"
    with VideoWriter(path, 64, 48) as writer:
        for i in range(30):
            writer.add(np.full((48, 64, 3), 4 * i, dtype=np.uint8), i / 30)
    return path


def test_landmarks_times_and_cuts(film: Path) -> None:
    engine, told = Engine(), []
    clip, track = follow(
        Reader(probe(film)), engine, CutAt(12), progress=lambda stage, done=0, total=None: told.append(done)
    )
    assert engine.seen == list(range(30))
    assert (engine.restarts, clip.cuts) == (1, (12,))
    assert list(clip.pieces()) == [(0, 12), (12, 30)]
    assert track.xy.shape == (30, 33, 2)
    assert list(np.flatnonzero(track.seen)) == list(range(0, 30, 3))
    assert track.t == pytest.approx(np.arange(30) / 30, abs=1e-3)
    assert told == list(range(1, 31))
    assert track.piece(12, 30).t[0] == pytest.approx(0.4, abs=1e-3)


def test_cancel_stops_at_once(film: Path) -> None:
    engine = Engine()

    def stop(stage: str, done: int = 0, total: int | None = None) -> None:
        if done == 5:
            raise Cancelled("stop")

    with pytest.raises(Cancelled):
        follow(Reader(probe(film)), engine, CutAt(-1), progress=stop)
    assert len(engine.seen) == 5
