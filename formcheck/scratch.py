"""A hidden folder to work in: gone when the work is done, swept away later when its maker was killed."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from formcheck.locks import alive, hold, locked

WAIT_S = 30.0  # another one holds the lock of a folder for milliseconds only
_ALIVE = "alive"


@contextmanager
def scratch(parent: Path, prefix: str) -> Iterator[Path]:
    """Make a folder that only this user can enter, and remove it in the end.

    Parameters
    ----------
    parent
        Where; it has to be there.
    prefix
        How its name begins; twelve random letters follow.

    Raises
    ------
    OSError
        When it cannot be made.
    """
    folder = parent / f"{prefix}{secrets.token_hex(6)}"
    with hold(lock_of(parent, prefix), WAIT_S):  # nobody sweeps between the making and the sign of life
        folder.mkdir(mode=0o700)
        try:
            sign = os.open(folder / _ALIVE, os.O_RDWR | os.O_CREAT, 0o600)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        locked(sign)
    try:
        yield folder
    finally:
        os.close(sign)
        shutil.rmtree(folder, ignore_errors=True)


def sweep(parent: Path, prefix: str, keep: str = "") -> None:
    """Remove such folders of makers that are dead, but none that holds a file named `keep`.

    Nothing is touched whose name is not of our making. Where the disk knows no locks all count as dead.

    Raises
    ------
    OSError
        When the folder may not be written to, or others work there for too long.
    """
    if not any(scratches(parent, prefix)):
        return
    with hold(lock_of(parent, prefix), WAIT_S):
        for folder in scratches(parent, prefix):
            if not alive(folder / _ALIVE) and not (keep and (folder / keep).is_file()):
                shutil.rmtree(folder, ignore_errors=True)


def scratches(parent: Path, prefix: str) -> list[Path]:
    """Return the folders of `scratch` that are there, of the living and the dead, in the order of names."""
    name = re.compile(re.escape(prefix) + "[0-9a-f]{12}")
    try:
        entries = [one.name for one in os.scandir(parent) if name.fullmatch(one.name) and _folder(one)]
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [parent / entry for entry in sorted(entries)]


def lock_of(parent: Path, prefix: str) -> Path:
    """Return the lock under which such folders are made and removed."""
    return parent / f"{prefix}lock"


def _folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False)
