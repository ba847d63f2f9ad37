"""A camera without lens errors: where it stands, how it is held, how far it sees."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from sample_videos.renderer.movement.rotation import Array, unit

_NEAR = 0.15  # metres: nothing nearer to the lens is drawn


@dataclass(frozen=True)
class Camera:
    """Where the camera is.

    Attributes
    ----------
    width, height
        Picture, pixels.
    azimuth
        0 looks at the runner's right side, 90 from behind, 180 at the left side, degrees.
    distance
        From the runner, metres.
    level
        Height above the belt, metres.
    aim
        Height above the belt of what the middle of the picture shows, metres.
    span
        Height of the picture at the runner, metres.
    roll
        Camera turned so that true vertical leans clockwise in the picture by this, degrees.
    """

    width: int = 1280
    height: int = 720
    azimuth: float = 0.0
    distance: float = 4.2
    level: float = 1.05
    aim: float = 0.90
    span: float = 2.2
    roll: float = 0.0

    @property
    def place(self) -> Array:
        """``(3,)`` the lens."""
        a = np.deg2rad(self.azimuth)
        return np.array([-np.sin(a) * self.distance, self.level, np.cos(a) * self.distance])

    @property
    def focal(self) -> float:
        """Focal length, pixels."""
        return self.height * self.distance / self.span

    def axes(self) -> Array:
        """``(3, 3)`` rows: right, up and forward of the picture."""
        ahead = unit(np.array([0.0, self.aim, 0.0]) - self.place)
        right = unit(np.cross(ahead, np.array([0.0, 1.0, 0.0])))
        up = np.cross(right, ahead)
        a = np.deg2rad(self.roll)
        # True vertical leans clockwise when the camera itself is turned the other way.
        return np.stack([right * np.cos(a) + up * np.sin(a), up * np.cos(a) - right * np.sin(a), ahead])

    def project(self, points: Array) -> tuple[Array, Array]:
        """``(..., 2)`` pixels and ``(...,)`` depth of world points."""
        seen = (points - self.place) @ self.axes().T
        return self._pixels(seen), seen[..., 2]

    def _pixels(self, seen: Array) -> Array:
        scale = self.focal / seen[..., 2]
        x = (self.width - 1) / 2 + scale * seen[..., 0]
        return np.stack([x, (self.height - 1) / 2 - scale * seen[..., 1]], axis=-1)

    def outline(self, corners: Array) -> Array:
        """``(N, 2)`` pixels of a flat polygon, what lies behind the lens cut away."""
        seen = (np.asarray(corners, dtype=np.float64) - self.place) @ self.axes().T
        kept: list[Array] = []
        for a, b in zip(seen, np.roll(seen, -1, axis=0), strict=True):
            if a[2] >= _NEAR:
                kept.append(a)
            if (a[2] >= _NEAR) != (b[2] >= _NEAR):
                kept.append(a + (b - a) * (_NEAR - a[2]) / (b[2] - a[2]))
        return self._pixels(np.array(kept)) if len(kept) > 2 else np.zeros((0, 2))

    def roll_at(self, point: Array) -> float:
        """Lean of true vertical in the picture at a world point, clockwise positive, degrees."""
        step = np.array([0.0, 0.05, 0.0])
        low, high = self.project(np.stack([point - step, point + step]))[0]
        return float(np.degrees(np.arctan2(high[0] - low[0], low[1] - high[1])))

    def showing(self, points: Array, margin: float = 0.03) -> Camera:
        """Return this camera, zoomed out as far as it takes to see some points; never zoomed in.

        Parameters
        ----------
        points
            ``(..., 3)`` of the world, metres; all before the lens.
        margin
            Free edge of the picture on each side, as a share of its shorter side.
        """
        size = np.array([self.width, self.height], dtype=np.float64)
        half = (size - 1) / 2 - margin * size.min()
        off = np.abs(self.project(points)[0] - (size - 1) / 2)
        # Pixels from the picture's middle go with 1 / span, so one step is exact.
        return replace(self, span=self.span * max(1.0, float((off / half).max())))
