"""Key frames of one stride of each leg: contact, loading, midstance and toe-off, cropped to the runner."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from formcheck.advice import Moment
from formcheck.clip import Picture
from formcheck.clip.picture import Rgb
from formcheck.motion import LEGS, Leg
from formcheck.report import draw
from formcheck.report.ghosts import ghosts
from formcheck.report.moments import Shot, lines, words
from formcheck.report.pen import PAPER, Pen, text_size
from formcheck.report.skeleton import Array, Skeleton
from formcheck.report.stride_choice import moments, typical_stride
from formcheck.report.value import Report

_HIGHEST = 1080  # pixels of a finished key frame
_LOWEST = 600  # smaller crops are enlarged to this, so that lines and words stay sharp
_MARGIN = (0.10, 0.08)  # beside and above the runner, share of the runner's height
_BELOW = 0.11  # below, where the bar on the belt has its number
_BAND_LINES = 4.6  # height of the caption in letters
_BAND = (24, 26, 30)
_QUIET = (190, 196, 204)


@dataclass
class KeyFrames:
    """Collects its pictures while the film is decoded once.

    Attributes
    ----------
    report
        What is known.
    pictures
        Finished key frames of the near leg so far.
    far_pictures
        Those of the far leg.
    """

    report: Report
    pictures: dict[Moment, Rgb] = field(default_factory=dict)
    far_pictures: dict[Moment, Rgb] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._shots = tuple(shot for leg in LEGS for shot in shots(self.report, leg))
        self._box = _box(self.report, self._shots)

    def feed(self, picture: Picture) -> None:
        """Take the next picture of the film."""
        # At a low rate two moments share a frame.
        for shot in self._shots:
            if shot.frame == picture.index:
                self.of(shot.leg)[shot.moment] = render(self.report, shot, picture, self._box)

    @property
    def wanted(self) -> frozenset[int]:
        """Numbers of the pictures they are made from."""
        return frozenset(shot.frame for shot in self._shots)

    def of(self, leg: Leg) -> dict[Moment, Rgb]:
        """Finished key frames of one leg."""
        return self.pictures if leg == "near" else self.far_pictures


def shots(report: Report, leg: Leg = "near") -> tuple[Shot, ...]:
    """Moments to show, each at the frame nearest in time; none without a side view of a whole stride."""
    if not report.runs or report.motion is None or report.motion.view != "side":
        return ()
    stride = typical_stride(report, leg)
    if stride is None:
        return ()
    t = report.clip.t
    return tuple(
        Shot(moment, at, int(np.argmin(np.abs(t - at))), stride) for moment, at in moments(stride).items()
    )


def render(report: Report, shot: Shot, picture: Picture, box: Array) -> Rgb:
    """Crop, draw the lines of the moment and write the caption."""
    import cv2

    assert report.motion is not None
    # The frame shown is drawn with the landmarks of its own time, not of the event between two frames.
    figure = Skeleton(report.motion).at(picture.t)
    assert figure is not None
    offset, (width, height) = _place(figure.middle("hip"), box, picture.rgb)
    crop = picture.rgb[offset[1] : offset[1] + height, offset[0] : offset[0] + width]
    letter_share = 0.035
    tallest = _HIGHEST / (1 + _BAND_LINES * letter_share)
    scale = min(tallest / height, max(1.0, _LOWEST / height))
    size = (round(width * scale), round(height * scale))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    canvas = np.ascontiguousarray(cv2.resize(crop, size, interpolation=how))
    letter = letter_share * size[1]
    pen = Pen(canvas, draw.line_unit(size[0], size[1]) * 1.1)
    corner = offset.astype(np.float64)
    behind = ghosts(report, shot.moment, shot.stride, picture.t - shot.t)
    moved = behind.moved(corner, scale) if behind else None
    lines(pen, figure.moved(corner, scale), shot, report, letter, moved)
    return _captioned(canvas, (*words(report, shot), behind.legend if behind else ""), letter)


def png(rgb: Rgb) -> bytes:
    """Encode as PNG."""
    import cv2

    return bytes(cv2.imencode(".png", rgb[..., ::-1])[1])


def read_png(file: Path) -> Rgb:
    """Read back what `png` made.

    Raises
    ------
    OSError
        When it cannot be read or is no picture.
    """
    import cv2

    bgr = cv2.imdecode(np.frombuffer(file.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    if bgr is None:
        raise OSError(f"{file.name} is no picture.")
    return np.ascontiguousarray(bgr[..., ::-1], dtype=np.uint8)


def jpeg(rgb: Rgb, highest: int = 760) -> bytes:
    """Encode as JPEG no higher than `highest`, for pages."""
    import cv2

    scale = min(1.0, highest / rgb.shape[0])
    size = (round(rgb.shape[1] * scale), round(rgb.shape[0] * scale))
    small = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA) if scale < 1 else rgb
    return bytes(cv2.imencode(".jpg", small[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 88])[1])


def _box(report: Report, wanted: tuple[Shot, ...]) -> Array:
    """``(2, 2)`` corners round the hip that hold the runner at all moments: one size for all pictures."""
    if not wanted or report.motion is None:
        return np.zeros((2, 2))
    skeleton = Skeleton(report.motion)
    figures = [skeleton.at(float(report.clip.t[shot.frame])) for shot in wanted]
    around = np.concatenate([figure.known - figure.middle("hip") for figure in figures if figure is not None])
    low, high = around.min(axis=0), around.max(axis=0)
    tall = high[1] - low[1]
    # The crown of the head lies above the highest landmark.
    low -= np.array([_MARGIN[0], _MARGIN[1] + 0.09]) * tall
    high += np.array([_MARGIN[0], _BELOW]) * tall
    narrow = 0.62 * (high[1] - low[1]) - (high[0] - low[0])
    if narrow > 0:
        low[0] -= narrow / 2
        high[0] += narrow / 2
    return np.stack([low, high])


def _place(hip: Array, box: Array, rgb: Rgb) -> tuple[Array, tuple[int, int]]:
    """Upper left corner and size of the crop, shifted and cut to lie in the picture."""
    limit = np.array([rgb.shape[1], rgb.shape[0]])
    size = np.minimum(np.ceil(box[1] - box[0]), limit).astype(int)
    corner = np.clip(np.floor(hip + box[0]).astype(int), 0, limit - size)
    return corner, (int(size[0]), int(size[1]))


def _captioned(canvas: Rgb, caption: tuple[str, str, str], letter: float) -> Rgb:
    """Put a band with three lines of words below the picture."""
    band = np.empty((round(_BAND_LINES * letter), canvas.shape[1], 3), dtype=np.uint8)
    band[:] = _BAND
    pen = Pen(band, 1.0)
    room = canvas.shape[1] - 1.2 * letter
    for row, (text, colour) in enumerate(zip(caption, (PAPER, _QUIET, _QUIET), strict=True)):
        if text:
            size = np.floor(letter * min(1.0, room / text_size(text, letter)[0]))
            pen.text(text, np.array([0.6, 0.35 + 1.35 * row]) * letter, colour, size)
    return np.concatenate([canvas, band])
