"""Tell of an error where it came from, without its words: those may name a film."""

from __future__ import annotations

import traceback
from pathlib import Path


def kind_and_place(error: BaseException) -> str:
    """Return the kind of an error and the functions it went through, the innermost first.

    >>> try:
    ...     int("name of a film")
    ... except ValueError as error:
    ...     kind_and_place(error).split(":")[0]
    'ValueError at <doctest formcheck.apart.places.kind_and_place[0]>'
    """
    places = [
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    return f"{type(error).__name__} at {' < '.join(reversed(places))}"
