"""The picture from the middle of the measured piece, without lines, kept beside the film."""

from __future__ import annotations

import contextlib
from pathlib import Path

from formcheck.errors import FormcheckError
from formcheck.files import put_whole
from formcheck.progress import Progress, silent
from formcheck.report import Report

HIGHEST = 760  # pixels of the picture


def middle_of(film: Path) -> Path:
    """Return where the picture of a film is kept, if it is."""
    return film.with_name(f"{film.name}.plain.jpg")


def keep_middle(report: Report, film: Path, _: Progress = silent) -> None:
    """Keep the picture, unless it is there already; without it only the plumb line cannot be set by hand."""
    from formcheck.clip.glimpse import glimpse
    from formcheck.report.keyframes import jpeg

    kept = middle_of(film)
    if kept.is_file() or report.motion is None:
        return
    first, stop = report.piece
    with contextlib.suppress(FormcheckError, OSError):
        rgb = glimpse(report.clip.source, float(report.clip.t[(first + stop) // 2]))
        if rgb is not None:
            put_whole(kept, jpeg(rgb, HIGHEST))
