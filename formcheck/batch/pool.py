"""Clips on this machine: a thread for each worker process, outcomes in the order in which they come."""

from __future__ import annotations

import queue
import threading
from collections.abc import Generator, Sequence

from formcheck.batch.child import Attendant
from formcheck.batch.value import WORK, Outcome, Task
from formcheck.cores import cores

_LISTEN_S = 0.5  # on Windows a Ctrl-C is only noticed between two waits
_END_S = 10.0


def here(
    tasks: Sequence[Task],
    *,
    workers: int | None = None,
    timeout_s: float | None = None,
    retries: int = 1,
    work: str = WORK,
) -> Generator[Outcome, None, None]:
    """Do clips in processes on this machine and yield each outcome once.

    Closing the iterator, or an exception such as KeyboardInterrupt, ends all processes at once.

    Parameters
    ----------
    tasks
        What to do.
    workers
        How many processes; one a core when None.
    timeout_s, retries, work
        As for `Attendant`.

    Raises
    ------
    formcheck.errors.SetupError
        When no process can be started.
    """
    todo: queue.SimpleQueue[Task] = queue.SimpleQueue()
    for task in tasks:
        todo.put(task)
    found: queue.SimpleQueue[Outcome | Exception] = queue.SimpleQueue()
    count = min(workers or cores(), len(tasks))
    attendants = [Attendant(work, timeout_s, retries) for _ in range(count)]
    threads = [threading.Thread(target=_serve, args=(one, todo, found), daemon=True) for one in attendants]
    for thread in threads:
        thread.start()
    try:
        for _ in tasks:
            yield _next(found)
    finally:
        _empty(todo)
        for one in attendants:
            one.stop()
        for thread in threads:
            thread.join(_END_S)


def _serve(
    attendant: Attendant, todo: queue.SimpleQueue[Task], found: queue.SimpleQueue[Outcome | Exception]
) -> None:
    try:
        while True:
            found.put(attendant.do(todo.get_nowait()))
    except queue.Empty:
        return
    except Exception as error:  # raised where it is waited for
        found.put(error)
    finally:
        attendant.close()


def _next(found: queue.SimpleQueue[Outcome | Exception]) -> Outcome:
    while True:
        try:
            got = found.get(timeout=_LISTEN_S)
        except queue.Empty:
            continue
        if isinstance(got, Exception):
            raise got
        return got


def _empty(todo: queue.SimpleQueue[Task]) -> None:
    try:
        while True:
            todo.get_nowait()
    except queue.Empty:
        return
