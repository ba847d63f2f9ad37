"""The real engine on real frames."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from formcheck.clip import Picture, Reader, contiguous, probe
from formcheck.pose.mediapipe_engine import MediaPipeEngine


@pytest.fixture(scope="module")
def frames(sample_clip: Path) -> list[Picture]:
    return list(islice(Reader(probe(sample_clip)), 8))


def test_follows_forgets_and_closes_twice(
    heavy_model: Path, frames: list[Picture], capfd: pytest.CaptureFixture[str]
) -> None:
    with MediaPipeEngine(heavy_model) as engine:
        poses = [engine(frame) for frame in frames]
        engine.restart()
        again = engine(frames[0])
        engine.restart()
        height, width = frames[0].rgb.shape[:2]
        assert engine(Picture(0, 0.0, np.full((height, width, 3), 90, np.uint8))) is None
        engine.close()
        engine.close()
    assert all(pose is not None for pose in poses)
    first = poses[0]
    assert first is not None
    assert again is not None
    assert again.xy == pytest.approx(first.xy, abs=1.0)
    assert ((first.xy > 0) & (first.xy < [width, height])).all()
    assert capfd.readouterr().err == ""


def test_a_strided_view_gives_the_same_landmarks(heavy_model: Path, frames: list[Picture]) -> None:
    rgb = frames[0].rgb
    wide = np.zeros((rgb.shape[0], rgb.shape[1] + 32, 3), np.uint8)
    wide[:, : rgb.shape[1]] = rgb
    view = wide[:, : rgb.shape[1]]
    assert not view.flags.c_contiguous
    assert contiguous(view).flags.c_contiguous
    found = []
    for one in (rgb, view):
        with MediaPipeEngine(heavy_model) as engine:
            found.append(engine(Picture(0, 0.0, one)))
    assert found[0] is not None
    assert found[1] is not None
    assert found[1].xy == pytest.approx(found[0].xy, abs=0.5)
