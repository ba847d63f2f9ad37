"""The table of all measures; on a narrow screen every row becomes a small block."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from formcheck.advice.usual import Usual, usual
from formcheck.metrics import Measurement
from formcheck.motion import LEGS
from formcheck.plain import escape
from formcheck.report import Report
from formcheck.report.html import limits
from formcheck.report.units import number, range_text, unit_words, value_text


def usual_for(report: Report) -> dict[str, str]:
    """Say for each measure what is usual, or the limits it was held against; by name."""
    found = {}
    for one in report.measurements:
        known = usual(one.name, report.person)
        if known is not None:
            found[one.name] = f"{_span(known)} {known.says}".strip()
    return found | {one.measurement.name: limits(one.band) for one in report.findings}


def _span(known: Usual) -> str:
    unit = unit_words(known.unit)
    low, high = (None if x is None else number(x, 0) for x in (known.low, known.high))
    if low is not None and high is not None:
        return f"Usual: {low} to {high}{unit}."
    if low is None and high is None:
        return ""
    return f"Usual: from {low}{unit}." if high is None else f"Usual: up to {high}{unit}."


def table(measurements: Sequence[Measurement], usual_of: Mapping[str, str] | None = None) -> str:
    """Return the table: one row a metric, near and far leg side by side where it has legs.

    Parameters
    ----------
    measurements
        In their order.
    usual_of
        What is usual, by name; told under the title.
    """
    rows: dict[str, list[Measurement]] = {}
    for one in measurements:
        rows.setdefault(one.name, []).append(one)
    near, far = _leg_names(measurements)
    head = f'<tr><th scope="col">Measure</th><th scope="col">{near}</th><th scope="col">{far}</th></tr>'
    told = usual_of or {}
    body = "".join(_row(row, near, far, told.get(name, "")) for name, row in rows.items())
    return f'<table class="fc-measures"><thead>{head}</thead><tbody>{body}</tbody></table>'


def _leg_names(measurements: Sequence[Measurement]) -> tuple[str, str]:
    sides = {one.leg: one.side for one in measurements if one.leg}
    near, far = (f"{leg} ({sides[leg]})" if sides.get(leg) else leg for leg in LEGS)
    return near, far


def _row(row: list[Measurement], near: str, far: str, usual_here: str) -> str:
    small = f"<small>{escape(usual_here)}</small>" if usual_here else ""
    title = f'<th scope="row">{escape(row[0].title)}{small}</th>'
    by_leg = {one.leg: one for one in row}
    alike = {one.reason for one in row if one.value is None}
    if None in by_leg or (len(alike) == 1 and all(one.value is None for one in row)):
        return f'<tr>{title}<td colspan="2">{_cell(row[0])}</td></tr>'
    cells = (
        f'<td data-leg="{name}">{_cell(by_leg[leg]) if leg in by_leg else ""}</td>'
        for leg, name in zip(LEGS, (near, far), strict=True)
    )
    return f"<tr>{title}{''.join(cells)}</tr>"


def _cell(one: Measurement) -> str:
    interval = range_text(one)
    if not interval:
        return f'<span class="fc-unknown">{escape(one.reason or "cannot tell")}</span>'
    strides = f" · {one.n} strides" if one.n else ""
    return f"<b>{escape(value_text(one))}</b> <small>{interval}{strides}</small>"
