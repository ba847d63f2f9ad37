"""Physics of the rendered runner: the belt, gravity, and left against right."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from sample_videos.renderer.movement.foot import TOE_OUT
from sample_videos.renderer.movement.form import Form, walking
from sample_videos.renderer.movement.kinematics import Kinematics
from sample_videos.renderer.movement.rotation import about_y, about_z, turned
from sample_videos.renderer.movement.skeleton import plain_skeleton

Array = NDArray[np.float64]

SKELETON = plain_skeleton()
SECONDS = 6.0
RUNNERS = {
    "good": Form(),
    "over-stride": Form(cadence=158, duty=0.36, foot_ahead=0.37, knee_at_contact=9, foot_pitch=20),
    "bounce": Form(cadence=150, duty=0.29),
    "forefoot": Form(foot_pitch=-8, foot_ahead=0.20, duty=0.33),
    "slow": Form(speed=2.2, duty=0.38),
    "fast": Form(speed=4.5, duty=0.27, cadence=182, foot_ahead=0.26),
    "uneven": Form(asymmetry=0.03),
    "tired": Form(fatigue=1.0),
}
ALL = RUNNERS | {"walk": walking()}
HEEL = np.array([-SKELETON.heel_back, -SKELETON.ankle_height, 0.0])
BALL = np.array([*SKELETON.ball, 0.0])
TIP = np.array([SKELETON.toe_ahead - SKELETON.ball[0], -SKELETON.ball_height, 0.0])


def _sole(motion: Kinematics, t: Array, sign: float) -> dict[str, Array]:
    """Heel edge, sole under the ball and tip of the toes, in the world."""
    path = motion.foot(t, sign)
    out = about_y(np.full_like(t, -sign * TOE_OUT))
    toes = out @ about_z(path.pitch + path.bend)
    ball = path.ankle + turned(out @ about_z(path.pitch), BALL)
    under = ball + turned(toes, np.array([0.0, -SKELETON.ball_height, 0.0]))
    heel = path.ankle + turned(out @ about_z(path.pitch), HEEL)
    return {"heel": heel, "ball": under, "tip": ball + turned(toes, TIP)}


@pytest.mark.parametrize("name", ALL)
def test_the_standing_foot_is_carried_by_the_belt(name: str) -> None:
    motion = Kinematics(ALL[name], SKELETON, SECONDS)
    form, steps = ALL[name], motion.steps
    for sign in (1.0, -1.0):
        for k in steps.of(sign)[2:-2]:
            t = np.linspace(steps.contact[k] + form.take_up_s, steps.toe_off[k], 200)
            for point in _sole(motion, t, sign).values():
                on_belt = point + np.array([form.speed, 0.0, 0.0]) * (t - t[0])[:, None]
                down = point[:, 1] < 1e-4
                if down.sum() > 1:
                    assert np.ptp(on_belt[down][:, [0, 2]], axis=0).max() < 1e-3


@pytest.mark.parametrize("name", ALL)
def test_the_foot_lands_moving_forward_against_the_belt(name: str) -> None:
    motion = Kinematics(ALL[name], SKELETON, SECONDS)
    form, steps = ALL[name], motion.steps
    k = steps.of(1.0)[4]
    point = "heel" if steps.pitch[k] >= 0 else "ball"
    step = 1e-5
    for before in (True, False):
        times = steps.contact[k] + (np.array([-2, -1]) if before else np.array([0, 1])) * step
        speed = np.diff(_sole(motion, times, 1.0)[point][:, 0])[0] / step
        remaining = 1 + speed / form.speed
        assert remaining == pytest.approx(form.remaining_speed, abs=0.12)


@pytest.mark.parametrize("name", ALL)
def test_feet_touch_the_belt_between_contact_and_toe_off_only(name: str) -> None:
    motion = Kinematics(ALL[name], SKELETON, SECONDS)
    steps = motion.steps
    for sign in (1.0, -1.0):
        for k, following in zip(steps.of(sign)[2:-3], steps.of(sign)[3:-2], strict=True):
            stance = np.linspace(steps.contact[k], steps.toe_off[k], 60)
            lowest = np.min([p[:, 1] for p in _sole(motion, stance, sign).values()], axis=0)
            assert np.abs(lowest).max() < 1e-9
            air = np.linspace(steps.toe_off[k], steps.contact[following], 80)[1:-1]
            lowest = np.min([p[:, 1] for p in _sole(motion, air, sign).values()], axis=0)
            assert lowest.min() > 0


@pytest.mark.parametrize("name", ALL)
def test_bones_keep_their_length_and_move_without_a_jump(name: str) -> None:
    motion = Kinematics(ALL[name], SKELETON, SECONDS)
    t = np.arange(0, SECONDS, 0.001)
    bones = motion.bones(t)
    for side in ("Right", "Left"):
        for upper, lower, length in (("UpLeg", "Leg", SKELETON.thigh), ("Leg", "Foot", SKELETON.shank)):
            found = np.linalg.norm(bones.joints[side + upper] - bones.joints[side + lower], axis=-1)
            assert np.abs(found - length).max() < 1e-6
        assert np.abs(np.diff(bones.joints[side + "Foot"], axis=0)).max() < 0.015
        assert np.abs(np.diff(bones.joints[side + "Leg"], axis=0)).max() < 0.015


@pytest.mark.parametrize("name", RUNNERS)
def test_the_body_falls_freely_in_flight(name: str) -> None:
    motion = Kinematics(RUNNERS[name], SKELETON, SECONDS)
    steps = motion.steps
    for k in range(4, len(steps.contact) - 4):
        t = np.linspace(steps.toe_off[k], steps.contact[k + 1], 21)[1:-1]
        assert len(t)
        assert t[-1] > t[0]
        fall = np.diff(motion.height(t), 2) / (t[1] - t[0]) ** 2
        assert fall == pytest.approx(-9.81, abs=1e-3)


def test_height_and_speed_join_at_every_event() -> None:
    motion = Kinematics(Form(), SKELETON, SECONDS)
    step = 1e-6
    for event in (*motion.steps.contact[3:-3], *motion.steps.toe_off[3:-3]):
        before, at, after = motion.height(event + np.array([-step, 0.0, step]))
        assert at - before == pytest.approx(after - at, abs=1e-10)


def test_a_mirrored_runner_is_the_mirror_of_the_runner() -> None:
    form = Form(asymmetry=0.03, variation=0.0)
    t = np.arange(0.0, 2.0, 0.01)
    one = Kinematics(form, SKELETON, SECONDS).bones(t)
    other = Kinematics(form.mirrored(), SKELETON, SECONDS).bones(t)
    for name, place in one.joints.items():
        twin = name.replace("Right", "?").replace("Left", "Right").replace("?", "Left")
        assert np.allclose(place, other.joints[twin] * [1, 1, -1], atol=1e-9)


def test_left_and_right_take_turns_half_a_stride_apart() -> None:
    form = Form(variation=0.0)
    motion = Kinematics(form, SKELETON, SECONDS)
    t = np.arange(1.0, 3.0, 0.01)
    now, later = motion.bones(t), motion.bones(t + 60.0 / form.cadence)
    for name, place in now.joints.items():
        twin = name.replace("Right", "?").replace("Left", "Right").replace("?", "Left")
        assert np.allclose(place, later.joints[twin] * [1, 1, -1], atol=1e-6)


def test_landing_is_as_the_form_says() -> None:
    form = Form(variation=0.0, foot_ahead=0.30, knee_at_contact=12.0, foot_pitch=14.0)
    motion = Kinematics(form, SKELETON, SECONDS)
    for sign, side in ((1.0, "Right"), (-1.0, "Left")):
        t = motion.steps.contact[motion.steps.of(sign)][2:-2]
        bones = motion.bones(t)
        ankle, knee, hip = (bones.joints[side + part] for part in ("Foot", "Leg", "UpLeg"))
        ahead = (ankle - motion.hip_middle(t))[:, 0]
        assert ahead == pytest.approx(form.foot_ahead * SKELETON.leg, abs=1e-9)
        cosine = ((knee - hip) * (ankle - knee)).sum(-1) / SKELETON.thigh / SKELETON.shank
        assert np.degrees(np.arccos(cosine)) == pytest.approx(12.0, abs=1e-6)
        assert motion.foot(t, sign).pitch == pytest.approx(14.0, abs=1e-9)


def test_strides_vary_and_the_cadence_is_not_the_frame_rate_s() -> None:
    steps = Kinematics(Form(cadence=180.0, seed=4), SKELETON, SECONDS).steps
    strides = np.diff(steps.contact[steps.side > 0])
    assert 0.003 < strides.std() / strides.mean() < 0.03
    inside = steps.contact[(steps.contact > 0) & (steps.contact < SECONDS)]
    share = np.mod(inside * 60, 1)
    assert np.ptp(share) > 0.5


def test_the_same_seed_gives_the_same_runner_and_another_one_does_not() -> None:
    t = np.arange(0.0, 1.0, 0.1)
    first = Kinematics(Form(seed=1), SKELETON, SECONDS).hip_middle(t)
    again = Kinematics(Form(seed=1), SKELETON, SECONDS).hip_middle(t)
    other = Kinematics(Form(seed=2), SKELETON, SECONDS).hip_middle(t)
    assert np.array_equal(first, again)
    assert not np.allclose(first, other)


def test_a_form_that_no_leg_can_follow_is_refused() -> None:
    with pytest.raises(ValueError, match="too short"):
        Kinematics(replace(Form(), speed=6.0, duty=0.42), SKELETON, SECONDS)
