"""Films cut short at many places, and films with flipped bits."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from tests.support.odd_films.coding import Recipe
from tests.support.odd_films.odd import Odd

_TIMES = [i / 30 for i in range(24)]
_FAST = {"movflags": "+faststart"}
_PARTS = {"movflags": "frag_keyframe+empty_moov+default_base_moof"}
# What phones and cameras write; the index first, last, in parts, or none at all.
WHOLE: dict[str, Recipe] = {
    "h264.mp4": Recipe("h264 with B pictures", times=_TIMES, options={"g": "8"}, container=_FAST),
    "h264.mov": Recipe("h264", times=_TIMES, options={"g": "8"}),
    "fragments.mp4": Recipe("h264", times=_TIMES, options={"g": "8"}, container=_PARTS),
    "hevc.mov": Recipe("hevc", times=_TIMES, container=_FAST),
    "vp9.webm": Recipe("vp9", times=_TIMES),
    "av1.mp4": Recipe("av1", times=_TIMES, container=_FAST),
    "h264.mkv": Recipe("h264", times=_TIMES, options={"g": "8"}),
    "mpeg4.avi": Recipe("mpeg4", times=_TIMES),
    "mjpeg.avi": Recipe("mjpeg", times=_TIMES[:8]),
    "h264.ts": Recipe("h264", times=_TIMES, options={"g": "8"}),
    "prores.mov": Recipe("prores", times=_TIMES[:6], container=_FAST),
    "moving.gif": Recipe("gif", times=_TIMES[:8]),
    "mpeg4.3gp": Recipe("mpeg4", times=_TIMES),
    "vp8.webm": Recipe("vp8", times=_TIMES),
}


@cache
def whole(name: str) -> bytes:
    """Bytes of a film before it is damaged."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        WHOLE[name].write(path)
        return path.read_bytes()


def cut_short(count: int, seed: int = 0) -> Iterator[Odd]:
    """Yield films cut at `count` places, spread over their length and drawn by seed between."""
    rng = np.random.default_rng([seed, 1])
    for number in range(count):
        name = list(WHOLE)[number % len(WHOLE)]
        share = (number + float(rng.uniform())) / count
        yield Odd("cut short", f"cut {number} of {name}", partial(_cut, name, share))


def _cut(name: str, share: float, path: Path) -> None:
    data = whole(name)
    path.write_bytes(data[: max(1, round(share * len(data)))])


def flipped(count: int, seed: int = 0) -> Iterator[Odd]:
    """Yield films with 1 to 16 flipped bits each, half of them within the first or last 2,000 bytes."""
    for number in range(count):
        name = list(WHOLE)[number % len(WHOLE)]
        yield Odd("flipped bits", f"flip {number} of {name}", partial(_flip, name, (seed, 2, number)))


def _flip(name: str, seed: tuple[int, ...], path: Path) -> None:
    data = bytearray(whole(name))
    rng = np.random.default_rng(seed)
    edge = min(2000, len(data))
    low, high = [(0, len(data)), (0, len(data)), (0, edge), (len(data) - edge, len(data))][rng.integers(4)]
    for _ in range(int(2 ** rng.integers(0, 5))):
        data[int(rng.integers(low, high))] ^= 1 << int(rng.integers(8))
    path.write_bytes(data)
