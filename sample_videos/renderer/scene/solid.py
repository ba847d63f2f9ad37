"""Flat polygons, boxes and bars of the world, drawn into a picture."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sample_videos.renderer.scene.camera import Camera

Picture = NDArray[np.uint8]


def fill(picture: Picture, camera: Camera, corners: Any, colour: Any) -> None:
    """Draw a flat polygon of the world."""
    import cv2

    outline = camera.outline(np.asarray(corners, dtype=np.float64))
    if len(outline):
        points = np.round(np.clip(outline, -20000, 20000) * 16).astype(np.int32)
        cv2.fillPoly(picture, [points], [float(c) for c in np.clip(colour, 0, 255)], cv2.LINE_AA, 4)


def box(picture: Picture, camera: Camera, low: Any, high: Any, colour: Any) -> None:
    """Draw the faces of a box that look at the camera, far ones first."""
    ends = np.array([low, high], dtype=np.float64)
    faces = []
    for axis in range(3):
        others = [i for i in range(3) if i != axis]
        for end in (0, 1):
            corners = np.zeros((4, 3))
            corners[:, axis] = ends[end, axis]
            for row, (i, j) in enumerate(((0, 0), (1, 0), (1, 1), (0, 1))):
                corners[row, others] = ends[i, others[0]], ends[j, others[1]]
            away = camera.place - corners.mean(0)
            outward = 1.0 if end else -1.0
            if away[axis] * outward > 0:
                light = 0.8 + (0.25 if axis == 1 else 0.06 * outward) * (1 if axis else -1)
                faces.append((float(np.linalg.norm(away)), corners, light))
    for _, corners, light in sorted(faces, key=lambda face: -face[0]):
        fill(picture, camera, corners, np.array(colour) * light)


def bar(picture: Picture, camera: Camera, start: Any, end: Any, half: Any, colour: Any) -> None:
    """Draw a straight bar between two points, the faces that look at the camera only.

    Parameters
    ----------
    picture, camera
        Drawn into, seen from.
    start, end
        ``(3,)`` middles of its end faces, metres; they differ in x or y.
    half
        ``(3,)`` half its thickness along each axis, metres; 0 along the axis on which the ends differ most.
    colour
        Red green blue.
    """
    start, end, half = (np.asarray(one, dtype=np.float64) for one in (start, end, half))
    one, two = (i for i in range(3) if i != int(np.argmin(half)))
    ring = np.zeros((4, 3))
    ring[:, one] = np.array([-1, 1, 1, -1]) * half[one]
    ring[:, two] = np.array([-1, -1, 1, 1]) * half[two]
    faces = [start + ring, end + ring]
    for k in range(4):
        side = ring[[k, (k + 1) % 4]]
        faces.append(np.concatenate([start + side, end + side[::-1]]))
    centre, seen = (start + end) / 2, []
    for corners in faces:
        outward = np.cross(corners[1] - corners[0], corners[2] - corners[1])
        outward = outward * np.sign(outward @ (corners.mean(0) - centre))
        away = camera.place - corners.mean(0)
        if outward @ away > 0:
            light = 0.86 + 0.19 * outward[1] / max(float(np.linalg.norm(outward)), 1e-12)
            seen.append((float(np.linalg.norm(away)), corners, light))
    for _, corners, light in sorted(seen, key=lambda face: -face[0]):
        fill(picture, camera, corners, np.asarray(colour) * light)
