"""The plotly figures: titles, units, frames, numbers of the table, words beside colours, both themes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from formcheck.report import Report
from formcheck.report.plots import (
    CONFIG,
    WHATS,
    What,
    curves,
    over_strides,
    over_time,
    series,
    strip_names,
    strips,
    whats,
)
from formcheck.report.units import unit_words

_OUT = ("diagnosis", "must", "always", "perfect", "bad ", "wrong", "you have", "score")


def _plain(figure: Any) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(figure.to_json())
    return plain


def _sizes(node: Any) -> Iterator[float]:
    """All font sizes in a figure."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key.endswith("font") and isinstance(value, dict) and "size" in value:
                yield value["size"]
            yield from _sizes(value)
    elif isinstance(node, list):
        for value in node:
            yield from _sizes(value)


def _figures(report: Report, dark: bool) -> list[Any]:
    drawn = [draw(report, what, dark=dark) for what in WHATS for draw in (curves, series)]
    return [*drawn, strips(report, dark=dark)]


@pytest.mark.parametrize("dark", [False, True])
def test_all_figures_fit_both_themes(measured: Report, dark: bool) -> None:
    for figure in _figures(measured, dark):
        plain = _plain(figure)
        template = plain["layout"]["template"]["layout"]
        assert template["paper_bgcolor"] == template["plot_bgcolor"] == "rgba(0,0,0,0)"
        assert min(_sizes(plain["layout"])) >= 12
        assert "font-size:12px" in plain["layout"]["title"]["text"]
        assert plain["layout"]["meta"]["sources"]
        assert not [word for word in _OUT if word in json.dumps(plain["layout"]).lower()]
    assert CONFIG["displaylogo"] is CONFIG["staticPlot"] is CONFIG["scrollZoom"] is False


@pytest.mark.parametrize("what", WHATS)
def test_curves_have_title_unit_legs_and_toe_offs(measured: Report, what: What) -> None:
    figure, row = curves(measured, what), whats()[what]
    assert row.title in figure.layout.title.text
    assert figure.layout.yaxis.title.text == f"{row.title}, {unit_words(row.unit).strip()}"
    assert "%" in figure.layout.xaxis.title.text
    thick = [trace for trace in figure.data if trace.showlegend is not False]
    assert ["left leg (far)" in trace.name for trace in thick] == [True, False]
    assert len({(trace.line.color, trace.line.dash) for trace in thick}) == 2
    assert len({trace.line.dash for trace in thick}) == len({trace.line.color for trace in thick}) == 2
    labels = [note.text for note in figure.layout.annotations]
    assert sum(text.startswith("toe-off") for text in labels) == 2


@pytest.mark.parametrize("what", WHATS)
def test_points_of_curves_carry_value_and_frame(measured: Report, what: What) -> None:
    drawn, figure = over_strides(measured, what), curves(measured, what)
    for one, thin, thick in zip(drawn.legs[::-1], figure.data[:2], figure.data[2:], strict=True):
        frames = [frame for stride in one.strides for frame in (*stride.frames.tolist(), None)]
        assert list(thin.customdata) == frames
        values = [value for stride in one.strides for value in (*stride.values.tolist(), None)]
        assert list(thin.y) == values
        assert f"stride {one.strides[0].number}, {one.strides[0].times_s[0]:.2f} s" in thin.text[0]
        assert list(thick.customdata) == one.median_frames.tolist()
        assert list(thick.y) == one.median.tolist()
        assert thin.x[0] == 0
        assert thick.x[-1] == 100
        for trace in (thin, thick):  # plotly selects no point of a trace that has lines only
            assert "markers" in trace.mode


def test_many_strides_are_thinned_and_it_is_said(measured: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["formcheck.report.plots.curves"], "_MOST_THIN", 2)
    figure = curves(measured, "knee_flexion")
    assert figure.data[1].y.count(None) == 2
    assert "strides are drawn" in figure.layout.title.text


@pytest.mark.parametrize("what", WHATS)
def test_the_series_has_frames_and_both_feet(measured: Report, what: What) -> None:
    figure, drawn = series(measured, what), over_time(measured, what)
    for one, trace in zip(drawn.series[::-1], figure.data, strict=False):
        assert list(trace.customdata) == one.frames.tolist()
        assert list(trace.y) == pytest.approx(one.values.tolist())
    marks = [trace for trace in figure.data if trace.mode == "markers"]
    assert [trace.name for trace in marks] == [
        "right foot lands",
        "right foot leaves",
        "left foot lands",
        "left foot leaves",
    ]
    assert measured.gait.near is not None
    assert list(marks[0].x) == measured.gait.near.initial_contact_s.tolist()
    for trace in marks:
        gaps = [abs(measured.clip.t[f] - x) for f, x in zip(trace.customdata, trace.x, strict=True)]
        assert max(gaps) <= 0.5 / measured.clip.fps_mean + 1e-9
    assert tuple(figure.layout.yaxis2.ticktext) == ("right (near)", "left (far)")
    assert len(figure.layout.shapes) >= len(measured.gait.all_strides())


def test_strips_draw_the_table(measured: Report) -> None:
    figure = strips(measured)
    of_name = {trace.name: trace for trace in figure.data}
    assert "trunk_lean" in strip_names(measured)
    assert "contact_time" in strip_names(measured)
    assert "duty_factor" not in strip_names(measured)
    for one in measured.measurements:
        if one.name not in strip_names(measured) or one.value is None:
            continue
        dots = next(t for name, t in of_name.items() if name.startswith(f"{one.title}, {one.side or 'body'}"))
        assert list(dots.x) == list(one.per_stride)
        assert len(dots.customdata) == len(one.per_stride)
    middles = [trace for trace in figure.data if trace.name == "Trunk lean, median"]
    lean = measured.measurement("trunk_lean")
    assert lean is not None
    assert lean.high is not None
    assert lean.value is not None
    assert middles[0].x == (lean.value,)
    assert middles[0].error_x.array[0] == pytest.approx(lean.high - lean.value)


def test_zones_of_strips_have_words(running: Report) -> None:
    figure = strips(running, ["trunk_lean"])
    words = [note.text for note in figure.layout.annotations]
    assert words[:5].count("good") == 1
    assert len([word for word in words if word in ("good", "watch", "change", "◉", "➜")]) == len(
        figure.layout.shapes
    )
    assert "Example 2018" in words[-1]
    assert "Forward lean of the trunk" in words[-1]


def test_any_measure_can_be_asked_for(measured: Report) -> None:
    figure = strips(measured, ["duty_factor", "no_such_measure"])
    assert {trace.name for trace in figure.data} >= {"Duty factor, median"}
    assert not figure.layout.shapes


@pytest.mark.parametrize("which", ["front", "walking", "nobody"])
def test_nothing_is_drawn_where_nothing_is_known(which: str, request: pytest.FixtureRequest) -> None:
    for figure in _figures(request.getfixturevalue(which), dark=False):
        assert not figure.data
        assert not figure.layout.shapes
        assert len(figure.layout.title.text.split("<br>")) > 1  # it says why


def test_plotly_and_streamlit_stay_out_until_a_figure_is_made() -> None:
    code = (
        "import sys, formcheck.report.plots, formcheck.report.plots.inline; "
        "print({'plotly', 'streamlit'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
