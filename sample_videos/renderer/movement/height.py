"""How the hips rise and fall: gravity alone in flight, a smooth push on the ground.

On the ground the vertical force over body weight is ``A sin(pi u) + B sin(2 pi u)``, ``u`` the share of the
contact: nothing at both ends. ``A`` follows from the change of velocity, ``B`` from the change of height, so
each step joins the flights before and after it without a jump in height, velocity or acceleration.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sample_videos.renderer.movement.schedule import Steps

Array = NDArray[np.float64]

GRAVITY = 9.81


@dataclass(frozen=True)
class Bounce:
    """Height of the hip middle over a run.

    Parameters
    ----------
    steps
        When the feet land and leave.
    at_contact, at_toe_off
        ``(N,)`` heights at the events, metres.
    """

    steps: Steps
    at_contact: Array
    at_toe_off: Array

    def __call__(self, t: Array) -> Array:
        """Height at times inside the steps, metres."""
        steps = self.steps
        count = len(steps.contact)
        flight = steps.contact[1:] - steps.toe_off[:-1]
        leave = (self.at_contact[1:] - self.at_toe_off[:-1]) / flight + GRAVITY * flight / 2
        land = np.concatenate([[leave[0] - GRAVITY * flight[0]], leave - GRAVITY * flight])
        leave = np.concatenate([leave, leave[-1:]])
        on_ground = steps.toe_off - steps.contact
        push = np.pi / 2 * ((leave - land) / on_ground + GRAVITY)
        rise = self.at_toe_off - self.at_contact
        skew = 2 * np.pi * ((rise - land * on_ground) / on_ground**2 + GRAVITY / 2 - push / np.pi)
        k = np.clip(np.searchsorted(steps.contact, t, side="right") - 1, 0, count - 1)
        since, span = t - steps.contact[k], on_ground[k]
        u = np.clip(since / span, 0, 1)
        ground = (
            self.at_contact[k]
            + land[k] * u * span
            - GRAVITY * (u * span) ** 2 / 2
            + push[k] * span**2 * (u / np.pi - np.sin(np.pi * u) / np.pi**2)
            + skew[k] * span**2 * (u / (2 * np.pi) - np.sin(2 * np.pi * u) / (4 * np.pi**2))
        )
        air = np.maximum(since - span, 0)
        return np.asarray(ground + np.where(since > span, leave[k] * air - GRAVITY * air**2 / 2, 0.0))


@dataclass(frozen=True)
class Vault:
    """Height of the hip middle in walking: over the standing leg, lowest while both feet are down."""

    steps: Steps
    low: float
    rise: float = 0.024

    def __call__(self, t: Array) -> Array:
        """Height, metres."""
        step_phase = 2 * self.steps.phase(t)
        return np.asarray(self.low + self.rise / 2 * (1 - np.cos(2 * np.pi * (step_phase - 0.10))))
