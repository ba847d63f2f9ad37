"""What stands still in a film, in layers from far to near."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sample_videos.renderer.scene.camera import Camera
from sample_videos.renderer.scene.clip import Clip
from sample_videos.renderer.scene.room import room
from sample_videos.renderer.scene.solid import Picture
from sample_videos.renderer.scene.treadmill import Machine, rail_in_front, treadmill

_WIDE = 0.84  # metres: two treadmills nearer than that would stand in each other


@dataclass(frozen=True)
class Stage:
    """Layers of the still picture.

    Attributes
    ----------
    far
        What lies beyond a passer-by in the background.
    back
        All that lies behind the runner.
    between
        ``(height, width)`` pixels of `back` that lie before that passer-by.
    front
        `back` with what stands before the runner.
    covered
        ``(height, width)`` pixels of `front` that do.
    """

    far: Picture
    back: Picture
    between: Any
    front: Picture
    covered: Any


def _whole(picture: Picture, camera: Camera, machine: Machine) -> None:
    treadmill(picture, camera, machine)
    rail_in_front(picture, camera, machine)


def build(clip: Clip) -> Stage:
    """Draw the layers of a clip."""
    camera, scene, who = clip.camera, clip.scene, clip.passer_by
    back = room(camera, clip.seed, scene)
    own = Machine(who.x, who.z, scene.lean) if who is not None and who.on_belt else None
    # Where somebody runs their own treadmill takes the place of the row's.
    machines = [one for one in scene.machines if own is None or abs(one.z - own.z) > _WIDE]
    machines.sort(key=lambda one: -abs(camera.place[2] - one.z))
    near = [one for one in machines if who is not None and not who.nearer(camera, one.z)]
    for machine in machines:
        if machine not in near:
            _whole(back, camera, machine)
    if own is not None:
        treadmill(back, camera, own)
    far = back.copy()
    if own is not None:
        rail_in_front(back, camera, own)
    for machine in near:
        _whole(back, camera, machine)
    runners = Machine(lean=scene.lean, rails=clip.rails)
    treadmill(back, camera, runners)
    front = back.copy()
    rail_in_front(front, camera, runners)
    return Stage(far, back, (back != far).any(-1), front, (front != back).any(-1))
