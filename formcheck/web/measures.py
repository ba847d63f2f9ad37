"""The table of all measures; on a narrow screen every row becomes a small block."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from formcheck.metrics import Measurement


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
    return tuple(f"{leg} ({sides[leg]})" if sides.get(leg) else leg for leg in ("near", "far"))  # type: ignore[return-value]


def _row(row: list[Measurement], near: str, far: str) -> str:
    first = row[0]
    title = f'<th scope="row">{escape(first.title)}<small>{escape(first.unit)}</small></th>'
    if first.leg is None:
        return f'<tr>{title}<td colspan="2">{_cell(first)}</td></tr>'
    by_leg = {one.leg: one for one in row}
    legs = [by_leg.get("near"), by_leg.get("far")]
    if all(one is not None and one.value is None for one in legs) and len({one.reason for one in row}) == 1:
        return f'<tr>{title}<td colspan="2">{_cell(first)}</td></tr>'
    cells = "".join(
        f'<td data-leg="{label}">{_cell(one) if one else ""}</td>'
        for one, label in zip(legs, (near, far), strict=True)
    )
    return f"<tr>{title}{cells}</tr>"


def _cell(one: Measurement) -> str:
    if one.value is None or one.low is None or one.high is None:
        return f'<span class="fc-unknown">{escape(one.reason or "cannot tell")}</span>'
    value, low, high = (_rounded(x, one.decimals) for x in (one.value, one.low, one.high))
    strides = f" · {one.n} strides" if one.n else ""
    return f"<b>{value}</b> <small>{low} to {high}{strides}</small>"


def _rounded(x: float, decimals: int) -> str:
    return f"{round(x, decimals) + 0.0:.{decimals}f}".replace("-", "−")
