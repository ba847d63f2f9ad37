"""Files with no film in them, or more than one."""

from __future__ import annotations

import io
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np

from tests.support.films import sound_only
from tests.support.odd_films.coding import Recipe
from tests.support.odd_films.odd import Odd

_KIND = "tracks"


def tracked() -> Iterator[Odd]:
    """Yield sound only, cover art, several tracks, subtitles."""
    for suffix in (".mp4", ".wav"):
        yield Odd(_KIND, f"only sound{suffix}", sound_only, told=True)
    yield Odd(_KIND, "sound with a cover.mp4", lambda path: _cover(path, film=False, sound=True), told=True)
    yield Odd(_KIND, "only a cover.mp4", lambda path: _cover(path, film=False, sound=False), told=True)
    yield Odd(_KIND, "film with a cover.mp4", lambda path: _cover(path, film=True, sound=True), told=False)
    yield Odd(_KIND, "small film beside it.mp4", lambda path: _two(path, (64, 48), (128, 96)), told=False)
    yield Odd(_KIND, "two alike.mkv", lambda path: _two(path, (128, 96), (128, 96)), told=False)
    yield Odd(_KIND, "two films.ts", lambda path: _two(path, (128, 96), (64, 48)), told=False)
    yield Odd(_KIND, "forty films.mkv", lambda path: _two(path, *[(64, 48)] * 40), told=False)
    yield Odd(_KIND, "captions.mkv", _captions, told=False)
    yield Odd(_KIND, "longer sound.mp4", _long_sound, told=False)


def _two(path: Path, *sizes: tuple[int, int]) -> None:
    recipes = [Recipe(size=size) for size in sizes]
    with av.open(str(path), "w") as file:
        streams = [recipe.stream(file) for recipe in recipes]
        coded = [recipe.packets(stream) for recipe, stream in zip(recipes, streams, strict=True)]
        for together in zip(*coded, strict=True):
            for packet in together:
                file.mux(packet)


def _jpeg() -> bytes:
    kept = io.BytesIO()
    with av.open(kept, "w", format="mjpeg") as file:
        recipe = Recipe("mjpeg", size=(640, 640), times=[0.0])
        for packet in recipe.packets(recipe.stream(file)):
            file.mux(packet)
    return kept.getvalue()


def _cover(path: Path, *, film: bool, sound: bool) -> None:
    with av.open(str(path), "w") as file:
        recipe = Recipe()
        stream = recipe.stream(file) if film else None
        hum = file.add_stream("aac", rate=16_000) if sound else None
        cover = file.add_stream("mjpeg")
        cover.width, cover.height, cover.pix_fmt = 640, 640, "yuvj420p"
        cover.disposition = av.stream.Disposition.attached_pic
        if stream is not None:
            for packet in recipe.packets(stream):
                file.mux(packet)
        if hum is not None:
            _hum(file, hum, 1.0)
        packet = av.Packet(_jpeg())
        packet.stream, packet.pts, packet.dts, packet.time_base = cover, 0, 0, Fraction(1, 90_000)
        packet.is_keyframe = True
        file.mux(packet)


def _hum(file: Any, stream: Any, seconds: float) -> None:
    for start in range(0, round(seconds * 16_000), 1024):
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), format="fltp", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = 16_000, start, Fraction(1, 16_000)
        file.mux(stream.encode(frame))
    file.mux(stream.encode(None))


def _long_sound(path: Path) -> None:
    with av.open(str(path), "w") as file:
        recipe = Recipe()
        stream, hum = recipe.stream(file), file.add_stream("aac", rate=16_000)
        for packet in recipe.packets(stream):
            file.mux(packet)
        _hum(file, hum, 5.0)


def _captions(path: Path) -> None:
    """A film with a data track nobody knows: the sound's name is replaced by one no codec has."""
    _long_sound(path)
    data = path.read_bytes()
    path.write_bytes(data.replace(b"A_AAC", b"S_ZZZ"))
