"""The foot on the belt: it lands, takes up the belt's speed, rolls over heel, ball and toe, and never skates.

At touchdown the foot still moves forward against the belt; within some milliseconds it stands. From then on
the point it turns about is carried back by the belt exactly: the heel's edge while the toes are up, the ball
joint once the heel rises, and the tip of the toes at the very end.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sample_videos.renderer.movement.form import Form
from sample_videos.renderer.movement.rotation import about_y, about_z, smooth_step, turned
from sample_videos.renderer.movement.schedule import Steps
from sample_videos.renderer.movement.skeleton import Skeleton

Array = NDArray[np.float64]

TOE_OUT = 5.0
TOE_BEND = 45.0  # greatest bend of the toes before their tip alone is on the belt


@dataclass(frozen=True)
class _Roll:
    """Shares of the contact: foot flat, heel rises; pitch at toe-off; how late it speeds up."""

    flat: float
    heel_rise: float
    leave_pitch: float
    power: float

    def earlier(self, push: float) -> _Roll:
        """Heel up sooner and further, 0 to 1, as at speed or on short legs."""
        return replace(
            self,
            heel_rise=self.heel_rise * (1 - 0.45 * push),
            leave_pitch=self.leave_pitch - 16.0 * push,
        )


_ROLL = {"running": _Roll(0.22, 0.42, -54.0, 1.55), "walking": _Roll(0.17, 0.50, -58.0, 1.7)}


@dataclass(frozen=True)
class FootPath:
    """Where a foot is: ankle ``(T, 3)``, pitch and toe bend ``(T,)`` degrees."""

    ankle: Array
    pitch: Array
    bend: Array


class Stance:
    """Feet on the belt.

    Parameters
    ----------
    form, skeleton, steps
        The runner.
    hip_x
        ``(N,)`` the hip middle's place along the belt at each contact.
    push
        How much sooner and further than usual the heel rises, 0 to 1.
    """

    def __init__(self, form: Form, skeleton: Skeleton, steps: Steps, hip_x: Array, push: float = 0.0) -> None:
        self._form, self._steps = form, steps
        self._roll = _ROLL[form.gait].earlier(push)
        self._heel = np.array([-skeleton.heel_back, -skeleton.ankle_height, 0.0])
        self._ball = np.array([*skeleton.ball, 0.0])
        toe_x = skeleton.toe_ahead - skeleton.ball[0]
        self._toe = np.array([toe_x, -skeleton.ball_height, 0.0])  # from the ball joint
        self._turn = about_y(-steps.side * TOE_OUT)
        self._landed(form, skeleton, hip_x)

    def _landed(self, form: Form, skeleton: Skeleton, hip_x: Array) -> None:
        steps = self._steps
        foot = self._turn @ about_z(steps.pitch)
        ankle = np.stack([hip_x + steps.reach * skeleton.leg, 0 * hip_x, steps.side * form.step_width], -1)
        on_heel = steps.pitch >= 0
        lever = np.where(on_heel[:, None], self._heel, self._ball)
        point = ankle + turned(foot, lever)
        point[:, 1] = np.where(on_heel, 0.0, skeleton.ball_height)
        across = turned(self._turn, self._ball - self._heel)
        self._heel_at = np.where(on_heel[:, None], point, point - across)
        self._ball_at = self._heel_at + across

    def carried(self, since: Array) -> Array:
        """How far the belt has carried a foot that landed `since` seconds ago, forward positive, metres."""
        form = self._form
        left = 1 - np.clip(since / form.take_up_s, 0, 1)
        slide = form.remaining_speed * form.speed * form.take_up_s / 3 * (1 - left**3)
        return np.asarray(slide - form.speed * since)

    def _pitch(self, k: NDArray[np.int64], u: Array) -> Array:
        roll = self._roll
        landing = self._steps.pitch[k] * (1 - smooth_step(u / roll.flat))
        leaving = np.clip((u - roll.heel_rise) / (1 - roll.heel_rise), 0, 1) ** roll.power
        return np.asarray(landing + roll.leave_pitch * leaving)

    def __call__(self, k: NDArray[np.int64], t: Array) -> FootPath:
        """Foot of step `k` ``(T,)`` at times `t` ``(T,)`` inside its contact."""
        since = t - self._steps.contact[k]
        u = since / (self._steps.toe_off - self._steps.contact)[k]
        pitch = self._pitch(k, u)
        turn = self._turn[k]
        foot = turn @ about_z(pitch)
        shift = np.zeros((len(t), 3))
        shift[:, 0] = self.carried(since)
        bend = np.clip(-pitch, 0, TOE_BEND)
        # Toes stay flat until they are bent all the way; then the ball is lifted about their tip.
        tip = self._ball_at[k] + turned(turn, self._toe)
        ball = tip - turned(turn @ about_z(pitch + bend), self._toe)
        on_heel = (pitch >= 0) & (self._steps.pitch[k] >= 0)
        about_heel = self._heel_at[k] - turned(foot, self._heel)
        about_ball = ball - turned(foot, self._ball)
        return FootPath(np.where(on_heel[:, None], about_heel, about_ball) + shift, pitch, bend)
