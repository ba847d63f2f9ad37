"""Work for processes of their own: some of it ends badly. Found by name, so it stands in a module."""

from __future__ import annotations

import ctypes
import os
import tempfile
import threading
import time
from pathlib import Path

import numpy as np

from formcheck.errors import UnreadableClipError
from formcheck.progress import Progress


def add(one: int, other: int, progress: Progress) -> tuple[int, int]:
    print("what a library prints is no answer")
    progress("Adding", 1, 2)
    progress("Adding", 2, 2)
    return one + other, os.getpid()


def refuse(progress: Progress) -> None:
    raise UnreadableClipError("There is no film in it: choose another.")


def stumble(name: str, progress: Progress) -> None:
    raise KeyError(name)


def crash(progress: Progress) -> None:
    progress("Crashing")
    ctypes.string_at(0)


def give_up(progress: Progress) -> None:
    os.abort()


def fill_memory(progress: Progress) -> int:
    hoard = []
    while True:
        hoard.append(np.ones(20_000_000))


def hang(progress: Progress) -> None:
    """Hang where no Python runs and nothing is told, as a native library might."""
    ctypes.CDLL(None).sleep(60)


def hang_and_leave_a_thread(marker: str, progress: Progress) -> None:
    threading.Thread(target=time.sleep, args=(60,)).start()
    Path(tempfile.gettempdir(), "left.txt").write_text("left")
    Path(marker).write_text(f"{os.getpid()} {tempfile.gettempdir()}")
    progress("Working")
    while True:
        time.sleep(0.01)


def not_to_be_packed(progress: Progress) -> object:
    return threading.Lock()
