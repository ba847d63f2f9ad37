"""A plain gym and a treadmill, drawn once for each film (the belt's marks move)."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sample_videos.renderer.camera import Camera
from sample_videos.renderer.rotation import Array

Picture = NDArray[np.uint8]
_FLOOR, _CEILING = -0.18, 2.9
_HALF_LENGTH, _HALF_WIDTH = 4.5, 2.9
_BELT_BACK, _BELT_FRONT, _BELT_SIDE = -1.0, 0.95, 0.27
_BELT_LENGTH = 3.3


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


def _wall(along: Array, start: Array, u: tuple[float, float], y: tuple[float, float]) -> Array:
    up = np.array([0.0, 1.0, 0.0])
    return np.array([start + along * u[i] + up * y[j] for i, j in ((0, 0), (1, 0), (1, 1), (0, 1))])


def room(camera: Camera, seed: int) -> Picture:
    """Draw floor, walls and windows."""
    import cv2

    rng = np.random.default_rng([seed, 11])
    picture = np.full((camera.height, camera.width, 3), 190, np.uint8)
    tint = np.array([204, 202, 196]) + rng.uniform(-20, 8) + rng.uniform(-5, 5, 3)
    floor = np.array([112, 104, 96]) + rng.uniform(-25, 25) + rng.uniform(-6, 6, 3)
    long, w = _HALF_LENGTH, _HALF_WIDTH
    fill(
        picture,
        camera,
        9.0 * np.array([(-1, 0, -1), (1, 0, -1), (1, 0, 1), (-1, 0, 1)]) + [0, _FLOOR, 0],
        floor,
    )
    corners = ((-long, -w, 1, 0), (long, -w, 0, 1), (long, w, -1, 0), (-long, w, 0, -1))
    for x, z, ax, az in corners:
        along, start = np.array([ax, 0.0, az], dtype=np.float64), np.array([x, 0.0, z])
        inward = np.cross(along, np.array([0.0, 1.0, 0.0]))
        if (camera.place - start) @ inward <= 0:
            continue
        length = 2 * (long if ax else w)
        fill(
            picture,
            camera,
            _wall(along, start, (0, length), (_FLOOR, _CEILING)),
            tint * (1.0 if ax else 0.93),
        )
        fill(picture, camera, _wall(along, start, (0, length), (_FLOOR, _FLOOR + 0.12)), tint * 0.75)
        u = rng.uniform(0.3, 0.9)
        while u < length - 1.4:
            wide = rng.uniform(0.8, 1.3)
            _window(picture, camera, along, start, (u, u + wide), rng)
            u += wide + rng.uniform(0.5, 1.1)
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), camera.height / 420), dtype=np.uint8)


def _window(
    picture: Picture,
    camera: Camera,
    along: Array,
    start: Array,
    u: tuple[float, float],
    rng: np.random.Generator,
) -> None:
    frame = np.array([150, 148, 144]) + rng.uniform(-20, 30)
    glass = np.array([216, 228, 236]) - rng.uniform(0, 50)
    low, high = 0.75, 2.3
    fill(picture, camera, _wall(along, start, u, (low, high)), frame)
    middle = (u[0] + u[1]) / 2
    for a, b in ((u[0] + 0.05, middle - 0.02), (middle + 0.02, u[1] - 0.05)):
        fill(picture, camera, _wall(along, start, (a, b), (low + 0.06, high - 0.06)), glass)


def treadmill(picture: Picture, camera: Camera) -> None:
    """Draw deck, belt, motor and the far uprights and rails."""
    box(picture, camera, (-1.05, -0.17, -0.42), (1.1, -0.02, 0.42), (64, 66, 70))
    belt = [
        (_BELT_BACK, 0, -_BELT_SIDE),
        (_BELT_FRONT, 0, -_BELT_SIDE),
        (_BELT_FRONT, 0, _BELT_SIDE),
        (_BELT_BACK, 0, _BELT_SIDE),
    ]
    fill(picture, camera, belt, (46, 46, 48))
    for z in sorted((-0.36, 0.36), key=lambda z: -abs(z - camera.place[2])):
        box(picture, camera, (-1.05, -0.03, z - 0.07), (1.1, 0.012, z + 0.07), (112, 116, 120))
    box(picture, camera, (0.95, -0.17, -0.40), (1.35, 0.16, 0.40), (58, 58, 62))
    z = -0.41 if camera.place[2] > 0 else 0.41
    _rail(picture, camera, z, np.array([74, 76, 80]))
    if abs(camera.place[2]) < 1.5:  # from behind both uprights and the console lie beyond the runner
        _rail(picture, camera, -z, np.array([74, 76, 80]))
        box(picture, camera, (1.05, 1.10, -0.44), (1.28, 1.24, 0.44), (54, 54, 58))


def rail_in_front(picture: Picture, camera: Camera) -> None:
    """Draw what stands between camera and runner."""
    if abs(camera.place[2]) >= 1.5:
        _rail(picture, camera, 0.41 if camera.place[2] > 0 else -0.41, np.array([96, 98, 102]))
        box(picture, camera, (1.05, 1.10, -0.44), (1.28, 1.24, 0.44), (56, 56, 60))


def _rail(picture: Picture, camera: Camera, z: float, colour: Array) -> None:
    box(picture, camera, (1.12, 0.0, z - 0.03), (1.20, 1.12, z + 0.03), colour)
    box(picture, camera, (0.80, 0.90, z - 0.02), (1.18, 0.94, z + 0.02), colour * 0.9)


def belt_marks(picture: Picture, camera: Camera, moved: float) -> None:
    """Draw the marks of a belt that has run `moved` metres."""
    for k in range(5):
        x = _BELT_FRONT - (moved + k * _BELT_LENGTH / 5) % _BELT_LENGTH
        if x > _BELT_BACK:
            ends = (max(x - 0.03, _BELT_BACK), x)
            corners = [(ends[i], 0.001, s * _BELT_SIDE) for i, s in ((0, -1), (1, -1), (1, 1), (0, 1))]
            fill(picture, camera, corners, (86, 86, 88))
