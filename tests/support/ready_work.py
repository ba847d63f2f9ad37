"""Work of the page for tests: any film that is given to it turns out to be a stick runner."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from formcheck.advice.exercises import exercises
from formcheck.options import Options
from formcheck.progress import Progress
from formcheck.report import write
from formcheck.web.viewer.proxy import write_proxy
from formcheck.web.work import Result
from tests.support import reports


def ready(film: Path, options: Options, folder: Path, progress: Progress) -> Result:
    """Make a result with everything in it: findings of each kind, pictures, a film for the light table."""
    name = f"{film.stem}.mp4"
    report = replace(reports.running(film.parent / "made", name=name), options=options)
    beaten = next(name for name, one in exercises().items() if one.to_a_beat)
    first = next(one for one in report.findings if one.rank == 1)
    report = replace(
        report,
        findings=tuple(replace(one, exercise=beaten) if one is first else one for one in report.findings),
    )
    written = write(report, folder, progress=progress)
    plain = folder / "plain.mp4"
    write_proxy(report.clip, report.piece, plain, progress)
    return Result(report, written, film=plain)
