"""Bodies mixed from the mesh; left out where it cannot be fetched."""

from __future__ import annotations

import numpy as np
import pytest

from sample_videos.renderer.movement.form import Form, walking
from sample_videos.renderer.movement.kinematics import Kinematics
from sample_videos.renderer.people.body import BODIES, RECIPES, Body, load_body
from sample_videos.renderer.people.makehuman import WHEEL, NoMeshError, wheel


@pytest.fixture(scope="module", params=BODIES)
def body(body_mesh: None, request: pytest.FixtureRequest) -> Body:
    return load_body(request.param)


def test_there_are_three_builds_of_both_sexes() -> None:
    assert sorted(recipe.sex for recipe in RECIPES.values()) == ["female"] * 3 + ["male"] * 3
    for recipe in RECIPES.values():
        assert sum(recipe.shape.values()) == pytest.approx(1)
        assert sum(recipe.face.values()) == pytest.approx(1)


def test_a_body_stands_on_the_ground_as_tall_as_its_recipe(body: Body) -> None:
    height = body.mesh.vertices[:, 1]
    assert height.min() == pytest.approx(0, abs=1e-9)
    assert height.max() == pytest.approx(body.recipe.stature)
    assert np.allclose(body.mesh.weights.sum(1), 1)


def test_left_and_right_are_alike(body: Body) -> None:
    for name, place in body.skeleton.joints.items():
        if name.startswith("Right"):
            assert np.allclose(place * [1, 1, -1], body.skeleton.joints["Left" + name[5:]], atol=1e-9)


def test_every_body_can_run_and_walk(body: Body) -> None:
    for form in (Form(speed=2.7), walking(1.3)):
        Kinematics(form, body.skeleton, 3.0, body.recipe.arm_out)


def test_another_file_under_the_wheel_s_name_is_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("cache")
    (folder / WHEEL).write_bytes(b"something else")
    with pytest.raises(NoMeshError, match="delete it"):
        wheel(folder)
