"""The runners to measure with."""

from __future__ import annotations

import pytest

from sample_videos.renderer.makehuman import NoMeshError, wheel
from sample_videos.renderer.matrix import JUDGING_SEEDS, TUNING_SEEDS, matrix


def test_tuning_and_judging_share_no_seed() -> None:
    assert not set(TUNING_SEEDS) & set(JUDGING_SEEDS)


def test_a_seed_gives_one_runner_and_another_seed_another() -> None:
    try:
        wheel()
    except NoMeshError as error:
        pytest.skip(f"no body mesh: {error}")
    first = [matrix(seed) for seed in TUNING_SEEDS[:4]]
    assert first[:2] == [matrix(seed) for seed in TUNING_SEEDS[:2]]
    assert len({clip.form.cadence for clip in first}) == 4
    assert len({clip.body for clip in first}) > 1
