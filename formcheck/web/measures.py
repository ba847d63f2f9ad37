"""The table of all measures; on a narrow screen every row becomes a small block."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from formcheck.metrics import Measurement
from formcheck.motion import LEGS
from formcheck.report.units import range_text, value_text


def table(measurements: Sequence[Measurement]) -> str:
    """Return the table: one row a metric, near and far leg side by side where it has legs."""
    rows: dict[str, list[Measurement]] = {}
    for one in measurements:
        rows.setdefault(one.name, []).append(one)
    near, far = _leg_names(measurements)
    head = f'<tr><th scope="col">Measure</th><th scope="col">{near}</th><th scope="col">{far}</th></tr>'
    body = "".join(_row(row, near, far) for row in rows.values())
    return f'<table class="fc-measures"><thead>{head}</thead><tbody>{body}</tbody></table>'


def _leg_names(measurements: Sequence[Measurement]) -> tuple[str, str]:
    sides = {one.leg: one.side for one in measurements if one.leg}
    near, far = (f"{leg} ({sides[leg]})" if sides.get(leg) else leg for leg in LEGS)
    return near, far


def _row(row: list[Measurement], near: str, far: str) -> str:
    title = f'<th scope="row">{escape(row[0].title)}</th>'
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
