"""measures.csv: one line per measurement, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io

from formcheck.metrics import Measurement
from formcheck.plain import cell
from formcheck.report.value import Report

HEADER = ("name", "title", "leg", "side", "value", "low", "high", "unit", "n", "reason")


def measures_csv(report: Report) -> str:
    """Return the text of measures.csv; unknown values are empty, with the reason beside them."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(HEADER)
    rows.writerows([cell(value) for value in _row(one)] for one in report.measurements)
    return text.getvalue()


def _row(one: Measurement) -> tuple[str | float | None, ...]:
    return (
        one.name,
        one.title,
        one.leg,
        one.side,
        one.value,
        one.low,
        one.high,
        one.unit,
        one.n,
        one.reason,
    )
