"""One odd film: what kind it is, what it is called, and how it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Odd:
    """A film that is not made yet.

    Attributes
    ----------
    kind
        Row of the table it belongs to.
    name
        File name, unique within the corpus.
    make
        Writes it to a path; raises when this build of the codecs cannot.
    told
        Whether formcheck can only refuse it (True), can only read it (False), or may do either (None).
    """

    kind: str
    name: str
    make: Callable[[Path], object]
    told: bool | None = None
