"""The runner's face made unrecognisable on frames that leave; the pose model has seen them before.

Only the runner's own face is known in every frame. Others in the picture stay as they were filmed.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from formcheck.clip import Picture
from formcheck.pose.landmarks import index
from formcheck.report.value import Report

Array = NDArray[np.float64]

# In BlazePose's order: eyes and the mouth's corners are not named in Landmark.
_FACE, _EYES, _MOUTH = slice(0, 11), slice(1, 7), slice(9, 11)
# Half a head is 0.22 trunks high and 0.19 deep (Winter: head and neck 0.13 of the height, trunk 0.29);
# a third more, because a head that bows is found too low and a face too widely hidden does no harm.
_HIGH, _DEEP = 0.30, 0.25  # trunk lengths
_HIGH_SPREAD, _DEEP_SPREAD = 1.45, 1.3  # of the way from the middle to the furthest landmark
_UNSEEN = 1.3  # how much larger where the face's place is only carried over
_ROUND = 5  # frames over which a single landmark gone astray is outvoted
_CELLS = 5  # shades left across a face


class FaceBlur:
    """Hides the runner's face in the pictures of one film.

    Parameters
    ----------
    report
        With the raw landmarks of the whole film.
    """

    def __init__(self, report: Report) -> None:
        xy = report.track.xy
        self.ellipses = np.full((len(xy), 6), np.nan)
        for first, stop in report.clip.pieces():
            self.ellipses[first:stop] = _held(_heads(xy[first:stop]))

    def hide(self, picture: Picture) -> Picture:
        """Return the picture with the face blurred; the one given is not changed."""
        if picture.index >= len(self.ellipses) or not np.isfinite(self.ellipses[picture.index]).all():
            return picture
        ellipse = self.ellipses[picture.index]
        reach = float(ellipse[4:].max())
        size = np.array(picture.rgb.shape[1::-1])
        low = np.clip(np.floor(ellipse[:2] - reach), 0, size).astype(int)
        high = np.clip(np.ceil(ellipse[:2] + reach) + 1, 0, size).astype(int)
        if (high <= low).any():
            return picture
        rgb = picture.rgb.copy()
        part = rgb[low[1] : high[1], low[0] : high[0]]
        inside = _inside(ellipse, low, high)
        part[inside] = _coarse(part)[inside]
        return replace(picture, rgb=rgb)


def _heads(xy: Array) -> Array:
    """``(T, 6)`` middle, direction of the crown, half height and half depth; NaN where nobody is seen."""
    face = xy[:, _FACE]
    ears, shoulders, hips = (
        (xy[:, index(joint, "left")] + xy[:, index(joint, "right")]) / 2
        for joint in ("ear", "shoulder", "hip")
    )
    trunk = np.linalg.norm(shoulders - hips, axis=1)
    middle = (ears + face[:, :7].mean(axis=1)) / 2
    up = face[:, _EYES].mean(axis=1) - face[:, _MOUTH].mean(axis=1)
    flat = ~(np.linalg.norm(up, axis=1) > 0.05 * trunk)
    up[flat] = (ears - shoulders)[flat]
    up /= np.maximum(np.linalg.norm(up, axis=1, keepdims=True), 1e-9)
    spread = np.linalg.norm(face - middle[:, None], axis=2).max(axis=1)
    high = np.maximum(_HIGH * trunk, _HIGH_SPREAD * spread)
    deep = np.maximum(_DEEP * trunk, _DEEP_SPREAD * spread)
    return np.column_stack([middle, up, high, deep])


def _held(heads: Array) -> Array:
    """Carry the head through frames without it and past single ones in which it leaps; one shot."""
    from scipy.ndimage import maximum_filter1d, median_filter

    seen = np.isfinite(heads).all(axis=1)
    if not seen.any():
        return heads
    frames = np.arange(len(heads), dtype=np.float64)
    whole = np.stack([np.interp(frames, frames[seen], column) for column in heads[seen].T], axis=1)
    middle = median_filter(whole[:, :2], size=(_ROUND, 1), mode="nearest")
    leap = np.linalg.norm(whole[:, :2] - middle, axis=1)
    sizes = maximum_filter1d(whole[:, 4:], _ROUND, axis=0, mode="nearest")
    sizes += np.minimum(leap, sizes.min(axis=1))[:, None]  # who really leapt is inside as well
    sizes[~seen] *= _UNSEEN
    return np.column_stack([middle, whole[:, 2:4], sizes])


def _inside(ellipse: Array, low: NDArray[np.int_], high: NDArray[np.int_]) -> NDArray[np.bool_]:
    """Pixels of the box that lie in the ellipse."""
    x = np.arange(low[0], high[0])[None, :] - ellipse[0]
    y = np.arange(low[1], high[1])[:, None] - ellipse[1]
    up = ellipse[2:4] / max(float(np.hypot(*ellipse[2:4])), 1e-9)
    along, across = x * up[0] + y * up[1], -x * up[1] + y * up[0]
    return np.asarray((along / ellipse[4]) ** 2 + (across / ellipse[5]) ** 2 <= 1.0)


def _coarse(part: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Leave a few shades, so that no sharpening brings the face back."""
    import cv2

    height, width = part.shape[:2]
    cell = max(height, width) / _CELLS
    size = (max(1, round(width / cell)), max(1, round(height / cell)))
    few = cv2.resize(part, size, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(few, (width, height), interpolation=cv2.INTER_LINEAR), dtype=np.uint8)
