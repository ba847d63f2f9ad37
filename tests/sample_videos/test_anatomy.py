"""Landmarks by anatomy lie at the same places on every body; left out where the mesh cannot be fetched."""

from __future__ import annotations

import numpy as np
import pytest

from formcheck.metrics.geometry import bend_deg, lean_deg
from formcheck.pose.landmarks import Landmark, index
from sample_videos.renderer.known.anatomy import landmarks, places
from sample_videos.renderer.movement.form import Form
from sample_videos.renderer.movement.kinematics import Kinematics
from sample_videos.renderer.movement.rotation import Array
from sample_videos.renderer.people.body import BODIES, Body, load_body


@pytest.fixture(scope="module", params=BODIES)
def body(body_mesh: None, request: pytest.FixtureRequest) -> Body:
    return load_body(request.param)


def _at_rest(body: Body, joint: str, side: str = "right") -> Array:
    return places(body)[index(joint, side)][1]


def test_a_standing_leg_is_straight_and_a_standing_trunk_upright(body: Body) -> None:
    hip, knee, ankle = (_at_rest(body, joint)[:2] for joint in ("hip", "knee", "ankle"))
    assert 0 < -float(bend_deg(knee - ankle, hip - knee)) < 7
    assert float(lean_deg(_at_rest(body, "shoulder")[:2] - hip)) == pytest.approx(-1.2, abs=0.5)


def test_left_and_right_lie_alike(body: Body) -> None:
    for joint in ("hip", "knee", "ankle", "shoulder", "ear", "heel", "toe"):
        right, left = _at_rest(body, joint), _at_rest(body, joint, "left")
        assert np.allclose(right, left * [1, 1, -1], atol=0.006), joint


def test_the_landmarks_are_in_the_order_of_a_body(body: Body) -> None:
    height = [
        _at_rest(body, joint)[1] for joint in ("ear", "shoulder", "elbow", "hip", "knee", "ankle", "heel")
    ]
    assert height == sorted(height, reverse=True)
    ear, nose = _at_rest(body, "ear"), places(body)[int(Landmark.NOSE)][1]
    assert 0.08 < nose[0] - ear[0] < 0.16
    assert _at_rest(body, "toe")[0] - _at_rest(body, "heel")[0] > 0.2


def test_the_joints_of_the_rig_move_hip_and_shoulder_alone(body: Body) -> None:
    bones = Kinematics(Form(speed=2.7), body.skeleton, 2.0, body.recipe.arm_out).bones(np.array([0.5]))
    surface, joints = landmarks(body, bones), landmarks(body, bones, "joints")
    moved = np.linalg.norm(surface - joints, axis=-1)[0] > 1e-9
    told = {index(joint, side) for joint in ("hip", "shoulder") for side in ("left", "right")}
    assert set(np.flatnonzero(moved)) == told
