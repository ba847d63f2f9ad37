"""What a file says of itself, before any picture is decoded, and what is known after."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from formcheck.clip.opening import check_size, decoded, opened
from formcheck.clip.picture import stored_turn, upright_size
from formcheck.clip.repeats import Repeats
from formcheck.clip.sampling import WHOLE, Sampling
from formcheck.errors import UnreadableClipError
from formcheck.names import shown

_CAPTURE_FPS = (10.0, 2000.0)  # what a camera may film at; anything else is a slip of the writer
_LEAST_FPS = 1.0
_LONGEST_S = 7 * 86_400.0  # a longer length is a slip of the writer too
_CLOCK = re.compile(r"(\d+):(\d+):(\d+(?:\.\d*)?)", re.ASCII)  # Matroska and WebM: 00:00:12.345000000


@dataclass(frozen=True, slots=True)
class Source:
    """A video file that can be opened.

    Attributes
    ----------
    path
        Where it lies.
    name
        The file's name, for reports; signs that cannot be shown are replaced.
    sha256
        Hash of its bytes.
    width, height
        Size of the upright picture, pixels.
    rotation_deg
        Turn stored in the container, already applied to `width` and `height`; counter-clockwise.
    codec
        Name of the video codec.
    declared_frames
        Frames the container promises, or None when it does not say.
    duration_s
        Length the container promises, or None.
    capture_fps
        Rate the camera says it filmed at, when the container records it (Android does), or None.
    pixel_aspect
        Width of a stored pixel over its height, already applied to `width` and `height`.
    mirrored
        Whether players show it mirrored after that turn, because the container says so.
    declared_fps
        Pictures a second the container promises, or None.
    """

    path: Path
    name: str
    sha256: str
    width: int
    height: int
    rotation_deg: int
    codec: str
    declared_frames: int | None
    duration_s: float | None
    capture_fps: float | None
    pixel_aspect: float = 1.0
    mirrored: bool = False
    declared_fps: float | None = None

    @property
    def promised_t(self) -> NDArray[np.float64]:
        """``(T,)`` seconds of the pictures as the container promises them; empty when it does not."""
        length, frames = self.duration_s, self.declared_frames
        if length and not frames:
            frames = round(length * (self.declared_fps or 0.0))
        return np.linspace(0.0, length, frames) if length and frames else np.empty(0)


@dataclass(frozen=True, slots=True)
class Clip:
    """A decoded file: the source with its true frame times.

    Attributes
    ----------
    source
        The file.
    t
        ``(T,)`` seconds from the first picture of the file, strictly increasing.
    cuts
        Indices of frames that begin a new shot (never 0).
    warnings
        Sentences for the user, such as that the file ends early.
    repeats
        Which pictures only repeat the one before; None when that was not looked at.
    sampling
        Which pictures of the file these are.
    """

    source: Source
    t: NDArray[np.float64]
    cuts: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()
    repeats: Repeats | None = None
    sampling: Sampling = WHOLE

    @property
    def duplicates(self) -> float:
        """Share of the pictures, 0 to 1, that only repeat the one before; standstills are not counted."""
        return self.repeats.share if self.repeats else 0.0

    @property
    def fps_new(self) -> float:
        """Mean rate of pictures that show something new, frames a second."""
        return self.fps_file * (1.0 - self.duplicates)

    @property
    def fps_file(self) -> float:
        """Mean rate of the pictures in the file, looked at or not, frames a second."""
        return self.fps_mean * self.sampling.every

    @property
    def fps_mean(self) -> float:
        """Mean rate of the pictures that are looked at, frames a second."""
        return float((len(self.t) - 1) / (self.t[-1] - self.t[0]))

    @property
    def duration_s(self) -> float:
        """Time from the first to the end of the last picture, seconds."""
        return float(self.t[-1] - self.t[0] + 1.0 / self.fps_mean)

    def pieces(self) -> Iterator[tuple[int, int]]:
        """Yield each shot as ``(first, stop)`` frame indices."""
        edges = (0, *self.cuts, len(self.t))
        yield from pairwise(edges)


def probe(path: str | Path) -> Source:
    """Look at a file without decoding more than its first picture.

    Raises
    ------
    UnreadableClipError
        When it holds no video that can be decoded.
    """
    path = Path(path)
    label = shown(path.name)
    with opened(path) as (container, stream):
        aspect = _pixel_aspect(stream)
        frame = _first_picture(container, stream, label)
        rotation, mirrored = stored_turn(frame)
        width, height = upright_size(frame, rotation, aspect)
        check_size(label, width, height)
        duration = _duration(container, stream)
        declared = int(stream.frames)
        rate = float(stream.average_rate or 0.0)
        capture = _capture_fps({**container.metadata, **stream.metadata})
        codec = str(stream.codec_context.name)
    size, digest = _bytes_of(path, label)
    return Source(
        path=path,
        name=label,
        sha256=digest,
        width=width,
        height=height,
        rotation_deg=rotation,
        codec=codec,
        declared_frames=declared if 0 < declared <= size else None,  # each takes a byte at least
        duration_s=duration if duration and 0 < duration <= _LONGEST_S else None,
        capture_fps=capture,
        pixel_aspect=aspect,
        mirrored=mirrored,
        declared_fps=rate if _LEAST_FPS <= rate <= _CAPTURE_FPS[1] else None,
    )


def _bytes_of(path: Path, label: str) -> tuple[int, str]:
    """Size and hash of a file."""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            return file.tell(), digest
    except OSError as error:
        raise UnreadableClipError(
            f"'{label}' cannot be read any more ({error.strerror}): give it again."
        ) from error


def _first_picture(container: Any, stream: Any, label: str) -> Any:
    """Return the first picture that can be decoded; headers are sometimes wrong about its size."""
    damaged = False
    for frame in decoded(container, stream):
        if frame is not None:
            return frame
        damaged = True
    if damaged:
        raise UnreadableClipError(f"'{label}' is damaged from its first picture on: copy it again.")
    raise UnreadableClipError(f"'{label}' has no picture that can be decoded: copy it from the phone again.")


def _pixel_aspect(stream: Any) -> float:
    stored = stream.sample_aspect_ratio
    aspect = float(stored) if stored else 1.0
    return aspect if abs(aspect - 1.0) > 0.01 and 0.25 <= aspect <= 4.0 else 1.0


def _duration(container: Any, stream: Any) -> float | None:
    """Length of the film itself where the container says so, else of the longest stream in it."""
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    stated = _CLOCK.fullmatch(str(stream.metadata.get("DURATION", "")))
    if stated:
        hours, minutes, seconds = (float(part) for part in stated.groups())
        return 3600 * hours + 60 * minutes + seconds
    return container.duration / 1e6 if container.duration else None


def _capture_fps(metadata: dict[str, str]) -> float | None:
    """Rate of filming as Android writes it.

    Apple writes none: ``com.apple.quicktime.full-frame-rate-playback-intent`` only tells a player whether it
    should slow a 120 or 240 film down; the stamps of such a file are in real time. An edit list's times are
    applied by the decoder.
    """
    try:
        value = float(metadata.get("com.android.capture.fps", "nan"))
    except ValueError:
        return None
    low, high = _CAPTURE_FPS
    return value if low <= value <= high else None
