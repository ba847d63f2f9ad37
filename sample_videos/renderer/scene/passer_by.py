"""A second person in the picture: walks past, or runs on the next treadmill."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from sample_videos.renderer.movement.form import Form, walking
from sample_videos.renderer.scene.camera import Camera


@dataclass(frozen=True)
class PasserBy:
    """Somebody else, whom no truth is told of.

    Attributes
    ----------
    body, form
        Who, and how they walk or run; over the floor they move on at the form's speed.
    x, z
        Where they are when the film begins, metres forward and to the right of the runner.
    heading
        0 goes the runner's way, 180 against it, degrees.
    on_belt
        On a treadmill of their own, which stays at `x`, `z`.
    """

    body: str = "female_fit"
    form: Form = field(default_factory=lambda: walking(1.3))
    x: float = -3.0
    z: float = -1.7
    heading: float = 0.0
    on_belt: bool = False

    def nearer(self, camera: Camera, z: float = 0.0) -> bool:
        """Whether they are nearer to the camera than what stands at `z`; beside counts as farther."""
        return (self.z - z) * float(np.sign(camera.place[2])) > 0
