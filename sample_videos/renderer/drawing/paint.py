"""Draw the runner: far faces first, lit by smooth normals, blurred by the shutter."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sample_videos.renderer.movement.rotation import Array, unit
from sample_videos.renderer.people.dress import Dressed
from sample_videos.renderer.people.shape import incidence, vertex_normals
from sample_videos.renderer.scene.camera import Camera
from sample_videos.renderer.scene.room import Picture

# Sub-frames are drawn at these shifts of a pixel, so that edges come out smooth as well.
_SHIFTS = np.array([(0.125, 0.625), (0.625, 0.125), (0.375, 0.875), (0.875, 0.375)]) - 0.5
_MARGIN = 16  # pixels the runner may move while the shutter is open
_REACH = 7  # pixels: about the size of a face


class Painter:
    """Draws one runner before one camera.

    Parameters
    ----------
    camera
        Where it is seen from.
    dressed
        The runner's faces and colours.
    """

    def __init__(self, camera: Camera, dressed: Dressed) -> None:
        self._camera, self._dressed = camera, dressed
        self._gather = incidence(dressed.faces, len(dressed.vertices))
        ahead = -camera.axes()[2] * [1, 0, 1]
        aside = np.cross(np.array([0.0, 1.0, 0.0]), ahead)
        self._light = unit(0.55 * ahead + 0.35 * aside + np.array([0.0, 0.85, 0.0]))

    def _order(self, vertices: Array) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Faces to draw, far ones first, and their corners in the picture ``(N, 4, 2)``."""
        faces = self._dressed.faces
        pixels, depth = self._camera.project(vertices)
        corners = pixels.astype(np.float32)[faces]
        one, two = corners[:, 2] - corners[:, 0], corners[:, 3] - corners[:, 1]
        # Picture rows run down, so an outward face turns clockwise by the formula's sign.
        seen = np.flatnonzero(one[:, 0] * two[:, 1] - one[:, 1] * two[:, 0] < 0.05)
        away = depth.astype(np.float32)[faces[seen]].sum(1) / 4 - self._dressed.lift[seen]
        order = seen[np.argsort(-away, kind="stable")]
        return order, corners[order]

    def _lit(self, vertices: Array) -> Array:
        """Colours of the faces ``(F, 3)``."""
        faces = self._dressed.faces
        normals = vertex_normals(vertices, faces, self._gather)[faces].mean(1)
        to_lens = unit(self._camera.place - vertices[faces[:, 0]])
        light = self._light
        direct = np.clip(normals @ light, 0, 1)
        rim = (1 - np.clip((normals * to_lens).sum(1), 0, 1)) ** 3
        gain = 0.42 + 0.22 * (0.5 + 0.5 * normals[:, 1]) + 0.48 * direct - 0.12 * rim
        shine = np.clip(normals @ unit(light + to_lens.mean(0)), 0, 1) ** 18 * 14
        lit: Array = np.clip(self._dressed.colours * gain[:, None] + shine[:, None], 0, 255)
        return lit

    def shadow(self, picture: Picture, vertices: Array) -> None:
        """Darken the belt under the runner."""
        import cv2

        low = vertices[vertices[:, 1] < 0.55]
        mask = np.zeros(picture.shape[:2], np.uint8)
        for sign in (-1, 1):
            foot = low[low[:, 2] * sign > 0]
            if len(foot) > 3:
                foot = foot[foot[:, 1] < foot[:, 1].min() + 0.10]
                height = max(float(foot[:, 1].min()), 0.0)
                flat = foot * [1.0, 0.0, 1.0] + [0.06 * height, 0.001, 0.0]
                hull = cv2.convexHull(np.round(self._camera.project(flat)[0]).astype(np.int32))
                one = np.zeros_like(mask)
                cv2.fillConvexPoly(one, hull, 150 * np.exp(-6 * height))
                mask = np.maximum(mask, one)
        soft = cv2.GaussianBlur(mask, (0, 0), picture.shape[0] / 190).astype(np.float32) / 255
        picture[:] = (picture * (1 - soft[..., None])).astype(np.uint8)

    def draw(self, pictures: list[Picture], poses: list[Array]) -> Picture:
        """Average sub-frames, each over its own background."""
        import cv2

        total: Any = np.zeros(pictures[0].shape, np.uint16)
        # Light hardly changes while the shutter is open: the middle pose's serves all.
        shades = self._lit(poses[len(poses) // 2]).tolist()
        bare, fill = pictures[0].copy(), cv2.fillConvexPoly
        for number, (picture, vertices) in enumerate(zip(pictures, poses, strict=True)):
            order, corners = self._order(vertices)
            points = np.round((corners + _SHIFTS[number % len(_SHIFTS)]) * 16).astype(np.int32)
            for outline, face in zip(points, order.tolist(), strict=True):
                fill(picture, outline, shades[face], 8, 4)
            total += picture
        mean = np.asarray((total + len(pictures) // 2) // len(pictures), dtype=np.uint8)
        return _smoothed(mean, bare, corners)


def _smoothed(picture: Picture, bare: Picture, corners: NDArray[np.float32]) -> Picture:
    """Hide the edges between faces of nearly one colour; pixels as in `bare`, without runner, stay."""
    import cv2

    limits = np.array(picture.shape[1::-1])
    left, up = np.clip(corners.min((0, 1)).astype(int) - _MARGIN, 0, limits)
    right, down = np.clip(corners.max((0, 1)).astype(int) + _MARGIN, 0, limits)
    piece = picture[up:down, left:right]
    if piece.size:
        soft = cv2.bilateralFilter(np.ascontiguousarray(piece), _REACH, 24, 2.5)
        same = cv2.inRange(cv2.absdiff(piece, bare[up:down, left:right]), (0, 0, 0), (0, 0, 0))
        cv2.copyTo(soft, 255 - same, piece)
    return picture
