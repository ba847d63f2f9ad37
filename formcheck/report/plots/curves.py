"""Each angle or position over the stride, from a foot's contact to its next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from formcheck.report.plots.bands import Reference, references, short_source, shown_range
from formcheck.report.plots.data import SHARES, Drawn, LegCurves, StrideCurve, leg_name, over_strides
from formcheck.report.plots.look import (
    DASHES,
    SMALL_PX,
    empty,
    entitle,
    faded,
    set_height,
    template,
    tones,
    zone_colour,
)
from formcheck.report.plots.whats import CurveRow, What, whats, words
from formcheck.report.units import unit_words
from formcheck.report.value import Report

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

_MOST_THIN = 40  # strides of one leg drawn one by one; more would be a smear and slow
_PLOT_PX = 270


def curves(report: Report, what: What, *, dark: bool = False) -> Figure:
    """Draw one quantity over the stride: every stride thin, the median thick, near and far leg apart.

    Values are corrected as those of the table (see `formcheck.report.plots.data.over_strides`). Every point
    carries as ``customdata`` the number of the film's frame, from 0, that shows it.

    Parameters
    ----------
    report
        What is known.
    what
        One of `whats`.
    dark
        For a dark page.

    Returns
    -------
    plotly.graph_objects.Figure
        Without any trace where nothing is known; the title then says why. ``layout.meta["sources"]`` has the
        full source of definition and limits.
    """
    import plotly.graph_objects as go

    row, drawn = whats()[what], over_strides(report, what)
    if not drawn.legs:
        return empty(row.title, drawn.reasons, dark)
    marks = references(report, what, float(np.median([one.toe_off_share for one in drawn.legs])))
    figure = go.Figure(layout={"template": template(dark)})
    shown = {one.leg: _thinned(one.strides) for one in drawn.legs}
    far_first = drawn.legs[::-1]  # the near leg lies on top
    figure.add_traces([_thin(one, shown[one.leg], row, dark) for one in far_first])
    figure.add_traces([_thick(one, row, dark) for one in far_first])
    extent = shown_range(_values(drawn, shown), [edge for mark in marks for edge in _edges(mark)])
    for mark in marks:
        _add_mark(figure, mark, extent, dark)
    _add_toe_offs(figure, drawn.legs, dark)
    lines = [*row.sentences, *(f"Shaded: {mark.label} ({short_source(mark.source)})." for mark in marks)]
    lines += [*drawn.notes, *_thinning(drawn, shown), *drawn.reasons]
    top = entitle(figure, row.title, lines, dark, room=24)
    _axes(figure, row, extent, dark)
    set_height(figure, top, _PLOT_PX, 96)
    figure.update_layout(meta={"what": what, "sources": [row.source, *(mark.source for mark in marks)]})
    return figure


def _axes(figure: Figure, row: CurveRow, extent: tuple[float, float], dark: bool) -> None:
    figure.update_xaxes(
        title_text="Stride, % (the foot lands at 0 and 100)",
        range=[-1, 101],
        tickvals=[0, 20, 40, 60, 80, 100],
    )
    figure.update_yaxes(title_text=row.axis, range=list(extent))
    if extent[0] < 0 < extent[1]:
        figure.update_yaxes(zeroline=True, zerolinewidth=1, zerolinecolor=tones(dark).quiet)


def _thinned(strides: Sequence[StrideCurve]) -> list[StrideCurve]:
    if len(strides) <= _MOST_THIN:
        return list(strides)
    chosen = np.unique(np.linspace(0, len(strides) - 1, _MOST_THIN).round().astype(int))
    return [strides[i] for i in chosen]


def _thinning(drawn: Drawn, shown: dict[Any, list[StrideCurve]]) -> list[str]:
    every = sum(len(one.strides) for one in drawn.legs)
    some = sum(len(part) for part in shown.values())
    return [words().some.format(drawn=some, all=every)] if some < every else []


def _values(drawn: Drawn, shown: dict[Any, list[StrideCurve]]) -> list[float]:
    rows = [stride.values for part in shown.values() for stride in part] + [one.median for one in drawn.legs]
    values = np.concatenate(rows)
    return [float(x) for x in values[np.isfinite(values)]]


def _edges(mark: Reference) -> list[float]:
    return [edge for edge in (mark.zone.low, mark.zone.high) if edge is not None]


def _thin(one: LegCurves, strides: Sequence[StrideCurve], row: CurveRow, dark: bool) -> Any:
    """All strides as one trace with gaps between them: one trace is quick, a hundred are not."""
    import plotly.graph_objects as go

    x: list[float | None] = []
    y: list[float | None] = []
    frames: list[int | None] = []
    texts: list[str] = []
    name = leg_name(one.leg, one.side)
    for stride in strides:
        known = np.isfinite(stride.values)
        x += [*(round(float(100 * share), 1) for share in SHARES), None]
        y += [*(float(v) if k else None for v, k in zip(stride.values, known, strict=True)), None]
        frames += [*(int(frame) for frame in stride.frames), None]
        texts += [*(f"{name}, stride {stride.number}, {t:.2f} s" for t in stride.times_s), ""]
    return go.Scatter(
        x=x,
        y=y,
        customdata=frames,
        text=texts,
        name=f"{name}, each stride",
        legendgroup=one.leg,
        showlegend=False,
        line={"color": faded(tones(dark).leg(one.leg), 0.35), "width": 1, "dash": DASHES[one.leg]},
        hovertemplate=f"%{{text}} in the film<br>{_value(row)}<extra></extra>",
        **clickable(tones(dark).leg(one.leg)),
    )


def _thick(one: LegCurves, row: CurveRow, dark: bool) -> Any:
    import plotly.graph_objects as go

    name = leg_name(one.leg, one.side)
    name = name if row.per_leg else f"strides of the {name}"
    return go.Scatter(
        x=(100 * SHARES).round(1).tolist(),
        y=[float(v) if np.isfinite(v) else None for v in one.median],
        customdata=one.median_frames.tolist(),
        name=f"{name}, median of {len(one.strides)}",
        legendgroup=one.leg,
        line={"color": tones(dark).leg(one.leg), "width": 3.5, "dash": DASHES[one.leg]},
        hovertemplate=f"{name}, median<br>{_value(row)}<extra></extra>",
        **clickable(tones(dark).leg(one.leg)),
    )


def _value(row: CurveRow) -> str:
    return f"%{{y:.1f}}{unit_words(row.unit)} at %{{x:.0f}} % of the stride"


def clickable(colour: str) -> dict[str, Any]:
    """Return markers that stay unseen until one is clicked: a line alone cannot be selected in plotly."""
    unseen = {"opacity": 0}
    return {
        "mode": "lines+markers",
        "marker": {"size": 9, "color": colour, **unseen},
        "selected": {"marker": {"opacity": 1, "size": 9}},
        "unselected": {"marker": unseen},
    }


def _add_mark(figure: Figure, mark: Reference, extent: tuple[float, float], dark: bool) -> None:
    low = extent[0] if mark.zone.low is None else mark.zone.low
    high = extent[1] if mark.zone.high is None else mark.zone.high
    colour = zone_colour(mark.zone.word, dark)
    figure.add_shape(
        type="rect",
        x0=100 * mark.start,
        x1=100 * mark.stop,
        y0=low,
        y1=high,
        fillcolor=faded(colour, 0.14),
        line={"color": faded(colour, 0.6), "width": 1},
        layer="below",
    )
    # Beside the lower end at contact; else at the upper end, where no curve passes in mid-stance.
    lower = mark.start == 0 and mark.zone.low is not None
    figure.add_annotation(
        x=100 * mark.stop,
        y=low if lower else high,
        text=mark.zone.word,
        showarrow=False,
        xanchor="left",
        yanchor="bottom" if lower else "top",
        font={"size": SMALL_PX, "color": colour},
    )


def _add_toe_offs(figure: Figure, legs: Sequence[LegCurves], dark: bool) -> None:
    """Draw the median toe-off of each leg; the earlier one is named to the left of its line."""
    order = sorted(legs, key=lambda one: one.toe_off_share)
    for place, one in enumerate(order):
        at = 100 * one.toe_off_share
        colour = tones(dark).leg(one.leg)
        figure.add_shape(
            type="line",
            x0=at,
            x1=at,
            y0=0,
            y1=1,
            yref="paper",
            line={"color": colour, "width": 1.5, "dash": DASHES[one.leg]},
            layer="below",
        )
        left = place == 0 and len(order) > 1
        figure.add_annotation(
            x=at,
            y=1,
            yref="paper",
            yanchor="bottom",
            xanchor="right" if left else "left",
            text=f"toe-off {one.side} {at:.0f} %",
            showarrow=False,
            font={"size": SMALL_PX, "color": colour},
        )
