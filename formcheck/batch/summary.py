"""summary.csv and summary.parquet: one row a clip, the same columns in every batch."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from formcheck.advice.data import knowledge
from formcheck.batch.lines import Line
from formcheck.metrics import METRICS
from formcheck.metrics.centimetres import BY_SCALE
from formcheck.motion import LEGS
from formcheck.plain import cell

CSV, PARQUET = "summary.csv", "summary.parquet"
Cell = str | float | int | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it holds (``str``, ``float`` or ``int``), and its unit where it has one."""

    name: str
    kind: type[str] | type[float] | type[int] = str
    unit: str = ""


_ABOUT = (
    Column("id"),
    Column("clip"),
    Column("state"),
    Column("error"),
    Column("seconds", float, "s"),
    Column("tries", int),
)
_SEEN = (
    Column("title"),
    Column("activity"),
    Column("view"),
    Column("facing"),
    Column("near_side"),
    Column("steps", int),
    Column("duration_s", float, "s"),
    Column("fps_mean", float, "frames a second"),
    Column("height_cm", float, "cm"),
    Column("speed_kmh", float, "km/h"),
    Column("incline_pct", float, "%"),
    Column("capture_fps", float, "frames a second"),
    Column("model"),
    Column("formcheck"),
    Column("sha256"),
    Column("remarks"),
)


@cache
def measure_columns() -> tuple[Column, ...]:
    """Return three columns, value and 95 % interval, for each measure and leg."""
    units = {"cadence": ("spm", False)} | {one.name: (one.unit, one.per_leg) for one in METRICS}
    units |= {f"{name}_cm": ("cm", units[name][1]) for name in BY_SCALE}
    return tuple(
        Column(f"{name}{leg}{edge}", float, unit)
        for name, (unit, per_leg) in units.items()
        for leg in ([f"_{leg}" for leg in LEGS] if per_leg else [""])
        for edge in ("", "_low", "_high")
    )


def columns(lines: Sequence[Line]) -> tuple[Column, ...]:
    """Return all columns in their order; only ``note_...`` differs from batch to batch."""
    notes = dict.fromkeys(name for line in lines for name, _ in line.task.notes)
    verdicts = [Column(f"verdict_{check}") for check in knowledge().checks]
    return (*_ABOUT, *map(Column, notes), *_SEEN, *verdicts, *measure_columns())


def row(line: Line) -> dict[str, Cell]:
    """Return the cells of a clip that are known, by the names of their columns."""
    outcome = line.outcome
    return {
        "id": line.task.id,
        "clip": line.task.name,
        "state": outcome.state,
        "error": outcome.error or None,
        "seconds": outcome.seconds,
        "tries": outcome.tries,
        **dict(line.task.notes),
        **line.seen,
        **{f"verdict_{one.check}": one.verdict for one in line.judged},
    }


def summary_csv(lines: Sequence[Line]) -> str:
    """Return the text of summary.csv; what is not known is an empty cell."""
    header = [column.name for column in columns(lines)]
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(cell(name) for name in header)
    for line in lines:
        cells = row(line)
        rows.writerow(cell(cells.get(name)) for name in header)
    return text.getvalue()


def summary_parquet(lines: Sequence[Line]) -> bytes | None:
    """Return summary.parquet, units in the metadata of its columns; None where pyarrow is not installed."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        return None
    kinds = {str: pyarrow.string(), float: pyarrow.float64(), int: pyarrow.int64()}
    cells = [row(line) for line in lines]
    shown = columns(lines)
    schema = pyarrow.schema(
        [
            pyarrow.field(one.name, kinds[one.kind], metadata={"unit": one.unit} if one.unit else None)
            for one in shown
        ]
    )
    arrays = [pyarrow.array([got.get(one.name) for got in cells], kinds[one.kind]) for one in shown]
    out = pyarrow.BufferOutputStream()
    parquet.write_table(pyarrow.table(arrays, schema=schema), out)
    made: bytes = out.getvalue().to_pybytes()
    return made
