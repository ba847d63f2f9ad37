"""The still curves of report.html: the same values, words for those who cannot see them, no script."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import numpy as np
import pytest

from formcheck.report import Report
from formcheck.report.html import render
from formcheck.report.plots import over_strides
from formcheck.report.plots.inline import HEIGHT, INLINE, WIDTH, Chart, charts


def _section(page: str) -> str:
    found = re.search(r'<section class="curves">.*?</section>', page, re.DOTALL)
    return found.group() if found else ""


def _values(chart: Chart, path: str) -> list[float]:
    """Read the values of a path back by two labelled grid lines."""
    (one, two) = chart.y_ticks[0], chart.y_ticks[-1]
    label = [float(tick.label.replace("−", "-")) for tick in (one, two)]
    slope = (label[1] - label[0]) / (two.at - one.at)
    return [label[0] + slope * (float(point.split()[1]) - one.at) for point in re.split("[ML]", path)[1:]]


@pytest.mark.parametrize("name", INLINE)
def test_the_drawn_median_is_the_curves(measured: Report, name: str) -> None:
    chart = next(one for one in charts(measured) if one.name == name)
    for leg, line in zip(over_strides(measured, chart.name).legs, chart.thick, strict=True):
        spread = float(np.ptp(leg.median)) + 20
        assert _values(chart, line.path) == pytest.approx(leg.median.tolist(), abs=0.005 * spread)


def test_all_lies_within_the_picture(measured: Report) -> None:
    for chart in charts(measured):
        for line in (*chart.thin, *chart.thick):
            numbers = [float(x) for x in re.findall(r"-?[\d.]+", line.path)]
            assert min(numbers) >= 0
            assert max(numbers[0::2]) <= WIDTH
            assert max(numbers[1::2]) <= HEIGHT
        assert all(box.height > 0 and box.width > 0 for box in chart.boxes)
        assert 2 <= len(chart.y_ticks) <= 8


def test_the_section_is_whole_and_read_aloud(measured: Report) -> None:
    section = _section(render(measured, {}))
    root = ElementTree.fromstring(section)
    drawings = list(root.iter("svg"))
    assert len(drawings) == len(INLINE)
    for svg in drawings:
        assert svg.get("role") == "img"
        ids = {node.get("id") for node in svg.iter() if node.get("id")}
        assert set((svg.get("aria-labelledby") or "").split()) == ids
        desc = next(svg.iter("desc")).text or ""
        assert "Right leg (near)" in desc
        assert "when the foot lands" in desc
    assert "script" not in section
    assert "nan" not in section.lower().replace("finance", "")
    assert "good in the mean over the time on the ground, 1 to 12°" in section
    assert "Teng &amp; Powers 2014" in section


@pytest.mark.parametrize("which", ["front", "walking", "nobody"])
def test_no_section_where_nothing_is_known(which: str, request: pytest.FixtureRequest) -> None:
    report: Report = request.getfixturevalue(which)
    assert charts(report) == ()
    assert _section(render(report, {})) == ""
