"""One film on its way through the page: its files, its state, its result."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, Literal, TypeVar

from formcheck.errors import Cancelled
from formcheck.options import Options
from formcheck.progress import Progress
from formcheck.web.pace import Pace

T = TypeVar("T")
State = Literal["queued", "running", "done", "failed", "cancelled"]
Runner = Callable[[Path, Options, Path, Progress], T]
Redraw = Callable[[T, Progress], Callable[[T], T]]


@dataclass(eq=False)
class Job(Generic[T]):
    """One film on its way; `Desk` alone changes it.

    Attributes
    ----------
    id
        Cannot be guessed, so a page only finds its own; hexadecimal, for names of components in the page
        may not hold two underscores in a row.
    folder, film, results
        The job's own folder, the film in it, and where the results are written.
    options
        What the runner told about the film.
    owner
        Whoever brought it; nothing but a mark to tell visitors apart.
    state
        ``queued``, ``running``, ``done``, ``failed`` or ``cancelled``.
    pace
        Stage, progress and time left.
    error
        One sentence for the user; empty unless `state` is ``failed``.
    result
        What the work returned; None unless `state` is ``done``.
    runner
        Does the work on this one, when it is not the desk's usual one.
    before
        Id of the finished job this one measures again; it stays until this one is done.
    redraw
        Draws the files of a finished job anew; None when nothing is drawn.
    """

    folder: Path
    film: Path
    options: Options
    owner: str = ""
    id: str = field(default_factory=lambda: secrets.token_hex(24))
    state: State = "queued"
    pace: Pace = field(default_factory=Pace)
    error: str = ""
    result: T | None = None
    finished_at: float | None = None
    runner: Runner[T] | None = field(default=None, repr=False)
    before: str = ""
    redraw: Redraw[T] | None = field(default=None, repr=False)
    stop: threading.Event = field(default_factory=threading.Event, repr=False)

    @property
    def results(self) -> Path:
        """Folder the results are written to."""
        return self.folder / "results"

    @property
    def over(self) -> bool:
        """True when nothing more will happen."""
        return self.state in ("done", "failed", "cancelled")

    def progress(self, stage: str, done: int = 0, total: int | None = None) -> None:
        """Take progress from the worker; stops it when the user asked to."""
        if self.stop.is_set():
            raise Cancelled("Stopped.")
        self.pace.tell(stage, done, total)


def ended(jobs: Iterable[Job[T]]) -> dict[str, float]:
    """Ids of jobs that are over and when that was, the one that was over first comes first."""
    found = {job.id: job.finished_at for job in jobs if job.finished_at is not None}
    return dict(sorted(found.items(), key=lambda one: one[1]))
