"""Every stride of every judged measure as a dot, with median, 95 % interval and limits: small multiples."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from formcheck.metrics import Measurement
from formcheck.report.plots.bands import (
    Limits,
    Zone,
    held_edges,
    limits_of,
    short_source,
    shown_range,
    zone_text,
)
from formcheck.report.plots.data import frames_at, leg_name
from formcheck.report.plots.look import (
    FONT_PX,
    SMALL_PX,
    empty,
    entitle,
    faded,
    stacked,
    tones,
    wrapped,
    zone_colour,
)
from formcheck.report.plots.whats import words
from formcheck.report.units import number, unit_words, value_text
from formcheck.report.value import Report
from formcheck.report.verdicts import LOOKS

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

_PANEL_PX, _ROW_PX, _GAP_PX = 56, 46, 74
_NARROW_PX, _LETTER_PX = 290, 7.0  # width of a panel on a phone, and of a letter in it
_SYMBOLS = {"near": "circle", "far": "circle-open", None: "circle"}


def strip_names(report: Report) -> tuple[str, ...]:
    """Names of the measures that `strips` draws unless told otherwise: those that have limits."""
    names = dict.fromkeys(one.name for one in report.measurements if one.per_stride)
    return tuple(name for name in names if limits_of(report, name) is not None)


def strips(report: Report, names: Sequence[str] | None = None, *, dark: bool = False) -> Figure:
    """Draw the values of single strides, one panel for each measure.

    Parameters
    ----------
    report
        What is known.
    names
        Measures to draw, in this order; those of `strip_names` when None. One without values is left out.
    dark
        For a dark page.
    """
    panels = [
        (group, limits_of(report, name))
        for name in (strip_names(report) if names is None else names)
        if (group := [one for one in report.measurements if one.name == name and one.per_stride])
    ]
    if not panels:
        reason = "" if report.runs else report.gait.activity.reason
        return empty(words().strips, (reason or words().strips_none,), dark)
    heights = [_PANEL_PX + _ROW_PX * len(group) for group, _ in panels]
    whole = sum(heights) + _GAP_PX * (len(panels) - 1)
    figure = stacked(heights, _GAP_PX / whole if len(panels) > 1 else 0, dark)
    for row, (group, limits) in enumerate(panels, start=1):
        _add_panel(figure, row, group, limits, report, dark)
    signs = words().strips_signs.format(watch=LOOKS["watch"].sign, change=LOOKS["change"].sign)
    top = entitle(figure, words().strips, [words().strips_say, signs], dark, room=62)
    figure.update_layout(
        height=top + whole + 36,
        margin={"b": 36, "l": 8},
        showlegend=False,
        meta={"sources": [limits.source for _, limits in panels if limits]},
    )
    return figure


def _add_panel(
    figure: Figure, row: int, group: Sequence[Measurement], limits: Limits | None, report: Report, dark: bool
) -> None:
    values = [x for one in group for x in (*one.per_stride, one.low, one.high) if x is not None]
    edges = [edge for one in group for edge in held_edges(one, limits)]
    low, high = _roomy(shown_range(values, edges), limits)
    if limits is not None:
        for zone in limits.zones:
            _add_zone(figure, row, zone, (low, high), dark)
    for place, one in enumerate(group):
        level = len(group) - 1 - place
        figure.add_trace(_dots(one, level, report, dark), row=row, col=1)
        figure.add_trace(_middle(one, level, dark), row=row, col=1)
    _add_heading(figure, row, group[0], limits, dark)
    figure.update_xaxes(range=[low, high], row=row, col=1, ticksuffix="°" if group[0].unit == "deg" else "")
    figure.update_yaxes(
        range=[-0.55, len(group) - 0.1],
        tickvals=list(range(len(group))),
        ticktext=[_row_name(one) for one in reversed(group)],
        showgrid=False,
        row=row,
        col=1,
    )


def _roomy(extent: tuple[float, float], limits: Limits | None) -> tuple[float, float]:
    """Widen an axis until the word of a zone cut off by its end fits in there, on a phone too."""
    low, high = extent
    for zone in limits.zones * 3 if limits else ():  # widening one end narrows the other's words a little
        share = 1.3 * _LETTER_PX * len(zone.word) / _NARROW_PX
        if zone.high is not None and low < zone.high < high and (zone.low is None or zone.low <= low):
            low = min(low, zone.high - share / (1 - share) * (high - zone.high))
        if zone.low is not None and low < zone.low < high and (zone.high is None or zone.high >= high):
            high = max(high, zone.low + share / (1 - share) * (zone.low - low))
    return low, high


def _row_name(one: Measurement) -> str:
    return f"{one.side or one.leg}<br>({one.leg})" if one.leg else "all"


def _add_heading(figure: Figure, row: int, one: Measurement, limits: Limits | None, dark: bool) -> None:
    """Write what is drawn above the panel, and under it the limits with who says so."""
    lines = [f"<b>{one.title}</b>, {unit_words(one.unit).strip()}"]
    if limits is not None:
        told = f"{limits.best.word} {zone_text(limits.best, limits.unit)} ({short_source(limits.source)})"
        small = "<br>".join(wrapped(told)[:2])
        lines.append(f'<span style="font-size:{SMALL_PX}px;color:{tones(dark).quiet}">{small}</span>')
    figure.add_annotation(
        x=0,
        y=1,
        xref=f"x{row if row > 1 else ''} domain",
        yref=f"y{row if row > 1 else ''} domain",
        xanchor="left",
        yanchor="bottom",
        xshift=-50,
        yshift=2,
        align="left",
        text="<br>".join(lines),
        showarrow=False,
        font={"size": FONT_PX},
    )


def _add_zone(figure: Figure, row: int, zone: Zone, extent: tuple[float, float], dark: bool) -> None:
    low = extent[0] if zone.low is None else max(zone.low, extent[0])
    high = extent[1] if zone.high is None else min(zone.high, extent[1])
    if high <= low:
        return
    colour = zone_colour(zone.word, dark)
    strong = 0.2 if zone.word in ("good", "usual") else 0.1
    figure.add_shape(
        type="rect",
        x0=low,
        x1=high,
        y0=0,
        y1=1,
        yref="y domain",
        fillcolor=faded(colour, strong),
        line={"width": 1, "color": faded(colour, 0.5)},
        layer="below",
        row=row,
        col=1,
    )
    # A word that does not fit its zone on a phone would run into its neighbour: there the sign stands.
    room = _NARROW_PX * (high - low) / (extent[1] - extent[0])
    word = zone.word if room >= _LETTER_PX * len(zone.word) else _sign(zone)
    figure.add_annotation(
        x=(low + high) / 2,
        y=1,
        yref="y domain",
        yanchor="top",
        text=word,
        showarrow=False,
        font={"size": SMALL_PX, "color": colour},
        row=row,
        col=1,
    )


def _sign(zone: Zone) -> str:
    return "" if zone.word == "usual" else LOOKS[zone.word].sign


def _dots(one: Measurement, level: int, report: Report, dark: bool) -> Any:
    import plotly.graph_objects as go

    count = len(one.per_stride)
    times = np.asarray(one.stride_times_s)
    heights = level + 0.3 - 0.45 * np.arange(count) / max(count - 1, 1)
    name = leg_name(one.leg, one.side) or "body"
    texts = [f"{name}, stride {n}, {t:.2f} s" for n, t in enumerate(times, start=1)]
    return go.Scatter(
        x=list(one.per_stride),
        y=heights.tolist(),
        customdata=frames_at(report, times).tolist(),
        text=texts,
        mode="markers",
        name=f"{one.title}, {name}",
        marker={
            "symbol": _SYMBOLS[one.leg],
            "size": 7,
            "opacity": 0.75,
            "color": tones(dark).leg(one.leg),
            "line": {"width": 1.5, "color": tones(dark).leg(one.leg)},
        },
        hovertemplate=f"%{{text}} in the film<br>%{{x:.1f}}{unit_words(one.unit)}<extra></extra>",
    )


def _middle(one: Measurement, level: int, dark: bool) -> Any:
    import plotly.graph_objects as go

    assert one.value is not None
    assert one.low is not None
    assert one.high is not None
    ink = tones(dark).ink
    told = f"{value_text(one)}, {number(one.low, one.decimals)} to {number(one.high, one.decimals)}"
    return go.Scatter(
        x=[one.value],
        y=[level - 0.32],
        mode="markers",
        name=f"{one.title}, median",
        marker={"symbol": "diamond", "size": 11, "color": ink},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [one.high - one.value],
            "arrayminus": [one.value - one.low],
            "color": ink,
            "thickness": 2.5,
            "width": 5,
        },
        hovertemplate=f"median {told}, {one.n} strides<extra></extra>",
    )
