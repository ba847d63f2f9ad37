"""Small files that declare enormous things: pictures, counts, tables."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.support.odd_films import boxes
from tests.support.odd_films.coding import Recipe
from tests.support.odd_films.odd import Odd

_KIND = "headers that lie"
_MANY = (1_000_000, 20_000_000, 170_000_000, 2**31 - 1, 2**32 - 1)


def lying() -> Iterator[Odd]:
    """Yield files of a few kilobytes that promise more than a machine holds."""
    yield from _many_frames()
    yield from _huge_pictures()
    yield from _odd_boxes()


def _many_frames() -> Iterator[Odd]:
    for count in _MANY:
        yield Odd(_KIND, f"{count} samples.mp4", partial(_samples, count, True))
        yield Odd(_KIND, f"{count} samples in one table.mp4", partial(_samples, count, False))
        yield Odd(_KIND, f"{count} in a fragment.mp4", partial(_fragment, count))
        yield Odd(_KIND, f"{count} frames.avi", partial(_avi_frames, count))
        yield Odd(_KIND, f"{count} chunks.mp4", partial(_tables, count))


def _samples(count: int, everywhere: bool, path: Path) -> None:
    """Say in the tables of an MP4 that all samples are of one byte, and so many."""
    Recipe().write(path)
    changes: list[tuple[str, int, str, tuple[int, ...]]] = [("stsz", 4, ">II", (1, count))]
    if everywhere:
        changes += [("stts", 8, ">II", (count, 1)), ("stsc", 12, ">I", (count,))]
    boxes.patched(path, *changes)


def _tables(count: int, path: Path) -> None:
    """Say that every table has so many entries, though the box ends long before."""
    Recipe("h264 with B pictures").write(path)
    names = ("stts", "ctts", "stsc", "stco", "stss", "elst", "stsd")
    boxes.patched(path, *((name, 4, ">I", (count,)) for name in names))


def _fragment(count: int, path: Path) -> None:
    parts = {"movflags": "frag_keyframe+empty_moov+default_base_moof"}
    Recipe(container=parts).write(path)
    boxes.patched(path, ("trun", 0, ">III", (1, count, 0)))  # no field of its own for any sample


def _avi_frames(count: int, path: Path) -> None:
    Recipe("mpeg4").write(path)
    data = bytearray(path.read_bytes())
    struct.pack_into("<I", data, data.index(b"avih") + 8 + 16, count)
    struct.pack_into("<I", data, data.index(b"strh") + 8 + 32, count)
    path.write_bytes(data)


_SIDES = (9000, 15_900, 32_000, 65_500)


def _huge_pictures() -> Iterator[Odd]:
    for side in _SIDES:
        yield Odd(_KIND, f"{side} a side.gif", partial(_gif, side), told=True)
        yield Odd(_KIND, f"{side} a side, jpeg.avi", partial(_jpeg, side, Recipe("mjpeg")), told=True)
        yield Odd(_KIND, f"{side} a side, jpeg.mov", partial(_jpeg, side, Recipe("mjpeg")), told=True)
        yield Odd(_KIND, f"{side} a side, vp8.webm", partial(_vp8, side))
    for side in (*_SIDES, 100_000, 2**31 - 1):
        yield Odd(_KIND, f"{side} a side, png.mov", partial(_png, side), told=True)
        yield Odd(_KIND, f"{side} a side, raw.avi", partial(_raw, side))
        yield Odd(_KIND, f"{side} a side in the track.mp4", partial(_track, side))


def _gif(side: int, path: Path) -> None:
    Recipe("gif").write(path)
    data = bytearray(path.read_bytes())
    struct.pack_into("<HH", data, 6, side, side)
    path.write_bytes(data)


def _jpeg(side: int, recipe: Recipe, path: Path) -> None:
    recipe.write(path)
    data = bytearray(path.read_bytes())
    at = data.find(b"\xff\xc0")
    while at >= 0:
        struct.pack_into(">HH", data, at + 5, side, side)
        at = data.find(b"\xff\xc0", at + 2)
    path.write_bytes(data)


def _vp8(side: int, path: Path) -> None:
    Recipe("vp8").write(path)
    data = bytearray(path.read_bytes())
    struct.pack_into("<HH", data, data.index(b"\x9d\x01\x2a") + 3, min(side, 16_383), min(side, 16_383))
    path.write_bytes(data)


def _png(side: int, path: Path) -> None:
    Recipe("png").write(path)
    data = bytearray(path.read_bytes())
    at = data.find(b"IHDR")
    while at >= 0:
        struct.pack_into(">II", data, at + 4, side, side)
        at = data.find(b"IHDR", at + 4)
    path.write_bytes(data)


def _raw(side: int, path: Path) -> None:
    Recipe("raw").write(path)
    data = bytearray(path.read_bytes())
    struct.pack_into("<ii", data, data.index(b"strf") + 8 + 4, side, side)
    path.write_bytes(data)


def _track(side: int, path: Path) -> None:
    """Say it in the track header and the sample entry; the codec knows better."""
    Recipe().write(path)
    high = min(side, 65_535)
    boxes.patched(path, ("tkhd", 76, ">II", (high << 16, high << 16)), ("avc1", 24, ">HH", (high, high)))


def _odd_boxes() -> Iterator[Odd]:
    for name, size in (("nothing", 0), ("one", 1), ("seven", 7), ("four thousand million", 2**32 - 1)):
        for box in ("moov", "trak", "stbl", "mdat", "avcC"):

            def make(path: Path, box: str = box, size: int = size) -> None:
                Recipe().write(path)
                boxes.patched(path, (box, -8, ">I", (size,)))

            yield Odd(_KIND, f"{box} of {name} bytes.mp4", make)
    yield Odd(_KIND, "boxes in boxes.mp4", _nested)
    yield Odd(_KIND, "size grows midway.h264", _grows)


def _nested(path: Path) -> None:
    inner = b""
    for _ in range(20_000):
        inner = struct.pack(">I", 8 + len(inner)) + b"moov" + inner if len(inner) < 2**20 else inner
    path.write_bytes(b"\0\0\0\x14ftypisom\0\0\2\0isom" + inner)


def _grows(path: Path) -> None:
    """A film whose picture changes to another size, and then to one beyond all sense."""
    parts = []
    for size in ((128, 96), (640, 480), (9216, 64)):
        Recipe(size=size, times=[i / 30 for i in range(5)]).write(path)
        parts.append(path.read_bytes())
    path.write_bytes(b"".join(parts))
