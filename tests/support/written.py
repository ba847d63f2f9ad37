"""A program that writes a stick runner's result and may be killed: ``python -m tests.support.written N OUT``.

N is 0 for a result with all its pictures and a film, 1 for one of nobody who runs; it appears in
``OUT/made``.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from formcheck.report import write
from tests.support.reports import Film, nobody, running

MADE = "made"
_FILM = Film(seconds=2.0)  # of smaller ones the encoder's bytes differ from run to run


def main() -> None:
    """Write it."""
    with tempfile.TemporaryDirectory() as place:
        report = nobody(Path(place)) if int(sys.argv[1]) else running(Path(place), _FILM)
        write(report, Path(sys.argv[2]) / MADE)


if __name__ == "__main__":
    main()
