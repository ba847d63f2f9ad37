"""A worker process as its owner sees it: given one clip at a time, killed when late, replaced when dead.

Own processes and not a ready-made pool: `concurrent.futures` and loky give up on all clips when one worker
dies and cannot stop one clip, pebble can but is LGPL, and `multiprocessing` may not be used inside a dask
worker, which is where the same class serves a cluster. A program of its own also needs no
``if __name__ == "__main__"`` in the caller's script.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
from contextlib import suppress
from dataclasses import replace

from formcheck.apart.starting import how_it_ended, start
from formcheck.batch.inside import READY
from formcheck.batch.one import log
from formcheck.batch.resume import tidy
from formcheck.batch.value import WORK, Outcome, Task
from formcheck.errors import SetupError

_TAIL = 4000  # bytes kept of what a process said before it ended
_GONE_WITHIN_S = 5.0


class Late(Exception):
    """The clip took longer than it may; its process is killed."""


class Died(Exception):
    """The process ended in the middle of a clip; the message says how."""


class Child:
    """One worker process.

    Parameters
    ----------
    work
        ``module:function`` that does a clip.

    Raises
    ------
    formcheck.errors.SetupError
        When it does not start.
    """

    def __init__(self, work: str = WORK) -> None:
        self._late = self._answered = False
        self._lock = threading.Lock()
        self._log = tempfile.TemporaryFile()  # noqa: SIM115  # closed with the process
        self._process = start("formcheck.batch.inside", work, errors=self._log)
        if self._read() != READY:
            said = self.last_words().strip().rpartition("\n")[2]
            self.close()
            raise SetupError(f"A worker process does not start ({said}): 'formcheck models verify' may help.")

    @property
    def alive(self) -> bool:
        """Whether it can take another clip."""
        return not self._late and self._process.poll() is None

    @property
    def pid(self) -> int:
        """Number of the process."""
        return self._process.pid

    def do(self, task: Task, timeout_s: float | None = None) -> Outcome:
        """Have one clip done and wait for it.

        Raises
        ------
        Late
            When it took longer than `timeout_s`.
        Died
            When the process ended.
        """
        self._answered = False
        timer = threading.Timer(timeout_s, self._overdue) if timeout_s else None
        if timer:
            timer.start()
        try:
            line = self._ask(task)
        finally:
            if timer:
                timer.cancel()
        with self._lock:
            self._answered = line.endswith(b"\n")
        if self._answered:
            return Outcome.from_json(line)
        if self._late:
            raise Late
        raise Died(how_it_ended(self._process.wait()))

    def last_words(self) -> str:
        """End of what the process wrote to stderr."""
        size = self._log.seek(0, os.SEEK_END)
        self._log.seek(max(0, size - _TAIL))
        return self._log.read().decode("utf-8", "replace")

    def kill(self) -> None:
        """End it at once; may be called from any thread."""
        self._process.kill()

    def close(self) -> None:
        """End it and free what it held; a clip in the middle is lost."""
        self._process.kill()
        with suppress(subprocess.TimeoutExpired):  # stuck in the system, on a lost disk
            self._process.wait(_GONE_WITHIN_S)
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            with suppress(OSError):  # a question that the process never read
                pipe.close()
        self._log.close()

    def _ask(self, task: Task) -> bytes:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(task.to_json().encode("ascii") + b"\n")
            self._process.stdin.flush()
        except OSError:
            return b""
        return self._read()

    def _read(self) -> bytes:
        assert self._process.stdout is not None
        line: bytes = self._process.stdout.readline()
        return line

    def _overdue(self) -> None:
        with self._lock:  # an answer in the last moment counts
            if not self._answered:
                self._late = True
                self._process.kill()


class Attendant:
    """Looks after one worker process: starts it when needed, tries again when it dies.

    Parameters
    ----------
    work
        ``module:function`` that does a clip.
    timeout_s
        Longest time for one clip; None for as long as it takes.
    retries
        How many times a clip is begun again after its process died.
    """

    def __init__(self, work: str = WORK, timeout_s: float | None = None, retries: int = 1) -> None:
        self._work, self._timeout_s, self._retries = work, timeout_s, retries
        self._child: Child | None = None
        self._stopped = False

    def do(self, task: Task) -> Outcome:
        """Have a clip done; a process that dies or is late costs this clip only.

        Raises
        ------
        formcheck.errors.SetupError
            When no process can be started.
        """
        for tries in range(1, self._retries + 2):
            child = self._ready()
            try:
                outcome = child.do(task, self._timeout_s)
            except Late:
                self._leave(task, child)
                return Outcome(task.id, "failed", self._too_long(), self._timeout_s or 0.0, tries)
            except Died as death:
                how, words = str(death), self._leave(task, child)
                if self._stopped:
                    break
            else:
                # What was written just before the process died is found done by the next one.
                state = "done" if tries > 1 and outcome.state == "skipped" else outcome.state
                return replace(outcome, state=state, tries=tries)
        if not self._stopped:
            log(task.folder, f"The process ended ({how}). Its last words:\n{words}")
        said = f"Its process ended ({how}), often for want of memory: try fewer workers."
        return Outcome(task.id, "failed", said, tries=tries)

    def stop(self) -> None:
        """End the process at once, from any thread."""
        self._stopped = True
        child = self._child
        if child is not None:
            child.kill()

    def close(self) -> None:
        """End the process and free what it held."""
        if self._child is not None:
            self._child.close()
            self._child = None

    def _ready(self) -> Child:
        if self._child is not None and not self._child.alive:
            self.close()
        if self._child is None:
            self._child = Child(self._work)
            if self._stopped:
                self._child.kill()
        return self._child

    def _leave(self, task: Task, child: Child) -> str:
        words = child.last_words()
        self.close()
        tidy(task.folder)
        return words

    def _too_long(self) -> str:
        return f"It took longer than {self._timeout_s:g} s and was stopped: give more time with --timeout."
