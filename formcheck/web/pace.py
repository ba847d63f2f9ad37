"""How far a stage is, and how long it will still take."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

_SETTLED_S = 1.5  # before this a stage has shown too little to foretell its end


@dataclass(frozen=True, slots=True)
class Reading:
    """Stage in words, units done and expected, and seconds left in this stage; None is not known."""

    stage: str
    done: int
    total: int | None
    seconds_left: float | None

    @property
    def share(self) -> float | None:
        """Part of the stage that is done, 0 to 1, or None when its length is not known."""
        return min(1.0, self.done / self.total) if self.total else None


class Pace:
    """Takes progress in one thread and tells it in another."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._stage = ""
        self._done = 0
        self._total: int | None = None
        self._began, self._began_done, self._told = 0.0, 0, 0.0

    def tell(self, stage: str, done: int = 0, total: int | None = None) -> None:
        """Take the latest progress."""
        now = self._clock()
        with self._lock:
            if stage != self._stage or done < self._done or self._done == 0:
                # The first unit of a stage carries its start-up; the pace is counted from there on.
                self._stage, self._began, self._began_done = stage, now, done
            self._done, self._total, self._told = done, total, now

    def read(self) -> Reading:
        """Tell the stage, its progress and the time left."""
        now = self._clock()
        with self._lock:
            return Reading(self._stage, self._done, self._total, self._left(now))

    def _left(self, now: float) -> float | None:
        fresh = self._done - self._began_done
        spent = self._told - self._began
        if not self._total or fresh <= 0 or spent < _SETTLED_S:
            return None
        whole = spent / fresh * (self._total - self._done)
        return max(0.0, whole - (now - self._told))


def in_words(seconds: float) -> str:
    """Say a time left the way people do, such as ``about 40 s`` or ``about 2 min``."""
    if seconds < 5:
        return "a few seconds"
    if seconds < 90:
        return f"about {max(5, round(seconds / 5) * 5)} s"
    return f"about {round(seconds / 60)} min"
