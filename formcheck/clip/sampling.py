"""Which pictures of a file are taken, and which of those the pose model looks at: enough, not all.

Of a film at 120 or 240 frames a second 60 a second are taken, and from 55 on the model looks at every second
one; where it does not look, landmarks are read between those before and after. On rendered runners of the
tuning seeds contacts, toe-offs and measures came out the same; with every third picture they no longer did
(python -m benchmarks.thinned). A film longer than a minute is taken for 40 seconds in its middle, which is
fifty strides of each leg.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formcheck.errors import OptionError

RATE = 60.0  # pictures taken a second of real time, about
# Of how many pictures in a row the model looks at how many, by the rate they are taken at.
_LOOKS = ((55.0, (1, 2)), (0.0, (1, 1)))
_NEARLY = 0.1  # 119.88 is thinned as 120 is
_PART_S, _PART_FRAMES = 40.0, 2400  # of a long film: whichever is more, for slow motion lasts longer
_LONGEST = 1.5  # times a part: a film up to this long is looked at whole
# Middle of the film first, then further towards its ends, when nobody is found to run there.
PLACES = (0.5, 0.2, 0.8)


@dataclass(frozen=True, slots=True)
class Sampling:
    """Pictures of a file that are taken.

    Attributes
    ----------
    every
        One of so many.
    first, stop
        Numbers in the file of the first picture and of the one after the last; None is the end.
    looked
        The model looks at the first so many of so many that are taken.
    """

    every: int = 1
    first: int = 0
    stop: int | None = None
    looked: tuple[int, int] = (1, 1)

    def looks(self, index: int) -> bool:
        """Whether the model looks at a picture, counted among those that are taken."""
        some, of = self.looked
        return index % of < some

    @property
    def partly(self) -> bool:
        """Whether only a part of the film is looked at, from some time to another."""
        return self.first > 0 or self.stop is not None

    def picks(self, number: int) -> bool:
        """Whether a picture of the file is taken."""
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
    every_picture
        Look at all that are taken.
    """

    filmed_fps: float | None = None
    place: float = PLACES[0]
    part_s: tuple[float | None, float | None] = (None, None)
    every_picture: bool = False


def sampling_of(t: NDArray[np.float64], wish: Wish) -> Sampling:
    """Choose the pictures to look at among those at ``(T,)`` seconds; all of them when none are told.

    Raises
    ------
    OptionError
        When the part that is wished for begins behind the film's end.
    """
    if len(t) < 2:
        return WHOLE
    rate = 1.0 / float(np.median(np.diff(t)))
    filmed = max(rate, wish.filmed_fps or 0.0)
    every = every_of(filmed)
    taken = 0.0 if wish.every_picture else filmed / every
    looked = next(looks for least, looks in _LOOKS if taken >= least)
    since, until = wish.part_s
    if since is not None or until is not None:
        lasts = float(t[-1] - t[0])
        if since is not None and since >= lasts:
            raise OptionError(f"The part begins at {since:g} s, but the film is over after {lasts:.1f} s.")
        first = 0 if since is None else int(np.searchsorted(t, since))
        first = min(first, len(t) - 2)
        stop = None if until is None else max(int(np.searchsorted(t, until)), first + 2)
        return Sampling(_two_of((stop or len(t)) - first, every), first, stop, looked)
    part = int(max(_PART_S * rate, _PART_FRAMES * every))
    if len(t) <= _LONGEST * part:
        return Sampling(_two_of(len(t), every), looked=looked)
    first = round(wish.place * (len(t) - part))
    return Sampling(every, first, first + part, looked)


def _two_of(count: int, every: int) -> int:
    """Of how many pictures one is taken, so that at least two are where stamps lie absurdly close."""
    return min(every, max(1, count - 1))
