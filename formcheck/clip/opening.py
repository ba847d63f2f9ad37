"""Open a file, find the film in it, and decode it, whatever it holds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from formcheck.clip.promises import too_many
from formcheck.errors import UnreadableClipError
from formcheck.names import shown

# Only containers that phones, cameras and screen recorders write. Playlists, text "videos" and single images
# are kept out: a playlist may name other files on the machine, and a photo has no movement to measure.
_CONTAINERS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,gif,mpegts,mpeg,flv,asf,ogg,mjpeg,h264,hevc"
_MIN_SIDE, _MAX_SIDE = 16, 8192
_MAX_PIXELS = 8192 * 4320  # 8K, the most a camera films; a picture of it takes 106 MB
_MAX_CODED = 8192 * 4352  # codecs store whole blocks


@contextmanager
def opened(path: Path) -> Iterator[tuple[Any, Any]]:
    """Open a file and give ``(container, video stream)``; close it in the end.

    Raises
    ------
    UnreadableClipError
        When the file is missing, empty, no video, or has no picture.
    """
    import av  # deferred: start-up stays quick without the decoder

    label = shown(path.name)
    like_mp4 = _looked_at(path, label)
    try:
        container = av.open(
            str(path),
            options={
                "format_whitelist": _CONTAINERS,
                "protocol_whitelist": "file",
                "max_pixels": str(_MAX_CODED),
            },
            metadata_errors="replace",  # cameras write names in the letters of their country
        )
    except (av.error.FFmpegError, ValueError, OSError) as error:
        if like_mp4:
            raise UnreadableClipError(_cut_short(label)) from error
        raise UnreadableClipError(
            f"'{label}' is not a video formcheck can read: give a film from a phone (MP4, MOV, WebM)."
        ) from error
    with container:
        stream = _film_in(container, label)
        stream.codec_context.options = {"max_pixels": str(_MAX_CODED)}
        yield container, stream


def _looked_at(path: Path, label: str) -> bool:
    """Look at a file before a decoder does; True when it begins like an MP4."""
    try:
        if path.is_dir():
            raise UnreadableClipError(f"'{label}' is a folder: name one film in it.")
        if not path.is_file():
            raise UnreadableClipError(f"There is no file '{label}': check the name and the folder.")
        with path.open("rb") as file:
            head = file.read(8)
        if not head:
            raise UnreadableClipError(f"'{label}' is empty: copy it from the phone again.")
        if too_many(path):
            raise UnreadableClipError(f"'{label}' promises more pictures than a film has: copy it again.")
    except PermissionError as error:
        raise UnreadableClipError(f"'{label}' may not be read: check its permissions.") from error
    except OSError as error:
        raise UnreadableClipError(f"'{label}' cannot be read ({error.strerror}): copy it again.") from error
    return head[4:] == b"ftyp"


def _cut_short(label: str) -> str:
    return f"'{label}' was cut short while it was copied, so nothing in it can be read: copy it again."


def _film_in(container: Any, label: str) -> Any:
    """Pick the film among a container's streams."""
    streams = [s for s in container.streams.video if not _is_attached_picture(s)]
    if not streams and container.streams.audio:
        raise UnreadableClipError(f"'{label}' holds only sound: give the film itself.")
    if not streams and container.streams.video:
        raise UnreadableClipError(f"'{label}' holds only a cover picture: give the film itself.")
    if not streams:
        raise UnreadableClipError(_cut_short(label))
    known = [s for s in streams if s.codec_context is not None]
    if not known:
        raise UnreadableClipError(
            f"'{label}' is packed in a way that cannot be read here: save it as H.264 MP4."
        )
    # Several tracks (a phone's preview beside the film): the largest picture is the film.
    film = max(known, key=lambda s: (s.codec_context.width or 0) * (s.codec_context.height or 0))
    width, height = film.codec_context.width or 0, film.codec_context.height or 0
    if max(width, height) > _MAX_SIDE or width * height > _MAX_CODED:
        raise refused_size(label, width, height)
    return film


def _is_attached_picture(stream: Any) -> bool:
    import av

    return bool(stream.disposition & av.stream.Disposition.attached_pic)


def check_size(label: str, width: int, height: int) -> None:
    """Refuse a picture too small to hold a runner, or larger than any camera films.

    Raises
    ------
    UnreadableClipError
        When it is.
    """
    sides = (width, height)
    if max(sides) > _MAX_SIDE or min(sides) < _MIN_SIDE or width * height > _MAX_PIXELS:
        raise refused_size(label, width, height)


def refused_size(label: str, width: int, height: int) -> UnreadableClipError:
    """Say that a picture has a size nobody films in."""
    return UnreadableClipError(
        f"'{label}' is {width} x {height} pixels: "
        f"give one with sides of {_MIN_SIDE} to {_MAX_SIDE} and no more than 8K in all."
    )


def decoded(container: Any, stream: Any) -> Iterator[Any]:
    """Yield the frames of a stream, and None for each damaged spot; what lies behind one is still read."""
    broken = breaks()
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
        for frame in stream.codec_context.decode(None):
            frame.time_base = stream.time_base  # which only the container would have told it
            yield frame
    except broken:
        return


def breaks() -> tuple[type[Exception], ...]:
    """Return what the decoder raises at a damaged spot."""
    import av

    return (av.error.FFmpegError, ValueError, OverflowError)
