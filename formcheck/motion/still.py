"""Keep a few pictures spread over the film, for what stands still behind the runner."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from formcheck.clip import Picture

Grey = NDArray[np.uint8]

_KEEP = 24
_LONG_SIDE = 1280


@dataclass(slots=True)
class StillSampler:
    """Keeps between 24 and 48 grey pictures however long the film is.

    Every picture is kept until there are 48; then every other is dropped and only every second, fourth,
    eighth ... new one is taken, so memory stays flat and the pictures spread evenly.
    """

    _every: int = 1
    _most: int = 2 * _KEEP  # 0: the number of pictures is known beforehand
    _kept: list[tuple[int, Grey]] = field(default_factory=list)

    def feed(self, picture: Picture) -> None:
        """Take the next picture."""
        if picture.index % self._every:
            return
        self._kept.append((picture.index, _small_grey(picture)))
        if self._most and len(self._kept) >= self._most:
            self._every *= 2
            self._kept = [kept for kept in self._kept if kept[0] % self._every == 0]

    @classmethod
    def every(cls, count: int) -> StillSampler:
        """Return one that keeps every so many pictures of a part, see `spread_over`."""
        return cls(count, _most=0)

    @classmethod
    def of(cls, kept: list[tuple[int, Grey]]) -> StillSampler:
        """Return one that holds what others kept of parts of one film, in order."""
        return cls(_kept=kept)

    @property
    def kept(self) -> list[tuple[int, Grey]]:
        """Number of each kept picture, and the picture."""
        return self._kept

    def pictures(self, first: int, stop: int) -> list[Grey]:
        """Pictures of the frames from `first` up to `stop`."""
        return [grey for index, grey in self._kept if first <= index < stop]


def spread_over(frames: int) -> int:
    """Of how many pictures one is kept in a film of so many, as `StillSampler` finds out on the way.

    >>> [spread_over(frames) for frames in (47, 48, 600)]
    [1, 2, 16]
    """
    every = 1
    while -(-frames // every) >= 2 * _KEEP:
        every *= 2
    return every


def shrink_factor(width: int, height: int) -> float:
    """How much smaller the kept pictures are than the film's."""
    return min(1.0, _LONG_SIDE / max(width, height))


def _small_grey(picture: Picture) -> Grey:
    import cv2

    height, width = picture.rgb.shape[:2]
    grey: Grey = cv2.cvtColor(picture.rgb, cv2.COLOR_RGB2GRAY)
    factor = shrink_factor(width, height)
    if factor < 1:
        size = (round(width * factor), round(height * factor))
        grey = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    return grey
