"""Find and change boxes of an MP4 or MOV file that is already written."""

from __future__ import annotations

import struct
from pathlib import Path


def at(data: bytes | bytearray, name: str) -> int:
    """Offset of the first byte after a box's name."""
    return data.index(name.encode()) + 4


def patched(path: Path, *changes: tuple[str, int, str, tuple[int, ...]]) -> None:
    """Change numbers in boxes: name of the box, offset in it, `struct` format, values."""
    data = bytearray(path.read_bytes())
    for name, offset, form, values in changes:
        struct.pack_into(form, data, at(data, name) + offset, *values)
    path.write_bytes(data)


def matrix(path: Path, a: float, b: float, c: float, d: float) -> None:
    """Store a display matrix in the track header."""
    one = 1 << 16
    values = (round(a * one), round(b * one), 0, round(c * one), round(d * one), 0, 0, 0, 1 << 30)
    patched(path, ("tkhd", 40, ">9i", values))


def replaced(path: Path, old: bytes, new: bytes) -> None:
    """Replace bytes wherever they stand; the length stays."""
    assert len(old) == len(new)
    data = path.read_bytes()
    assert old in data, f"{old!r} is not in {path.name}"
    path.write_bytes(data.replace(old, new))
