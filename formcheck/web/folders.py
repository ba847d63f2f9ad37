"""Where the page keeps films: a folder a run, locked while it runs; what dead runs left is removed."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from filelock import FileLock, Timeout

from formcheck.caches import CACHE_VARIABLE, cache_folder
from formcheck.errors import OutputError
from formcheck.settings import number_in
from formcheck.web.filenames import safe_name

LIMIT_VARIABLE = "FORMCHECK_PAGE_MB"
_LIMIT_MB = 10_000.0  # a film of a minute and its results take some 200 MB
_CHUNK = 1 << 20
_BINARY = getattr(os, "O_BINARY", 0)
_PREFIX, _LOCK, _DOOR = "run-", ".lock", ".door"


def page_folder() -> Path:
    """Return the folder that holds all runs; beside landmarks and models, so that all is in one place."""
    return cache_folder() / "page"


class Run:
    """A folder for one run of the page, for this user's eyes only; what dead runs left is removed first.

    Attributes
    ----------
    path
        Folder for films in it.

    Raises
    ------
    OutputError
        When it cannot be made.
    """

    def __init__(self) -> None:
        try:
            self._begin()
        except OSError as error:
            raise OutputError(
                f"Films cannot be kept in {page_folder()}: name another folder in {CACHE_VARIABLE}."
            ) from error

    def _begin(self) -> None:
        with _door():
            sweep_runs()
            self._folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=page_folder()))
            self._lock = FileLock(self._folder / _LOCK)
            self._lock.acquire()
            self.path = self._folder / "films"
            self.path.mkdir(mode=0o700)

    def close(self) -> None:
        """Remove the folder with all that is in it; may be called twice."""
        self._lock.release()
        shutil.rmtree(self._folder, ignore_errors=True)


def forget() -> tuple[int, int]:
    """Remove what runs left that are over; return how many those were and how many still run."""
    if not page_folder().is_dir():
        return 0, 0
    with _door():
        return sweep_runs()


def sweep_runs() -> tuple[int, int]:
    """As `forget`, for whoever holds the door."""
    gone = alive = 0
    for folder in page_folder().glob(f"{_PREFIX}*"):
        if folder.is_symlink() or not folder.is_dir():
            continue
        try:
            with FileLock(folder / _LOCK, timeout=0):
                pass
        except Timeout:
            alive += 1
            continue
        except OSError:  # somebody else's: leave it
            continue
        shutil.rmtree(folder, ignore_errors=True)
        gone += not folder.exists()
    return gone, alive


def most_bytes() -> float:
    """Return the most room films and results may take; ``FORMCHECK_PAGE_MB`` names another than 10 GB.

    Raises
    ------
    OptionError
        When it is no number.
    """
    return number_in(LIMIT_VARIABLE, _LIMIT_MB) * 1e6


def take_in(film: BinaryIO, name: str, home: Path) -> Path:
    """Copy a film piece by piece into a new folder in another; return where it is now.

    Raises
    ------
    OutputError
        When there is no room for it; nothing is left then.
    """
    folder = Path(tempfile.mkdtemp(dir=home))  # mode 0700: for this user's eyes only
    path = folder / safe_name(name)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600), "wb") as copy:
            shutil.copyfileobj(film, copy, _CHUNK)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise OutputError("The film could not be kept: free some space on this computer's disk.") from error
    return path


def take_up(before: Path, home: Path) -> Path:
    """Give all files beside a film, and the film, second names in a new folder; return the film's.

    Raises
    ------
    OutputError
        When that cannot be done; nothing is left then.
    """
    folder = Path(tempfile.mkdtemp(dir=home))
    try:
        for file in filter(Path.is_file, before.parent.iterdir()):
            share(file, folder / file.name)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise OutputError(
            "The film could not be taken up again: free some space on this computer's disk."
        ) from error
    return folder / before.name


def share(file: Path, target: Path) -> None:
    """Give a file a second name; copy it where the disk knows no second names."""
    try:
        target.hardlink_to(file)
    except OSError:
        shutil.copyfile(file, target)


def size_of(folder: Path) -> int:
    """Bytes of all files in a folder; what vanishes meanwhile counts nothing."""
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):
                total += (Path(place) / name).lstat().st_size
    return total


@contextlib.contextmanager
def _door() -> Iterator[None]:
    """Let one program at a time come in or tidy up: a folder that is not locked yet must not be swept."""
    page_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    page_folder().chmod(0o700)
    with FileLock(page_folder() / _DOOR):
        yield
