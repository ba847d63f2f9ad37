"""What a file says of itself, before any picture is decoded, and what is known after."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from formcheck.errors import UnreadableClipError

# Only containers that phones, cameras and screen recorders write. Playlists, text "videos" and single images
# are kept out: a playlist may name other files on the machine, and a photo has no movement to measure.
_CONTAINERS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,gif,mpegts,mpeg,flv,asf,ogg,mjpeg,h264,hevc"
_MAX_SIDE = 8192


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


@dataclass(frozen=True, slots=True)
class Clip:
    """A decoded file: the source with its true frame times.

    Attributes
    ----------
    source
        The file.
    t
        ``(T,)`` seconds from the first picture, strictly increasing.
    cuts
        Indices of frames that begin a new shot (never 0).
    warnings
        Sentences for the user, such as that the file ends early.
    """

    source: Source
    t: NDArray[np.float64]
    cuts: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def fps_mean(self) -> float:
        """Mean frame rate, frames a second."""
        return float((len(self.t) - 1) / (self.t[-1] - self.t[0]))

    @property
    def duration_s(self) -> float:
        """Time from the first to the end of the last picture, seconds."""
        return float(self.t[-1] - self.t[0] + 1.0 / self.fps_mean)

    def pieces(self) -> Iterator[tuple[int, int]]:
        """Yield each shot as ``(first, stop)`` frame indices."""
        edges = (0, *self.cuts, len(self.t))
        yield from zip(edges[:-1], edges[1:], strict=True)


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
    if not path.is_file():
        raise UnreadableClipError(f"There is no file '{label}': check the name and the folder.")
    if path.stat().st_size == 0:
        raise UnreadableClipError(f"'{label}' is empty: copy it from the phone again.")
    try:
        container = av.open(
            str(path), options={"format_whitelist": _CONTAINERS, "protocol_whitelist": "file"}
        )
    except (av.error.FFmpegError, ValueError, OSError) as error:
        raise UnreadableClipError(
            f"'{label}' is not a video formcheck can read: give a film from a phone or camera (MP4, MOV, WebM)."
        ) from error
    with container:
        streams = [s for s in container.streams.video if not _is_attached_picture(s)]
        if not streams:
            raise UnreadableClipError(f"'{label}' has no moving picture in it (sound only?): give the film itself.")
        # Several tracks (a phone's preview beside the film): the largest picture is the film.
        stream = max(streams, key=lambda s: (s.codec_context.width or 0) * (s.codec_context.height or 0))
        yield container, stream


def _is_attached_picture(stream: Any) -> bool:
    return "attached_pic" in str(getattr(stream, "disposition", "")).lower()


def probe(path: str | Path) -> Source:
    """Look at a file without decoding more than its first picture.

    Raises
    ------
    UnreadableClipError
        When it holds no video that can be decoded.
    """
    path = Path(path)
    with opened(path) as (container, stream):
        rotation, width, height = _first_picture(container, stream, path.name)
        duration = float(stream.duration * stream.time_base) if stream.duration and stream.time_base else None
        if duration is None and container.duration:
            duration = container.duration / 1e6
        declared = int(stream.frames) or None
        capture = _capture_fps({**container.metadata, **stream.metadata})
        codec = str(stream.codec_context.name)
    if max(width, height) > _MAX_SIDE or min(width, height) < 16:
        raise UnreadableClipError(
            f"'{path.name}' is {width} x {height} pixels: give a film between 16 and {_MAX_SIDE} pixels a side."
        )
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
    )


def _first_picture(container: Any, stream: Any, label: str) -> tuple[int, int, int]:
    """Rotation and upright size, read from the first picture itself (headers are sometimes wrong)."""
    import av

    try:
        for frame in container.decode(stream):
            rotation = round(int(frame.rotation) / 90) * 90
            size = (frame.height, frame.width) if rotation % 180 else (frame.width, frame.height)
            return rotation, int(size[0]), int(size[1])
    except (av.error.FFmpegError, ValueError) as error:
        raise UnreadableClipError(f"'{label}' is damaged from its first picture on: copy it again.") from error
    raise UnreadableClipError(f"'{label}' has no picture that can be decoded: copy it from the phone again.")


def _capture_fps(metadata: dict[str, str]) -> float | None:
    value = metadata.get("com.android.capture.fps")
    try:
        return float(value) if value else None
    except ValueError:
        return None
