"""Brightness round the runner, not of the room."""

from __future__ import annotations

import numpy as np
import pytest

from formcheck.clip import Picture
from formcheck.pose import Pose
from formcheck.pose.light import LightMeter


def _pose() -> Pose:
    rng = np.random.default_rng(0)
    return Pose(rng.uniform([40, 20], [60, 90], (33, 2)), np.ones(33), np.zeros((33, 3)))


def test_a_dark_runner_before_a_bright_window() -> None:
    rgb = np.full((100, 100, 3), 250, np.uint8)
    rgb[15:95, 38:62] = 20
    meter = LightMeter()
    for k in range(60):
        meter.feed(Picture(k, k / 30, rgb), _pose())
    assert meter.brightness == pytest.approx(20)


def test_nobody_no_brightness() -> None:
    meter = LightMeter()
    meter.feed(Picture(0, 0.0, np.zeros((10, 10, 3), np.uint8)), None)
    assert meter.brightness is None
