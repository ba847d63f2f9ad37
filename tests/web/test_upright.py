"""The plumb line lies where the slider says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from formcheck.motion import Level
from formcheck.web.upright import lined, start
from tests.support import reports


@pytest.mark.parametrize("angle", [-15.0, -2.25, 0.0, 7.5])
def test_the_line_goes_through_the_runner_at_its_angle(tmp_path: Path, angle: float) -> None:
    film = reports.Film(width=480, height=640)
    report = reports.running(tmp_path, film)
    plain = np.full((320, 240, 3), 90, np.uint8)  # half the film's size
    drawn = lined(plain, report, angle)
    assert (plain == 90).all()
    assert report.motion is not None
    trunk = np.median(report.motion.pixels[:, [11, 12, 23, 24]].reshape(-1, 2), axis=0) / 2
    rows = np.arange(20, 300, 20)
    places = []
    for row in rows:
        expected = trunk[0] + (trunk[1] - row) * np.tan(np.deg2rad(angle))
        near = np.arange(max(0, int(expected) - 12), min(240, int(expected) + 13))
        bright = drawn[row, near].mean(-1)
        if bright.max() > 150:
            places.append((row, float((near * (bright > 150)).sum() / (bright > 150).sum())))
    assert len(places) > 8
    found = np.polyfit([row for row, _ in places], [x for _, x in places], 1)[0]
    assert np.degrees(np.arctan(-found)) == pytest.approx(angle, abs=0.5)


@pytest.mark.parametrize(
    ("roll", "at"), [(None, 0.0), (1.3, 1.25), (-1.4, -1.5), (22.0, 15.0), (-30.0, -15.0)]
)
def test_it_starts_at_the_level_that_is_known(roll: float | None, at: float) -> None:
    assert start(Level(roll, 0.5, "none" if roll is None else "background")) == at
