"""Corrections are read from a file: a report.json, or a short list written by hand."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from formcheck.errors import OptionError
from formcheck.gait import Correction
from formcheck.report.read import finish_moves
from formcheck.report.schema import CorrectionPart

_LIST = TypeAdapter(list[CorrectionPart])


def load_corrections(path: str | Path) -> tuple[Correction, ...]:
    """Read corrections.

    Parameters
    ----------
    path
        A report.json, or a JSON list such as
        ``[{"leg": "near", "kind": "initial_contact", "was_s": 1.234, "now_s": 1.25}]``.

    Raises
    ------
    formcheck.errors.OptionError
        When the file cannot be read or says something else.
    """
    path = Path(path)
    finish_moves(path)
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise OptionError(
            f"'{path}' cannot be read ({error.strerror}): give a file of corrections."
        ) from error
    except (ValueError, RecursionError) as error:
        raise OptionError(
            f"'{path.name}' is no JSON: give a report.json or a list of corrections."
        ) from error
    if isinstance(told, dict):
        told = told.get("corrections")
    try:
        parts = _LIST.validate_python(told)
    except ValidationError as error:
        where, why = error.errors()[0]["loc"], error.errors()[0]["msg"]
        place = " ".join(str(part + 1) if isinstance(part, int) else part for part in where)
        raise OptionError(
            f"'{path.name}' holds no list of corrections ({f'{place}: ' if place else ''}{why}): "
            "each has leg, kind, was_s and now_s."
        ) from error
    return tuple(Correction(one.leg, one.kind, one.was_s, one.now_s) for one in parts)
