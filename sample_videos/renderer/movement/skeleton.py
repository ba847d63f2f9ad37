"""The joints of a standing body: what kinematics need to know of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

SIDES = (("Right", 1.0), ("Left", -1.0))
SPINE = ("Hips", "Spine", "Spine1", "Spine2", "Neck", "Head")
LIMBS = ("Shoulder", "Arm", "ForeArm", "Hand", "UpLeg", "Leg", "Foot", "ToeBase")


@dataclass(frozen=True)
class Skeleton:
    """A body at rest, arms away from the sides, on the ground.

    Attributes
    ----------
    joints
        ``(3,)`` metres by bone, at the bone's head: `SPINE`, and `LIMBS` with ``Right`` and ``Left`` before.
    heel_back
        How far the sole reaches behind the ankle.
    toe_ahead
        How far the sole reaches ahead of the ankle.
    sole
        Thickness of the shoe's sole; the bare foot stands at 0.
    """

    joints: Mapping[str, Array]
    heel_back: float
    toe_ahead: float
    sole: float = 0.022

    def between(self, start: str, end: str) -> Array:
        """Vector from one joint to another."""
        return self.joints[end] - self.joints[start]

    @property
    def hip_middle(self) -> Array:
        """Middle of the hip joints."""
        return (self.joints["RightUpLeg"] + self.joints["LeftUpLeg"]) / 2

    @property
    def hip_half_width(self) -> float:
        """Half the distance of the hip joints."""
        return float((self.joints["RightUpLeg"] - self.joints["LeftUpLeg"])[2] / 2)

    @property
    def thigh(self) -> float:
        """Length of the thigh."""
        return float(np.linalg.norm(self.between("RightUpLeg", "RightLeg")))

    @property
    def shank(self) -> float:
        """Length of the shank."""
        return float(np.linalg.norm(self.between("RightLeg", "RightFoot")))

    @property
    def leg(self) -> float:
        """Thigh and shank."""
        return self.thigh + self.shank

    @property
    def ankle_height(self) -> float:
        """Height of the ankle above the ground, in shoes."""
        return float(self.joints["RightFoot"][1] + self.sole)

    @property
    def ball(self) -> Array:
        """``(2,)`` ball joint of the foot from the ankle, foot flat."""
        ahead: Array = self.between("RightFoot", "RightToeBase")[:2]
        return ahead

    @property
    def ball_height(self) -> float:
        """Height of the ball joint above the ground, in shoes."""
        return float(self.joints["RightToeBase"][1] + self.sole)


def plain_skeleton(stature: float = 1.75) -> Skeleton:
    """Return a skeleton of round proportions, for work without the mesh.

    Segment lengths as shares of stature after Drillis and Contini as printed in Winter, Biomechanics and
    Motor Control of Human Movement: thigh 0.245, shank 0.246, ankle height 0.039, upper arm 0.186, forearm
    0.146, shoulders at 0.818; the joints' places across and along the body are round guesses.
    """
    h = stature
    middle = {
        "Hips": (0.0, 0.55),
        "Spine": (-0.01, 0.58),
        "Spine1": (-0.02, 0.64),
        "Spine2": (-0.03, 0.70),
        "Neck": (-0.02, 0.83),
        "Head": (0.0, 0.87),
    }
    limb = {
        "Shoulder": (-0.02, 0.81, 0.02),
        "Arm": (-0.02, 0.818, 0.115),
        "ForeArm": (-0.02, 0.686, 0.246),
        "Hand": (0.01, 0.583, 0.345),
        "UpLeg": (0.0, 0.53, 0.055),
        "Leg": (0.0, 0.285, 0.055),
        "Foot": (-0.015, 0.039, 0.055),
        "ToeBase": (0.065, 0.012, 0.055),
    }
    joints = {name: np.array([x, y, 0.0]) * h for name, (x, y) in middle.items()}
    for side, sign in SIDES:
        joints |= {side + name: np.array([x, y, sign * z]) * h for name, (x, y, z) in limb.items()}
    return Skeleton(joints, heel_back=0.035 * h, toe_ahead=0.115 * h)
