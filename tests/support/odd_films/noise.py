"""Files that are no film at all, and names that no camera gives."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np

from tests.support.odd_films.coding import Recipe
from tests.support.odd_films.odd import Odd

_FTYP = b"\0\0\0\x20ftypisom\0\0\2\0isomiso2avc1mp41"
_KIND = "no film at all"


def noise() -> Iterator[Odd]:
    """Yield random bytes behind the beginnings of real files, text, zeros, nothing."""
    heads = {
        "mp4": _FTYP,
        "mdat.mp4": _FTYP + b"\x7f\xff\xff\xffmdat",
        "moov.mp4": _FTYP + b"\0\1\0\0moov",
        "mkv": bytes.fromhex("1a45dfa3a342868101"),
        "avi": b"RIFF\xff\xff\xff\x7fAVI LIST",
        "gif": b"GIF89a\x80\x00\x60\x00\xf7\x00\x00",
        "ts": b"\x47\x40\x00\x10",
        "flv": b"FLV\x01\x05\0\0\0\x09",
        "asf": bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c"),
        "ogg": b"OggS\0\2",
        "h264": b"\0\0\0\1\x67\x64",
        "hevc": b"\0\0\0\1\x40\x01",
        "mpg": b"\0\0\1\xba\x44",
        "jpg": b"\xff\xd8\xff\xe0\0\x10JFIF\0",
    }
    for seed, (name, head) in enumerate(heads.items()):
        for size in (10, 4_000, 300_000):
            content = head + np.random.default_rng([seed, size]).bytes(size)
            yield _bytes(f"{size} random bytes after a head.{name}", content)
    texts = {
        "letter.mp4": b"Dear diary, today I ran ten kilometres.\n" * 50,
        "page.mp4": b"<html><body>Sign in to download</body></html>",
        "playlist.mp4": b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n/etc/passwd\n#EXT-X-ENDLIST\n",
        "list.mp4": b"ffconcat version 1.0\nfile /etc/passwd\n",
        "address.mp4": b"<?xml version='1.0'?><MPD><BaseURL>http://127.0.0.1/</BaseURL></MPD>",
        "zeros.mp4": bytes(100_000),
        "ones.mp4": b"\xff" * 100_000,
        "nothing.mp4": b"",
        "one byte.mp4": b"\0",
        "head.mp4": _FTYP,
        "sync bytes.ts": b"\x47" * 188_000,
    }
    for name, content in texts.items():
        yield _bytes(name, content, told=True)


def _bytes(name: str, content: bytes, *, told: bool | None = None) -> Odd:
    return Odd(_KIND, name, partial(_write, content), told)


def _write(content: bytes, path: Path) -> None:
    path.write_bytes(content)


_NAMES = (
    "läuft 🏃‍♀️ \u202egnp.mp4",
    'it\'s "quoted" `twice`.mp4',
    "..%2f..%2fetc%2fpasswd.mp4",
    "..\\..\\windows.mp4",
    "<img src=x onerror=alert(1)>.mp4",
    "<script>alert(1)<&amp;.mp4",
    "{{ 7*7 }} {% raw %}.mp4",
    "[red]bold.mp4",
    "%s %d %n {0}.mp4",
    "two\nlines\tand a tab.mp4",
    "\x1b[31mred\x07.mp4",
    "-rf.mp4",
    "concat:a|b.mp4",
    "file%03d.mp4",
    "a" * 251 + ".mp4",
    "ä" * 125 + ".mp4",
    ".mp4",
    " .mp4",
    "film",
    "film.txt",
    "film.mp4.",
    "CON.mp4",
    "not utf-8 \udcff\udcfe.mp4",
)


def named() -> Iterator[Odd]:
    """Yield a good film under odd names."""
    for name in _NAMES:
        yield Odd("names", name, Recipe(format="mp4").write, told=False)
    yield Odd("names", "no film <b>\x1b[1m\n.mp4", partial(_write, b"text"), told=True)
