"""Second pass over the film: draw on every frame, encode, and collect the key frames on the way."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import closing
from pathlib import Path

import numpy as np

from formcheck.clip import Picture, VideoWriter, pictures_at, pictures_of
from formcheck.clip.ahead import ahead
from formcheck.clip.picture import Rgb
from formcheck.progress import Progress, silent
from formcheck.report.blur import FaceBlur
from formcheck.report.keyframes import KeyFrames
from formcheck.report.overlay import Overlay, fitted
from formcheck.report.value import Report

_LONGEST = 960  # pixels; enough for a phone and a laptop, and quick to encode


def annotate(
    report: Report, path: Path, *, workers: int | None = None, progress: Progress = silent
) -> KeyFrames:
    """Write the annotated film and return the key frames found on the way.

    Frames keep their own times. Those outside the measured piece are shown dimmed and without lines. Where
    the options ask for it, the runner's face is blurred on every frame, before anything is drawn.

    Parameters
    ----------
    report
        What is known; its clip is read again.
    path
        The film to write; nothing is left there on any error.
    workers
        1 keeps to one core, for where the others are at work as well.
    progress
        Told after every frame.

    Raises
    ------
    formcheck.errors.UnreadableClipError
        When the clip has gone or changed since it was measured.
    formcheck.errors.Cancelled
        When `progress` says so.
    """
    source = report.clip.source
    width, height = fitted(source.width, source.height, _LONGEST)
    overlay = Overlay(report, width, height)
    key_frames = KeyFrames(report)
    alone = workers == 1
    prepared = _prepared(report, (width, height), "NONE" if alone else "AUTO")
    if not alone:  # decoding, drawing and encoding, each in a thread of its own
        prepared = ahead(prepared)
    drawn = _drawn(prepared, overlay, key_frames)
    if not alone:
        drawn = ahead(drawn)
    film = VideoWriter(path, width, height, threads=1 if alone else None)
    with film, closing(prepared), closing(drawn):
        for number, (frame, t) in enumerate(drawn, 1):
            film.add(frame, t)
            progress("Drawing", number, len(report.clip.t))
    return key_frames


def key_frames_of(report: Report) -> KeyFrames:
    """Return the key frames without making the film; only the pictures they need are read.

    Raises
    ------
    formcheck.errors.UnreadableClipError
        When the clip has gone or changed since it was measured.
    """
    key_frames = KeyFrames(report)
    faces = FaceBlur(report) if report.options.blur_faces else None
    for picture in pictures_at(report.clip, key_frames.wanted):
        key_frames.feed(faces.hide(picture) if faces else picture)
    return key_frames


def _drawn(
    pictures: Iterable[tuple[Picture, Rgb]], overlay: Overlay, key_frames: KeyFrames
) -> Generator[tuple[Rgb, float], None, None]:
    """Draw on each picture; yield it with its time."""
    for picture, frame in pictures:
        key_frames.feed(picture)
        overlay.draw(frame, picture.t)
        yield frame, picture.t


def _prepared(
    report: Report, size: tuple[int, int], threads: str
) -> Generator[tuple[Picture, Rgb], None, None]:
    """Yield each picture, and the same at the film's size to draw on."""
    import cv2

    faces = FaceBlur(report) if report.options.blur_faces else None
    for read in pictures_of(report.clip, threads):
        picture = faces.hide(read) if faces else read
        small = cv2.resize(picture.rgb, size, interpolation=cv2.INTER_AREA)
        yield picture, np.ascontiguousarray(small, dtype=np.uint8)
