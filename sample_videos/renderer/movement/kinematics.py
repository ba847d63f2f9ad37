"""From a runner's form to the place and attitude of every bone at any time."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from sample_videos.renderer.movement.foot import TOE_BEND, TOE_OUT, FootPath, Stance
from sample_videos.renderer.movement.form import Form
from sample_videos.renderer.movement.height import Bounce, Vault
from sample_videos.renderer.movement.rotation import Array, about_y, about_z, frame, smooth_step, turned, unit
from sample_videos.renderer.movement.schedule import make_steps
from sample_videos.renderer.movement.skeleton import SIDES, SPINE, Skeleton
from sample_videos.renderer.movement.swing import landing_rate, reach, swing
from sample_videos.renderer.movement.trunk import Carriage

_STRAIGHTEST = 2.5  # degrees of knee flexion below which a leg counts as too short for its form
_TOE_OFF_RISE = 0.012  # hips higher when the foot leaves than when it lands, metres
_PUSHES = (0.0, 0.25, 0.5, 0.75, 1.0, 1.25)  # tried in turn until both legs reach
_KNEE_OUT = 0.06  # knees point a little outwards


@dataclass(frozen=True)
class Bones:
    """Every bone at ``T`` times.

    Attributes
    ----------
    joints
        ``(T, 3)`` metres, at each bone's head.
    turns
        ``(T, 3, 3)`` rotation from rest.
    """

    joints: dict[str, Array]
    turns: dict[str, Array]


class Kinematics:
    """A runner on the belt for the length of a film.

    Parameters
    ----------
    form
        How they run.
    skeleton
        Their body.
    seconds
        Length of the film in their own time.
    arm_out
        Upper arm from the side of the trunk, degrees.

    Raises
    ------
    ValueError
        When the legs are too short for the form: lower `duty`, `speed` or `foot_ahead`.
    """

    def __init__(self, form: Form, skeleton: Skeleton, seconds: float, arm_out: float = 21.0) -> None:
        self.form, self.skeleton, self.seconds = form, skeleton, seconds
        self.steps = make_steps(form, seconds)
        self._carriage = Carriage(form, seconds, arm_out)
        at = self.steps.contact
        hip_x = self._carriage.hip_x(at, self.steps.phase(at))
        for push in _PUSHES:
            self._stance = Stance(form, skeleton, self.steps, hip_x, push)
            self.height = self._height()
            problem = self._too_short()
            if not problem:
                return
        raise ValueError(problem)

    def _height(self) -> Bounce | Vault:
        """Heights at which each foot lands with its knee bent as told."""
        steps, skeleton = self.steps, self.skeleton
        order = np.arange(len(steps.contact))
        ankle = self._stance(order, steps.contact).ankle
        hip = np.zeros((len(order), 3))
        for _, sign in SIDES:
            mine = steps.of(sign)
            hip[mine] = self._hip_joint(steps.contact[mine], sign, np.zeros(len(mine)))
        away = ankle - hip
        down = reach(skeleton.thigh, skeleton.shank, steps.knee) ** 2 - away[:, 0] ** 2 - away[:, 2] ** 2
        if (down <= 0).any():
            raise ValueError("The legs are too short to reach that far ahead: lower foot_ahead.")
        at_contact = away[:, 1] + np.sqrt(down)
        if self.form.gait == "walking":
            return Vault(steps, float(at_contact.mean()) - 0.010)
        following = np.append(at_contact[1:], at_contact[-1])
        return Bounce(steps, at_contact, (at_contact + following) / 2 + _TOE_OFF_RISE)

    def _too_short(self) -> str:
        """Say which leg would have to be longer, and when; empty when both reach."""
        for side, sign in SIDES:
            mine = self.steps.of(sign)[1:-1]
            for u in np.linspace(0, 1, 25):
                t = self.steps.contact[mine] + u * (self.steps.toe_off - self.steps.contact)[mine]
                length = np.linalg.norm(self._stance(mine, t).ankle - self.hip_joint(t, sign), axis=-1)
                if (length > reach(self.skeleton.thigh, self.skeleton.shank, np.array(_STRAIGHTEST))).any():
                    share = f"{100 * u:.0f} % of stance"
                    return f"The {side.lower()} leg is too short at {share}: lower duty or speed."
        return ""

    def hip_middle(self, t: Array) -> Array:
        """``(T, 3)`` middle of the hip joints."""
        phase = self.steps.phase(t)
        return np.stack(
            [self._carriage.hip_x(t, phase), self.height(t), self._carriage.hip_z(phase)], axis=-1
        )

    def _hip_joint(self, t: Array, sign: float, height: Array) -> Array:
        phase = self.steps.phase(t)
        middle = np.stack([self._carriage.hip_x(t, phase), height, self._carriage.hip_z(phase)], axis=-1)
        aside = np.array([0.0, 0.0, sign * self.skeleton.hip_half_width])
        return np.asarray(middle + turned(self._carriage.pelvis(t, phase), aside))

    def hip_joint(self, t: Array, sign: float) -> Array:
        """``(T, 3)`` hip joint of one side (+1 right)."""
        return self._hip_joint(t, sign, self.height(t))

    def foot(self, t: Array, sign: float) -> FootPath:
        """Foot of one side at any times of the film."""
        mine = self.steps.of(sign)
        row = np.clip(np.searchsorted(self.steps.contact[mine], t, side="right") - 1, 0, len(mine) - 2)
        k = mine[row]
        path = self._stance(k, np.minimum(t, self.steps.toe_off[k]))
        ankle, pitch, bend = path.ankle.copy(), path.pitch.copy(), path.bend.copy()
        in_air = t > self.steps.toe_off[k]
        for one in np.unique(row[in_air]):
            here = in_air & (row == one)
            ankle[here], pitch[here], bend[here] = self._swing(t[here], sign, mine[one], mine[one + 1])
        return FootPath(ankle, pitch, bend)

    def _swing(self, t: Array, sign: float, k: int, following: int) -> tuple[Array, Array, Array]:
        thigh, shank = self.skeleton.thigh, self.skeleton.shank
        leave, land = self.steps.toe_off[k], self.steps.contact[following]
        span, step = land - leave, 1e-5
        (before, start), from_z = self._states(k, np.array([leave - step, leave]), sign)
        (stop,), to_z = self._states(following, np.array([land]), sign)
        near = np.array([land - step, land])
        hip_speed = float(np.diff(self.hip_joint(near, sign)[:, 0])[0] / step)
        rate = landing_rate(self.form, thigh, shank, stop, hip_speed)
        q = (t - leave) / span
        ends = (start, (start - before) / step * span, stop, rate * span)
        knee, line, pitch = swing(self.form, thigh, shank, ends, q).T
        hip = self.hip_joint(t, sign)
        z = from_z[-1] + (to_z[0] - from_z[-1]) * smooth_step(q) + 0.02 * sign * np.sin(np.pi * q) ** 2
        in_plane = np.sqrt(reach(thigh, shank, knee) ** 2 - (z - hip[:, 2]) ** 2)
        angle = np.deg2rad(line)
        ankle = np.stack(
            [hip[:, 0] + in_plane * np.sin(angle), hip[:, 1] - in_plane * np.cos(angle), z], axis=-1
        )
        to_bend = float(np.clip(-stop[2], 0, TOE_BEND))
        from_bend = float(np.clip(-start[2], 0, TOE_BEND))
        bend = from_bend * (1 - smooth_step(q / 0.40)) + to_bend * smooth_step((q - 0.7) / 0.3)
        return ankle, pitch, bend

    def _states(self, k: int, t: Array, sign: float) -> tuple[Array, Array]:
        """``(T, 3)`` knee flexion, swing of the hip-ankle line, pitch in stance `k`; ``(T,)`` ankle's z."""
        path = self._stance(np.full(len(t), k), t)
        away = path.ankle - self.hip_joint(t, sign)
        thigh, shank = self.skeleton.thigh, self.skeleton.shank
        cosine = ((away**2).sum(-1) - thigh**2 - shank**2) / (2 * thigh * shank)
        knee = np.degrees(np.arccos(np.clip(cosine, -1, 1)))
        line = np.degrees(np.arctan2(away[:, 0], -away[:, 1]))
        return np.stack([knee, line, path.pitch], axis=-1), path.ankle[:, 2]

    def bones(self, t: Array) -> Bones:
        """Every bone at times `t` of the film."""
        t = np.atleast_1d(np.asarray(t, dtype=np.float64))
        phase = self.steps.phase(t)
        turns = self._carriage.spine(t, phase)
        joints: dict[str, Array] = {}
        middle = self.hip_middle(t)
        rest = self.skeleton.joints
        joints["Hips"] = middle + turned(turns["Hips"], rest["Hips"] - self.skeleton.hip_middle)
        for parent, child in pairwise(SPINE):
            joints[child] = joints[parent] + turned(turns[parent], self.skeleton.between(parent, child))
        for side, sign in SIDES:
            collar = self.skeleton.between("Spine2", side + "Shoulder")
            joints[side + "Shoulder"] = joints["Spine2"] + turned(turns["Spine2"], collar)
            self._leg(t, side, sign, joints, turns)
        turns |= self._carriage.arms(self.skeleton, turns, joints, phase)
        return Bones(joints, turns)

    def _leg(
        self, t: Array, side: str, sign: float, joints: dict[str, Array], turns: dict[str, Array]
    ) -> None:
        hip, path = self.hip_joint(t, sign), self.foot(t, sign)
        knee, lateral = self._knee(hip, path.ankle, sign)
        joints[side + "UpLeg"], joints[side + "Leg"], joints[side + "Foot"] = hip, knee, path.ankle
        aside = np.array([0.0, 0.0, 1.0])
        for bone, along, upper, lower in (
            ("UpLeg", knee - hip, "UpLeg", "Leg"),
            ("Leg", path.ankle - knee, "Leg", "Foot"),
        ):
            rest = self.skeleton.between(side + upper, side + lower)
            turns[side + bone] = frame(along, lateral) @ frame(rest, aside).T
        out = about_y(np.full_like(t, -sign * TOE_OUT))
        turns[side + "Foot"] = out @ about_z(path.pitch)
        turns[side + "ToeBase"] = out @ about_z(path.pitch + path.bend)
        ball = self.skeleton.between(side + "Foot", side + "ToeBase")
        joints[side + "ToeBase"] = path.ankle + turned(turns[side + "Foot"], ball)

    def _knee(self, hip: Array, ankle: Array, sign: float) -> tuple[Array, Array]:
        """Knee joint between hip and ankle, and the direction of its axis."""
        thigh, shank = self.skeleton.thigh, self.skeleton.shank
        away = ankle - hip
        length = np.linalg.norm(away, axis=-1, keepdims=True)
        along = (thigh**2 - shank**2 + length**2) / (2 * length)
        off = np.sqrt(np.maximum(thigh**2 - along**2, 0))
        down = away / length
        ahead = unit(np.cross(np.array([-sign * _KNEE_OUT, 0.0, 1.0]), down))
        return hip + down * along + ahead * off, np.cross(down, ahead)
