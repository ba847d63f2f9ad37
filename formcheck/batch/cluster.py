"""Clips on many machines: a dask.distributed cluster does what the pool does here.

Each thread of a dask worker looks after one process of its own, as a thread of the pool does, so a film that
brings its process down or takes too long costs that clip and not the worker. When a whole worker goes, its
clips are begun again elsewhere; dask gives up on a clip once it has seen several workers die over it (its
setting ``distributed.scheduler.allowed-failures``).
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Generator, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from formcheck.batch.child import Attendant
from formcheck.batch.value import WORK, Outcome, Task
from formcheck.errors import LibraryError, SetupError

if TYPE_CHECKING:
    from distributed import Client

_CONNECT_S = 20.0
_NO_DASK = "A cluster needs dask.distributed: install it with \"pip install 'formcheck[cluster]'\"."
_LOST = "The cluster went away before this clip was done: start the same command again to go on."

_mine = threading.local()


def there(
    tasks: Sequence[Task],
    address: str,
    *,
    timeout_s: float | None = None,
    retries: int = 1,
    work: str = WORK,
) -> Generator[Outcome, None, None]:
    """Do clips on a cluster and yield each outcome once.

    Parameters
    ----------
    tasks
        What to do; all workers and this machine see the same paths.
    address
        Of the scheduler, such as ``tcp://10.0.0.5:8786``.
    timeout_s, retries, work
        As for `Attendant`.

    Raises
    ------
    formcheck.errors.SetupError
        When dask is not installed or no cluster answers.
    """
    client = _client(address)
    try:
        yield from _outcomes(client, tasks, (timeout_s, retries, work))
    finally:
        client.close()  # what is still waiting is dropped with it


def _client(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError as error:
        raise LibraryError(_NO_DASK) from error
    try:
        return Client(address, timeout=_CONNECT_S, set_as_default=False)
    except (TimeoutError, OSError, ValueError) as error:
        raise SetupError(
            f"No cluster answers at '{address}': start one with 'dask scheduler' and 'dask worker', "
            "and give the scheduler's address, such as tcp://10.0.0.5:8786."
        ) from error


def _outcomes(client: Client, tasks: Sequence[Task], how: tuple[float | None, int, str]) -> Iterator[Outcome]:
    from distributed import as_completed

    run = uuid.uuid4().hex  # a second run of the same clips is another one
    futures = {
        client.submit(
            on_worker, task, *how, key=f"formcheck-{run}-{task.id}", pure=False, retries=how[1]
        ): task
        for task in tasks
    }
    with client.as_current():
        finished = as_completed(list(futures))
    for future in finished:
        task = futures.pop(future, None)
        if task is not None:
            yield _outcome(future, task)
            future.release()
    for task in futures.values():
        yield Outcome(task.id, "failed", _LOST)


def on_worker(task: Task, timeout_s: float | None, retries: int, work: str) -> Outcome:
    """Do one clip in a process beside this thread of a dask worker; the process is kept for the next one."""
    how = (work, timeout_s, retries)
    if getattr(_mine, "how", None) != how:
        kept = getattr(_mine, "attendant", None)
        if kept is not None:
            kept.close()
        _mine.attendant, _mine.how = Attendant(*how), how
    outcome: Outcome = _mine.attendant.do(task)
    return outcome


def _outcome(future: Any, task: Task) -> Outcome:
    if future.status == "finished":
        outcome: Outcome = future.result()
        return outcome
    if future.status != "error":
        return Outcome(task.id, "failed", _LOST)
    from distributed import KilledWorker

    error = future.exception()
    if isinstance(error, KilledWorker):
        said = "Several workers ended over this clip, often for want of memory: look at their logs."
    elif isinstance(error, ImportError):
        said = f"A worker lacks something ({error}): install the same formcheck on all of them."
    else:
        what = " ".join(f"{type(error).__name__}: {error}".split())[:300]
        said = f"A worker could not do this clip ({what})."
    return Outcome(task.id, "failed", said)
