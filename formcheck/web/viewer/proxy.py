"""A film without lines that a browser can seek in quickly and to the very frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import numpy as np

from formcheck.clip import Clip, Picture, VideoWriter, pictures_of
from formcheck.clip.ahead import ahead
from formcheck.clip.picture import Rgb
from formcheck.progress import Progress, silent
from formcheck.report.overlay import fitted

LONGEST = 1280  # pixels; lines and shoes stay sharp when the picture is enlarged
_KEYFRAME_EVERY = 10  # pictures; a step back then decodes at most ten


def write_proxy(
    clip: Clip,
    span: tuple[int, int] | None,
    path: Path,
    progress: Progress = silent,
    *,
    hide: Callable[[Picture], Picture] | None = None,
) -> None:
    """Write the pictures of a clip, or of a piece of it, as the film the viewer plays.

    The pictures keep their own times, counted from the first one written. None of them needs a later one
    to be decoded, so the time a browser seeks to and the picture it shows cannot come apart.

    Parameters
    ----------
    clip
        The film; its file is read again.
    span
        ``(first, stop)`` frames to write; None for all.
    path
        The film to write, ``.mp4``; nothing is left there on any error.
    progress
        Told after every picture.
    hide
        What to hide in every picture, such as a face; None for nothing.

    Raises
    ------
    formcheck.errors.UnreadableClipError
        When the file has gone or changed since it was measured.
    formcheck.errors.Cancelled
        When `progress` says so.
    """
    import cv2

    first, stop = span or (0, len(clip.t))
    width, height = fitted(clip.source.width, clip.source.height, LONGEST)
    written = 0

    def small() -> Iterator[tuple[Rgb, float]]:
        for picture in pictures_of(clip):
            if picture.index >= stop:
                return
            if picture.index >= first:
                shown = hide(picture) if hide else picture
                resized = cv2.resize(shown.rgb, (width, height), interpolation=cv2.INTER_AREA)
                yield np.ascontiguousarray(resized, dtype=np.uint8), picture.t

    pictures = ahead(small())
    with (
        VideoWriter(path, width, height, keyframe_every=_KEYFRAME_EVERY, reorder=False) as film,
        closing(pictures),
    ):
        for rgb, t in pictures:
            film.add(rgb, t)
            written += 1
            progress("Preparing your film for the light table", written, stop - first)
