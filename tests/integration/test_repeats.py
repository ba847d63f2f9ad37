"""Films padded, doubled and frozen on purpose give what the plain film gives."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from numpy.typing import NDArray

from benchmarks.films import Film
from benchmarks.playback import Recorded
from formcheck.clip import Reader, VideoWriter, probe
from formcheck.clip.picture import Rgb
from formcheck.pipeline import conclude, watch
from formcheck.report import Report

Frames = NDArray[np.intp]
SAMPLE = Path(__file__).resolve().parents[2] / "sample_videos" / "good_right.mp4"
PICTURES = 150
pytestmark = pytest.mark.usefixtures("heavy_model")


class Plain(NamedTuple):
    """Every other picture of the sample at half its size, and the true landmarks in them."""

    pictures: list[Rgb]
    engine: Recorded
    pixels: NDArray[np.float64]


@pytest.fixture(scope="module")
def plain() -> Plain:
    pictures: list[Rgb] = []
    for picture in Reader(probe(SAMPLE)):
        if picture.index % 2 == 0:
            pictures.append(np.ascontiguousarray(picture.rgb[::2, ::2]))
        if len(pictures) == PICTURES:
            break
    pixels = Film(SAMPLE).pixels
    assert pixels is not None
    return Plain(pictures, _engine(pixels[::2][:PICTURES] / 2), pixels[::2][:PICTURES] / 2)


def _engine(pixels: NDArray[np.float64]) -> Recorded:
    world = np.zeros((*pixels.shape[:2], 3))
    world[:, 11::2, 2], world[:, 12::2, 2] = 0.1, -0.1  # the right side is nearer
    return Recorded(pixels, np.isfinite(pixels[..., 0]).astype(np.float64), world)


def _report(plain: Plain, path: Path, frames: Frames, fps: float) -> Report:
    """Write a film that shows these pictures at a rate, and measure it."""
    height, width = plain.pictures[0].shape[:2]
    with VideoWriter(path, width, height) as writer:
        for k, number in enumerate(frames):
            writer.add(plain.pictures[number], k / fps)
    return conclude(watch(path, engine=_engine(plain.pixels[frames])), correct=False)


def _padded(source: float, target: float) -> Frames:
    """Pictures shown when each begins at the frame of the higher rate that is nearest to its own time."""
    begin = np.round(np.arange(PICTURES) * target / source)
    return np.searchsorted(begin, np.arange(int(begin[-1]) + 1), side="right") - 1


def _same(found: Report, true: Report, later_s: float = 0.0) -> None:
    assert found.gait.cadence_file_spm == pytest.approx(true.gait.cadence_file_spm, rel=0.003)
    for leg in ("near", "far"):
        ours, theirs = (getattr(one.gait, leg) for one in (found, true))
        assert abs(len(ours.initial_contact_s) - len(theirs.initial_contact_s)) <= 1
        for kind in ("initial_contact_s", "toe_off_s"):
            at, plain = getattr(ours, kind) - later_s, getattr(theirs, kind)
            off = np.array([np.abs(plain - one).min() for one in at])
            assert off.max() < 0.008, (leg, kind)


@pytest.mark.parametrize(
    ("source", "target", "share"), [(30.0, 60.0, 0.5), (25.0, 30.0, 1 / 6), (24.0, 60.0, 0.6)]
)
def test_padding_to_a_higher_rate(
    plain: Plain, tmp_path: Path, source: float, target: float, share: float
) -> None:
    true = _report(plain, tmp_path / "plain.mp4", np.arange(PICTURES), source)
    found = _report(plain, tmp_path / "padded.mp4", _padded(source, target), target)
    assert true.clip.duplicates == 0.0
    assert found.clip.duplicates == pytest.approx(share, abs=0.02)
    assert found.clip.fps_new == pytest.approx(source, rel=0.03)
    _same(found, true)
    assert any("only repeat the one before" in note for note in found.notes)
    assert not any("repeat" in note for note in true.notes)


def test_a_frozen_start_is_left_out(plain: Plain, tmp_path: Path) -> None:
    true = _report(plain, tmp_path / "plain.mp4", np.arange(PICTURES), 30.0)
    frozen = np.concatenate([np.zeros(34, dtype=np.intp), np.arange(PICTURES)])
    found = _report(plain, tmp_path / "frozen.mp4", frozen, 30.0)
    assert found.piece == (35, 34 + PICTURES)  # picture 0 is part of the standstill
    assert found.clip.duplicates == 0.0
    _same(found, true, later_s=34 / 30)
    assert "Nothing moves in 1.1 seconds of the film; they were left out." in found.notes
    assert not any("Somebody else" in note for note in found.notes)


def test_padding_with_a_frozen_start_and_end(plain: Plain, tmp_path: Path) -> None:
    true = _report(plain, tmp_path / "plain.mp4", np.arange(PICTURES), 25.0)
    padded = _padded(25.0, 30.0)
    both = np.concatenate([np.zeros(34, dtype=np.intp), padded, np.full(20, padded[-1])])
    found = _report(plain, tmp_path / "both.mp4", both, 30.0)
    assert found.clip.duplicates == pytest.approx(1 / 6, abs=0.02)
    _same(found, true, later_s=34 / 30)
