"""What stands before and behind the runner, and what the lens makes of it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from sample_videos.renderer.drawing.film import Studio
from sample_videos.renderer.drawing.stage import build
from sample_videos.renderer.known.truth import landmark_pixels
from sample_videos.renderer.movement.form import Form
from sample_videos.renderer.scene.camera import Camera
from sample_videos.renderer.scene.clip import Clip
from sample_videos.renderer.scene.passer_by import PasserBy
from sample_videos.renderer.scene.rails import Rails
from sample_videos.renderer.scene.room import Scene, room
from sample_videos.renderer.scene.solid import Picture
from sample_videos.renderer.scene.treadmill import Machine

SMALL = Clip("male_fit", Form(variation=0.0), Camera(480, 270), seconds=3.0, noise=0.0)
RAILS = Rails(height=0.93)


pytestmark = pytest.mark.usefixtures("body_mesh")


def _frame(clip: Clip, number: int = 20) -> Picture:
    return Studio(clip).frames([number])[0]


def _hips(clip: Clip) -> NDArray[np.float64]:
    told = landmark_pixels(clip)
    near = "right_hip" if clip.camera.azimuth < 90 else "left_hip"
    return np.array(told["frames"])[:, told["landmarks"].index(near)]


@pytest.mark.parametrize("azimuth", [0.0, 8.0, 180.0, 172.0])
def test_the_near_handrail_covers_the_hip(azimuth: float) -> None:
    clip = replace(SMALL, camera=replace(SMALL.camera, azimuth=azimuth, level=0.93), rails=RAILS)
    column, row = np.median(_hips(clip), axis=0).round().astype(int)
    covered = build(clip).covered
    assert covered[row - 9 : row + 10, column].any()
    hip = _hips(clip).round().astype(int)
    assert covered[hip[:, 1], hip[:, 0]].mean() > 0.1
    assert not build(replace(clip, rails=None)).covered[row - 9 : row + 10, column].any()


def test_rails_are_drawn_over_the_runner_and_a_towel_hides_the_thigh() -> None:
    plain, railed = _frame(SMALL), _frame(replace(SMALL, rails=RAILS))
    covered = build(replace(SMALL, rails=RAILS)).covered
    assert (plain != railed)[covered].any()
    hung = build(replace(SMALL, rails=replace(RAILS, towel=-0.1))).covered
    assert hung.sum() > covered.sum() + 400


@pytest.mark.parametrize(
    ("z", "on_belt"), [(-1.7, False), (-1.25, True), (1.1, False)], ids=["walks", "runs", "in front"]
)
def test_a_passer_by_changes_the_picture_and_not_the_truth(z: float, on_belt: bool) -> None:
    form = Form(speed=2.6, duty=0.36) if on_belt else PasserBy().form
    clip = replace(SMALL, passer_by=PasserBy(form=form, x=-0.9, z=z, on_belt=on_belt))
    one, other = Studio(clip).frames([10, 30])
    alone = _frame(SMALL, 10)
    changed = (one != alone).any(-1)
    assert changed.sum() > 1500
    assert (one != other).any(-1)[:, :150].any()
    assert landmark_pixels(clip) == landmark_pixels(SMALL)
    hip = _hips(SMALL)[10].round().astype(int)
    assert not changed[hip[1], hip[0]]
    assert np.array_equal(one, _frame(clip, 10))


def test_who_walks_in_front_hides_the_runner_and_who_is_far_away_is_not_drawn() -> None:
    hip = _hips(SMALL)[20].round().astype(int)
    before = replace(SMALL, passer_by=PasserBy(x=-0.45, z=1.1))
    assert (_frame(before) != _frame(SMALL))[hip[1], hip[0]].any()
    gone = replace(SMALL, passer_by=PasserBy(x=-9.0, z=1.1))
    assert np.array_equal(_frame(gone), _frame(SMALL))


def test_other_treadmills_stand_behind_the_runner() -> None:
    row = Scene(machines=(Machine(0.1, -1.25, -9.0, RAILS), Machine(0.0, -2.3, 6.0)), lean=-8.0)
    stage, plain = build(replace(SMALL, scene=row)), build(SMALL)
    assert (stage.back != plain.back).any(-1).mean() > 0.03
    assert np.array_equal(_frame(replace(SMALL, scene=row)), _frame(replace(SMALL, scene=row)))


def test_a_plain_room_has_no_windows_and_others_have_something_else() -> None:
    kinds = [
        Scene(),
        Scene(windows=0.0),
        Scene(windows=0.0, posters=1.0, crooked=2.0),
        Scene(windows=0.0, doors=1.0),
    ]
    pictures = [room(SMALL.camera, 5, scene) for scene in kinds]
    spread = [float(picture[60:150].astype(float).std(axis=1).mean()) for picture in pictures]
    assert spread[1] < 3 < min(spread[0], *spread[2:])
    assert np.array_equal(pictures[0], room(SMALL.camera, 5))


def test_dim_light_is_darker_and_noisier_and_in_colour() -> None:
    def look(clip: Clip) -> tuple[float, float, float]:
        wall = _frame(clip)[:20, :60].astype(float)
        tint = (wall[..., 0] - wall[..., 1]).std()
        return float(wall.mean()), float(wall.std(axis=(0, 1)).mean()), float(tint)

    bright, dim = look(replace(SMALL, noise=2.0)), look(replace(SMALL, noise=2.0, light=0.5))
    assert dim[0] < 0.6 * bright[0]
    assert dim[1] > 1.5 * bright[1]
    assert dim[2] > bright[2] + 0.5


def test_a_defocused_lens_takes_the_edges() -> None:
    sharp, soft = _frame(SMALL).astype(float), _frame(replace(SMALL, defocus=2.5)).astype(float)
    assert np.abs(np.diff(soft, axis=1)).max() < 0.8 * np.abs(np.diff(sharp, axis=1)).max()
    assert soft.mean() == pytest.approx(sharp.mean(), abs=0.5)
