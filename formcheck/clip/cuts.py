"""Find jump cuts while frames stream by."""

from __future__ import annotations

from collections import deque

import numpy as np
from numpy.typing import NDArray

from formcheck.clip.picture import Rgb

_GRID = 32


class CutFinder:
    """Compare each frame's thumbnail with the one before.

    A cut changes most of the picture at once and stays changed; a runner, a flicker or a pan does not. The
    measure is the share of a 32 x 32 thumbnail that changed by more than its own usual flicker.
    """

    def __init__(self) -> None:
        self._last: NDArray[np.float32] | None = None
        self._index = -1
        self.scores: list[float] = []

    def feed(self, rgb: Rgb) -> bool:
        """Take the next frame; True when it begins a new shot."""
        raise NotImplementedError
