"""RTMPose, body with feet, through onnxruntime: for those who fetch its weights themselves.

Written here rather than taken from rtmlib, which installs opencv-python beside opencv-contrib-python: both
write into one ``cv2`` folder. What it does is small: cut the person out, run the net, read the peaks.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from formcheck.clip import Picture
from formcheck.errors import ModelError
from formcheck.pose.body import trunk_of
from formcheck.pose.engine import Pose
from formcheck.pose.landmarks import COUNT, Landmark
from formcheck.pose.rtmpose_files import session
from formcheck.pose.scout import Scout

Array = NDArray[np.float64]

# The 26 points of the Halpe set, in its order, as ours; the top of the head, neck, middle of the hips and
# small toes have no landmark of ours, and the mouth, hands and corners of the eyes none of theirs.
HALPE = {
    0: Landmark.NOSE,
    1: Landmark.LEFT_EYE,
    2: Landmark.RIGHT_EYE,
    3: Landmark.LEFT_EAR,
    4: Landmark.RIGHT_EAR,
    5: Landmark.LEFT_SHOULDER,
    6: Landmark.RIGHT_SHOULDER,
    7: Landmark.LEFT_ELBOW,
    8: Landmark.RIGHT_ELBOW,
    9: Landmark.LEFT_WRIST,
    10: Landmark.RIGHT_WRIST,
    11: Landmark.LEFT_HIP,
    12: Landmark.RIGHT_HIP,
    13: Landmark.LEFT_KNEE,
    14: Landmark.RIGHT_KNEE,
    15: Landmark.LEFT_ANKLE,
    16: Landmark.RIGHT_ANKLE,
    20: Landmark.LEFT_TOE,
    21: Landmark.RIGHT_TOE,
    24: Landmark.LEFT_HEEL,
    25: Landmark.RIGHT_HEEL,
}
POINTS = 26
# As the model was trained: ImageNet's mean and deviation, RGB, and the person's box a quarter larger.
_MEAN = np.array([123.675, 116.28, 103.53], dtype=np.float32)
_SD = np.array([58.395, 57.12, 57.375], dtype=np.float32)
_PADDING = 1.25
_GROWN = 1.1  # a person's box reaches a little beyond their outermost points
_SEEN = 0.3  # a point this sure counts for the next box; a body less sure on average is lost


class RtmPoseEngine:
    """Track one person with RTMPose: each picture is cut out round the points of the one before.

    Parameters
    ----------
    model
        Path of the ``.onnx`` file.
    scout
        Finds the first box and finds again who was lost; it is closed with the engine. Without one the whole
        picture is the first box.

    Raises
    ------
    LibraryError
        When onnxruntime is not installed.
    ModelError
        When the file is no such model.
    """

    def __init__(self, model: Path, scout: Scout | None = None) -> None:
        self._model = model
        self._scout = scout
        self._session: Any = session(model)
        told = self._session.get_inputs()[0]
        self._input: str = told.name
        self._size = (int(told.shape[3]), int(told.shape[2]))
        self._box: Array | None = None

    def restart(self) -> None:
        """Forget the person: a new shot begins."""
        self._box = None

    def __call__(self, picture: Picture) -> Pose | None:
        """Return the person's pose in pixels, or None when nobody is found."""
        box = self._first_box(picture) if self._box is None else self._box
        if box is None:
            return None
        crop = _to_crop(box, self._size)
        points, scores = self._run(picture, crop)
        self._box = _next_box(points, scores)
        return None if self._box is None else to_pose(points, scores)

    def _first_box(self, picture: Picture) -> Array | None:
        height, width = picture.rgb.shape[:2]
        if self._scout is None:
            return np.array([0.0, 0.0, width, height])
        people = self._scout(picture)
        if not people:
            return None
        return _around(max(people, key=lambda one: trunk_of(one).length).xy)

    def _run(self, picture: Picture, crop: Array) -> tuple[Array, Array]:
        """Return ``(26, 2)`` points in pixels of the picture and ``(26,)`` how sure each is."""
        import cv2

        cut = cv2.warpAffine(picture.rgb, crop, self._size, flags=cv2.INTER_LINEAR)
        pixels = ((cut.astype(np.float32) - _MEAN) / _SD).transpose(2, 0, 1)[None]
        x, y = self._session.run(None, {self._input: np.ascontiguousarray(pixels)})
        if x.shape[:2] != (1, POINTS) or y.shape[:2] != (1, POINTS):
            raise ModelError(
                f"'{self._model}' gives {x.shape[1]} points: take a body-with-feet model, with 26."
            )
        points, scores = decode(x[0], y[0], self._size)
        return (points - crop[:, 2]) / crop[0, 0], scores

    def close(self) -> None:
        """Release the scout; may be called twice."""
        if self._scout is not None:
            self._scout.close()

    def __enter__(self) -> RtmPoseEngine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def decode(x: NDArray[np.float32], y: NDArray[np.float32], size: tuple[int, int]) -> tuple[Array, Array]:
    """Read SimCC output: each axis is a row of bins, and the point lies at the highest.

    Parameters
    ----------
    x, y
        ``(points, bins)`` of each axis; the bins divide the width and the height of the crop.
    size
        Width and height of the crop, pixels.

    Returns
    -------
    tuple
        ``(points, 2)`` in pixels of the crop, and how sure each is: the lower of its two peaks.
    """
    points = np.stack(
        [rows.argmax(1) * (side / rows.shape[1]) for rows, side in zip((x, y), size, strict=True)]
    )
    scores = np.minimum(x.max(1), y.max(1)).astype(np.float64)
    return points.T.astype(np.float64), scores


def to_pose(points: Array, scores: Array) -> Pose:
    """Make one of our poses of Halpe points; what they do not tell is NaN, and so is depth."""
    xy, visibility = np.full((COUNT, 2), np.nan), np.zeros(COUNT)
    theirs, ours = list(HALPE), list(HALPE.values())
    xy[ours], visibility[ours] = points[theirs], np.clip(scores[theirs], 0.0, 1.0)
    return Pose(xy, visibility, np.full((COUNT, 3), np.nan))


def _to_crop(box: Array, size: tuple[int, int]) -> Array:
    """Return the ``(2, 3)`` matrix from the picture to the crop; the box is kept whole and unstretched."""
    width, height = np.maximum(box[2:] - box[:2], 1.0) * _PADDING
    scale = min(size[0] / width, size[1] / height)
    shift = np.array(size) / 2 - scale * (box[:2] + box[2:]) / 2
    return np.column_stack([np.eye(2) * scale, shift])


def _next_box(points: Array, scores: Array) -> Array | None:
    """Return the box of this body, where the next picture is cut out; None when it is no body."""
    sure = scores >= _SEEN
    if scores[list(HALPE)].mean() < _SEEN or sure.sum() < 2:
        return None
    return _around(points[sure])


def _around(points: Array) -> Array:
    low, high = np.nanmin(points, axis=0), np.nanmax(points, axis=0)
    middle, half = (low + high) / 2, (high - low) / 2 * _GROWN
    return np.concatenate([middle - half, middle + half])
