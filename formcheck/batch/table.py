"""The list of a batch: a CSV file with a column ``clip`` and what is told about each."""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from formcheck.errors import InputError, OptionError
from formcheck.options import Options

NOTE = "note_"  # a column that begins so is carried into the summary as it stands
_CLIP, _ID = "clip", "id"
_OPTIONS = tuple(field.name for field in fields(Options))
_COLUMNS = (_CLIP, _ID, *_OPTIONS)
_WORDS = ("facing", "model", "title", "engine")
_YES, _NO = ("yes", "true", "1"), ("no", "false", "0")
_LARGEST = 50_000_000  # bytes


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of the list."""

    line: int
    clip: str
    id: str
    options: Options
    notes: tuple[tuple[str, str], ...]


def listed(path: Path, options: Options) -> list[ListRow]:
    """Read a list.

    Parameters
    ----------
    path
        A CSV file in UTF-8; commas, semicolons or tabs between the cells.
    options
        What holds where a row tells nothing.

    Raises
    ------
    formcheck.errors.InputError
        When it cannot be used; the message names the line.
    """
    text = _text(path)
    mark = max(",;\t", key=(text.splitlines() or [""])[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        lines = [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    except csv.Error as error:
        raise InputError(
            f"Line {reader.line_num} of '{path.name}' is no CSV ({error}): write it anew."
        ) from error
    lines = [(number, cells) for number, cells in lines if any(cells)]
    if len(lines) < 2:
        raise InputError(f"'{path.name}' lists no clips: write a line of column names, then a line a clip.")
    header = _header(lines[0][1], path.name)
    rows = []
    for number, cells in lines[1:]:
        where = f"Line {number} of '{path.name}'"
        if len(cells) > len(header):
            raise InputError(
                f"{where} has {len(cells)} cells under {len(header)} names: put quotes round a cell "
                f"that holds '{mark}'."
            )
        row = dict(zip(header, [*cells, *[""] * (len(header) - len(cells))], strict=True))
        rows.append(_row(number, row, options, where, decimal_comma=mark != ","))
    return rows


def _text(path: Path) -> str:
    try:
        large = path.stat().st_size > _LARGEST
        raw = b"" if large else path.read_bytes()
    except OSError as error:
        raise InputError(f"'{path}' cannot be read ({error.strerror}): give a CSV file.") from error
    if large:
        raise InputError(f"'{path.name}' is too large for a list of clips: give a smaller one.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"'{path.name}' is not in UTF-8: save it as 'CSV UTF-8'.") from error


def _header(names: list[str], file: str) -> list[str]:
    for name in names:
        if name not in _COLUMNS and not name.startswith(NOTE):
            near = difflib.get_close_matches(name.lower(), _COLUMNS, n=1, cutoff=0.5)
            told = f"do you mean {near[0]}? " if near else ""
            raise InputError(
                f"'{file}' has a column '{name}' that is not known: {told}Columns are "
                f"{', '.join(_COLUMNS)}, and {NOTE}... for your own."
            )
        if names.count(name) > 1:
            raise InputError(f"'{file}' has the column '{name}' twice: leave one out.")
    if _CLIP not in names:
        raise InputError(f"'{file}' has no column '{_CLIP}': name one so, with the path of each film.")
    return names


def _row(line: int, row: Mapping[str, str], options: Options, where: str, *, decimal_comma: bool) -> ListRow:
    if not row[_CLIP]:
        raise InputError(f"{where} names no clip: write the path of a film, or leave the line out.")
    told = {name: row[name] for name in _OPTIONS if row.get(name)}
    try:
        if decimal_comma:
            told = {name: text if name in _WORDS else text.replace(",", ".") for name, text in told.items()}
        read: dict[str, Any] = {name: _value(name, text) for name, text in told.items()}
        own = replace(options, **read)
    except OptionError as error:
        raise OptionError(f"{where}: {error}") from error
    notes = tuple((name, text) for name, text in row.items() if name.startswith(NOTE))
    return ListRow(line, row[_CLIP], row.get(_ID, ""), own, notes)


def _value(name: str, text: str) -> str | float | bool:
    if name in _WORDS:
        return text if name == "title" else text.lower()
    if name in ("blur_faces", "every_picture"):
        if text.lower() not in _YES + _NO:
            raise OptionError(f"{name} is '{text}': write yes or no.")
        return text.lower() in _YES
    try:
        return float(text)
    except ValueError:
        raise OptionError(f"{name} is '{text}': write a number without its unit.") from None
