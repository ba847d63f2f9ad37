"""Where each picture of a file lies, read without decoding, so that a film can be read from its middle."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from formcheck.clip.opening import breaks, decoded, opened
from formcheck.clip.picture import Picture, Rgb, from_frame, upright_size
from formcheck.clip.reader import LONGEST_STEP_S, MIN_STEP_S, Reader
from formcheck.clip.sampling import WHOLE, Sampling
from formcheck.clip.source import Clip, Source
from formcheck.errors import UnreadableClipError

# Containers with an index of their own, whose stamps are those of the pictures.
_WITH_INDEX = ("mov", "matroska")
_SAME_TIME_S = 1e-3
_NEAR = 60  # pictures; of those no further apart the ones between are decoded as well


class NotInOrderError(Exception):
    """A part of a file gave other pictures than its index promises: read it from the beginning."""


@dataclass(frozen=True, slots=True)
class FrameIndex:
    """The pictures of a file in the order they are shown.

    Attributes
    ----------
    source
        The file.
    pts
        ``(T,)`` stamps, in units of `time_base`, strictly increasing.
    time_base
        Seconds of one unit.
    sampling
        Which of these pictures are looked at.
    """

    source: Source
    pts: NDArray[np.int64]
    time_base: Fraction
    sampling: Sampling = WHOLE

    def __len__(self) -> int:
        return len(self.chosen)

    @property
    def chosen(self) -> NDArray[np.int64]:
        """``(N,)`` stamps of the pictures that are looked at."""
        one = self.sampling
        return self.pts[one.first : one.stop : one.every]

    @property
    def t(self) -> NDArray[np.float64]:
        """``(N,)`` seconds of the pictures that are looked at, from the file's first, as a reader tells."""
        stamps = np.array([float(int(one) * self.time_base) for one in self.chosen])
        return np.asarray(stamps - float(int(self.pts[0]) * self.time_base))

    def picking(self, sampling: Sampling) -> FrameIndex:
        """Return the same with other pictures looked at."""
        return replace(self, sampling=sampling)


def index_of(source: Source) -> FrameIndex | None:
    """List the pictures of a file; None where they cannot be told before they are decoded.

    None for files that are damaged, carry no stamps or such as repeat or leap far, or are packed in a
    container without an index. Those have to be read from the beginning.
    """
    try:
        with opened(source.path) as (container, stream):
            if not any(name in container.format.name for name in _WITH_INDEX):
                return None
            pts = [packet.pts for packet in container.demux(stream) if _shown(packet)]
            base = stream.time_base
    except (UnreadableClipError, OSError):
        return None
    except breaks():
        return None
    if base is None or len(pts) < 2 or any(one is None for one in pts):
        return None
    ordered = np.sort(np.array(pts, dtype=np.int64))
    steps = np.diff(ordered)
    if int(steps.min()) * base < MIN_STEP_S or int(steps.max()) * base > LONGEST_STEP_S:
        return None
    return FrameIndex(source, ordered, base)


def _shown(packet: Any) -> bool:
    """Whether a packet carries a picture that is shown (the last one of a stream is empty)."""
    if packet.is_corrupt:
        raise ValueError("a damaged packet")
    return packet.size > 0 and not packet.is_discard


@dataclass(slots=True)
class PartReader:
    """Iterate over some of the pictures of a file that are looked at, the same ones a `Reader` would give.

    Parameters
    ----------
    index
        Of the file.
    start, stop
        Numbers of the first picture and of the one after the last.

    Raises
    ------
    NotInOrderError
        While iterating, when other pictures come out than the index promises.
    UnreadableClipError
        While iterating, when the file has gone.
    """

    index: FrameIndex
    start: int
    stop: int
    threads: str = "SLICE"  # several parts are read at once, each on a core of its own
    _next: int = field(default=0, init=False)

    def __iter__(self) -> Iterator[Picture]:
        source, wanted = self.index.source, self.index.chosen
        t = self.index.t
        self._next = self.start
        with opened(source.path) as (container, stream):
            stream.thread_type = self.threads
            if wanted[self.start] > self.index.pts[0]:
                _seek(container, stream, int(wanted[self.start]))
            for frame in decoded(container, stream):
                if frame is None or frame.pts is None:
                    raise NotInOrderError
                if frame.pts < wanted[self._next]:
                    continue
                number = self._next
                if frame.pts != wanted[number]:
                    raise NotInOrderError
                yield Picture(number, float(t[number]), _picture(frame, source))
                self._next += 1
                if self._next >= self.stop:
                    return
        raise NotInOrderError


def _seek(container: Any, stream: Any, pts: int) -> None:
    try:
        container.seek(pts, stream=stream, backward=True)
    except breaks() as error:
        raise NotInOrderError from error


def _picture(frame: Any, source: Source) -> Rgb:
    if upright_size(frame, source.rotation_deg, source.pixel_aspect) != (source.width, source.height):
        raise NotInOrderError
    try:
        return from_frame(frame, source.rotation_deg, source.pixel_aspect, source.mirrored)
    except breaks() as error:
        raise NotInOrderError from error


def pictures_of(clip: Clip, threads: str = "AUTO") -> Iterator[Picture]:
    """Yield the pictures of a clip once more, without decoding what lies far before them.

    `threads` is as for `Reader`.

    Raises
    ------
    UnreadableClipError
        While iterating, when the file has gone or changed since it was looked at.
    """
    count = 0
    try:
        for picture in _read_again(clip, threads):
            if abs(picture.t - clip.t[picture.index]) > _SAME_TIME_S:
                raise NotInOrderError
            yield picture
            count += 1
    except (NotInOrderError, IndexError) as error:
        raise _changed(clip) from error
    if count < len(clip.t):
        raise _changed(clip)


def pictures_at(clip: Clip, numbers: Collection[int]) -> Iterator[Picture]:
    """Yield some pictures of a clip in their order, decoding no more than lies near them if possible.

    Raises
    ------
    UnreadableClipError
        While iterating, when the file has gone or changed since it was looked at.
    """
    last = -1
    try:
        index = index_of(clip.source)
        if index is None:
            raise NotInOrderError
        for start, stop in _stretches(numbers):
            for picture in PartReader(index.picking(clip.sampling), start, stop, "AUTO"):
                if abs(picture.t - clip.t[picture.index]) > _SAME_TIME_S:
                    raise NotInOrderError
                if picture.index in numbers:
                    yield picture
                    last = picture.index
    except (NotInOrderError, IndexError):
        yield from (one for one in pictures_of(clip) if one.index > last and one.index in numbers)


def _stretches(numbers: Collection[int]) -> list[tuple[int, int]]:
    """From and up to; numbers that lie near each other are in one."""
    found: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if found and number - found[-1][1] < _NEAR:
            found[-1] = (found[-1][0], number + 1)
        else:
            found.append((number, number + 1))
    return found


def _read_again(clip: Clip, threads: str) -> Iterator[Picture]:
    frames = index_of(clip.source) if clip.sampling.partly else None
    if frames is None:
        yield from Reader(clip.source, clip.sampling, threads)
    else:
        yield from PartReader(frames.picking(clip.sampling), 0, len(clip.t), threads)


def _changed(clip: Clip) -> UnreadableClipError:
    return UnreadableClipError(f"'{clip.source.name}' has changed since it was measured: give it again.")
