"""Pelvis, spine, head and arms: how they are carried and how they answer the legs."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from sample_videos.renderer.movement.form import Form
from sample_videos.renderer.movement.rotation import Array, about_x, attitude, frame, turned, unit
from sample_videos.renderer.movement.skeleton import SIDES, Skeleton

_DRIFT_M = 0.02  # a runner wanders to and fro on the belt
_TIRED_LEAN, _TIRED_HUNCH = 6.0, 8.0
_ARM_OUT = 21.0  # upper arm from the side of the trunk


class Carriage:
    """Attitude of the body above the legs, as a function of time and stride phase.

    Parameters
    ----------
    form
        The runner.
    seconds
        Length of the film, for fatigue.
    arm_out
        Upper arm from the side of the trunk, degrees; a broad trunk needs more.
    """

    def __init__(self, form: Form, seconds: float, arm_out: float = _ARM_OUT) -> None:
        self._form, self._seconds, self._arm_out = form, seconds, arm_out
        rng = np.random.default_rng([form.seed, 2])
        self._sway = rng.uniform(0, 2 * np.pi, (4, 3))
        self._walks = form.gait == "walking"

    def _slow(self, t: Array, row: int) -> Array:
        """Slow wandering of about unit size, from three periods that share no multiple."""
        periods = np.array([2.9, 4.7, 7.3])
        waves = np.sin(2 * np.pi * t[:, None] / periods + self._sway[row]).sum(-1)
        return np.asarray(self._form.variation * waves / np.sqrt(1.5))

    def _late(self, t: Array) -> Array:
        return np.asarray(self._form.fatigue * np.clip(t / self._seconds, 0, 1))

    def _mid_right(self, phase: Array) -> Array:
        """Wave of a stride that is 1 in the middle of the right foot's contact."""
        return np.asarray(np.cos(2 * np.pi * (phase - self._form.duty / 2)))

    def hip_x(self, t: Array, phase: Array) -> Array:
        """Place of the hip middle along the belt, metres."""
        return _DRIFT_M * self._slow(t, 0) + 0.008 * np.sin(4 * np.pi * (phase - 0.25 * self._form.duty))

    def hip_z(self, phase: Array) -> Array:
        """Place of the hip middle across the belt, towards the standing foot, metres."""
        return np.asarray((0.018 if self._walks else 0.010) * self._mid_right(phase))

    def pelvis(self, t: Array, phase: Array) -> Array:
        """``(T, 3, 3)`` attitude of the pelvis."""
        form = self._form
        drop = form.pelvic_drop * self._mid_right(phase)
        turn = form.pelvic_turn * np.cos(2 * np.pi * (phase - 0.06))
        tilt = 0.45 * self._lean(t) + 3 + 1.5 * np.cos(4 * np.pi * (phase - form.duty / 2)) + form.hollow
        return attitude(turn, drop, tilt)

    def _lean(self, t: Array) -> Array:
        return np.asarray(self._form.lean + _TIRED_LEAN * self._late(t) + 0.5 * self._slow(t, 1))

    def spine(self, t: Array, phase: Array) -> dict[str, Array]:
        """``(T, 3, 3)`` attitude of each segment of the spine, in the world."""
        form = self._form
        turn = -1.1 * form.pelvic_turn * np.cos(2 * np.pi * (phase - 0.06))
        # The back straightens what the pelvis drops; the sway is of the whole line from hips to shoulders.
        wave = -self._mid_right(phase)
        right, sway = 0.60 * form.pelvic_drop * wave, form.trunk_sway * wave
        bob = 1.5 * np.cos(4 * np.pi * (phase - 0.6 * form.duty))
        lean = self._lean(t) + bob
        hunch = form.hunch + _TIRED_HUNCH * self._late(t)
        down = form.head_down + 1.0 * self._slow(t, 2)
        neck = 0.6 * lean + 1.2 * hunch + form.head_forward + 0.3 * down
        return {
            "Hips": self.pelvis(t, phase),
            "Spine": attitude(0.2 * turn, 0.2 * right + 0.9 * sway, 0.9 * lean - 4 + 0.35 * form.hollow),
            "Spine1": attitude(
                0.6 * turn, 0.6 * right + 1.1 * sway, lean + 0.35 * hunch - 0.55 * form.hollow
            ),
            "Spine2": attitude(turn, right + 1.3 * sway, lean + hunch - 0.35 * form.hollow),
            "Neck": attitude(0.4 * turn, 0.3 * (right + sway), neck),
            "Head": attitude(0.1 * turn, 0.1 * (right + sway), 3 + down + 0.15 * hunch),
        }

    def arms(
        self, skeleton: Skeleton, spine: Mapping[str, Array], joints: dict[str, Array], phase: Array
    ) -> dict[str, Array]:
        """Rotations of both arms; their joints are added to `joints`."""
        form = self._form
        turns: dict[str, Array] = {}
        carrier = attitude(
            -form.pelvic_turn * np.cos(2 * np.pi * (phase - 0.06)), 0 * phase, np.full_like(phase, 3.0)
        )
        for side, sign in SIDES:
            wave = np.cos(2 * np.pi * (phase - 0.04) + (0.0 if sign > 0 else np.pi))
            bend = form.elbow + (4.0 if self._walks else 9.0) * -np.cos(
                2 * np.pi * (phase - 0.04) + (0.0 if sign > 0 else np.pi) + 0.4
            )
            raise_up = about_x(np.full_like(phase, -sign * form.shoulders_up))
            turns[side + "Shoulder"] = spine["Spine2"] @ raise_up
            upper, fore = self._arm_axes(carrier, wave, sign)
            _place_arm(skeleton, side, turns, joints, frame(upper, fore), bend)
        return turns

    def _arm_axes(self, carrier: Array, wave: Array, sign: float) -> tuple[Array, Array]:
        """Directions of the upper arm and of the plane in which the elbow bends."""
        form = self._form
        back = 6.0 if self._walks else 14.0
        swing = np.deg2rad(-back - form.arm_swing * wave)
        out = np.deg2rad(self._arm_out * (0.6 if self._walks else 1.0))
        upper = np.stack(
            [np.sin(swing) * np.cos(out), -np.cos(swing) * np.cos(out), sign * np.sin(out) + 0 * wave], -1
        )
        # The hand crosses a little inwards in front and passes outside the hip behind.
        inward = 0.16 - 0.20 * wave
        fore = np.stack([np.cos(swing), np.sin(swing), -sign * inward], -1)
        return turned(carrier, upper), turned(carrier, fore)


def _place_arm(
    skeleton: Skeleton,
    side: str,
    turns: dict[str, Array],
    joints: dict[str, Array],
    axes: Array,
    bend: NDArray[np.float64],
) -> None:
    parent = turns[side + "Shoulder"]
    at = joints[side + "Shoulder"]
    joints[side + "Arm"] = at + turned(parent, skeleton.between(side + "Shoulder", side + "Arm"))
    upper = skeleton.between(side + "Arm", side + "ForeArm")
    fore = skeleton.between(side + "ForeArm", side + "Hand")
    turns[side + "Arm"] = axes @ frame(upper, fore).T
    joints[side + "ForeArm"] = joints[side + "Arm"] + turned(turns[side + "Arm"], upper)
    angle = np.deg2rad(bend)[:, None]
    along = axes[..., 0] * np.cos(angle) + axes[..., 1] * np.sin(angle)
    turns[side + "ForeArm"] = frame(along, -axes[..., 0]) @ frame(fore, -unit(upper)).T
    joints[side + "Hand"] = joints[side + "ForeArm"] + turned(turns[side + "ForeArm"], fore)
    turns[side + "Hand"] = turns[side + "ForeArm"]
