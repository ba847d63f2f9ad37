"""Whether the tables of an MP4 or MOV promise more pictures than a film has, read before any decoder is.

A decoder makes room for each promised picture when it opens a file: some 70 bytes. A damaged or forged count
would have it fill the memory of the machine for a file of a few kilobytes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

MOST = 4_000_000  # pictures of a track: 18 hours at 60 a second, some 300 MB in the decoder
_FIRST = {b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"}
_BLOCK = 1 << 20
_LONGEST = 20  # bytes behind a name that are looked at
_HEAD = 8


@dataclass(slots=True)
class _Track:
    """What the tables of a track say of its number of pictures."""

    handlers: set[bytes] = field(default_factory=set)
    samples: int = 0
    one_tick_each: bool = False

    @property
    def pictures(self) -> int:
        """How many pieces the decoder lists one by one; raw sound, one value a tick, it does not."""
        return 0 if self.one_tick_each and self.handlers == {b"soun"} else self.samples


def too_many(path: Path) -> bool:
    """Tell whether a track promises more than `MOST` pictures; False for other containers.

    Raises
    ------
    OSError
        When the file cannot be read.
    """
    tracks, in_fragments = [_Track()], 0
    with path.open("rb") as file:
        for name, told in _tables(file):
            track = tracks[-1]
            if name == b"trak":
                tracks.append(_Track())
            elif name == b"hdlr":
                track.handlers.add(told[8:12])
            elif name == b"stts":
                track.one_tick_each = struct.unpack_from(">4xI4xI", told) == (1, 1)
            elif name == b"trun":
                in_fragments += struct.unpack_from(">4xI", told)[0]
            else:  # stsz, stz2
                track.samples = max(track.samples, struct.unpack_from(">8xI", told)[0])
    return in_fragments > MOST or max(track.pictures for track in tracks) > MOST


_NAMES = (b"trak", b"hdlr", b"stts", b"stsz", b"stz2", b"trun")


def _tables(file: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """Yield the names of tables, and some bytes behind each, in all boxes that hold no pictures."""
    for start, stop in _boxes(file):
        file.seek(start)
        kept = b""
        while start < stop:
            block = file.read(min(_BLOCK, stop - start))
            if not block:
                break
            start += len(block)
            kept += block
            last = start >= stop or len(block) < _BLOCK
            # What lies too near the end of a block is looked at together with the next.
            until = len(kept) if last else len(kept) - _LONGEST - 4
            for at, name in _found(kept, until):
                yield name, kept[at + 4 : at + 4 + _LONGEST].ljust(_LONGEST, b"\0")
            kept = kept[until:]


def _found(block: bytes, until: int) -> list[tuple[int, bytes]]:
    places = []
    for name in _NAMES:
        at = block.find(name)
        while 0 <= at < until:
            places.append((at, name))
            at = block.find(name, at + 1)
    return sorted(places)


def _boxes(file: BinaryIO) -> Iterator[tuple[int, int]]:
    """Yield where each box of the file lies that holds no pictures, bytes from and up to."""
    file.seek(0, 2)
    end, start = file.tell(), 0
    while start + _HEAD <= end:
        file.seek(start)
        size, name = struct.unpack(">I4s", file.read(_HEAD).ljust(_HEAD, b"\0"))
        if start == 0 and name not in _FIRST:
            return
        if size == 1:
            (size,) = struct.unpack(">Q", file.read(8).ljust(8, b"\0"))
        stop = end if size < _HEAD else min(start + size, end)
        if name != b"mdat":
            yield start, stop
        start = stop
