"""What stands still behind the runner, as lines: all that is kept of the film's pictures."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from formcheck.motion.edges import Lines, find_lines
from formcheck.motion.still import Grey

_LEAST_PICTURES = 5
_STILL_SHARE = 0.6  # of pixels that hold still: less means the camera moves
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
    stack = np.stack(pictures)
    median = np.median(stack, axis=0).astype(np.uint8)
    still = float((np.median(np.abs(stack.astype(np.int16) - median), axis=0) < 6).mean())
    if still >= _STILL_SHARE:
        return Backdrop("still", (find_lines(median),))
    some = pictures[:: -(-len(pictures) // _MOVING_PICTURES)]
    return Backdrop("moving", tuple(find_lines(one) for one in some))
