"""Do the work behind an iterator in a thread, a few items ahead."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterable
from queue import Empty, Full, Queue
from typing import Generic, TypeVar

T = TypeVar("T")

_AHEAD = 6
_LOOK_S = 0.1


class _Belt(Generic[T]):
    """Carries items from the thread that makes them to the one that takes them."""

    def __init__(self, items: Iterable[T], count: int) -> None:
        self._items = items
        self._queue: Queue[tuple[T] | BaseException] = Queue(count)
        self._left = threading.Event()
        self._thread = threading.Thread(target=self._make, name="formcheck-ahead", daemon=True)
        self._thread.start()

    def _make(self) -> None:
        source = iter(self._items)
        try:
            for item in source:
                self._put((item,))
                if self._left.is_set():
                    break
            self._put(StopIteration())
        except BaseException as error:
            self._put(error)
        finally:
            close = getattr(source, "close", None)
            if close is not None:
                close()

    def _put(self, what: tuple[T] | BaseException) -> None:
        while not self._left.is_set():
            try:
                self._queue.put(what, timeout=_LOOK_S)
            except Full:
                continue
            return

    def take(self) -> tuple[T] | BaseException:
        """Return the next item, or the error that ended it."""
        return self._queue.get()

    def leave(self) -> None:
        """Have the thread end, and wait for it."""
        self._left.set()
        while self._thread.is_alive():
            try:
                self._queue.get_nowait()
            except Empty:
                self._thread.join(_LOOK_S)


def ahead(items: Iterable[T], count: int = _AHEAD) -> Generator[T, None, None]:
    """Yield the items of an iterator that runs at most `count` ahead in a thread of its own.

    An error in the iterator comes out here; when this one is closed or left, the thread ends.
    """
    belt = _Belt(items, count)
    try:
        while True:
            what = belt.take()
            if isinstance(what, StopIteration):
                return
            if isinstance(what, BaseException):
                raise what
            yield what[0]
    finally:
        belt.leave()
