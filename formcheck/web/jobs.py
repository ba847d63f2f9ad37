"""Work in the background, one film at a time, so that a click on the page never stops or mixes it."""

from __future__ import annotations

import atexit
import logging
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Generic, TypeVar

from formcheck.apart import Apart
from formcheck.apart.places import kind_and_place
from formcheck.apart.words import UNEXPECTED
from formcheck.errors import Cancelled, FormcheckError, OutputError
from formcheck.memory import give_back
from formcheck.options import Options
from formcheck.progress import Progress, silent
from formcheck.web import folders
from formcheck.web.job import Job, Redraw, Runner, State, T, ended
from formcheck.web.line import Line

MOST_WAITING = 50
_LOADED = ("mediapipe", "formcheck.pipeline", "formcheck.report")  # by a process before a film comes
KEEP_S = 2 * 3600.0  # a finished result is removed this long after it was made
_LOOK_S = 60.0  # how often an idle desk looks for those
R = TypeVar("R")
_PATIENCE_S = 5.0  # how long closing waits for the worker to notice

_log = logging.getLogger(__name__)


class Desk(Generic[T]):
    """Takes films in and works on them one after another, in a thread of its own.

    Parameters
    ----------
    runner
        Does the work: ``runner(film, options, results_folder, progress)``.
    clock
        Seconds that only grow; tests give their own.
    apart
        Have each piece of work done by a process of its own (`formcheck.apart`); all that is given and
        returned can be pickled then.
    """

    def __init__(
        self, runner: Runner[T], clock: Callable[[], float] = time.monotonic, *, apart: bool = False
    ) -> None:
        self._runner = runner
        self._clock = clock
        self._jobs: dict[str, Job[T]] = {}
        self._line: Line[T] = Line()
        self._current: Job[T] | None = None
        self._change = threading.Condition()
        self._closed = False
        self._home = folders.Run()
        self._apart = Apart(self._home.path, modules=_LOADED) if apart else None
        # A daemon: a pool's threads are joined before atexit runs, so leaving would wait for the film.
        self._worker = threading.Thread(target=self._work, name="formcheck-desk", daemon=True)
        self._worker.start()
        atexit.register(self.close)

    @property
    def root(self) -> Path:
        """Folder that holds the folders of all jobs."""
        return self._home.path

    def submit(
        self, film: BinaryIO, name: str, options: Options, instead_of: str | None = None, owner: str = ""
    ) -> str:
        """Copy a film into a folder of its own, put it in line and return the job's id.

        Parameters
        ----------
        film
            Open for reading; copied piece by piece.
        name
            The file's name, for reports.
        options
            What the runner told about it.
        instead_of
            A job this one replaces; it is removed.
        owner
            Whoever brought it; visitors take turns.

        Raises
        ------
        OutputError
            When the film cannot be kept on this machine's disk, or too many films are kept or wait.
        """
        self._make_room()
        if instead_of is not None:
            self.discard(instead_of)
        path = folders.take_in(film, name, self._home.path)
        job: Job[T] = Job(path.parent, path, options, owner)
        self._queue(job)
        return job.id

    def again(self, job_id: str, options: Options, runner: Runner[T]) -> str:
        """Work once more, in another way, on the film of a finished job; return the new job's id.

        It comes next in line, for it is short. The finished job stays until the new one is done and is
        removed then; when the new one is cancelled or fails, the finished one is still there.

        Parameters
        ----------
        job_id
            The finished job.
        options
            What the runner tells now.
        runner
            Does this work; finds beside the film whatever the first runner left there.

        Raises
        ------
        OutputError
            When the film is no longer kept or there is no room for what the work needs.
        """
        before = self.find(job_id)
        if before is None or before.state != "done":
            raise OutputError("That film is no longer kept: choose it again to measure it again.")
        film = folders.take_up(before.film, self._home.path)
        job: Job[T] = Job(film.parent, film, options, before.owner, runner=runner, before=before.id)
        self._queue(job, short=True)
        return job.id

    def _queue(self, job: Job[T], *, short: bool = False) -> None:
        with self._change:
            self._jobs[job.id] = job
            self._line.add(job, short=short)
            self._change.notify_all()

    def find(self, job_id: str | None) -> Job[T] | None:
        """Return a job by its id, or None when it is unknown or was removed."""
        with self._change:
            return self._jobs.get(job_id or "")

    def ahead_of(self, job_id: str) -> int:
        """Films that come before this one, the one being worked on included."""
        with self._change:
            waiting = [job.id for job in self._line.order()]
            return waiting.index(job_id) + (self._current is not None) if job_id in waiting else 0

    def amend(self, job_id: str, change: Callable[[T], T]) -> None:
        """Put what `change` makes of a finished job's result in its place."""
        with self._change:
            job = self._jobs.get(job_id)
            if job is not None and job.result is not None:
                job.result = change(job.result)

    def redraw(self, job_id: str, redraw: Redraw[T]) -> None:
        """Draw the files of a finished job anew, next in line; nothing while that is already under way.

        The job stays finished and its result is there all the time. What cannot be drawn stays as it was.

        Parameters
        ----------
        job_id
            The finished job.
        redraw
            Takes the result and progress, draws, and returns how the result is to be changed then.
        """
        with self._change:
            job = self._jobs.get(job_id)
            if job is not None and job.state == "done" and job.redraw is None:
                job.redraw = redraw
                self._line.add(job, short=True)
                self._change.notify_all()

    def cancel(self, job_id: str) -> None:
        """Stop a job that waits or runs; its film and folder are removed."""
        with self._change:
            job = self._jobs.get(job_id)
            if job is None or job.over:
                return
            job.stop.set()
            if job in self._line:
                self._line.remove(job)
                self._end(job, "cancelled")

    def discard(self, job_id: str) -> None:
        """Stop a job if need be and forget it with everything it made."""
        self.cancel(job_id)
        with self._change:
            job = self._jobs.pop(job_id, None)
            if job is None or not job.over:
                return
            job.stop.set()
            if job in self._line:
                self._line.remove(job)
            if job is not self._current:  # else its folder goes once the drawing has stopped
                shutil.rmtree(job.folder, ignore_errors=True)

    def close(self) -> None:
        """Stop everything and remove every folder; also called when the program ends."""
        with self._change:
            self._closed = True
            self._line.clear()
            for job in (*self._jobs.values(), *filter(None, [self._current])):
                job.stop.set()
            self._change.notify_all()
        if self._worker is not threading.current_thread():
            self._worker.join(_PATIENCE_S)
        if self._apart is not None:
            self._apart.close()
        self._home.close()
        atexit.unregister(self.close)

    def call(self, function: Callable[..., R], *arguments: object, progress: Progress = silent) -> R:
        """Return ``function(*arguments, progress)``, worked out apart where this desk does that."""
        if self._apart is None:
            return function(*arguments, progress)
        return self._apart(function, *arguments, progress=progress)

    def _make_room(self) -> None:
        """Remove results that are old, and the oldest ones while there is no room for more."""
        most = folders.most_bytes()
        with self._change:
            if len(self._line) >= MOST_WAITING:
                raise OutputError("Many films wait already: try again in some minutes.")
        self._remove_old()
        for job_id in self._ended():
            if folders.size_of(self._home.path) <= most:
                return
            self.discard(job_id)

    def _remove_old(self) -> None:
        now = self._clock()
        for job_id in [one for one, at in self._ended().items() if now - at > KEEP_S]:
            self.discard(job_id)

    def _ended(self) -> dict[str, float]:
        with self._change:
            return ended(self._jobs.values())

    def _work(self) -> None:
        while True:
            with self._change:
                self._change.wait_for(lambda: self._line or self._closed, _LOOK_S)
                if self._closed:
                    return
                job = self._current = self._line.take() if self._line else None
                if job is not None and job.redraw is None:
                    job.state = "running"
            if job is None:
                self._remove_old()
            elif job.redraw is None:
                self._run(job)
            else:
                self._draw(job, job.redraw)
            give_back()  # tabs that closed left room as well

    def _run(self, job: Job[T]) -> None:
        state: State = "done"
        try:
            job.progress("Opening the film")
            job.result = self.call(
                job.runner or self._runner, job.film, job.options, job.results, progress=job.progress
            )
        except Cancelled:
            state = "cancelled"
        except FormcheckError as error:
            state, job.error = "failed", str(error)
        except Exception as error:
            _log.error("unexpected error while a film was measured: %s", kind_and_place(error))
            state, job.error = "failed", UNEXPECTED
        with self._change:
            forgotten = job.id not in self._jobs  # discarded while it ran
            self._current = None
            self._end(job, "cancelled" if forgotten or job.stop.is_set() else state)
        if job.state == "done" and job.before:
            self.discard(job.before)

    def _draw(self, job: Job[T], redraw: Redraw[T]) -> None:
        """Draw a finished job anew; whatever goes wrong, its result stays."""
        change: Callable[[T], T] | None = None
        try:
            assert job.result is not None
            change = self.call(redraw, job.result, progress=job.progress)
        except Cancelled:
            pass
        except FormcheckError as error:
            _log.warning("a result could not be drawn anew: %s", kind_and_place(error))
        except Exception as error:
            _log.error("unexpected error while a result was drawn anew: %s", kind_and_place(error))
        with self._change:
            self._current = None
            job.redraw = None
            if job.id not in self._jobs:
                shutil.rmtree(job.folder, ignore_errors=True)
            elif change is not None and job.result is not None:
                job.result = change(job.result)

    def _end(self, job: Job[T], state: State) -> None:
        job.finished_at = self._clock()
        job.runner = None  # it holds the result it began with
        if state != "done":
            job.result = None
            shutil.rmtree(job.folder, ignore_errors=True)
        job.state = state
        self._change.notify_all()
