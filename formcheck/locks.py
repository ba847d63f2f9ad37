"""A lock that the system takes away from whoever dies: it tells the living from the killed.

Where a disk knows no locks (some network drives) nobody is kept out: `hold` gives the lock to everyone who
asks and `alive` says None.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_LOOK_S = 0.01
_TAKEN = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)

if sys.platform == "win32":
    import msvcrt

    def _try(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def locked(handle: int) -> bool | None:
    """Lock an open file for as long as it stays open.

    Returns
    -------
    bool or None
        Whether it is ours now; None where this disk knows no locks.
    """
    try:
        _try(handle)
    except OSError as error:
        return False if error.errno in _TAKEN else None
    return True


def alive(path: Path) -> bool | None:
    """Tell whether somebody who lives holds the lock of a file; None where this disk knows no locks."""
    try:
        handle = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return False
    except PermissionError:  # another user's: theirs to tell
        return True
    try:
        ours = locked(handle)
    finally:
        os.close(handle)
    return None if ours is None else not ours


@contextmanager
def hold(path: Path, wait_s: float) -> Iterator[None]:
    """Be the only one for a moment; the file that stands for it is made, and removed in the end.

    Raises
    ------
    BlockingIOError
        When another one holds it for longer than `wait_s`.
    OSError
        When the file cannot be made.
    """
    handle = _taken(path, time.monotonic() + wait_s)
    try:
        yield
    finally:
        if sys.platform == "win32":  # no open file can be removed there
            os.close(handle)
            with suppress(OSError):
                path.unlink()
        else:
            with suppress(OSError):
                path.unlink()
            os.close(handle)


def _taken(path: Path, until: float) -> int:
    """Wait for the lock; one whose file was removed meanwhile is worth nothing and is asked for again."""
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        ours = locked(handle)
        if ours is not False and (sys.platform == "win32" or os.fstat(handle).st_nlink):
            return handle
        os.close(handle)
        if ours is False:
            if time.monotonic() > until:
                raise BlockingIOError(errno.EAGAIN, "another one is at work here", str(path))
            time.sleep(_LOOK_S)
