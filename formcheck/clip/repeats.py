"""Pictures that show the same as the one before: padding to a higher rate, screen recordings, standstills."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from formcheck.clip.picture import Picture

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

# Change of a picture: the 99th percentile of the grey difference to the one before, which sees a runner even
# where most of the picture stands still. A repeat changes by less than this share of the upper quartile: on
# tuning seeds and samples new pictures changed 0.24 of it or more, repeats coded at usual quality 0.09 or
# less. (One picture of the real films fell below, 0.145, where a panning camera rested.) Repeats
# that were coded very coarsely differ by more and are not found.
_SAME = 0.15
_USUAL, _RARE = 0.75, 0.95
# Repeats this long stop the motion (a spline bridges less); padding to a higher rate never repeats so long.
_STANDSTILL_S, _SURELY_S = 0.15, 0.5
_TIMES_PADDING = 4.0
_LATELY = 16  # pictures
_FEWEST = 8  # repeats from which their pattern can be told regular
_OFF_LINE = 0.75  # of a frame: a regular pattern strays by half of one from even times


class ChangeMeter:
    """Measures how much each picture differs from the one before, while they stream by."""

    def __init__(self) -> None:
        self._last: NDArray[np.float32] | None = None
        self._changes: list[float] = []

    def feed(self, picture: Picture) -> None:
        """Take the next picture."""
        import cv2

        small = picture.small
        before, self._last = self._last, small
        change = np.inf if before is None else float(np.percentile(cv2.absdiff(small, before), 99))
        self._changes.append(change)

    @property
    def padded(self) -> bool:
        """Whether the last pictures hold one that only repeats the one before."""
        lately = self._changes[-_LATELY:]
        finite = [one for one in lately if np.isfinite(one)]
        return len(finite) < _FEWEST or min(finite) < _SAME * float(np.quantile(finite, _USUAL))

    @property
    def changes(self) -> Array:
        """``(T,)`` grey levels; infinite for the first picture."""
        return np.array(self._changes, dtype=np.float64)


@dataclass(frozen=True)
class Repeats:
    """Which pictures of a film bring nothing new.

    Attributes
    ----------
    t
        ``(T,)`` the film's own times, seconds.
    again
        ``(T,)`` True where a picture shows the same as the one before.
    """

    t: Array
    again: Flags

    @cached_property
    def standstills(self) -> tuple[tuple[int, int], ...]:
        """Long repeats as ``(first, stop)`` frames that show one and the same picture, the first included."""
        runs = list(_runs(self.again))
        if not runs:
            return ()
        step = float(np.median(np.diff(self.t)))
        padding = float(np.median([stop - first for first, stop in runs])) if len(runs) >= _FEWEST else 0.0
        long = min(max(_STANDSTILL_S / step, _TIMES_PADDING * padding), _SURELY_S / step)
        return tuple((first - 1, stop) for first, stop in runs if stop - first >= long)

    @cached_property
    def _moving(self) -> Flags:
        """``(T,)`` False inside standstills."""
        moving = np.ones(len(self.t), dtype=bool)
        for first, stop in self.standstills:
            moving[first:stop] = False
        return moving

    @property
    def share(self) -> float:
        """Share of the pictures that repeat the one before, standstills left out."""
        moving = self._moving
        return float(self.again[moving].mean()) if moving.any() else 0.0

    def spans(self, span: tuple[int, int]) -> list[tuple[int, int]]:
        """Cut a shot, frames from and up to, where the picture stands still; standstills go."""
        first, stop = span
        edges, begin = [], first
        for still_first, still_stop in self.standstills:
            if still_first >= stop or still_stop <= first:
                continue
            edges.append((begin, still_first))
            begin = still_stop
        edges.append((begin, stop))
        return [(a, b) for a, b in edges if b > a]

    def new_times(self, span: tuple[int, int]) -> tuple[NDArray[np.intp], Array]:
        """Frames of a shot that show something new, and when.

        Where the repeats follow the regular pattern of a film padded to a higher rate, the pictures were
        taken evenly and only shown on the nearest frame: their times are put on an even line. Else each
        keeps its own.

        Returns
        -------
        ``(N,)`` frame numbers from the film's beginning, and ``(N,)`` seconds.
        """
        first, stop = span
        again = self.again[first:stop].copy()
        again[:1] = False  # what it would repeat is not in this shot
        frames: NDArray[np.intp] = first + np.flatnonzero(~again)
        times = self.t[frames]
        if again.sum() < _FEWEST or len(frames) < _FEWEST:
            return frames, times
        count = np.arange(len(frames))
        # Without the first picture, which may be held longer before the motion begins.
        line = np.polyfit(count[1:], times[1:], 1)
        even = np.asarray(np.polyval(line, count), dtype=np.float64)
        frame_s = float(np.median(np.diff(self.t[first:stop])))
        if np.abs(times - even)[1:].max() <= _OFF_LINE * frame_s:
            return frames, even
        return frames, times


def find_repeats(t: Array, changes: Array, watched: Flags) -> Repeats:
    """Tell repeats by how little a picture changes against what is usual while the runner is seen.

    Parameters
    ----------
    t
        ``(T,)`` seconds.
    changes
        ``(T,)`` from `ChangeMeter`.
    watched
        ``(T,)`` True where the runner is seen: an empty still picture changes little and repeats nothing.
    """
    seen = watched.copy()
    seen[1:] &= watched[:-1]
    seen &= np.isfinite(changes)
    if seen.sum() < _FEWEST:
        return Repeats(t, np.zeros(len(t), dtype=bool))
    return Repeats(t, seen & (changes < _SAME * _usual(changes[seen])))


def _usual(changes: Array) -> float:
    """Change of a picture that is new.

    A film padded to more than four times its rate repeats more than three quarters of its pictures; so does
    one in which the runner stands before running. Then a higher quantile tells.
    """
    # Not between two changes: one of them may be a repeat's and the other a new picture's.
    usual, most = np.quantile(changes, (_USUAL, _RARE), method="higher")
    return float(most if usual < _SAME * most else usual)


def _runs(flags: Flags) -> Iterator[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(int), [0]])))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
