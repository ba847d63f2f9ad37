"""Each angle or position over the film's time, with the time each foot is on the ground below it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from formcheck.gait import Events
from formcheck.motion import LEGS, Leg
from formcheck.report.plots.bands import shown_range
from formcheck.report.plots.curves import clickable
from formcheck.report.plots.data import Array, LegSeries, frames_at, leg_name, over_time
from formcheck.report.plots.look import DASHES, SMALL_PX, empty, entitle, faded, set_height, stacked, tones
from formcheck.report.plots.whats import CurveRow, What, whats
from formcheck.report.units import unit_words
from formcheck.report.value import Report

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

_PLOT_PX = 330
_ROWS: dict[Leg, float] = {"near": 1.0, "far": 0.0}  # heights of the rows that show the feet on the ground
_LONG_S, _OPEN_S = 12.0, 8.0
_MOST_POINTS = 4000  # of one line; more than a minute at 60 a second is thinned so that the page stays quick


def series(report: Report, what: What, *, dark: bool = False) -> Figure:
    """Draw one quantity over the film's time, with contacts and toe-offs of both legs.

    Values are those at the film's own frames, corrected as `curves` does; ``customdata`` of every point, also
    of the contacts and toe-offs, is the number of the frame.

    Parameters
    ----------
    report
        What is known.
    what
        One of `whats`.
    dark
        For a dark page.
    """
    row, drawn = whats()[what], over_time(report, what)
    if not drawn.series:
        return empty(row.title, drawn.reasons, dark)
    figure = stacked((0.8, 0.2), 0.08, dark, shared=True)
    for one in reversed(drawn.series):
        figure.add_trace(_line(one, row, dark), row=1, col=1)
    values = np.concatenate([one.values for one in drawn.series])
    figure.update_yaxes(
        title_text=row.axis,
        range=list(shown_range([float(x) for x in values[np.isfinite(values)]], [])),
        row=1,
        col=1,
    )
    _add_ground(figure, report, dark)
    lines = [*row.sentences, *drawn.notes, *drawn.reasons]
    top = entitle(figure, f"{row.title} through the film", lines, dark)
    figure.update_xaxes(title_text="Time in the film, s", row=2, col=1)
    _window(figure, drawn.series[0].times_s, dark)
    set_height(figure, top, _PLOT_PX, 80)
    figure.update_layout(showlegend=len(drawn.series) > 1, meta={"what": what, "sources": [row.source]})
    return figure


def _window(figure: Figure, times_s: Array, dark: bool) -> None:
    """Open on the first seconds of a long film; a slider below leads to the rest."""
    first, last = float(times_s[0]), float(times_s[-1])
    if last - first > _LONG_S:
        slider = {"visible": True, "thickness": 0.08, "bordercolor": tones(dark).grid, "borderwidth": 1}
        figure.update_xaxes(range=[first, first + _OPEN_S])
        figure.update_xaxes(rangeslider=slider, fixedrange=False, row=2, col=1)


def _line(one: LegSeries, row: CurveRow, dark: bool) -> Any:
    import plotly.graph_objects as go

    step = int(np.ceil(len(one.times_s) / _MOST_POINTS))
    times, values, frames = one.times_s[::step], one.values[::step], one.frames[::step]
    name = leg_name(one.leg, one.side) or "body"
    colour = tones(dark).leg(one.leg) if one.leg else tones(dark).ink
    return go.Scatter(
        x=times.round(4).tolist(),
        y=[float(v) if np.isfinite(v) else None for v in values],
        customdata=frames.tolist(),
        name=name,
        line={"color": colour, "width": 1.8, "dash": DASHES[one.leg or "near"]},
        hovertemplate=f"{name}, %{{x:.2f}} s in the film, frame %{{customdata}}<br>"
        f"%{{y:.1f}}{unit_words(row.unit)}<extra></extra>",
        **clickable(colour),
    )


def _add_ground(figure: Figure, report: Report, dark: bool) -> None:
    """Add a row for each leg: a bar while the foot is on the ground, a mark where it lands and leaves."""
    assert report.motion is not None
    rows: list[tuple[float, str]] = []
    shapes: list[dict[str, Any]] = []  # set at once: adding them one by one takes a second
    for leg in LEGS:
        events = report.gait.events(leg)
        if events is None:
            continue
        side = report.motion.side_of(leg)
        rows.append((_ROWS[leg], f"{side} ({leg})"))
        colour = tones(dark).leg(leg)
        shapes += [_stance(start, stop, leg, colour) for start, stop in _stances(events)]
        numbers = {stride.contact_s: n for n, stride in enumerate(report.gait.strides(leg), start=1)}
        for kind, times, symbol in (
            ("lands", events.initial_contact_s, "triangle-down"),
            ("leaves", events.toe_off_s, "triangle-up-open"),
        ):
            trace = _marks(report, leg, f"{side} foot {kind}", times, symbol, colour, numbers)
            figure.add_trace(trace, row=2, col=1)
    figure.update_layout(shapes=shapes)
    figure.update_yaxes(
        tickvals=[at for at, _ in rows],
        ticktext=[text for _, text in rows],
        range=[-0.6, 1.6],
        showgrid=False,
        row=2,
        col=1,
    )
    figure.add_annotation(
        x=0,
        xref="x2 domain",
        y=1,
        yref="y2 domain",
        xanchor="left",
        yanchor="bottom",
        text="Foot on the ground",
        showarrow=False,
        font={"size": SMALL_PX, "color": tones(dark).quiet},
    )


def _stances(events: Events) -> Iterator[tuple[float, float]]:
    """Yield each contact with the toe-off that follows it before the next contact."""
    contacts, toe_offs = events.initial_contact_s, events.toe_off_s
    for start, following in pairwise([*contacts, np.inf]):
        leaves = toe_offs[(toe_offs > start) & (toe_offs < following)]
        if len(leaves):
            yield float(start), float(leaves[0])


def _stance(start: float, stop: float, leg: Leg, colour: str) -> dict[str, Any]:
    return {
        "type": "rect",
        "x0": start,
        "x1": stop,
        "y0": _ROWS[leg] - 0.3,
        "y1": _ROWS[leg] + 0.3,
        "xref": "x2",
        "yref": "y2",
        "fillcolor": faded(colour, 0.3),
        "line": {"color": colour, "width": 1, "dash": "dot" if leg == "far" else "solid"},
        "layer": "below",
    }


def _marks(
    report: Report,
    leg: Leg,
    words: str,
    times: Array,
    symbol: str,
    colour: str,
    numbers: dict[float, int],
) -> Any:
    import plotly.graph_objects as go

    texts = [f", stride {numbers[float(t)]}" if float(t) in numbers else "" for t in times]
    return go.Scatter(
        x=times.tolist(),
        y=[_ROWS[leg]] * len(times),
        customdata=frames_at(report, times).tolist(),
        text=texts,
        mode="markers",
        marker={"symbol": symbol, "size": 8, "color": colour},
        showlegend=False,
        name=words,
        hovertemplate=f"{words}%{{text}}<br>%{{x:.2f}} s in the film, frame %{{customdata}}<extra></extra>",
    )
