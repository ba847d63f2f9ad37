"""Draw the runner: far faces first, lit by smooth normals, blurred by the shutter."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sample_videos.renderer.camera import Camera
from sample_videos.renderer.dress import Dressed, incidence, vertex_normals
from sample_videos.renderer.room import Picture
from sample_videos.renderer.rotation import Array, unit

# Sub-frames are drawn at these shifts of a pixel, so that edges come out smooth as well.
_SHIFTS = np.array([(0.125, 0.625), (0.625, 0.125), (0.375, 0.875), (0.875, 0.375)]) - 0.5


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

    def _lit(self, vertices: Array) -> tuple[NDArray[np.int64], Array, Array]:
        """Faces to draw in order, their corners ``(N, 4, 2)`` and colours ``(N, 3)``."""
        faces = self._dressed.faces
        pixels, depth = self._camera.project(vertices)
        corners = pixels[faces]
        one, two = corners[:, 2] - corners[:, 0], corners[:, 3] - corners[:, 1]
        # Picture rows run down, so an outward face turns clockwise by the formula's sign.
        seen = np.flatnonzero(one[:, 0] * two[:, 1] - one[:, 1] * two[:, 0] < 0.05)
        order = seen[np.argsort(-depth[faces[seen]].mean(1), kind="stable")]
        normals = vertex_normals(vertices, faces, self._gather)[faces[order]].mean(1)
        to_lens = unit(self._camera.place - vertices[faces[order, 0]])
        light = self._light
        direct = np.clip(normals @ light, 0, 1)
        rim = (1 - np.clip((normals * to_lens).sum(1), 0, 1)) ** 3
        gain = 0.42 + 0.22 * (0.5 + 0.5 * normals[:, 1]) + 0.48 * direct - 0.12 * rim
        shine = np.clip(normals @ unit(light + to_lens.mean(0)), 0, 1) ** 18 * 14
        colours = np.clip(self._dressed.colours[order] * gain[:, None] + shine[:, None], 0, 255)
        return order, corners[order], colours

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
        for number, (picture, vertices) in enumerate(zip(pictures, poses, strict=True)):
            _, corners, colours = self._lit(vertices)
            shifted = corners + _SHIFTS[number % len(_SHIFTS)]
            points, shades = np.round(shifted * 16).astype(np.int32), colours.tolist()
            for outline, shade in zip(points, shades, strict=True):
                cv2.fillConvexPoly(picture, outline, shade, 8, 4)
            total += picture
        return np.asarray((total + len(pictures) // 2) // len(pictures), dtype=np.uint8)
