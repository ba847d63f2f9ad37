"""The good range is drawn where the number told says it lies, and only where a finding tells it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from formcheck.motion import Facing
from formcheck.report import Report
from formcheck.report.band_marks import bar, wedge
from formcheck.report.pen import Pen
from formcheck.report.skeleton import Figure, Skeleton
from formcheck.report.stride_choice import typical_stride, value_in
from tests.support import reports

Mask = NDArray[np.bool_]
LETTER = 8.0


@pytest.fixture(scope="module", params=[False, True], ids=["facing right", "facing left"])
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Report:
    film = reports.Film(width=600, height=800, roll_deg=0.0, facing_left=request.param)
    folder: Path = tmp_path_factory.mktemp("bands")
    return reports.running(folder, film)


def drawn(report: Report, what: str) -> tuple[Mask, Figure]:
    """Where a band is laid over a black picture, and the runner in it."""
    assert report.motion is not None
    stride = typical_stride(report)
    assert stride is not None
    source = report.clip.source
    pen = Pen(np.zeros((source.height, source.width, 3), np.uint8), 1.0)
    at = stride.contact_s if what == "bar" else stride.midstance_s
    figure = Skeleton(report.motion).at(at)
    assert figure is not None
    (bar if what == "bar" else wedge)(pen, figure, stride, report, LETTER)
    # The see-through area: neither the bright edges nor the dark plate of the words.
    blue = pen.rgb[..., 2].astype(int)
    return (blue > 95) & (blue < 120), figure


def test_the_bar_ends_at_the_limit_as_told(report: Report) -> None:
    area, figure = drawn(report, "bar")
    stride = typical_stride(report)
    assert stride is not None
    assert report.motion is not None
    told = value_in(report.measurement("overstride_ankle", "near"), stride)
    assert told is not None
    hip, ankle = figure.middle("hip"), figure.joint("ankle", "near")
    ahead = 1 if report.motion.facing.side == "right" else -1
    limit = 18.0
    end = ankle[0] + ahead * (limit - told) / 100 * report.motion.leg_px
    columns = np.flatnonzero(area.sum(axis=0) > 3)
    assert (columns.min(), columns.max()) == pytest.approx(sorted((hip[0], end)), abs=3)


def test_the_wedge_lies_between_its_limits_from_the_upright(report: Report) -> None:
    area, figure = drawn(report, "wedge")
    assert report.motion is not None
    stride = typical_stride(report)
    assert stride is not None
    told = value_in(report.measurement("trunk_lean_midstance"), stride)
    assert told is not None
    hip, shoulder = figure.middle("hip"), figure.middle("shoulder")
    ahead = 1 if report.motion.facing.side == "right" else -1
    rows, columns = np.nonzero(area)
    far = hip[1] - rows > 0.6 * (hip[1] - shoulder[1])
    lean = np.rad2deg(np.arctan2(ahead * (columns[far] - hip[0]), hip[1] - rows[far]))
    line = np.rad2deg(np.arctan2(ahead * (shoulder[0] - hip[0]), hip[1] - shoulder[1]))
    assert np.quantile(lean, [0.02, 0.98]) == pytest.approx([2 + line - told, 10 + line - told], abs=1.2)


def test_nothing_is_drawn_that_cannot_be_told(report: Report) -> None:
    assert report.motion is not None
    hidden = tuple(replace(one, verdict="not visible") for one in report.findings)
    unclear = replace(report.motion, facing=Facing("unclear", "none"))
    withheld = tuple(replace(one, per_stride=(), stride_times_s=()) for one in report.measurements)
    for less in (
        replace(report, findings=hidden),
        replace(report, findings=()),
        replace(report, motion=unclear),
        replace(report, measurements=withheld),
    ):
        for what in ("bar", "wedge"):
            assert not drawn(less, what)[0].any()
