"""One decoded picture, upright and contiguous."""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rgb = NDArray[np.uint8]
SMALL = (160, 120)  # width and height, whatever the shape of the picture
_MATRIX = struct.Struct("=5i")  # a, b, u, c, d of the nine numbers, in the machine's own order


@dataclass(frozen=True)
class Picture:
    """A frame of a clip.

    Attributes
    ----------
    index
        Position in display order, from 0.
    t
        Presentation time in seconds from the first picture, from the container's own stamps.
    rgb
        ``(height, width, 3)`` uint8, upright, C-contiguous.
    """

    index: int
    t: float
    rgb: Rgb

    @cached_property
    def small(self) -> NDArray[np.float32]:
        """``(120, 160)`` mean grey levels, made once for all who compare pictures.

        Fractions of a level are kept: a slow film changes by few from picture to picture.
        """
        import cv2

        grey = cv2.cvtColor(self.rgb, cv2.COLOR_RGB2GRAY).astype(np.float32)
        # Shrinking by a whole number is quicker than by any other, so most of it is done that way.
        height, width = grey.shape
        by = max(1, min(width // (2 * SMALL[0]), height // (2 * SMALL[1])))
        size = (width // by, height // by)
        whole = grey[: size[1] * by, : size[0] * by]
        middling = cv2.resize(whole, size, interpolation=cv2.INTER_AREA)
        return np.asarray(cv2.resize(middling, SMALL, interpolation=cv2.INTER_AREA), dtype=np.float32)


def contiguous(image: NDArray[Any]) -> Rgb:
    """Return `image` as a C-contiguous uint8 array.

    The pose engine ignores array strides and silently reads wrong pixels from a view, and the decoder hands
    out strided views for some widths. Every array on its way to the engine passes here, and only here.
    """
    return np.ascontiguousarray(image, dtype=np.uint8)


def upright(image: NDArray[Any], rotation_deg: int, mirrored: bool = False) -> Rgb:
    """Turn a stored picture upright by the container's rotation (a multiple of 90, counter-clockwise).

    A `mirrored` one is shown with left and right exchanged after that.
    """
    quarter_turns = (rotation_deg // 90) % 4
    turned = np.rot90(image, quarter_turns) if quarter_turns else image
    return contiguous(turned[:, ::-1] if mirrored else turned)


def stored_turn(frame: Any) -> tuple[int, bool]:
    """Turn stored with a frame, to the nearest 90 degrees counter-clockwise, and whether it is mirrored too.

    Read from the matrix itself: the decoder gives a mirror as half a turn.
    """
    stored = bytes(frame.side_data.get("DISPLAYMATRIX") or b"")
    if len(stored) < _MATRIX.size:
        return 0, False
    a, b, _, c, d = _MATRIX.unpack_from(stored)
    mirrored = a * d - b * c < 0
    if mirrored:
        a = -a
    turn = -math.degrees(math.atan2(b, a)) if a or b else 0.0
    return round(turn / 90) * 90, mirrored


def upright_size(frame: Any, rotation_deg: int, pixel_aspect: float) -> tuple[int, int]:
    """Width and height a decoded frame has once it is upright and its pixels are square."""
    width, height = round(frame.width * pixel_aspect), int(frame.height)
    return (height, width) if rotation_deg % 180 else (width, height)


def from_frame(frame: Any, rotation_deg: int, pixel_aspect: float, mirrored: bool = False) -> Rgb:
    """Turn a decoded frame into an upright picture with square pixels.

    Some camcorders and editors store pixels wider than high; angles are only true after widening them.
    """
    width = round(frame.width * pixel_aspect)
    image = frame.to_ndarray(format="rgb24", width=width, height=frame.height)
    return upright(image, rotation_deg, mirrored)
