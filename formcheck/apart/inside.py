"""Inside the process that works: asked once on stdin, answers on stdout, ends when whoever asked is gone.

Started by `formcheck.apart.worker` and by nobody else.
"""

from __future__ import annotations

import os
import queue
import re
import sys
import threading
from collections.abc import Sequence
from importlib import import_module
from typing import BinaryIO

from formcheck.apart.limits import confine
from formcheck.apart.messages import Ask, Broke, Done, Message, Refused, Told, receive, send
from formcheck.apart.places import kind_and_place
from formcheck.errors import FormcheckError

_OF_MEMORY = re.compile("memory|alloc", re.IGNORECASE)


def main(memory_mb: float, modules: Sequence[str]) -> None:
    """Do what is asked for, one thing after another, until stdin ends.

    Parameters
    ----------
    memory_mb
        Data this process may hold, megabytes.
    modules
        To be loaded while nobody asks yet.
    """
    answers = own_stdout()
    confine(memory_mb)
    asked: queue.SimpleQueue[Ask] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, asked), daemon=True).start()
    for module in modules:
        import_module(module)
    while True:
        answer = _answer(asked.get(), answers)
        try:
            send(answer, answers)
        except Exception as error:  # the result cannot be packed
            send(_broke(error), answers)


def own_stdout() -> BinaryIO:
    """Keep stdout for answers; what a library prints goes to stderr instead of in between."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _listen(source: BinaryIO, asked: queue.SimpleQueue[Ask]) -> None:
    """Hand on what comes in; when nobody is left to answer to, stop in the middle of the work."""
    try:
        while True:
            message = receive(source)
            assert isinstance(message, Ask)
            asked.put(message)
    finally:
        os._exit(0)


def _answer(ask: Ask, answers: BinaryIO) -> Message:
    lock = threading.Lock()  # several threads tell

    def progress(stage: str, done: int = 0, total: int | None = None) -> None:
        with lock:
            send(Told(stage, done, total), answers)

    try:
        return Done(ask.function(*ask.arguments, progress))
    except FormcheckError as error:
        return Refused(type(error).__name__, str(error))
    except Exception as error:
        return _broke(error)


def _broke(error: Exception) -> Broke:
    return Broke(kind_and_place(error), _for_memory(error))


def _for_memory(error: BaseException | None) -> bool:
    """Whether memory ran out: libraries say so in their own words, and what breaks next hides it."""
    while error is not None:
        if isinstance(error, MemoryError) or _OF_MEMORY.search(str(error)):
            return True
        error = error.__cause__ or error.__context__
    return False


if __name__ == "__main__":
    main(float(sys.argv[1]), sys.argv[2:])
