"""The clinical sheet: the 2-D side-view list of Souza 2016 on one page to print, item by item."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import Field

from formcheck.advice.data import Row
from formcheck.metrics import Measurement, Strike
from formcheck.report.environment import environment
from formcheck.report.strikes import strikes
from formcheck.report.understood import understood
from formcheck.report.units import range_text, value_text
from formcheck.report.value import Report

_STRIKE, _ANGLE = "strike", "foot_angle_at_contact"
_WORDS = {"rearfoot": "heel", "midfoot": "midfoot", "forefoot": "forefoot", "between": "between two classes"}


class Item(Row):
    """One item of the list and the measurement that answers it."""

    item: str = Field(min_length=1)
    measurement: str
    moment: str
    says: str


class Rear(Row):
    """One item that needs a film from behind."""

    item: str


class Head(Row):
    """Words round the table."""

    title: str
    after: str
    read: str
    rear: str


class SheetData(Row):
    """All of sheet.toml."""

    sheet: Head
    items: tuple[Item, ...]
    rear: tuple[Rear, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with its range, or why there is none; `side` is the leg it belongs to, or empty."""

    side: str
    value: str
    interval: str
    strides: int


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One item with its values."""

    item: str
    moment: str
    says: str
    cells: tuple[Cell, ...]


@cache
def sheet_data() -> SheetData:
    """Read and check sheet.toml, once."""
    text = files("formcheck.report").joinpath("sheet.toml").read_text(encoding="utf-8")
    return SheetData.model_validate(tomllib.loads(text))


def sheet_rows(report: Report) -> tuple[SheetRow, ...]:
    """Return every item of the list with what was measured, or why not."""
    return tuple(
        SheetRow(one.item, one.moment, one.says, tuple(_cells(report, one.measurement)))
        for one in sheet_data().items
    )


def clinical_sheet(report: Report) -> str:
    """Return the sheet as one HTML page that prints on one side of A4 or Letter."""
    data = sheet_data()
    return (
        environment()
        .get_template("sheet.html")
        .render(
            report=report,
            head=data.sheet,
            rows=sheet_rows(report),
            rear=[one.item for one in data.rear],
            understood=understood(report),
        )
    )


def _cells(report: Report, name: str) -> Iterator[Cell]:
    if name == _STRIKE:
        yield from (_strike_cell(report, one) for one in strikes(report))
    yield from (_cell(one) for one in report.measurements if one.name == name)


def _cell(one: Measurement) -> Cell:
    if one.value is None:
        return Cell(_side(one), one.reason, "", 0)
    return Cell(_side(one), value_text(one), range_text(one), one.n)


def _side(one: Measurement | Strike) -> str:
    return f"{one.side} ({one.leg})" if one.side else one.leg or ""


def _strike_cell(report: Report, one: Strike) -> Cell:
    if one.name is None:
        return Cell(_side(one), one.reason, "", 0)
    classes = (("heel", one.rearfoot), ("midfoot", one.midfoot), ("forefoot", one.forefoot))
    shares = ", ".join(f"{word} {100 * share:.0f} %" for word, share in classes if share and share >= 0.005)
    angle = report.measurement(_ANGLE, one.leg)
    return Cell(_side(one), _WORDS[one.name], shares, angle.n if angle else 0)
