"""What stands still behind the runner, as lines: all that is kept of the film's pictures."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from formcheck.motion.edges import Lines, find_lines
from formcheck.motion.still import Grey

_LEAST_PICTURES = 5
_STILL_SHARE = 0.6  # of pixels that hold still: less means the camera moves
_SAME_LEVEL = 6  # grey levels a pixel that holds still stays below
_MOVING_PICTURES = 7

Camera = Literal["still", "moving", "too short"]


@dataclass(frozen=True, slots=True, eq=False)
class Backdrop:
    """Lines behind the runner.

    Attributes
    ----------
    camera
        Whether it stands still; ``too short`` when there are too few pictures to tell.
    lines
        Of the background all pictures share when the camera stands still; else of a few single pictures.
    kept
        What was worked out from these very lines already; for pure functions of them and of the key.
    """

    camera: Camera = "too short"
    lines: tuple[Lines, ...] = ()
    kept: dict[Hashable, Any] = field(default_factory=dict, repr=False)


def find_backdrop(pictures: Sequence[Grey]) -> Backdrop:
    """Find what stands still in the grey pictures of one shot, each ``(height, width)``."""
    if len(pictures) < _LEAST_PICTURES:
        return Backdrop()
    median = median_of(pictures)
    if float(_holding_still(pictures, median).mean()) >= _STILL_SHARE:
        return Backdrop("still", (find_lines(median),))
    some = pictures[:: -(-len(pictures) // _MOVING_PICTURES)]
    return Backdrop("moving", tuple(find_lines(one) for one in some))


def median_of(pictures: Sequence[Grey]) -> Grey:
    """Return the median of grey pictures pixel by pixel, rounded down.

    Found bit by bit, over whole pictures at a time: that is quicker than sorting every pixel, and needs no
    room for all of them side by side.
    """
    count = len(pictures)
    lower = _ranked(pictures, (count - 1) // 2)
    upper = lower if count % 2 else _ranked(pictures, count // 2)
    return (lower & upper) + ((lower ^ upper) >> 1)  # their mean, without leaving eight bits


def _ranked(pictures: Sequence[Grey], rank: int) -> Grey:
    """Return the level with so many others below it: the largest one that no more than `rank` lie below."""
    found = np.zeros_like(pictures[0])
    for bit in (128, 64, 32, 16, 8, 4, 2, 1):
        tried = found | np.uint8(bit)
        below = np.zeros(found.shape, dtype=np.uint16)
        for one in pictures:
            below += one < tried
        np.copyto(found, tried, where=below <= rank)
    return found


def _holding_still(pictures: Sequence[Grey], median: Grey) -> NDArray[np.bool_]:
    """Tell of each pixel whether it is near its median in more than half of the pictures."""
    near = np.zeros(median.shape, dtype=np.uint16)
    for one in pictures:
        near += np.maximum(one, median) - np.minimum(one, median) < _SAME_LEVEL
    return 2 * near > len(pictures)
