"""The runners to measure with."""

from __future__ import annotations

import numpy as np
import pytest

from sample_videos.renderer.drawing.film import runner
from sample_videos.renderer.known.anatomy import landmarks
from sample_videos.renderer.scene.clip import Clip
from sample_videos.renderer.seeds.framing import skin_points
from sample_videos.renderer.seeds.matrix import JUDGING_SEEDS, TUNING_SEEDS, matrix


def test_tuning_and_judging_share_no_seed() -> None:
    assert not set(TUNING_SEEDS) & set(JUDGING_SEEDS)


@pytest.fixture(scope="module")
def clips(body_mesh: None) -> list[Clip]:
    return [matrix(seed) for seed in TUNING_SEEDS[:40]]


def test_a_seed_gives_one_runner_and_another_seed_another(clips: list[Clip]) -> None:
    assert clips[:2] == [matrix(seed) for seed in TUNING_SEEDS[:2]]
    assert len({clip.form.cadence for clip in clips}) == len(clips)
    assert len({clip.body for clip in clips}) > 1


def test_head_and_shoes_are_in_the_picture_of_every_frame(clips: list[Clip]) -> None:
    for clip in clips[:30]:
        # Other times than those the camera was set by.
        times = np.linspace(0.013, clip.life_s - 0.01, 90)
        body, motion = runner(clip)
        marks = landmarks(body, motion.bones(times))
        marks = marks[:, np.isfinite(marks[0, :, 0])]
        size = np.array([clip.camera.width, clip.camera.height])
        for points in (skin_points(clip, times), marks):
            pixels = clip.camera.project(points)[0]
            edge = np.minimum(pixels, size - 1 - pixels).min()
            assert edge > 0.02 * size.min(), clip.tells


def test_films_are_short_and_small_and_of_every_kind(clips: list[Clip]) -> None:
    for clip in clips:
        assert 4.0 <= clip.life_s <= 7.0
        assert clip.filmed_fps * clip.life_s <= max(420, 4 * clip.filmed_fps) + 1e-6
        assert {clip.camera.width, clip.camera.height} in ({1280, 720}, {960, 540})
        assert abs((clip.camera.azimuth + 90) % 180 - 90) <= 14
        assert 20 <= clip.crf <= 32
    assert {clip.slowed for clip in clips} >= {1.0, 4.0}
    assert 3 < sum(clip.rails is not None for clip in clips) < 22
    assert 0 < sum(clip.passer_by is not None for clip in clips) < 14
    assert 3 < sum(clip.rate_jitter > 0 for clip in clips) < 20
    assert 3 < sum(bool(clip.scene.machines) for clip in clips) < 22
    for clip in clips:
        assert clip.passer_by is None or clip.passer_by.body != clip.body
