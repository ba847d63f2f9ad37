"""Where the page keeps films: one folder a run, gone when it ends, swept when it could not."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

FORGOTTEN_S = 24 * 3600.0
_PREFIX = "formcheck-page-"


def root() -> Path:
    """Make this run's folder, for this user's eyes only."""
    return Path(tempfile.mkdtemp(prefix=_PREFIX))


def share(file: Path, target: Path) -> None:
    """Give a file a second name; copy it where the disk knows no second names."""
    try:
        target.hardlink_to(file)
    except OSError:
        shutil.copyfile(file, target)


def sweep() -> None:
    """Remove what a run left behind that was killed before it could tidy up."""
    now = time.time()
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        try:
            info = folder.lstat()
        except OSError:
            continue
        if not folder.is_symlink() and now - info.st_mtime > FORGOTTEN_S:
            shutil.rmtree(folder, ignore_errors=True)
