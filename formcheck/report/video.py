"""Second pass over the film: draw on every frame, encode, and collect the key frames on the way."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from formcheck.clip import VideoWriter, pictures_of
from formcheck.clip.ahead import ahead
from formcheck.progress import Progress, silent
from formcheck.report.blur import FaceBlur
from formcheck.report.keyframes import KeyFrames
from formcheck.report.overlay import Overlay, fitted
from formcheck.report.value import Report

_LONGEST = 960  # pixels; enough for a phone and a laptop, and quick to encode


def annotate(report: Report, path: Path, *, progress: Progress = silent) -> KeyFrames:
    """Write the annotated film and return the key frames found on the way.

    Frames keep their own times. Those outside the measured piece are shown dimmed and without lines. Where
    the options ask for it, the runner's face is blurred on every frame, before anything is drawn.

    Parameters
    ----------
    report
        What is known; its clip is read again.
    path
        The film to write; nothing is left there on any error.
    progress
        Told after every frame.

    Raises
    ------
    formcheck.errors.UnreadableClipError
        When the clip has gone or changed since it was measured.
    formcheck.errors.Cancelled
        When `progress` says so.
    """
    import cv2

    source = report.clip.source
    width, height = fitted(source.width, source.height, _LONGEST)
    overlay = Overlay(report, width, height)
    key_frames = KeyFrames(report)
    faces = FaceBlur(report) if report.options.blur_faces else None
    with VideoWriter(path, width, height) as film:
        for read in ahead(pictures_of(report.clip)):
            picture = faces.hide(read) if faces else read
            key_frames.feed(picture)
            small = cv2.resize(picture.rgb, (width, height), interpolation=cv2.INTER_AREA)
            frame = np.ascontiguousarray(small)
            overlay.draw(frame, picture.t)
            film.add(frame, picture.t)
            progress("Drawing", picture.index + 1, len(report.clip.t))
    return key_frames
