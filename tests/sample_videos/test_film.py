"""Rendered frames and their truth; left out where the mesh cannot be fetched."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from formcheck.pose.landmarks import Landmark, index
from sample_videos.renderer.clips import CLIPS
from sample_videos.renderer.drawing import film
from sample_videos.renderer.drawing.film import Studio, frame_times, runner
from sample_videos.renderer.known.anatomy import landmarks
from sample_videos.renderer.known.truth import landmark_pixels, truth
from sample_videos.renderer.movement.form import Form
from sample_videos.renderer.scene.camera import Camera
from sample_videos.renderer.scene.clip import Clip

SMALL = Clip("male_fit", Form(variation=0.0), Camera(320, 180), seconds=3.0)


pytestmark = pytest.mark.usefixtures("body_mesh")


def test_the_same_frame_has_the_same_pixels_and_the_next_one_others() -> None:
    first, second = Studio(SMALL).frames([3, 4])
    assert np.array_equal(first, Studio(SMALL).frames([3])[0])
    assert not np.array_equal(first, second)
    assert first.shape == (180, 320, 3)


def test_the_same_pictures_give_the_same_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # At this width some processors' encoder was seen to write another file each time.
    clip = replace(SMALL, camera=Camera(480, 270), seconds=0.5)
    pictures = Studio(clip).frames(list(range(30)))
    monkeypatch.setattr(film, "draw", lambda *_: iter(pictures))
    files = set()
    for number in range(5):
        film.write(clip, tmp_path / f"{number}.mp4")
        files.add((tmp_path / f"{number}.mp4").read_bytes())
    assert len(files) == 1


def test_the_runner_is_drawn_where_the_landmarks_are() -> None:
    quiet = replace(SMALL, noise=0.0)
    one, other = Studio(quiet).frames([0, 12])
    changed = np.abs(one.astype(int) - other).sum(-1) > 30
    told = np.array(landmark_pixels(quiet)["frames"])[0]
    columns = np.flatnonzero(changed[:150].any(0))
    assert columns.min() - 6 < told[:, 0].min()
    assert told[:, 0].max() < columns.max() + 6


def test_truth_of_a_runner_like_clockwork_is_the_form_s() -> None:
    measures = truth(SMALL, "small")["measurements"]
    assert measures["cadence"]["value"] == pytest.approx(SMALL.form.cadence, abs=0.1)
    assert measures["contact_time"]["near"] == pytest.approx(0.35 * 120_000 / 170, abs=0.5)
    assert measures["duty_factor"]["far"] == pytest.approx(35.0, abs=0.1)
    assert measures["vertical_oscillation_cm"]["value"] == pytest.approx(8.4, abs=1.0)


def test_slow_motion_is_told_on_the_film_s_clock() -> None:
    real, slow = truth(SMALL, "a"), truth(replace(SMALL, seconds=12.0, slowed=4.0), "b")
    one, other = (x["events"]["near"]["initial_contact_s"] for x in (real, slow))
    assert np.allclose(np.array(one) * 4, other, atol=1e-3)
    assert slow["measurements"]["cadence"]["value"] == pytest.approx(170, abs=0.1)


def test_slow_motion_has_the_pictures_of_the_film_as_it_was_taken() -> None:
    taken = replace(SMALL, fps=120.0)
    played = replace(SMALL, fps=30.0, slowed=4.0, seconds=12.0)
    for one, other in zip(Studio(taken).frames([0, 7]), Studio(played).frames([0, 7]), strict=True):
        assert np.array_equal(one, other)  # shutter and belt included


def test_landmarks_lie_as_on_a_body() -> None:
    body, motion = runner(SMALL)
    points = landmarks(body, motion.bones(frame_times(SMALL)))
    for side, sign in (("right", 1), ("left", -1)):
        order = [np.median(points[:, index(j, side), 1]) for j in ("shoulder", "hip", "knee", "ankle")]
        assert order == sorted(order, reverse=True)
        assert (points[:, index("shoulder", side), 2] * sign > 0).all()
    nose = points[:, Landmark.NOSE, 0]
    assert (nose > points[:, Landmark.RIGHT_EAR, 0]).all()


@pytest.mark.parametrize("name", CLIPS)
def test_every_sample_can_be_run(name: str) -> None:
    runner(CLIPS[name])
