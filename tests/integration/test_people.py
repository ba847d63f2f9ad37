"""Several people in the picture, with the real engine."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import numpy as np

from benchmarks.crowds import SCENES, write
from benchmarks.people import shares
from formcheck.clip import CutFinder, Picture, Reader, probe
from formcheck.pose import PoseTrack, follow
from formcheck.pose.keeper import Keeper
from formcheck.pose.mediapipe_engine import MediaPipeEngine
from formcheck.pose.scout import MediaPipeScout


@dataclass
class NeverCuts:
    """Takes a film for one shot."""

    fed: int = field(default=0)

    def feed(self, picture: Picture) -> bool:
        self.fed += 1
        return False


def _followed(film: Path, model: Path) -> PoseTrack:
    with MediaPipeEngine(model) as engine, closing(MediaPipeScout(model)) as scout:
        return follow(Reader(probe(film)), engine, NeverCuts(), scout=scout)[1]


def test_alone_the_poses_are_the_engines_own_to_the_last_bit(heavy_model: Path, sample_clip: Path) -> None:
    pictures = list(islice(Reader(probe(sample_clip)), 90))
    with (
        MediaPipeEngine(heavy_model) as plain,
        MediaPipeEngine(heavy_model) as kept,
        closing(MediaPipeScout(heavy_model)) as scout,
    ):
        keeper = Keeper(kept, scout)
        for picture in pictures:
            one, other = plain(picture), keeper(picture)
            assert one is not None
            assert other is not None
            assert np.array_equal(one.xy, other.xy)
            assert np.array_equal(one.world, other.world)
            assert not keeper.company


def test_somebody_walks_past_in_front(heavy_model: Path, tmp_path: Path) -> None:
    scene = next(one for one in SCENES if one.name == "passer_by_in_front")
    film, truth = write(scene, tmp_path)
    track = _followed(film, heavy_model)
    runner, somebody_else, _ = shares(track, truth)
    assert somebody_else == 0.0
    assert runner > 0.75
    assert track.company is not None
    assert track.company.any()


def test_footballer_among_others(heavy_model: Path, real_clip: Callable[[str], Path]) -> None:
    film = real_clip("om_running.mp4")
    with MediaPipeEngine(heavy_model) as engine, closing(MediaPipeScout(heavy_model)) as scout:
        track = follow(Reader(probe(film)), engine, CutFinder(), scout=scout)[1]
    middle = track.xy[:, [11, 12, 23, 24], 0].mean(1)
    assert track.seen.mean() > 0.9
    # The one who comes towards the camera is right of the middle throughout; the others stand at the left.
    assert (middle[track.seen] > 500).all()
