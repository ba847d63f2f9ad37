"""The camera projects as it says."""

from __future__ import annotations

import numpy as np
import pytest

from sample_videos.renderer.scene.camera import Camera

MIDDLE = np.array([0.0, 1.1, 0.0])


def test_the_picture_is_as_high_as_its_span_at_the_runner() -> None:
    camera = Camera(level=1.0, aim=1.0, span=2.0)
    pixels, depth = camera.project(np.array([[0.0, 0.0, 0.0], [0.0, 2.0, 0.0]]))
    assert pixels[0, 1] - pixels[1, 1] == pytest.approx(camera.height)
    assert depth == pytest.approx([camera.distance] * 2)


@pytest.mark.parametrize(("azimuth", "sign"), [(0.0, 1), (180.0, -1)])
def test_forward_is_right_from_the_right_and_left_from_the_left(azimuth: float, sign: int) -> None:
    pixels, _ = Camera(azimuth=azimuth).project(np.array([[0.0, 1.0, 0.0], [0.5, 1.0, 0.0]]))
    assert (pixels[1, 0] - pixels[0, 0]) * sign > 50


@pytest.mark.parametrize("roll", [-4.0, 0.0, 3.0])
def test_true_vertical_leans_by_the_roll(roll: float) -> None:
    assert Camera(roll=roll).roll_at(MIDDLE) == pytest.approx(roll, abs=0.05)


def test_what_lies_behind_the_lens_is_cut_away() -> None:
    camera = Camera()
    floor = np.array([(-1.0, 0.0, -9.0), (1.0, 0.0, -9.0), (1.0, 0.0, 9.0), (-1.0, 0.0, 9.0)])
    assert np.isfinite(camera.outline(floor)).all()
    assert len(camera.outline(floor)) == 4
    assert len(camera.outline(floor + np.array([0.0, 0.0, 30.0]))) == 0


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (720, 1280)])
@pytest.mark.parametrize("level", [0.3, 2.4])
def test_zoomed_out_just_enough_every_point_is_in_the_picture(width: int, height: int, level: float) -> None:
    points = np.array([[-0.7, -0.01, 0.3], [0.8, 1.0, -0.3], [0.1, 1.95, 0.0]])
    camera = Camera(width, height, azimuth=12.0, distance=2.5, level=level, span=1.0, roll=4.0)
    shown = camera.showing(points, 0.05)
    pixels = shown.project(points)[0]
    edge = np.minimum(pixels, np.array([width - 1, height - 1]) - pixels).min()
    assert edge == pytest.approx(0.05 * min(width, height), abs=1e-6)
    assert shown.showing(points, 0.02) == shown
