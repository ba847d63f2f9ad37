"""Parts followed at once are one film: no seam that shows, no part of somebody else, no thread left."""

from __future__ import annotations

import itertools
import threading
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.clip import Picture, probe
from formcheck.clip.index import FrameIndex, index_of
from formcheck.errors import Cancelled
from formcheck.pose import Pose
from formcheck.pose.parts import parts_of
from formcheck.pose.together import Makers, Together, follow_together
from tests.support.films import even_times, film, number_of

FRAMES = 240
RUNNER, OTHER = 60.0, 180.0  # where they are in the picture


def somebody(x: float, number: int) -> Pose:
    """A body at a place, upright, whose nose tells the number of the picture."""
    xy = np.full((33, 2), x)
    xy[0] = x, number
    xy[[11, 12], 1], xy[[23, 24], 1] = 30.0, 70.0
    return Pose(xy, np.ones(33), np.zeros((33, 3)))


class Engine:
    """Follows the runner; after `late` pictures from a beginning in the middle, if it ever does."""

    opened = 0

    def __init__(self, astray: bool = False) -> None:
        self.astray = astray
        self.began: int | None = None
        self.closed = False
        Engine.opened += 1

    def __call__(self, picture: Picture) -> Pose | None:
        assert not self.closed
        number = number_of(picture.rgb)
        assert number == picture.index
        self.began = number if self.began is None else self.began
        return somebody(OTHER if self.astray and self.began else RUNNER, number)

    def restart(self) -> None:
        self.began = None

    def close(self) -> None:
        Engine.opened -= not self.closed
        self.closed = True


class Cuts:
    def feed(self, picture: Picture) -> bool:
        return picture.index == 170


class Alone:
    """Sees the runner only."""

    def __call__(self, picture: Picture) -> list[Pose]:
        return [somebody(RUNNER, picture.index)]

    def close(self) -> None:
        pass


class Seen:
    def __init__(self, first: int) -> None:
        self.first, self.numbers = first, list[int]()

    def feed(self, picture: Picture) -> None:
        self.numbers.append(picture.index)

    @property
    def padded(self) -> bool:
        return False


@pytest.fixture(scope="module")
def frames(tmp_path_factory: pytest.TempPathFactory) -> FrameIndex:
    found = index_of(probe(film(tmp_path_factory.mktemp("film") / "film.mp4", t=even_times(FRAMES))))
    assert found is not None
    return found


def together(frames: FrameIndex, workers: int, *, astray: bool = False) -> Together[Seen]:
    return follow_together(frames, Makers(lambda: Engine(astray), Alone, Cuts, Seen), workers)


@given(st.integers(2, 100_000))
def test_parts_cover_a_film_once(frames: int) -> None:
    parts = parts_of(frames)
    assert parts[0][0] == 0
    assert parts[-1][1] == frames
    assert all(before[1] == after[0] for before, after in itertools.pairwise(parts))
    assert len(parts) == 1 or (len(parts) % 2 == 0 and min(b - a for a, b in parts) >= 40)
    assert max(b - a for a, b in parts) <= 460


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_a_film_in_parts_is_one_film(frames: FrameIndex, workers: int) -> None:
    found = together(frames, workers)
    assert len(found.parts) == 2
    assert [int(xy[0, 1]) for xy in found.rows.xy] == list(range(FRAMES))
    assert {float(xy[0, 0]) for xy in found.rows.xy} == {RUNNER}
    assert found.cuts == (170,)
    assert len(found.rows.company) == FRAMES
    for part in found.parts:
        counted = [one for one in part.watchers.numbers if one >= part.start]
        assert counted == list(range(part.start, part.stop))
    assert Engine.opened == 0


def test_a_part_that_follows_somebody_else_is_followed_anew(frames: FrameIndex) -> None:
    found = together(frames, 2, astray=True)
    assert [int(xy[0, 1]) for xy in found.rows.xy[:170]] == list(range(170))
    assert {float(xy[0, 0]) for xy in found.rows.xy[:170]} == {RUNNER}
    assert Engine.opened == 0


def test_stopping_ends_all_threads_and_closes_all_engines(frames: FrameIndex) -> None:
    begun = time.monotonic()

    def progress(stage: str, done: int = 0, total: int | None = None) -> None:
        assert total == FRAMES
        raise Cancelled("Stopped.")

    makers = Makers(Engine, Alone, Cuts, Seen)
    with pytest.raises(Cancelled):
        follow_together(frames, makers, 2, progress)
    assert time.monotonic() - begun < 2
    assert not [one for one in threading.enumerate() if one.name.startswith("formcheck-part")]
    assert Engine.opened == 0


def test_nothing_is_closed_while_it_looks(frames: FrameIndex) -> None:
    looking = threading.Event()
    early: list[bool] = []

    class Slow(Engine):
        def __call__(self, picture: Picture) -> Pose | None:
            looking.set()
            time.sleep(0.3)
            early.append(self.closed)
            return super().__call__(picture)

    def progress(stage: str, done: int = 0, total: int | None = None) -> None:
        assert looking.wait(5)
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        follow_together(frames, Makers(Slow, Alone, Cuts, Seen), 2, progress)
    assert early
    assert not any(early)
    assert Engine.opened == 0


def test_an_error_in_a_part_comes_out(frames: FrameIndex) -> None:
    class Broken(Engine):
        def __call__(self, picture: Picture) -> Pose | None:
            if picture.index == 200:
                raise ZeroDivisionError
            return super().__call__(picture)

    with pytest.raises(ZeroDivisionError):
        follow_together(frames, Makers(Broken, Alone, Cuts, Seen), 2)
    assert Engine.opened == 0
