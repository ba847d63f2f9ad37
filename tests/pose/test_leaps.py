"""A passer-by who is taken for the runner ends the piece; running, however bouncy, does not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from formcheck.pose import PoseTrack
from formcheck.pose.leaps import calm_spans, find_leaps
from tests.support.kinematics import Camera, Runner, film


def _taken(track: PoseTrack, first: int, stop: int) -> PoseTrack:
    """Let a walker be followed in some frames: half a trunk off at first, further with every frame."""
    xy = track.xy.copy()
    away = 60.0 + 12.0 * np.arange(stop - first)
    xy[first:stop, :, 0] += away[:, None]
    return replace(track, xy=xy)


@pytest.mark.parametrize("fps", [24, 60, 240])
@pytest.mark.parametrize("runner", [Runner(), Runner(cadence=150, duty=0.28)])
def test_a_runner_never_leaps(runner: Runner, fps: int) -> None:
    assert find_leaps(film(runner, Camera(fps=fps, noise_px=2.0))) == ()


def test_the_pieces_before_and_after_a_passer_by_are_kept_apart() -> None:
    track = film(Runner(), Camera(fps=30, seconds=8))
    spans = calm_spans(_taken(track, 100, 150), (0, len(track.t)))
    assert spans[0] == (0, 97)
    assert spans[-1] == (150, len(track.t))
    assert all(a < b for a, b in spans)


def test_gone_for_a_while_and_back_elsewhere_is_somebody_else() -> None:
    track = film(Runner(), Camera(fps=30, seconds=6))
    xy = track.xy.copy()
    xy[80:95] = np.nan
    assert find_leaps(replace(track, xy=xy)) == ()
    xy[95:, :, 0] += 400.0
    assert find_leaps(replace(track, xy=xy)) == (95,)


def test_spans_count_from_the_start_of_the_film() -> None:
    track = film(Runner(), Camera(fps=30, seconds=8))
    spans = calm_spans(_taken(track, 150, 200), (60, 220))
    assert (spans[0][0], spans[0][1], spans[-1]) == (60, 147, (200, 220))


def test_a_handful_of_frames_tells_nothing() -> None:
    track = film(Runner(), Camera(fps=30, seconds=6))
    assert find_leaps(track.piece(0, 6)) == ()


def test_landmarks_that_leap_again_and_again_are_one_person_half_seen() -> None:
    track = film(Runner(), Camera(fps=30, seconds=6))
    xy = track.xy.copy()
    xy[::9, :, 0] += 90.0
    assert find_leaps(replace(track, xy=xy)) == ()
