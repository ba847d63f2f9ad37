"""Times that jump, repeat, run backwards or lie, and lengths that are wrong or not told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from tests.support.odd_films import boxes
from tests.support.odd_films.coding import Recipe, restamped
from tests.support.odd_films.odd import Odd

_KIND = "frame times"
_N = 30
_STEP = 3000  # ticks, 1/30 s


def _even(count: int = _N) -> list[int]:
    return [_STEP * number for number in range(count)]


def _stamps() -> dict[str, list[int]]:
    rng = np.random.default_rng(8)
    even = _even()
    swapped = even.copy()
    swapped[10], swapped[11] = swapped[11], swapped[10]
    return {
        "uneven": np.cumsum(rng.integers(100, 9000, _N)).tolist(),
        "swapped": swapped,
        "backwards": even[::-1],
        "shuffled": rng.permutation(even).tolist(),
        "all the same": [0] * _N,
        "every other the same": [_STEP * (number // 2) for number in range(_N)],
        "falls back midway": [*even[:15], *even[:15]],
        "one tick apart": list(range(_N)),
        "an hour's gap": [*even[:15], *(at + 90_000 * 3600 for at in even[15:])],
        "five hours' gap": [*even[:15], *(at + 90_000 * 18_000 for at in even[15:])],
        "a gap after every picture": [90_000 * 200 * number for number in range(_N)],
        "one far ahead": [*even[:15], even[15] + 90_000 * 9000, *even[16:]],
    }


def timed() -> Iterator[Odd]:
    """Yield films with odd stamps, in containers that keep them."""
    for name, stamps in _stamps().items():
        for suffix in (".mp4", ".mkv"):

            def make(path: Path, stamps: Sequence[int] = stamps) -> None:
                restamped(Recipe(times=[i / 30 for i in range(_N)]), path, stamps)

            yield Odd(_KIND, f"{name}{suffix}", make)
    yield from _repeating()
    yield from _starting()


def _repeating() -> Iterator[Odd]:
    times = [i / 30 for i in range(_N)]
    numbers = {
        "frozen": [0] * _N,
        "every picture twice": [i // 2 for i in range(_N)],
        "frozen midway": [min(i, 10) for i in range(_N)],
    }
    for name, which in numbers.items():
        yield Odd(_KIND, f"{name}.mp4", Recipe(times=times, numbers=which).write)
    yield Odd(_KIND, "one picture.mp4", Recipe(times=[0.0]).write, told=True)
    yield Odd(_KIND, "two pictures.mp4", Recipe(times=[0.0, 0.04]).write)
    yield Odd(_KIND, "one a second.mp4", Recipe(times=list(range(8)), rate=1).write)
    yield Odd(_KIND, "1000 a second.mp4", Recipe(times=[i / 1000 for i in range(60)], rate=1000).write)


def _starting() -> Iterator[Odd]:
    early = [i / 30 - 0.5 for i in range(_N)]
    late = [i / 30 + 90_000 for i in range(_N)]
    for suffix in (".mp4", ".mkv"):
        keep = {"avoid_negative_ts": "disabled"}
        yield Odd(_KIND, f"begins before zero{suffix}", Recipe(times=early, container=keep).write)
        yield Odd(_KIND, f"begins a day late{suffix}", Recipe(times=late, container=keep).write)
    for name, start, length in (
        ("edit list into the film", 45_000, 500),
        ("edit list beyond the film", 90_000 * 100, 1000),
        ("edit list of no length", 0, 0),
        ("edit list of minus one", -1, 1000),
        ("edit list far before", -(2**31), 2**32 - 1),
    ):

        def make(path: Path, start: int = start, length: int = length) -> None:
            Recipe(times=[i / 30 for i in range(_N)]).write(path)
            boxes.patched(path, ("elst", 8, ">Ii", (length, start)))

        yield Odd(_KIND, f"{name}.mp4", make)


def long_or_short() -> Iterator[Odd]:
    """Yield films that declare no length, or another than they have."""
    kind = "declared length"
    times = [i / 30 for i in range(_N)]
    live = Recipe(times=times, container={"live": "1"})
    parts = {"movflags": "frag_keyframe+empty_moov+default_base_moof"}
    short_parts = Recipe(times=times, options={"g": "5"}, container=parts)
    yield Odd(kind, "no length.mkv", live.write, told=False)
    yield Odd(kind, "no length.webm", Recipe("vp8", times=times, container={"live": "1"}).write, told=False)
    yield Odd(kind, "in fragments.mp4", short_parts.write, told=False)
    yield Odd(kind, "no length.ts", Recipe(times=times).write, told=False)
    for name, ticks in (("nothing", 0), ("a day", 86_400_000), ("136 years", 2**32 - 1)):

        def make(path: Path, ticks: int = ticks) -> None:
            Recipe(times=times).write(path)
            change = [(box, at, ">I", (ticks,)) for box, at in (("mvhd", 16), ("tkhd", 20), ("mdhd", 16))]
            boxes.patched(path, *change)

        yield Odd(kind, f"declares {name}.mp4", make)
    for name, scale in (("no clock", 0), ("a tick of a lifetime", 1), ("a tick of nothing", 2**32 - 1)):

        def clock(path: Path, scale: int = scale) -> None:
            Recipe(times=times).write(path)
            boxes.patched(path, ("mdhd", 12, ">I", (scale,)), ("mvhd", 12, ">I", (scale,)))

        yield Odd(kind, f"{name}.mp4", clock)
    for wrong in (b"99:99:99.999999999", b"00:00:00.000000000", "0²:00:00.00000000".encode()):

        def stated(path: Path, wrong: bytes = wrong) -> None:
            Recipe(times=times).write(path)
            data = bytearray(path.read_bytes())
            at = data.index(b"00:00:0")
            data[at : at + len(wrong)] = wrong
            path.write_bytes(data)

        yield Odd(kind, f"states {wrong[:5].decode(errors='replace').replace(':', '-')}.mkv", stated)
