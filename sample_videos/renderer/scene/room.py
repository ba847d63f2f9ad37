"""A gym, drawn once for each film: windows, or few or crooked lines to find the vertical by."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sample_videos.renderer.movement.rotation import Array
from sample_videos.renderer.scene.camera import Camera
from sample_videos.renderer.scene.solid import Picture, fill
from sample_videos.renderer.scene.treadmill import Machine

__all__ = ["FLOOR", "Picture", "Scene", "room"]

FLOOR, _CEILING = -0.18, 2.9  # metres above the belt
_HALF_LENGTH, _HALF_WIDTH = 4.5, 2.9


@dataclass(frozen=True)
class Scene:
    """What stands and hangs in the room.

    Attributes
    ----------
    windows
        Share of the walls' places for windows that hold one.
    posters
        Share of the places without a window that hold a poster.
    doors
        Share of the places without window or poster that hold a door.
    crooked
        Spread of the tilt of posters, degrees.
    machines
        Other treadmills, beyond the runner's.
    lean
        Lean of the uprights of the runner's own treadmill, top forward positive, degrees.
    """

    windows: float = 1.0
    posters: float = 0.0
    doors: float = 0.0
    crooked: float = 0.0
    machines: tuple[Machine, ...] = ()
    lean: float = 0.0


@dataclass(frozen=True)
class _Wall:
    """A wall: ``(3,)`` its start and the direction along it."""

    picture: Picture
    camera: Camera
    along: Array
    start: Array

    def patch(self, u: tuple[float, float], y: tuple[float, float], colour: Array, turn: float = 0.0) -> None:
        """Fill a rectangle from `u` to `u` along the wall and `y` to `y` high, turned by `turn` degrees."""
        across = np.array([[u[0], y[0]], [u[1], y[0]], [u[1], y[1]], [u[0], y[1]]])
        if turn:
            c, s = np.cos(np.deg2rad(turn)), np.sin(np.deg2rad(turn))
            middle = across.mean(0)
            across = middle + (across - middle) @ np.array([[c, s], [-s, c]])
        up = np.array([0.0, 1.0, 0.0])
        fill(self.picture, self.camera, self.start + self.along * across[:, :1] + up * across[:, 1:], colour)


def room(camera: Camera, seed: int, scene: Scene | None = None) -> Picture:
    """Draw floor, walls and what hangs on them."""
    import cv2

    scene = Scene() if scene is None else scene
    rng = np.random.default_rng([seed, 11])
    picture = np.full((camera.height, camera.width, 3), 190, np.uint8)
    tint = np.array([204, 202, 196]) + rng.uniform(-20, 8) + rng.uniform(-5, 5, 3)
    floor = np.array([112, 104, 96]) + rng.uniform(-25, 25) + rng.uniform(-6, 6, 3)
    long, w = _HALF_LENGTH, _HALF_WIDTH
    fill(
        picture,
        camera,
        9.0 * np.array([(-1, 0, -1), (1, 0, -1), (1, 0, 1), (-1, 0, 1)]) + [0, FLOOR, 0],
        floor,
    )
    corners = ((-long, -w, 1, 0), (long, -w, 0, 1), (long, w, -1, 0), (-long, w, 0, -1))
    for number, (x, z, ax, az) in enumerate(corners):
        along, start = np.array([ax, 0.0, az], dtype=np.float64), np.array([x, 0.0, z])
        inward = np.cross(along, np.array([0.0, 1.0, 0.0]))
        if (camera.place - start) @ inward <= 0:
            continue
        length = 2 * (long if ax else w)
        wall = _Wall(picture, camera, along, start)
        wall.patch((0, length), (FLOOR, _CEILING), tint * (1.0 if ax else 0.93))
        wall.patch((0, length), (FLOOR, FLOOR + 0.12), tint * 0.75)
        # What hangs where has its own numbers, so that it leaves the colours above as they are.
        _furnish(wall, length, rng, scene, np.random.default_rng([seed, 13, number]))
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), camera.height / 420), dtype=np.uint8)


def _furnish(
    wall: _Wall, length: float, rng: np.random.Generator, scene: Scene, chance: np.random.Generator
) -> None:
    u = rng.uniform(0.3, 0.9)
    while u < length - 1.4:
        wide = rng.uniform(0.8, 1.3)
        drawn = chance.uniform(size=3)
        if drawn[0] < scene.windows:
            _window(wall, (u, u + wide), rng)
        elif drawn[1] < scene.posters:
            _poster(wall, (u, u + 0.65 * wide), scene.crooked, chance)
        elif drawn[2] < scene.doors:
            _door(wall, (u, u + 0.95), chance)
        u += wide + rng.uniform(0.5, 1.1)


def _window(wall: _Wall, u: tuple[float, float], rng: np.random.Generator) -> None:
    frame = np.array([150, 148, 144]) + rng.uniform(-20, 30)
    glass = np.array([216, 228, 236]) - rng.uniform(0, 50)
    low, high = 0.75, 2.3
    wall.patch(u, (low, high), frame)
    middle = (u[0] + u[1]) / 2
    for a, b in ((u[0] + 0.05, middle - 0.02), (middle + 0.02, u[1] - 0.05)):
        wall.patch((a, b), (low + 0.06, high - 0.06), glass)


def _poster(wall: _Wall, u: tuple[float, float], crooked: float, chance: np.random.Generator) -> None:
    low = chance.uniform(0.7, 1.2)
    high = low + chance.uniform(0.6, 1.0)
    turn = crooked * chance.standard_normal()
    paper = chance.uniform(110, 235) + chance.uniform(-28, 28, 3)
    ink = chance.uniform(30, 190) + chance.uniform(-45, 45, 3)
    wall.patch(u, (low, high), paper, turn)
    if chance.uniform() < 0.6:
        part = low + (high - low) * np.sort(chance.uniform(0.1, 0.9, 2))
        inset = (u[0] + 0.06, u[1] - 0.06)
        # Turned about its own middle it would leave the paper: kept small enough not to.
        wall.patch(inset, (float(part[0]), float(part[1])), ink, turn)


def _door(wall: _Wall, u: tuple[float, float], chance: np.random.Generator) -> None:
    leaf = chance.uniform(90, 190) + chance.uniform(-14, 14, 3)
    top = 1.95
    wall.patch(u, (FLOOR, top + 0.06), leaf * 0.7)
    wall.patch((u[0] + 0.06, u[1] - 0.06), (FLOOR, top), leaf)
    wall.patch((u[1] - 0.19, u[1] - 0.10), (0.83, 0.87), np.array([70.0, 70.0, 72.0]))
