"""Treadmills: the runner's own, whose belt's marks move, and others that stand in the room."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sample_videos.renderer.movement.rotation import Array
from sample_videos.renderer.scene.camera import Camera
from sample_videos.renderer.scene.rails import Rails, long_rail, towel
from sample_videos.renderer.scene.solid import Picture, bar, box, fill

_BELT_BACK, _BELT_FRONT, _BELT_SIDE = -1.0, 0.95, 0.27
_BELT_LENGTH = 3.3
_UPRIGHT = 1.12  # metres: height of the uprights, and their place ahead
_RAIL_SIDE = 0.41
_FROM_BEHIND = 1.5  # metres: a camera less far aside looks along the belt


@dataclass(frozen=True)
class Machine:
    """A treadmill.

    Attributes
    ----------
    x, z
        Where the middle of its belt is, metres; the runner's own is at 0, 0.
    lean
        Lean of its uprights, top forward positive, degrees.
    rails
        Long handrails; None are the usual short ones.
    """

    x: float = 0.0
    z: float = 0.0
    lean: float = 0.0
    rails: Rails | None = None

    @property
    def place(self) -> Array:
        """``(3,)`` middle of the belt's surface, metres."""
        return np.array([self.x, 0.0, self.z])


_OWN = Machine()


class _Drawing:
    """One machine being drawn."""

    def __init__(self, picture: Picture, camera: Camera, machine: Machine) -> None:
        self._picture, self._camera, self._machine = picture, camera, machine
        self.aside = float(camera.place[2]) - machine.z

    def box(self, low: Any, high: Any, colour: Any) -> None:
        at = self._machine.place
        box(self._picture, self._camera, np.add(low, at), np.add(high, at), colour)

    def flat(self, corners: Any, colour: Any) -> None:
        fill(self._picture, self._camera, np.add(corners, self._machine.place), colour)

    def _forward(self, height: float) -> float:
        return float(np.tan(np.deg2rad(self._machine.lean)) * height)

    def side(self, z: float, colour: Array) -> None:
        """Draw an upright and its rail."""
        machine, top = self._machine, self._forward(_UPRIGHT)
        if machine.lean:
            foot = machine.place + np.array([1.16, 0.0, z])
            head = foot + np.array([top, _UPRIGHT, 0.0])
            bar(self._picture, self._camera, foot, head, (0.04, 0.0, 0.03), colour)
        else:
            self.box((1.12, 0.0, z - 0.03), (1.20, _UPRIGHT, z + 0.03), colour)
        if machine.rails is None:
            to = self._forward(0.92)
            self.box((0.80 + to, 0.90, z - 0.02), (1.18 + to, 0.94, z + 0.02), colour * 0.9)
            return
        end = machine.place + np.array([1.14 + self._forward(machine.rails.height), 0.0, z])
        long_rail(self._picture, self._camera, self._moved(), end)
        if z * self.aside > 0:
            towel(self._picture, self._camera, self._moved(), end)

    def _moved(self) -> Rails:
        """Return the rails where the machine is."""
        rails, x = self._machine.rails, self._machine.x
        assert rails is not None
        hung = None if rails.towel is None else rails.towel + x
        return replace(rails, back=rails.back + x, towel=hung)

    def console(self, colour: Any) -> None:
        to = self._forward(_UPRIGHT)
        self.box((1.05 + to, 1.10, -0.44), (1.28 + to, 1.24, 0.44), colour)


def treadmill(picture: Picture, camera: Camera, machine: Machine = _OWN) -> None:
    """Draw deck, belt, motor and the far uprights and rails."""
    draw = _Drawing(picture, camera, machine)
    draw.box((-1.05, -0.17, -0.42), (1.1, -0.02, 0.42), (64, 66, 70))
    belt = [
        (_BELT_BACK, 0, -_BELT_SIDE),
        (_BELT_FRONT, 0, -_BELT_SIDE),
        (_BELT_FRONT, 0, _BELT_SIDE),
        (_BELT_BACK, 0, _BELT_SIDE),
    ]
    draw.flat(belt, (46, 46, 48))
    for z in sorted((-0.36, 0.36), key=lambda z: -abs(z - draw.aside)):
        draw.box((-1.05, -0.03, z - 0.07), (1.1, 0.012, z + 0.07), (112, 116, 120))
    draw.box((0.95, -0.17, -0.40), (1.35, 0.16, 0.40), (58, 58, 62))
    z = -_RAIL_SIDE if draw.aside > 0 else _RAIL_SIDE
    draw.side(z, np.array([74, 76, 80]))
    if abs(draw.aside) < _FROM_BEHIND:  # from behind both uprights and the console lie beyond the runner
        draw.side(-z, np.array([74, 76, 80]))
        draw.console((54, 54, 58))


def rail_in_front(picture: Picture, camera: Camera, machine: Machine = _OWN) -> None:
    """Draw what stands between camera and runner."""
    draw = _Drawing(picture, camera, machine)
    if abs(draw.aside) >= _FROM_BEHIND:
        draw.side(_RAIL_SIDE if draw.aside > 0 else -_RAIL_SIDE, np.array([96, 98, 102]))
        draw.console((56, 56, 60))


def belt_marks(picture: Picture, camera: Camera, moved: float) -> None:
    """Draw the marks of a belt that has run `moved` metres."""
    for k in range(5):
        x = _BELT_FRONT - (moved + k * _BELT_LENGTH / 5) % _BELT_LENGTH
        if x > _BELT_BACK:
            ends = (max(x - 0.03, _BELT_BACK), x)
            corners = [(ends[i], 0.001, s * _BELT_SIDE) for i, s in ((0, -1), (1, -1), (1, 1), (0, 1))]
            fill(picture, camera, corners, (86, 86, 88))
