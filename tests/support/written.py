"""A program that writes a stick runner's result and may be killed: ``python -m tests.support.written N OUT``.

N is 0 or 1: other options and other files. The result appears in ``OUT/made``.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from formcheck.options import Options
from formcheck.report import write
from formcheck.report.extras import Extra
from tests.support.reports import Film, running

MADE = "made"
_WAYS: tuple[tuple[Options, Extra], ...] = ((Options(), "landmarks"), (Options(height_cm=170), "trc"))
_FILM = Film(width=160, height=284, seconds=2.0)


def main() -> None:
    """Write it."""
    options, extra = _WAYS[int(sys.argv[1])]
    with tempfile.TemporaryDirectory() as place:
        write(running(Path(place), _FILM, options=options), Path(sys.argv[2]) / MADE, files=(extra,))


if __name__ == "__main__":
    main()
