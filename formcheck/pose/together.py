"""Follow the runner through several parts of a film at once, a landmarker and a core each."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, closing
from dataclasses import dataclass
from typing import Generic, TypeVar

from formcheck.clip.index import FrameIndex, PartReader
from formcheck.errors import Cancelled
from formcheck.memory import give_back
from formcheck.pose.engine import Engine
from formcheck.pose.follow import STAGE, CutRule, Follower, Rows, Watcher
from formcheck.pose.parts import LEAD, WARM_UP, joins, parts_of
from formcheck.pose.scout import Scout, SharedScout
from formcheck.progress import Progress, silent

W = TypeVar("W", bound=Watcher)

_LOOK_S = 0.1


@dataclass(frozen=True)
class Makers(Generic[W]):
    """What every part needs one of.

    Attributes
    ----------
    engine, cut_rule
        As for `Follower`.
    scout
        As for `Follower`, and made once: it remembers nothing, so all parts may ask the same.
    watchers
        Given the first picture that counts.
    """

    engine: Callable[[], Engine]
    scout: Callable[[], Scout]
    cut_rule: Callable[[], CutRule]
    watchers: Callable[[int], W]


@dataclass(frozen=True)
class Part(Generic[W]):
    """A part of a film that was followed by itself.

    Attributes
    ----------
    start, stop
        Frames from and up to.
    follower
        Has seen some pictures before `start` as well.
    engine
        Still open, for whoever has to go on with it.
    watchers
        Have seen some pictures before `start` as well.
    """

    start: int
    stop: int
    follower: Follower
    engine: Engine
    watchers: W


@dataclass(frozen=True)
class Together(Generic[W]):
    """A whole film.

    Attributes
    ----------
    rows
        One a picture.
    cuts
        Numbers of the pictures that begin a shot.
    levels
        Grey levels round the runner.
    parts
        In order; their engines are closed.
    """

    rows: Rows
    cuts: tuple[int, ...]
    levels: tuple[float, ...]
    parts: tuple[Part[W], ...]


def follow_together(
    index: FrameIndex, makers: Makers[W], workers: int, progress: Progress = silent
) -> Together[W]:
    """Follow the runner through all parts of a film; the result does not depend on `workers`.

    Parameters
    ----------
    index
        Of the film.
    makers
        What to follow with.
    workers
        How many parts are followed at the same time.
    progress
        Told several times a second; may raise `Cancelled` to stop.

    Raises
    ------
    formcheck.clip.index.NotInOrderError
        When the file cannot be read from its middle.
    formcheck.errors.Cancelled
        When `progress` says so.
    """
    crew = _Crew(index, makers, progress)
    spans = parts_of(len(index))
    with closing(crew), ThreadPoolExecutor(min(workers, len(spans)), "formcheck-part") as pool:
        crew.room = threading.Semaphore(workers + 1)
        try:
            return crew.join([pool.submit(crew.follow, *span) for span in spans])
        finally:
            crew.stop()


class _Crew(Generic[W]):
    """Follows parts, in several threads, and joins them, in one."""

    room: threading.Semaphore  # parts that are followed or wait to be joined: each holds a landmarker

    def __init__(self, index: FrameIndex, makers: Makers[W], progress: Progress) -> None:
        self._index, self._makers, self._progress = index, makers, progress
        self._stopped = threading.Event()
        self._done = 0
        self._count = threading.Lock()
        self._open = ExitStack()
        self._scout = SharedScout(makers.scout())
        self._open.callback(self._scout.close)

    def stop(self) -> None:
        """Have all threads end."""
        self._stopped.set()

    def close(self) -> None:
        """Release what is still held; a landmarker must not be closed while a thread still uses it."""
        self._open.close()

    def follow(self, start: int, stop: int) -> Part[W]:
        """Follow one part, from a few pictures before it on."""
        while not self.room.acquire(timeout=_LOOK_S):
            self._go_on()
        self._go_on()
        engine = self._makers.engine()
        with self._count:
            self._open.callback(engine.close)
        cut_rule, watchers = self._makers.cut_rule(), self._makers.watchers(start)
        follower = Follower(engine, cut_rule, self._scout, max(0, start - WARM_UP))
        for picture in PartReader(self._index, max(0, start - LEAD), stop):
            self._go_on()
            watchers.feed(picture)
            if picture.index >= follower.rows.first:
                looks = watchers.padded or self._index.sampling.looks(picture.index)
                follower.feed(picture, look=looks)
            else:
                cut_rule.feed(picture)
            if picture.index >= start:
                self._tick()
        return Part(start, stop, follower, engine, watchers)

    def _go_on(self) -> None:
        if self._stopped.is_set():
            raise Cancelled("Stopped.")

    def _tick(self) -> None:
        with self._count:
            self._done += 1

    def join(self, futures: list[Future[Part[W]]]) -> Together[W]:
        """Join the parts in their order as they come in."""
        parts: list[Part[W]] = []
        legs: list[tuple[Follower, int, int]] = []  # who followed, from and up to
        for future in futures:
            part = self._await(future, futures)
            parts.append(part)
            if not legs or joins(legs[-1][0], part.follower, part.start):
                legs.append((part.follower, part.start, part.stop))
            else:
                before, start, _ = legs.pop()
                self._redo(before, part)
                legs.append((before, start, part.stop))
            self._release(parts, legs[-1][0])
        return _joined(parts, legs)

    def _await(self, future: Future[Part[W]], futures: list[Future[Part[W]]]) -> Part[W]:
        total = len(self._index)
        while not future.done():
            failed = wait(futures, _LOOK_S, FIRST_EXCEPTION).done
            for one in failed:
                if one.exception() is not None:
                    one.result()
            self._progress(STAGE, self._done, total)
        return future.result()

    def _redo(self, before: Follower, part: Part[W]) -> None:
        """Have the one who followed so far go on through a part."""
        with self._count:
            self._done -= part.stop - part.start
        for picture in PartReader(self._index, part.start, part.stop):
            row = picture.index - part.follower.rows.first
            before.feed(picture, look=part.follower.rows.looked[row])
            self._tick()
            self._progress(STAGE, self._done, len(self._index))

    def _release(self, parts: list[Part[W]], following: Follower) -> None:
        """Close the landmarkers nobody will go on with; another part may begin for each."""
        for part in parts:
            if part.follower is not following:
                part.engine.close()
        give_back()
        self.room.release()


def _joined(parts: list[Part[W]], legs: list[tuple[Follower, int, int]]) -> Together[W]:
    rows = Rows()
    cuts: list[int] = []
    levels: list[float] = []
    for follower, start, stop in legs:
        own = slice(start - follower.rows.first, stop - follower.rows.first)
        for name in ("xy", "visibility", "world", "company", "looked"):
            getattr(rows, name).extend(getattr(follower.rows, name)[own])
        cuts += [cut for cut in follower.cuts if start <= cut < stop]
        levels += follower.light.levels(start)
    return Together(rows, tuple(cuts), tuple(levels), tuple(parts))
