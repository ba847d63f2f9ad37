"""Find jump cuts while pictures stream by."""

from __future__ import annotations

from collections import deque

import numpy as np
from numpy.typing import NDArray

from formcheck.clip.picture import Picture

_GRID = 32
_MEMORY = 16
_SETTLED = 8  # pictures of a shot before its usual change is known
# Seen on seven films with known cuts (5 cuts, one of them between two shots of the same scene): at a cut the
# thumbnail changed 13 to 47 grey levels, 2.9 to 26 times its usual change, correlation 0.93 or less. The
# largest change without a cut: 2.1 times (a fast pan changes much, but not suddenly).
_MIN_CHANGE = 8.0
_MIN_RATIO = 2.4
_MAX_CORRELATION = 0.95


class CutFinder:
    """Compare each picture's 32 x 32 grey thumbnail with the one before.

    A cut changes most of the picture at once; a runner, flicker or a pan change it as much as the frames
    before did. The usual change is the upper quartile of the last 16, so that doubled frames do not hide it.
    """

    def __init__(self) -> None:
        self._last: NDArray[np.float32] | None = None
        self._usual: deque[float] = deque(maxlen=_MEMORY)

    def feed(self, picture: Picture) -> bool:
        """Take the next picture; True when it begins a new shot."""
        thumbnail = _thumbnail(picture)
        before, self._last = self._last, thumbnail
        if before is None:
            return False
        change = float(np.abs(thumbnail - before).mean())
        usual = float(np.quantile(self._usual, 0.75)) if len(self._usual) >= _SETTLED else np.inf
        cut = (
            change > _MIN_CHANGE
            and change > _MIN_RATIO * (usual + 0.5)
            and _correlation(thumbnail, before) < _MAX_CORRELATION
        )
        if cut:
            self._usual.clear()
        else:
            self._usual.append(change)
        return cut


def _thumbnail(picture: Picture) -> NDArray[np.float32]:
    import cv2

    size = (_GRID, _GRID)
    return np.asarray(cv2.resize(picture.small, size, interpolation=cv2.INTER_AREA), dtype=np.float32)


def _correlation(a: NDArray[np.float32], b: NDArray[np.float32]) -> float:
    a, b = a - a.mean(), b - b.mean()
    size = float(np.sqrt((a * a).sum() * (b * b).sum()))
    return float((a * b).sum()) / size if size > 0 else 1.0
