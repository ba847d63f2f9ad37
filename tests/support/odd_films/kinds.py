"""Every codec in every container that takes it, sizes, turns and pixel formats."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.support.odd_films import boxes
from tests.support.odd_films.coding import ENCODERS, Recipe
from tests.support.odd_films.odd import Odd

_RAW = {"h264": ".h264", "hevc": ".hevc", "mjpeg": ".mjpeg", "gif": ".gif"}
# What the containers take; others are not written by anything.
_FOR_ALL = {"h264", "h264 with B pictures"}
_TAKES = {
    ".mp4": {"hevc", "vp9", "av1", "mpeg4", "mpeg2", "mjpeg", "png"},
    ".mov": {"hevc", "mpeg4", "mpeg2", "mjpeg", "prores", "png", "h264 in rgb"},
    ".m4v": {"mpeg4"},
    ".mkv": {*ENCODERS} - {"gif", "flv1", "huffyuv", "png", "wmv2"},
    ".webm": {"vp8", "vp9", "av1"},
    ".avi": {"mpeg4", "mjpeg", "msmpeg4", "huffyuv", "raw", "ffv1", "wmv2"},
    ".ts": {"hevc", "mpeg2", "mpeg4"},
    ".3gp": {"mpeg4"},
    ".3g2": {"mpeg4"},
    ".mpg": {"mpeg1", "mpeg2"},
    ".flv": {"flv1"},
    ".wmv": {"wmv2", "msmpeg4"},
}


def coded() -> Iterator[Odd]:
    """Yield every codec in every container that takes it."""
    for suffix, takes in _TAKES.items():
        own = set() if suffix in {".webm", ".mpg", ".wmv"} else _FOR_ALL
        for encoder in sorted(takes | own):
            yield _odd("codecs and containers", f"{encoder}{suffix}", Recipe(encoder), told=False)
    for encoder, suffix in _RAW.items():
        yield _odd("codecs and containers", f"bare {encoder}{suffix}", Recipe(encoder))


_SIZES = ((16, 16), (17, 19), (16, 1080), (1080, 16), (127, 95), (641, 359), (1080, 1920), (3840, 2160))
_HUGE = ((7680, 4320), (4320, 7680))
_TOO_SMALL = ((8, 8), (2, 2), (15, 300), (300, 14))


def sized() -> Iterator[Odd]:
    """Yield sizes from two pixels to 8K, even and odd."""
    for width, height in _SIZES:
        recipe = Recipe("vp9" if width % 2 else "h264", (width, height), tuple(i / 30 for i in range(5)))
        yield _odd("sizes", f"{width} by {height}.mkv", recipe, told=False)
    for width, height in _HUGE:
        recipe = Recipe("h264", (width, height), tuple(i / 30 for i in range(3)))
        yield _odd("sizes", f"{width} by {height}.mp4", recipe, told=False)
    for width, height in _TOO_SMALL:
        yield _odd("sizes", f"{width} by {height}.mkv", Recipe("ffv1", (width, height)), told=True)


_TURNS = {
    "0": (1, 0, 0, 1),
    "90": (0, 1, -1, 0),
    "180": (-1, 0, 0, -1),
    "270": (0, -1, 1, 0),
    "mirrored": (-1, 0, 0, 1),
    "upside down mirrored": (1, 0, 0, -1),
    "90 mirrored": (0, 1, 1, 0),
    "270 mirrored": (0, -1, -1, 0),
    "45": (0.7071, 0.7071, -0.7071, 0.7071),
    "7": (0.9925, 0.1219, -0.1219, 0.9925),
    "all zero": (0, 0, 0, 0),
    "stretched": (3, 0, 0, 0.1),
    "flat": (1, 0, 1, 0),
    "far out": (-32768, 32767, 32767, -32768),
}


def turned() -> Iterator[Odd]:
    """Yield display matrices: turns, mirrors, and such as no camera writes."""
    for name, (a, b, c, d) in _TURNS.items():

        def make(path: Path, a: float = a, b: float = b, c: float = c, d: float = d) -> None:
            Recipe().write(path)
            boxes.matrix(path, a, b, c, d)

        yield Odd("turns and mirrors", f"turned {name}.mp4", make, told=False)


_PIXELS = {
    "10 bit HLG.mov": Recipe(
        "hevc",
        pixels="yuv420p10le",
        options={"x265-params": "log-level=none:colorprim=bt2020:transfer=arib-std-b67:colormatrix=bt2020nc"},
    ),
    "10 bit PQ.mov": Recipe(
        "hevc",
        pixels="yuv420p10le",
        options={"x265-params": "log-level=none:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc"},
    ),
    "12 bit.mkv": Recipe("hevc", pixels="yuv444p12le"),
    "4 4 4.mp4": Recipe(pixels="yuv444p"),
    "grey.mp4": Recipe(pixels="gray"),
    "grey 16 bit.mkv": Recipe("ffv1", pixels="gray16le"),
    "alpha.mov": Recipe("prores", pixels="yuva444p10le"),
    "alpha.webm": Recipe("vp9", pixels="yuva420p"),
    "alpha png.mov": Recipe("png", pixels="rgba"),
    "48 bit rgb.mov": Recipe("png", pixels="rgb48be"),
    "one bit.mov": Recipe("png", pixels="monob"),
    "interlaced.mp4": Recipe(options={"x264-params": "interlaced=1"}),
    "interlaced.ts": Recipe("mpeg2", options={"flags": "+ildct+ilme"}),
    "full range.mp4": Recipe(pixels="yuvj420p"),
    "wide pixels.mp4": Recipe(options={"aspect": "4:1"}),
    "latin metadata.mp4": Recipe(metadata={"title": "L\u00e4ufer \U0001f3c3" * 200}),
}


def coloured() -> Iterator[Odd]:
    """Yield pixel formats: high dynamic range, grey, alpha, interlaced."""
    for name, recipe in _PIXELS.items():
        yield _odd("colours and interlacing", name, recipe, told=False)

    def latin(path: Path) -> None:
        Recipe(metadata={"title": "Laeufer im Fruehling"}).write(path)
        boxes.replaced(path, b"Laeufer", b"L\xe4\xffufer")

    yield Odd("colours and interlacing", "metadata that is not UTF-8.mp4", latin, told=False)


def _odd(kind: str, name: str, recipe: Recipe, *, told: bool | None = None) -> Odd:
    return Odd(kind, name, partial(_write, recipe), told)


def _write(recipe: Recipe, path: Path) -> None:
    recipe.write(path)
