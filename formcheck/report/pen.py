"""Lines, dots and lettering on a picture, readable on light and on dark ground."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from formcheck.clip.picture import Rgb

Array = NDArray[np.float64]
Colour = tuple[int, int, int]

INK: Colour = (16, 18, 22)
PAPER: Colour = (250, 250, 248)
_SHIFT = 4  # OpenCV's fixed point: 1/16 pixel, so that lines do not jitter from frame to frame
_REACH = 4.0  # points further outside than this many pictures are engine noise and are not drawn


class Pen:
    """Draws on one picture in place.

    Parameters
    ----------
    rgb
        The picture; changed in place.
    unit
        Width of a normal line, pixels.
    """

    def __init__(self, rgb: Rgb, unit: float) -> None:
        self.rgb = rgb
        self.unit = unit

    @property
    def size(self) -> Array:
        """Width and height of the picture."""
        return np.array([self.rgb.shape[1], self.rgb.shape[0]], dtype=np.float64)

    def _edge(self, width: float) -> float:
        """Width of the dark edge: thinner beside thin lines, so that these stay light."""
        return float(max(0.8, 0.4 * self.unit * min(1.0, np.sqrt(width))))

    def can_reach(self, points: Array) -> bool:
        """Tell whether all points are known and near enough to the picture to be drawn."""
        centre = self.size / 2
        near = np.isfinite(points).all() and np.all(np.abs(points - centre) < _REACH * self.size)
        return bool(near)

    def line(
        self, points: Sequence[Array], colour: Colour, width: float = 1.0, *, dashed: bool = False
    ) -> None:
        """Draw a light line with a dark edge through `points`; nothing when one of them is unknown."""
        path = np.asarray(points, dtype=np.float64)
        if len(path) < 2 or not self.can_reach(path):
            return
        strokes = dashes(path, 4.0 * self.unit) if dashed else [path]
        edge = self._edge(width)
        self._strokes(strokes, INK, width * self.unit + 2 * edge)
        self._strokes(strokes, colour, width * self.unit)

    def _strokes(self, strokes: Sequence[Array], colour: Colour, width: float) -> None:
        import cv2

        fixed = [np.round(stroke * (1 << _SHIFT)).astype(np.int32) for stroke in strokes]
        cv2.polylines(self.rgb, fixed, False, colour, max(1, round(width)), cv2.LINE_AA, _SHIFT)

    def dot(self, at: Array, colour: Colour, width: float = 1.0) -> None:
        """Draw a dot with a dark edge."""
        import cv2

        if not self.can_reach(at):
            return
        x, y = (round(float(value) * (1 << _SHIFT)) for value in at)
        for radius, paint in ((width * self.unit + self._edge(width), INK), (width * self.unit, colour)):
            cv2.circle(self.rgb, (x, y), round(radius * (1 << _SHIFT)), paint, -1, cv2.LINE_AA, _SHIFT)

    def box(self, corner: Array, size: Array, colour: Colour, opacity: float) -> None:
        """Lay a see-through rectangle over the picture."""
        x0, y0 = np.clip(np.round(corner), 0, self.size).astype(int)
        x1, y1 = np.clip(np.round(corner + size), 0, self.size).astype(int)
        part = self.rgb[y0:y1, x0:x1]
        part[:] = np.round(part * (1 - opacity) + np.array(colour) * opacity).astype(np.uint8)

    def area(self, corners: Array, colour: Colour, opacity: float) -> None:
        """Lay a see-through polygon over the picture; nothing when a corner is unknown."""
        import cv2

        if not self.can_reach(corners):
            return
        fixed = np.round(corners * (1 << _SHIFT)).astype(np.int32)
        with self.faded(opacity):
            cv2.fillPoly(self.rgb, [fixed], colour, cv2.LINE_AA, _SHIFT)

    @contextmanager
    def faded(self, opacity: float) -> Iterator[None]:
        """Let the picture shine through all that is drawn meanwhile."""
        before = self.rgb.copy()
        yield
        self.rgb[:] = np.round(before * (1 - opacity) + self.rgb * opacity).astype(np.uint8)

    def text(self, words: str, corner: Array, colour: Colour, size: float) -> None:
        """Write one line with its upper left corner at `corner`; parts outside the picture are cut off."""
        mask = _lettering(plain(words), max(8, round(size)))
        x, y = np.round(corner).astype(int)
        height, width = self.rgb.shape[:2]
        top, left, bottom, right = (
            max(y, 0),
            max(x, 0),
            min(y + mask.shape[0], height),
            min(x + mask.shape[1], width),
        )
        if top >= bottom or left >= right:
            return
        share = mask[top - y : bottom - y, left - x : right - x, None]
        part = self.rgb[top:bottom, left:right]
        part[:] = np.round(part * (1 - share) + np.array(colour) * share).astype(np.uint8)

    def tag(self, words: str, centre: Array, colour: Colour, size: float) -> None:
        """Write on a small dark plate, moved into the picture where it would stick out."""
        if not self.can_reach(centre):
            return
        plate = text_size(words, size) + np.array([0.9, 0.5]) * size
        limit = np.maximum(self.size - plate - 2, 2)
        corner = np.clip(centre - plate / 2, 2, limit)
        self.box(corner, plate, INK, 0.72)
        self.text(words, corner + np.array([0.45, 0.25]) * size, colour, size)


def dashes(path: Array, length: float) -> list[Array]:
    """Cut a path into dashes of `length` with gaps of three quarters of it."""
    cut: list[Array] = []
    for start, end in pairwise(path):
        total = float(np.hypot(*(end - start)))
        if total == 0:
            continue
        for begin in np.arange(0.0, total, 1.75 * length):
            stop = min(begin + length, total)
            cut.append(start + (end - start) * np.array([[begin / total], [stop / total]]))
    return cut


def plain(words: str) -> str:
    """Keep to the signs the built-in letters have; a true minus becomes a hyphen."""
    swapped = words.replace("−", "-").replace("–", "-").replace("’", "'")
    return "".join(sign if sign in "°±·" or " " <= sign <= "~" else "?" for sign in swapped)


def text_size(words: str, size: float) -> Array:
    """Width and height of a line of text, pixels."""
    height, width = _lettering(plain(words), max(8, round(size))).shape
    return np.array([width, height], dtype=np.float64)


@lru_cache(maxsize=512)
def _lettering(words: str, size: int) -> NDArray[np.float32]:
    """Coverage 0 to 1 of one line of text; kept, because most words stay on from frame to frame."""
    from PIL import Image, ImageDraw, ImageFont

    # Pillow brings this typeface along, so lettering is the same on every machine.
    font = ImageFont.load_default(size)
    width = max(1, round(font.getlength(words)))
    image = Image.new("L", (width, round(1.25 * size)))
    ImageDraw.Draw(image).text((0, 0), words, font=font, fill=255)
    return np.asarray(image, dtype=np.float32) / 255.0
