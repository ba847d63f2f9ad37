"""What a file says of itself, before any picture is decoded, and what is known after."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from formcheck.clip.repeats import Repeats
from formcheck.clip.sampling import WHOLE, Sampling
from formcheck.errors import UnreadableClipError

# Only containers that phones, cameras and screen recorders write. Playlists, text "videos" and single images
# are kept out: a playlist may name other files on the machine, and a photo has no movement to measure.
_CONTAINERS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,gif,mpegts,mpeg,flv,asf,ogg,mjpeg,h264,hevc"
_MAX_SIDE = 8192
_MIN_SIDE = 16
_CAPTURE_FPS = (10.0, 2000.0)  # what a camera may film at; anything else is a slip of the writer


@dataclass(frozen=True, slots=True)
class Source:
    """A video file that can be opened.

    Attributes
    ----------
    path
        Where it lies.
    name
        The file's name, for reports.
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


@contextmanager
def opened(path: Path) -> Iterator[tuple[Any, Any]]:
    """Open a file and give ``(container, video stream)``; close it in the end.

    Raises
    ------
    UnreadableClipError
        When the file is missing, empty, no video, or has no picture.
    """
    import av  # deferred: start-up stays quick without the decoder

    label = path.name
    _look_at_file(path)
    try:
        container = av.open(
            str(path), options={"format_whitelist": _CONTAINERS, "protocol_whitelist": "file"}
        )
    except (av.error.FFmpegError, ValueError, OSError) as error:
        if _begins_like_mp4(path):
            raise UnreadableClipError(_cut_short(label)) from error
        raise UnreadableClipError(
            f"'{label}' is not a video formcheck can read: give a film from a phone (MP4, MOV, WebM)."
        ) from error
    with container:
        yield container, _film_in(container, label)


def _look_at_file(path: Path) -> None:
    label = path.name
    try:
        if path.is_dir():
            raise UnreadableClipError(f"'{label}' is a folder: name one film in it.")
        if not path.is_file():
            raise UnreadableClipError(f"There is no file '{label}': check the name and the folder.")
        with path.open("rb") as file:
            if not file.read(1):
                raise UnreadableClipError(f"'{label}' is empty: copy it from the phone again.")
    except PermissionError as error:
        raise UnreadableClipError(f"'{label}' may not be read: check its permissions.") from error
    except OSError as error:
        raise UnreadableClipError(f"'{label}' cannot be read ({error.strerror}): copy it again.") from error


def _begins_like_mp4(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(8)[4:] == b"ftyp"


def _cut_short(label: str) -> str:
    return f"'{label}' was cut short while it was copied, so nothing in it can be read: copy it again."


def _film_in(container: Any, label: str) -> Any:
    """Pick the film among a container's streams."""
    streams = [s for s in container.streams.video if not _is_attached_picture(s)]
    if not streams and container.streams.audio:
        raise UnreadableClipError(f"'{label}' holds only sound: give the film itself.")
    if not streams:
        raise UnreadableClipError(_cut_short(label))
    known = [s for s in streams if s.codec_context is not None]
    if not known:
        raise UnreadableClipError(
            f"'{label}' is packed in a way that cannot be read here: save it as H.264 MP4."
        )
    # Several tracks (a phone's preview beside the film): the largest picture is the film.
    return max(known, key=lambda s: (s.codec_context.width or 0) * (s.codec_context.height or 0))


def _is_attached_picture(stream: Any) -> bool:
    return "attached_pic" in str(getattr(stream, "disposition", "")).lower()


def decoded(container: Any, stream: Any) -> Iterator[Any]:
    """Yield the frames of a stream, and None for each damaged spot; what lies behind one is still read."""
    import av

    broken = (av.error.FFmpegError, ValueError)
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets)
        except StopIteration:
            return
        except broken:
            yield None
            break
        try:
            frames = [] if packet.is_corrupt else packet.decode()
        except broken:
            frames = [None]
        yield from [None] if packet.is_corrupt else frames
    try:  # the container broke off: the decoder still holds the last frames
        yield from stream.codec_context.decode(None)
    except broken:
        return


def probe(path: str | Path) -> Source:
    """Look at a file without decoding more than its first picture.

    Raises
    ------
    UnreadableClipError
        When it holds no video that can be decoded.
    """
    path = Path(path)
    with opened(path) as (container, stream):
        aspect = _pixel_aspect(stream)
        rotation, width, height = _first_picture(container, stream, aspect, path.name)
        duration = _duration(container, stream)
        declared = int(stream.frames) or None
        capture = _capture_fps({**container.metadata, **stream.metadata})
        codec = str(stream.codec_context.name)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Source(
        path=path,
        name=path.name,
        sha256=digest,
        width=width,
        height=height,
        rotation_deg=rotation,
        codec=codec,
        declared_frames=declared,
        duration_s=duration,
        capture_fps=capture,
        pixel_aspect=aspect,
    )


def _first_picture(container: Any, stream: Any, aspect: float, label: str) -> tuple[int, int, int]:
    """Rotation and upright size, read from the first picture itself (headers are sometimes wrong)."""
    damaged = False
    for frame in decoded(container, stream):
        if frame is None:
            damaged = True
            continue
        rotation = round(int(frame.rotation) / 90) * 90
        size = (round(frame.width * aspect), int(frame.height))
        width, height = size[::-1] if rotation % 180 else size
        if max(size) > _MAX_SIDE or min(size) < _MIN_SIDE:
            raise UnreadableClipError(
                f"'{label}' is {width} x {height} pixels: give one with sides of {_MIN_SIDE} to {_MAX_SIDE}."
            )
        return rotation, width, height
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
    stated = str(stream.metadata.get("DURATION", ""))  # Matroska and WebM: 00:00:12.345000000
    parts = stated.split(":")
    if len(parts) == 3 and all(part.replace(".", "", 1).isdigit() for part in parts):
        hours, minutes, seconds = (float(part) for part in parts)
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
