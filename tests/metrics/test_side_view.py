"""The measures of steps, whole body, thigh, shoulders and hands on motion that is known exactly."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from formcheck.gait import Activity, Events, Gait
from formcheck.metrics import METRICS, Measurement, measure
from formcheck.motion import Facing, Level, Motion, Repairs, Scale, TimeFactor
from formcheck.motion.camera import turned
from formcheck.pose.landmarks import COUNT, index
from tests.support.kinematics import Camera, Runner, film
from tests.support.scenes import gait_of, mirrored, truth

NEW = (
    "lean_from_ankle",
    "bend_at_waist",
    "trunk_pitch_range",
    "shoulder_height",
    "hand_height",
    "thigh_extension_at_toe_off",
    "step_length",
    "stride_length",
    "vertical_ratio",
)
# What the exact motion leaves: the toes of this figure turn about the heel until a fifth of the contact.
CLOSE = {"step_length": 0.8, "stride_length": 1.6, "vertical_ratio": 0.1, "hand_height": 0.5}
Found = dict[tuple[str, str | None], Measurement]


def exact(runner: Runner, seconds: float = 6.0) -> tuple[Motion, Gait]:
    """Return a runner's motion and gait without any film."""
    t = np.arange(0, seconds, 1 / 240)
    motion = Motion(
        t=t,
        xy=runner.landmarks(t),
        near="right",
        step_s=runner.stride / 2,
        leg_px=300.0,
        view="side",
        facing=Facing("right", "known"),
        level=Level(0.0, 0.0, "user"),
        scale=Scale(None, "none"),
        time_factor=TimeFactor(1.0, True, "capture rate"),
        repairs=Repairs(0.0, 0.0, 0.0, 1.0),
        visible=np.ones(COUNT),
        pixels=runner.landmarks(t),
        confidence=1.0,
    )
    near, far = (
        Events(runner.contacts(seconds, right), runner.toe_offs(seconds, right), 0.0, 0.0, 0.0, 0.0)
        for right in (True, False)
    )
    gait = Gait(Activity("running", "known"), near, far, "", len(near.initial_contact_s), runner.cadence, 0.0)
    return motion, gait


def of(motion: Motion, gait: Gait) -> Found:
    return {(one.name, one.leg): one for one in measure(motion, gait)}


def value(found: Found, name: str, leg: str | None = None) -> float:
    told = found[name, leg].value
    assert told is not None, found[name, leg].reason
    return told


def legs(name: str) -> tuple[str | None, ...]:
    return ("near", "far") if any(one.name == name and one.per_leg for one in METRICS) else (None,)


@pytest.mark.parametrize(
    "runner",
    [
        Runner(),
        Runner(lean=-3.0, cadence=158.0, neck=0.0),
        Runner(lean=17.0, cadence=186.0, ahead=0.22, speed=3.4, neck=33.0),
        Runner(lean=9.0, ahead=0.31, speed=2.9, bounce=0.06, foot_pitch=4.0),
    ],
)
def test_each_is_what_the_figure_was_drawn_with(runner: Runner) -> None:
    found, true = of(*exact(runner)), truth(runner)
    for name in NEW:
        for leg in legs(name):
            assert value(found, name, leg) == pytest.approx(true[name], abs=CLOSE.get(name, 0.25)), name


def test_leaning_further_bends_the_waist_as_much() -> None:
    low, high = (of(*exact(Runner(lean=lean))) for lean in (4.0, 10.0))
    assert value(high, "bend_at_waist") - value(low, "bend_at_waist") == pytest.approx(6.0, abs=0.01)
    from_ankle = value(high, "lean_from_ankle") - value(low, "lean_from_ankle")
    assert 1.5 < from_ankle < 4.0  # the trunk is some two fifths of the way from ankle to shoulder


def test_a_tilted_picture_leans_the_line_but_bends_no_waist() -> None:
    motion, gait = exact(Runner())
    plain, tilted = of(motion, gait), of(turned(motion, roll=3.0), gait)
    assert value(tilted, "bend_at_waist") == pytest.approx(value(plain, "bend_at_waist"), abs=0.01)
    assert abs(value(tilted, "lean_from_ankle") - value(plain, "lean_from_ankle")) == pytest.approx(
        3, abs=0.01
    )
    assert value(tilted, "trunk_pitch_range") == pytest.approx(value(plain, "trunk_pitch_range"), abs=0.01)


def rocking(motion: Motion, per_stride: int, deg: float, stride: float) -> Motion:
    """Let the shoulders rock against the hips by a range of `deg`, some times a stride."""
    xy, length = motion.xy.copy(), 0.62
    wave = deg / 2 * np.sin(2 * np.pi * per_stride * motion.t / stride)
    for side in ("left", "right"):
        trunk = xy[:, index("shoulder", side)] - xy[:, index("hip", side)]
        lean = np.arctan2(trunk[:, 0], trunk[:, 1]) + np.deg2rad(wave)
        up = length * np.stack([np.sin(lean), np.cos(lean)], axis=1)
        xy[:, index("shoulder", side)] = xy[:, index("hip", side)] + up
    return replace(motion, xy=xy)


def test_the_trunk_rocks_with_the_steps_not_with_the_arms() -> None:
    motion, gait = exact(Runner())
    stride = Runner().stride
    assert value(of(rocking(motion, 2, 6.0, stride), gait), "trunk_pitch_range") == pytest.approx(6, abs=0.1)
    assert value(of(rocking(motion, 1, 6.0, stride), gait), "trunk_pitch_range") == pytest.approx(0, abs=0.1)


def test_a_leap_of_one_shoulder_hardly_rocks_the_trunk() -> None:
    motion, gait = exact(Runner())
    motion = rocking(motion, 2, 4.0, Runner().stride)
    xy = motion.xy.copy()
    for contact in gait.strides("near"):
        leaps = (motion.t > contact.contact_s + 0.2) & (motion.t < contact.contact_s + 0.2 + 1 / 60)
        xy[leaps, index("shoulder", "right"), 0] += 0.15  # alone 14 degrees
    assert value(of(replace(motion, xy=xy), gait), "trunk_pitch_range") == pytest.approx(4, abs=0.5)


def test_raised_shoulders_come_nearer_the_ears() -> None:
    motion, gait = exact(Runner())
    xy = motion.xy.copy()
    xy[:, [index("shoulder", side) for side in ("left", "right")], 1] += 0.03
    raised = of(replace(motion, xy=xy), gait)
    assert value(raised, "shoulder_height") < value(of(motion, gait), "shoulder_height") - 4


def test_a_slope_is_gone_along_not_across() -> None:
    motion, gait = exact(Runner())
    flat, steep = of(motion, gait), of(replace(motion, belt_deg=10.0), gait)
    share = value(steep, "step_length") / value(flat, "step_length")
    assert share == pytest.approx(1 / np.cos(np.radians(10)))


def test_over_ground_a_step_is_as_long_as_on_the_belt() -> None:
    motion, gait = exact(Runner())
    moved = motion.xy + np.stack([2.1 * motion.t, 0 * motion.t], axis=1)[:, None]
    belt, ground = of(motion, gait), of(replace(motion, xy=moved), gait)
    for name in ("step_length", "stride_length", "vertical_ratio"):
        assert value(ground, name) == pytest.approx(value(belt, name), rel=1e-6)


def test_a_hidden_toe_withholds_the_step_with_its_reason() -> None:
    motion, gait = exact(Runner())
    visible = motion.visible.copy()
    visible[index("toe", "right")] = 0.1
    found = of(replace(motion, visible=visible), gait)
    for name in ("step_length", "stride_length", "vertical_ratio"):
        assert "oes are out of the picture or hidden" in found[name, None].reason
    visible[index("elbow", "left")] = 0.0
    found = of(replace(motion, visible=visible), gait)
    assert "Elbows" in found["hand_height", "far"].reason
    assert found["hand_height", "near"].value is not None


def test_mirrored_films_and_other_sizes_and_slow_motion_give_the_same() -> None:
    runner, camera = Runner(), Camera(fps=60, seconds=8)
    plain = of(*gait_of(film(runner, camera)))
    for other in (
        mirrored(film(runner, camera)),
        film(runner, replace(camera, leg_px=220.0)),
        film(runner, Camera(fps=60, seconds=32, slow=4)),
    ):
        found = of(*gait_of(other))
        for name in NEW:
            for leg in legs(name):
                close = 0.02 * abs(value(plain, name, leg)) + 0.6
                assert value(found, name, leg) == pytest.approx(value(plain, name, leg), abs=close), name
