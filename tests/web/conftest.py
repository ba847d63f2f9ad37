"""A desk with a quick runner, and finished jobs with real files of a stick runner."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import pytest

from formcheck.options import Options
from formcheck.progress import Progress
from formcheck.report import Report, write
from formcheck.web import session
from formcheck.web.job import Job
from formcheck.web.jobs import Desk
from formcheck.web.work import Result
from tests.support import reports

Make = Callable[[Path], Report]


class Finish(Protocol):
    """Puts a ready-made report on the desk."""

    def __call__(self, make: Make, options: Options | None = None) -> Job[Result]: ...


@pytest.fixture
def finish(monkeypatch: pytest.MonkeyPatch) -> Iterator[Finish]:
    """Give a function that puts a ready-made report on the desk all pages share."""
    chosen: list[Make] = []

    def runner(film: Path, options: Options, folder: Path, progress: Progress) -> Result:
        progress("Reading a made-up report", 1, 1)
        report = replace(chosen[-1](film.parent / "made"), options=options)
        return Result(report, write(report, folder, progress=progress))

    desk = Desk(runner)
    monkeypatch.setattr(session, "desk", lambda: desk)
    monkeypatch.setattr(session, "CheckAgain", lambda _: runner)

    def finish(make: Make, options: Options | None = None) -> Job[Result]:
        chosen.append(make)
        job = desk.find(desk.submit(io.BytesIO(b"film"), "run.mp4", options or Options(speed_kmh=11.0)))
        assert job is not None
        end = time.monotonic() + 60
        while not job.over:
            assert time.monotonic() < end
            time.sleep(0.01)
        assert job.state == "done", job.error
        return job

    yield finish
    desk.close()


@pytest.fixture
def running(finish: Finish) -> Job[Result]:
    """Give a finished job of somebody who runs."""
    return finish(reports.running)
