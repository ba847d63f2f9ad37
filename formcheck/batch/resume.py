"""Whether a clip is done already: the same film, told the same, measured by the same formcheck."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from formcheck import __version__
from formcheck.batch.value import Task
from formcheck.errors import OptionError
from formcheck.staging import put_all
from formcheck.staging import tidy as tidy_moves

STAMP, THUMBNAIL = "batch.json", "thumbnail.jpg"
_PARTIAL = ".partial-*"  # what an earlier formcheck made aside
_REPORT = "report.json"


class Stamp(BaseModel):
    """batch.json, written once all other files of a clip stand.

    `report` is the SHA-256 of the report.json it speaks of: another one put there later is not done.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    size: int
    mtime_ns: int
    sha256: str
    options: dict[str, Any]
    files: list[str]
    film: bool = True
    report: str
    formcheck: str
    seconds: float


def fingerprint(clip: Path) -> tuple[int, int]:
    """Size and time of change of a file; zeros when it is not there, which the reader then says better."""
    try:
        found = clip.stat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns


def put_stamp(
    task: Task, seen: tuple[int, int], sha256: str, seconds: float, beside: Mapping[str, bytes]
) -> None:
    """Say that a clip is done, with files that belong to it; `seen` is its fingerprint from before."""
    stamp = Stamp(
        size=seen[0],
        mtime_ns=seen[1],
        sha256=sha256,
        options=asdict(task.options),
        files=list(task.files),
        film=task.film,
        report=_hash(task.folder / _REPORT),
        formcheck=__version__,
        seconds=round(seconds, 3),
    )
    text = stamp.model_dump_json(indent=1).encode("utf-8")
    put_all(task.folder, {**beside, STAMP: text}, older=(THUMBNAIL,), last=STAMP)


def done_before(task: Task) -> Stamp | None:
    """Return the stamp of a clip that need not be done again, else None."""
    if task.again:
        return None
    try:
        stamp = Stamp.model_validate_json((task.folder / STAMP).read_bytes())
    except (OSError, ValidationError):
        return None
    same = (
        stamp.formcheck == __version__
        and stamp.options == asdict(task.options)
        and set(task.files) <= set(stamp.files)
        and (stamp.film or not task.film)
    )
    return stamp if same and _same_film(task.clip, stamp) and _whole(task.folder, stamp) else None


def _same_film(clip: Path, stamp: Stamp) -> bool:
    """Compare size and time of change; a film that was only copied or touched is told by its hash."""
    if fingerprint(clip) == (stamp.size, stamp.mtime_ns):
        return True
    try:
        return _hash(clip) == stamp.sha256
    except OSError:
        return False


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _whole(folder: Path, stamp: Stamp) -> bool:
    from formcheck.report.read import load_document

    try:
        told = load_document(folder).clip.sha256
        return told == stamp.sha256 and _hash(folder / _REPORT) == stamp.report
    except (OptionError, OSError):
        return False


def tidy(folder: Path) -> None:
    """Finish or remove what a process that was killed left half done, as far as that can be done."""
    with suppress(OSError):
        tidy_moves(folder)
    for path in folder.glob(_PARTIAL):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
