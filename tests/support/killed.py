"""Kill a program right before its n-th file operation, as ``kill -9`` would."""

from __future__ import annotations

import os
import signal
import sys
import warnings
from collections.abc import Callable

_OPERATIONS = frozenset(
    ("open", "os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "os.scandir", "fcntl.flock")
)


def killed_before(number: int, work: Callable[[], object]) -> bool:
    """Do work in a process of its own; return whether it was killed, or was through before.

    Python tells its audit hooks of every file operation just before it is done, so this catches each of them
    whatever function does it.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the child forks no further and takes no lock
        child = os.fork()
    if child == 0:
        _die_before(number)
        try:
            work()
        except BaseException:
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True
    assert os.WEXITSTATUS(status) == 0, "the work failed before it was killed"
    return False


def _die_before(number: int) -> None:
    left = number

    def hook(event: str, _: object) -> None:
        nonlocal left
        if event in _OPERATIONS:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
