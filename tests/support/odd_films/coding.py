"""Write a film packet by packet, with any codec, pixel format, stamps and container."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np

from tests.support.films import picture

os.environ.setdefault("SVT_LOG", "1")  # the AV1 encoder prints its settings otherwise
TICK = Fraction(1, 90_000)
# Encoder, pixel format, encoder options: one line each, quick rather than small.
ENCODERS: dict[str, tuple[str, str, dict[str, str]]] = {
    "h264": ("libx264", "yuv420p", {"preset": "ultrafast"}),
    "h264 with B pictures": ("libx264", "yuv420p", {"preset": "veryfast", "bf": "3"}),
    "h264 in rgb": ("libx264rgb", "rgb24", {"preset": "ultrafast"}),
    "hevc": ("libx265", "yuv420p", {"preset": "ultrafast", "x265-params": "log-level=none"}),
    "vp8": ("libvpx", "yuv420p", {"deadline": "realtime", "cpu-used": "8"}),
    "vp9": ("libvpx-vp9", "yuv420p", {"deadline": "realtime", "cpu-used": "8"}),
    "av1": ("libsvtav1", "yuv420p", {"preset": "12", "svtav1-params": "lp=1"}),
    "mpeg4": ("mpeg4", "yuv420p", {}),
    "mpeg2": ("mpeg2video", "yuv420p", {}),
    "mpeg1": ("mpeg1video", "yuv420p", {}),
    "msmpeg4": ("msmpeg4", "yuv420p", {}),
    "wmv2": ("wmv2", "yuv420p", {}),
    "flv1": ("flv", "yuv420p", {}),
    "mjpeg": ("mjpeg", "yuvj420p", {}),
    "prores": ("prores_ks", "yuv422p10le", {}),
    "png": ("png", "rgb24", {}),
    "raw": ("rawvideo", "yuv420p", {}),
    "ffv1": ("ffv1", "yuv420p", {}),
    "huffyuv": ("huffyuv", "yuv422p", {}),
    "gif": ("gif", "rgb8", {}),
}


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to write a film.

    Attributes
    ----------
    encoder
        A name in `ENCODERS`.
    size
        Width and height, pixels.
    times
        Seconds at which pictures are given to the encoder, increasing.
    numbers
        Which picture is drawn at each time; 0, 1, 2 ... when None.
    pixels, options, container
        In place of or beside those of the encoder; options of the container.
    format
        Container by name, where the suffix does not tell.
    rate
        Frames a second the file declares.
    metadata
        Of the file.
    """

    encoder: str = "h264"
    size: tuple[int, int] = (128, 96)
    times: Sequence[float] = tuple(number / 30 for number in range(12))
    numbers: Sequence[int] | None = None
    pixels: str | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    container: Mapping[str, str] = field(default_factory=dict)
    format: str | None = None
    rate: int = 30
    metadata: Mapping[str, str] = field(default_factory=dict)

    def write(self, path: Path) -> None:
        """Write the film."""
        with av.open(str(path), "w", format=self.format, options=dict(self.container)) as file:
            file.metadata.update(self.metadata)
            stream = self.stream(file)
            for packet in self.packets(stream):
                file.mux(packet)

    def stream(self, file: Any) -> Any:
        """Add a stream for it to a file that is being written."""
        name, pixels, options = ENCODERS[self.encoder]
        stream = file.add_stream(name, rate=self.rate, options={**options, **self.options})
        stream.width, stream.height = self.size
        stream.pix_fmt = self.pixels or pixels
        if self._own_clock:
            stream.time_base = stream.codec_context.time_base = TICK
        return stream

    @property
    def _own_clock(self) -> bool:
        return self.encoder.startswith(("h264", "hevc", "vp", "av1", "mjpeg", "prores", "png"))

    def packets(self, stream: Any) -> list[Any]:
        """Encode all pictures."""
        codec = stream.codec_context
        clock = TICK if self._own_clock else Fraction(1, self.rate)
        packets = []
        for place, at in enumerate(self.times):
            number = place if self.numbers is None else self.numbers[place]
            drawn = av.VideoFrame.from_ndarray(drawing(number, *self.size), format="rgb24")
            frame = drawn.reformat(format=stream.pix_fmt)
            frame.pts, frame.time_base = round(at / clock), clock
            packets += codec.encode(frame)
        packets += codec.encode(None)
        for packet in packets:
            packet.stream = stream
        return packets


def drawing(number: int, width: int, height: int) -> Any:
    """Draw a numbered picture of any size."""
    if width >= 16 and height >= 16:
        return picture(number, width, height)
    return np.full((height, width, 3), 10 * number % 256, np.uint8)


def restamped(recipe: Recipe, path: Path, stamps: Sequence[int]) -> None:
    """Write a film whose pictures, in the order they are stored, carry these stamps (in ticks)."""
    with av.open(str(path), "w", format=recipe.format, options=dict(recipe.container)) as file:
        stream = recipe.stream(file)
        lowest = min(stamps)
        for place, (packet, stamp) in enumerate(zip(recipe.packets(stream), stamps, strict=True)):
            packet.pts, packet.dts, packet.duration = stamp, lowest - len(stamps) + place, 0
            file.mux(packet)
