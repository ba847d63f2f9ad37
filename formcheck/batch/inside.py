"""Inside a worker process: clips come in on stdin, outcomes go out on stdout, one line of JSON each.

Started by `formcheck.batch.child` and by nobody else. It ends at once when whoever started it is gone.
"""

from __future__ import annotations

import os
import queue
import sys
import threading
from collections.abc import Callable
from importlib import import_module
from typing import BinaryIO

from formcheck.apart.inside import own_stdout
from formcheck.batch.value import Outcome, Task

READY = b"ready\n"


def main(work: str) -> None:
    """Do clips until stdin ends.

    Parameters
    ----------
    work
        ``module:function`` that takes a `Task` and returns an `Outcome`.
    """
    answers = own_stdout()
    do = _function(work)
    answers.write(READY)
    answers.flush()
    lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, lines), daemon=True).start()
    while True:
        outcome = do(Task.from_json(lines.get()))
        answers.write(outcome.to_json().encode("ascii") + b"\n")
        answers.flush()


def _function(name: str) -> Callable[[Task], Outcome]:
    module, _, function = name.partition(":")
    found: Callable[[Task], Outcome] = getattr(import_module(module), function)
    return found


def _listen(source: BinaryIO, lines: queue.SimpleQueue[bytes]) -> None:
    """Hand on what comes in; when nobody is left to answer to, stop in the middle of the work."""
    for line in source:
        lines.put(line)
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1])
