"""Tiny films of every kind a phone, camera or editor writes, made on the spot.

Each picture carries its own number as a row of black and white squares, so that a test can tell which picture
came back, from any codec; and four corners of different colour, so that it can tell which way up it is.
"""

from __future__ import annotations

import os
import struct
import wave
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from formcheck.clip.picture import Rgb

WIDTH, HEIGHT = 128, 96
_BITS = 8
CORNERS = {"top left": (220, 40, 40), "top right": (40, 200, 40), "bottom left": (50, 60, 220)}

_X265 = {"preset": "ultrafast", "x265-params": "log-level=none"}
os.environ.setdefault("SVT_LOG", "1")  # the AV1 encoder prints its settings otherwise

# name: suffix, encoder, pixel format, encoder options
KINDS: dict[str, tuple[str, str, str, dict[str, str]]] = {
    "h264.mp4": (".mp4", "libx264", "yuv420p", {"preset": "veryfast"}),
    "h264.mov": (".mov", "libx264", "yuv420p", {"preset": "veryfast"}),
    "h264.m4v": (".m4v", "libx264", "yuv420p", {"preset": "veryfast"}),
    "hevc.mov": (".mov", "libx265", "yuv420p", {"preset": "ultrafast", "x265-params": "log-level=none"}),
    "hevc10.mov": (
        ".mov",
        "libx265",
        "yuv420p10le",
        {"preset": "ultrafast", "x265-params": "log-level=none"},
    ),
    "av1.mp4": (".mp4", "libsvtav1", "yuv420p", {"preset": "12", "svtav1-params": "lp=1"}),
    "vp9.webm": (".webm", "libvpx-vp9", "yuv420p", {"deadline": "realtime", "cpu-used": "8"}),
    "mpeg4.avi": (".avi", "mpeg4", "yuv420p", {"qscale": "3"}),
    "animated.gif": (".gif", "gif", "rgb8", {}),
}


def picture(number: int, width: int = WIDTH, height: int = HEIGHT) -> Rgb:
    """Draw picture `number`."""
    rgb = np.full((height, width, 3), 128, np.uint8)
    h, w = height // 4, width // 4
    rgb[:h, :w] = CORNERS["top left"]
    rgb[:h, -w:] = CORNERS["top right"]
    rgb[-h:, :w] = CORNERS["bottom left"]
    cell = width // _BITS
    for bit in range(_BITS):
        rgb[2 * h - h // 2 : 3 * h - h // 2, bit * cell : (bit + 1) * cell] = 235 if number >> bit & 1 else 20
    return rgb


def number_of(rgb: NDArray[np.uint8]) -> int:
    """Read the number back from an upright picture."""
    height, width = rgb.shape[:2]
    cell = width / _BITS
    row = rgb[height // 2 - height // 16 : height // 2 + height // 16].mean(axis=(0, 2))
    return sum(1 << bit for bit in range(_BITS) if row[int((bit + 0.5) * cell)] > 128)


def is_upright(rgb: NDArray[np.uint8]) -> bool:
    """Tell whether the coloured corners are where they were drawn."""
    places = {"top left": (8, 8), "top right": (8, -8), "bottom left": (-8, 8)}
    return all(
        int(np.abs(rgb[places[corner]].astype(int) - np.array(colour)).max()) < 60
        for corner, colour in CORNERS.items()
    )


def even_times(n: int, fps: float = 30.0) -> NDArray[np.float64]:
    """Times of a film with a constant rate."""
    return np.arange(n) / fps


def film(
    path: Path,
    kind: str = "h264.mp4",
    t: NDArray[np.float64] | None = None,
    *,
    size: tuple[int, int] = (WIDTH, HEIGHT),
    stored_turn: int = 0,
    faststart: bool = True,
    tick: Fraction = Fraction(1, 90_000),
    sound_s: float = 0.0,
    pixel_aspect: Fraction | None = None,
) -> Path:
    """Write a film and return its path.

    `stored_turn` quarter turns counter-clockwise are applied to the pictures before they are stored.
    """
    _, encoder, pixel_format, options = KINDS[kind]
    t = even_times(12) if t is None else t
    flags = {"movflags": "+faststart"} if faststart and path.suffix in {".mp4", ".mov", ".m4v"} else {}
    rate = max(1, round((len(t) - 1) / (t[-1] - t[0]))) if len(t) > 1 else 30
    with av.open(str(path), "w", options=flags) as container:
        stream = container.add_stream(encoder, rate=rate, options=options)
        turned = np.rot90(picture(0, *size), stored_turn)
        stream.height, stream.width = turned.shape[:2]
        stream.pix_fmt = pixel_format
        if "hevc" in kind:
            stream.codec_context.codec_tag = "hvc1"
        if pixel_aspect is not None:
            stream.codec_context.sample_aspect_ratio = pixel_aspect
        if path.suffix not in {".avi", ".gif"}:
            stream.time_base = stream.codec_context.time_base = tick
        clock = stream.codec_context.time_base or Fraction(1, rate)
        sound = container.add_stream("aac", rate=16_000) if sound_s else None
        for number, at in enumerate(t):
            image = np.ascontiguousarray(np.rot90(picture(number, *size), stored_turn))
            frame = av.VideoFrame.from_ndarray(image, format="rgb24").reformat(format=pixel_format)
            frame.pts, frame.time_base = round(at / clock), clock
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
        if sound is not None:
            _silence(container, sound, sound_s)
    return path


def _silence(container: av.container.OutputContainer, stream: av.AudioStream, seconds: float) -> None:
    for start in range(0, round(seconds * 16_000), 1024):
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), format="fltp", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = 16_000, start, Fraction(1, 16_000)
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))


def turned_film(path: Path, rotation_deg: int, kind: str = "h264.mp4") -> Path:
    """Write a film stored on its side, with the turn in the container as phones write it.

    `rotation_deg` is counter-clockwise, what a player has to apply.
    """
    film(path, kind, stored_turn=-rotation_deg // 90)
    data = bytearray(path.read_bytes())
    cos, sin = {90: (0, 1), -90: (0, -1), 180: (-1, 0)}[rotation_deg]
    # The display matrix of the track header, 16.16 fixed point; its turn is clockwise for positive b.
    matrix = struct.pack(">9i", cos << 16, -sin << 16, 0, sin << 16, cos << 16, 0, 0, 0, 1 << 30)
    at = data.index(b"tkhd") + 4 + 40
    data[at : at + 36] = matrix
    path.write_bytes(data)
    return path


def trimmed_film(path: Path, t: NDArray[np.float64], first: int) -> Path:
    """Write a film whose edit list hides the pictures before `first`, as trimming on a phone does."""
    film(path, t=t)
    data = bytearray(path.read_bytes())
    at = data.index(b"elst") + 4 + 8
    length, start = struct.unpack_from(">Ii", data, at)
    timescale = struct.unpack_from(">I", data, data.index(b"mvhd") + 4 + 12)[0]
    media_scale = struct.unpack_from(">I", data, data.index(b"mdhd") + 4 + 12)[0]
    cut = float(t[first] - t[0])
    struct.pack_into(">Ii", data, at, length - round(cut * timescale), start + round(cut * media_scale))
    path.write_bytes(data)
    return path


def cut_short(path: Path, share: float) -> Path:
    """Keep only the first `share` of a file's bytes."""
    data = path.read_bytes()
    path.write_bytes(data[: round(share * len(data))])
    return path


def sound_only(path: Path) -> Path:
    """Write an .mp4 (or .wav) that holds sound and no picture."""
    if path.suffix == ".wav":
        with wave.open(str(path), "wb") as file:
            file.setparams((1, 2, 8000, 0, "NONE", ""))
            file.writeframes(bytes(16_000))
        return path
    with av.open(str(path), "w") as container:
        _silence(container, container.add_stream("aac", rate=16_000), 1.0)
    return path
