"""Where the page keeps films: a folder a run, locked while it runs; what dead runs left is removed."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import BinaryIO

from formcheck.caches import CACHE_VARIABLE, cache_folder
from formcheck.errors import OutputError
from formcheck.scratch import scratch, scratches, sweep
from formcheck.settings import number_in
from formcheck.web.filenames import safe_name

LIMIT_VARIABLE = "FORMCHECK_PAGE_MB"
_LIMIT_MB = 10_000.0
_CHUNK = 1 << 20
_BINARY = getattr(os, "O_BINARY", 0)
_PREFIX = "run-"


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
        home = page_folder()
        self._open = contextlib.ExitStack()
        try:
            home.mkdir(mode=0o700, parents=True, exist_ok=True)
            home.chmod(0o700)
            sweep(home, _PREFIX)
            self.path = self._open.enter_context(scratch(home, _PREFIX)) / "films"
            self.path.mkdir(mode=0o700)
        except OSError as error:
            self._open.close()
            raise OutputError(
                f"Films cannot be kept in {home}: name another folder in {CACHE_VARIABLE}."
            ) from error

    def close(self) -> None:
        """Remove the folder with all that is in it; may be called twice."""
        self._open.close()


def forget() -> tuple[int, int]:
    """Remove what runs left that are over; return how many those were and how many still run."""
    home = page_folder()
    before = scratches(home, _PREFIX)
    sweep(home, _PREFIX)
    after = scratches(home, _PREFIX)
    return len(before) - len(after), len(after)


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
