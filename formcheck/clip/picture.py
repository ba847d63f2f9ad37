"""One decoded picture, upright and contiguous."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rgb = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
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


def contiguous(image: NDArray[Any]) -> Rgb:
    """Return `image` as a C-contiguous uint8 array.

    The pose engine ignores array strides and silently reads wrong pixels from a view, and the decoder hands
    out strided views for some widths. Every array on its way to the engine passes here, and only here.
    """
    return np.ascontiguousarray(image, dtype=np.uint8)


def upright(image: NDArray[Any], rotation_deg: int) -> Rgb:
    """Turn a stored picture upright by the container's rotation (a multiple of 90, counter-clockwise)."""
    quarter_turns = (rotation_deg // 90) % 4
    return contiguous(np.rot90(image, quarter_turns) if quarter_turns else image)


def from_frame(frame: Any, rotation_deg: int, pixel_aspect: float) -> Rgb:
    """Turn a decoded frame into an upright picture with square pixels.

    Some camcorders and editors store pixels wider than high; angles are only true after widening them.
    """
    width = round(frame.width * pixel_aspect)
    return upright(frame.to_ndarray(format="rgb24", width=width, height=frame.height), rotation_deg)
