"""Hide the pose engine's native chatter on standard error, which no log level silences."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_STDERR = 2


class _Hush:
    """Standard error led elsewhere while somebody wants quiet, whatever the number of threads that do.

    The file descriptor belongs to the whole process, so the first one leads it away and the last one back.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._wanted = 0
        self._saved: int | None = None

    def enter(self) -> None:
        with self._lock:
            self._wanted += 1
            if self._wanted > 1:
                return
            try:
                self._saved = os.dup(_STDERR)
            except OSError:  # no stderr at all (a windowed Python): nothing to hide
                self._saved = None
                return
            sink = os.open(os.devnull, os.O_WRONLY)
            os.dup2(sink, _STDERR)
            os.close(sink)

    def leave(self) -> None:
        with self._lock:
            self._wanted -= 1
            if self._wanted or self._saved is None:
                return
            os.dup2(self._saved, _STDERR)
            os.close(self._saved)
            self._saved = None


_HUSH = _Hush()


@contextmanager
def quiet_stderr() -> Iterator[None]:
    """Hide what is written to standard error.

    Only round the start of an engine, the pictures up to the first person, and the end, so errors between
    still show. Several threads may want it at once, and none waits for another.
    """
    _HUSH.enter()
    try:
        yield
    finally:
        _HUSH.leave()
