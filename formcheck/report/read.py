"""A report.json is read back: whole, or its measurements alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import ValidationError

from formcheck.errors import OptionError
from formcheck.metrics import METRICS, Measurement
from formcheck.motion import LEGS
from formcheck.report.schema import Document, MeasurementPart
from formcheck.staging import finish

_NAME = "report.json"
_LARGEST = 50_000_000  # bytes; a minute of film gives less than one million
_WHOLE = ("cadence",)  # read without decimals, as measured


def load_measurements(path: str | Path) -> tuple[Measurement, ...]:
    """Read the measurements of a report.json, for `formcheck.compare`.

    Parameters
    ----------
    path
        The file, or the folder it lies in.

    Raises
    ------
    formcheck.errors.OptionError
        When it cannot be read or is no report of this version.
    """
    return measurements_of(load_document(path))


def load_document(path: str | Path) -> Document:
    """Read a report.json.

    Parameters
    ----------
    path
        The file, or the folder it lies in.

    Raises
    ------
    formcheck.errors.OptionError
        When it cannot be read or is no report of this version.
    """
    path = Path(path)
    file = path / _NAME if path.is_dir() else path
    finish_moves(file)
    try:
        large = file.stat().st_size > _LARGEST
        text = b"" if large else file.read_bytes()
    except OSError as error:
        raise OptionError(f"'{file}' cannot be read ({error.strerror}): give a report.json.") from error
    if large:
        raise OptionError(f"'{file.name}' is too large to be a report.json: give the one formcheck wrote.")
    return parse_document(text, file.name)


def finish_moves(file: Path) -> None:
    """Where a program was killed while it moved a result into place, finish that before a file is read.

    Raises
    ------
    formcheck.errors.OptionError
        When it cannot be finished.
    """
    if file.name != _NAME:
        return
    try:
        finish(file.parent)
    except BlockingIOError as error:
        raise OptionError(f"'{file}' is being written just now: try again in a moment.") from error
    except OSError as error:
        raise OptionError(
            f"'{file.parent}' holds a result that is only half in place ({error.strerror}): allow writing "
            "there, or measure the film again."
        ) from error


def parse_document(text: str | bytes, name: str) -> Document:
    """Read the text of a report.json; `name` is for messages.

    Raises
    ------
    formcheck.errors.OptionError
        When it is no report of this version.
    """
    try:
        found = Document.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        if first["type"] == "json_invalid":
            raise OptionError(f"'{name}' is no JSON: give a report.json that formcheck wrote.") from error
        place = " ".join(str(part) for part in first["loc"])
        raise OptionError(
            f"'{name}' is no report of this version of formcheck ({place}: {first['msg']}): "
            "measure the film again."
        ) from error
    measurements_of(found, name)
    return found


def measurements_of(document: Document, name: str = "report.json") -> tuple[Measurement, ...]:
    """Return the measurements of a document as they were measured.

    Raises
    ------
    formcheck.errors.OptionError
        When one has a leg that measurements cannot have, or only half an interval.
    """
    return tuple(_measurement(part, name) for part in document.measurements)


def _measurement(part: MeasurementPart, name: str) -> Measurement:
    if part.leg is not None and part.leg not in LEGS:
        raise OptionError(f"'{name}' tells of a '{part.leg}' leg in {part.name}: it is near or far.")
    if len({x is None for x in (part.value, part.low, part.high)}) == 2:
        raise OptionError(f"'{name}' tells only part of {part.name}: measure the film again.")
    known = [(x, t) for x, t in zip(part.per_stride, part.stride_times_s, strict=False) if x is not None]
    return Measurement(
        name=part.name,
        title=part.title,
        unit=part.unit,
        leg=part.leg,
        side=part.side,
        value=part.value,
        low=part.low,
        high=part.high,
        n=part.n,
        reason=part.reason,
        decimals=0 if part.name in _WHOLE else _decimals().get(part.name, 1),
        per_stride=tuple(x for x, _ in known),
        stride_times_s=tuple(t for _, t in known),
        corrected_by=part.corrected_by,
    )


@cache
def _decimals() -> dict[str, int]:
    """Digits people read, by the name of the measure; the file does not tell them."""
    return {metric.name: metric.decimals for metric in METRICS}
