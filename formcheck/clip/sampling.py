"""Which pictures of a file are looked at: enough of them, not all a phone happens to store.

A film at 120 or 240 frames a second is looked at 60 times a second: on rendered runners of the tuning seeds
filmed so, contacts, toe-offs and measures came out the same (python -m benchmarks.thinned). A film longer
than a minute is looked at for 40 seconds in its middle, which is fifty strides of each leg.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RATE = 60.0  # pictures looked at a second of real time, about
_NEARLY = 0.1  # 119.88 is thinned as 120 is
_PART_S, _PART_FRAMES = 40.0, 2400  # of a long film: whichever is more, for slow motion lasts longer
_LONGEST = 1.5  # times a part: a film up to this long is looked at whole
# Middle of the film first, then further towards its ends, when nobody is found to run there.
PLACES = (0.5, 0.2, 0.8)


@dataclass(frozen=True, slots=True)
class Sampling:
    """Pictures of a file that are looked at.

    Attributes
    ----------
    every
        One of so many.
    first, stop
        Numbers in the file of the first picture and of the one after the last; None is the end.
    """

    every: int = 1
    first: int = 0
    stop: int | None = None

    @property
    def partly(self) -> bool:
        """Whether only a part of the film is looked at, from some time to another."""
        return self.first > 0 or self.stop is not None

    def picks(self, number: int) -> bool:
        """Whether a picture is looked at."""
        return self.first <= number and not self.over(number) and (number - self.first) % self.every == 0

    def over(self, number: int) -> bool:
        """Whether this picture and all that follow are left out."""
        return self.stop is not None and number >= self.stop


WHOLE = Sampling()


def every_of(rate: float) -> int:
    """Of how many pictures one is looked at, for a rate of filming.

    >>> [every_of(rate) for rate in (24, 60, 100, 119.88, 240, 960)]
    [1, 1, 1, 2, 4, 16]
    """
    return max(1, int(rate / RATE + _NEARLY))


@dataclass(frozen=True, slots=True)
class Wish:
    """What is known beforehand of the pictures to look at.

    Attributes
    ----------
    filmed_fps
        Rate the camera filmed at, where it is known.
    place
        Middle of the part of a long film, as a share of its length.
    part_s
        Seconds from and up to, as the user told; None is the beginning or the end.
    """

    filmed_fps: float | None = None
    place: float = PLACES[0]
    part_s: tuple[float | None, float | None] = (None, None)


def sampling_of(t: NDArray[np.float64], wish: Wish) -> Sampling:
    """Choose the pictures to look at among those at ``(T,)`` seconds; all of them when none are told."""
    if len(t) < 2:
        return WHOLE
    rate = 1.0 / float(np.median(np.diff(t)))
    every = every_of(max(rate, wish.filmed_fps or 0.0))
    since, until = wish.part_s
    if since is not None or until is not None:
        first = 0 if since is None else int(np.searchsorted(t, since))
        stop = None if until is None else int(np.searchsorted(t, until))
        return Sampling(every, min(first, len(t) - 2), stop)
    part = int(max(_PART_S * rate, _PART_FRAMES * every))
    if len(t) <= _LONGEST * part:
        return Sampling(every)
    first = round(wish.place * (len(t) - part))
    return Sampling(every, first, first + part)
