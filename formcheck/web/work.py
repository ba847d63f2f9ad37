"""The work behind the page: the same road and the same files as the command line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from formcheck.options import Options
from formcheck.progress import Progress
from formcheck.report import Report, Written


@dataclass(frozen=True, slots=True)
class Result:
    """What came out of one film, and the files written for it."""

    report: Report
    written: Written


def check_form(film: Path, options: Options, folder: Path, progress: Progress) -> Result:
    """Analyse a film and write its files; the desk's runner."""
    from formcheck.pipeline import analyze
    from formcheck.report import write

    report = analyze(film, options, progress=progress)
    return Result(report, write(report, folder, progress=progress))
