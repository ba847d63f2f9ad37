"""The process that works as its owner sees it: new for every piece of work, ended when late or told to."""

from __future__ import annotations

import contextlib
import logging
import queue
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any, TypeVar

from formcheck import errors
from formcheck.apart import words
from formcheck.apart.limits import Limits
from formcheck.apart.messages import Ask, Broke, Done, Message, Refused, Told, receive, send
from formcheck.apart.starting import how_it_ended, start
from formcheck.progress import Progress, silent

R = TypeVar("R")

_LOOK_S = 0.1  # how often whoever waits is asked whether to go on
_GONE_WITHIN_S = 5.0
_TAIL = 4000  # bytes of what a process said before it ended
_log = logging.getLogger(__name__)


class Apart:
    """Calls functions in processes of their own, so that none of them can take this one down.

    Each call has a process to itself, so whatever memory it took is given back; the next one is started as
    soon as a call is over, and waits with everything loaded.

    Parameters
    ----------
    folder
        Where the processes make temporary files, each in a folder of its own that goes with it; the
        system's when None.
    limits
        What one call may take; those the environment names when None.
    modules
        Loaded by a process while it waits.

    Raises
    ------
    formcheck.errors.OptionError
        When the environment names a limit that is no number.
    """

    def __init__(
        self, folder: Path | None = None, limits: Limits | None = None, modules: Sequence[str] = ()
    ) -> None:
        self._folder, self._modules = folder, tuple(modules)
        self._limits = limits or Limits.told()
        self._spare: _Process | None = None
        self._lock = threading.Lock()
        self._closed = False

    def __call__(self, function: Callable[..., R], *arguments: object, progress: Progress = silent) -> R:
        """Return ``function(*arguments, progress)``.

        Parameters
        ----------
        function, arguments
            Can be pickled, as can what is returned; a function is found by its name.
        progress
            Told what the function tells, and asked ten times a second: when it raises, the process is ended.

        Raises
        ------
        formcheck.errors.WorkLostError
            When the process died, took too much memory or too long.
        formcheck.errors.FormcheckError
            What the function itself raised on purpose.
        """
        with self._lock:
            process, self._spare = self._spare, None
        if process is not None and not process.alive:
            process.close()
            process = None
        process = process or self._new()
        try:
            result: R = process.call(Ask(function, arguments), progress)
        finally:
            process.close()
            self._prepare()
        return result

    def close(self) -> None:
        """End the process that waits."""
        with self._lock:
            self._closed = True
            spare, self._spare = self._spare, None
        if spare is not None:
            spare.close()

    def _prepare(self) -> None:
        with self._lock:
            if self._spare is None and not self._closed:
                with contextlib.suppress(OSError):  # no room for another now: the next call starts its own
                    self._spare = self._new()

    def _new(self) -> _Process:
        return _Process(self._folder, self._limits, self._modules)


class _Process:
    """One process, for one call."""

    def __init__(self, folder: Path | None, limits: Limits, modules: tuple[str, ...]) -> None:
        self._limits = limits
        self._temporary = Path(tempfile.mkdtemp(prefix="formcheck-work-", dir=folder))
        self._said = tempfile.TemporaryFile()  # noqa: SIM115  # closed with the process
        places = dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(self._temporary))
        self._process = start(
            "formcheck.apart.inside",
            str(limits.memory_mb),
            *modules,
            errors=self._said,
            environment={**places, "PYTHONFAULTHANDLER": "1"},
        )

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def call(self, ask: Ask, progress: Progress) -> Any:
        """Ask and wait, telling `progress`."""
        began = time.monotonic()
        answers: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        threading.Thread(target=self._listen, args=(answers,), daemon=True).start()
        stdin = self._process.stdin
        assert stdin is not None
        with contextlib.suppress(BrokenPipeError):  # it has died: the listener tells
            send(ask, stdin)
        told = Told("", 0, None)
        while True:
            try:
                answer = answers.get(timeout=_LOOK_S)
            except queue.Empty:
                answer = told
            if isinstance(answer, Told):
                told = answer
                progress(told.stage, told.done, told.total)
                if time.monotonic() - began > self._limits.seconds:
                    raise errors.WorkLostError(words.too_long(self._limits.seconds))
            elif isinstance(answer, Done):
                return answer.result
            else:
                raise self._error(answer)

    def close(self) -> None:
        """End it and remove what it left."""
        self._process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):  # stuck in the system, on a lost disk
            self._process.wait(_GONE_WITHIN_S)
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            with contextlib.suppress(OSError):
                pipe.close()
        self._said.close()
        shutil.rmtree(self._temporary, ignore_errors=True)

    def _listen(self, answers: queue.SimpleQueue[Message | None]) -> None:
        stdout = self._process.stdout
        assert stdout is not None
        try:
            while True:
                answers.put(receive(stdout))
        except (EOFError, OSError, ValueError):  # it ended, or was closed while this thread read
            answers.put(None)

    def _error(self, answer: Message | None) -> errors.FormcheckError:
        if isinstance(answer, Refused):
            kind: type[errors.FormcheckError] = getattr(errors, answer.kind, errors.FormcheckError)
            return kind(answer.words)
        if isinstance(answer, Broke):
            _log.error("the work on a film broke: %s", answer.what)
            return self._too_much() if answer.for_memory else errors.WorkLostError(words.UNEXPECTED)
        how = how_it_ended(self._process.wait())
        _log.error("the process that worked on a film ended (%s)\n%s", how, _last_words(self._said))
        killed = how == "signal SIGKILL"  # by a system that ran out of memory
        return self._too_much() if killed else errors.WorkLostError(words.DIED)

    def _too_much(self) -> errors.WorkLostError:
        return errors.WorkLostError(words.too_much(self._limits.memory_mb))


def _last_words(said: IO[bytes]) -> str:
    """Lines of the stacks Python wrote when it died; nothing else of what was said, which may name a film."""
    said.seek(max(0, said.seek(0, 2) - _TAIL))
    lines = said.read().decode("utf-8", "replace").splitlines()
    return "\n".join(line for line in lines if line.startswith(("Fatal Python error", '  File "', "Thread ")))
