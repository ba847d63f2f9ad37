"""Where the pose model files lie: given by hand, kept in the user's cache, or fetched on first use."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from formcheck.caches import cache_folder
from formcheck.errors import ModelError
from formcheck.options import ModelName
from formcheck.pose.sources import KNOWN, SCRATCH, KnownModel, obtain
from formcheck.progress import Progress, silent
from formcheck.scratch import sweep

MODEL_FOLDER_VARIABLE = "FORMCHECK_MODEL_DIR"

# Size and time of files this process has already hashed; nothing is remembered from one run to the next.
_hashes: dict[tuple[str, int, int], str] = {}


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A model file whose hash has been checked.

    Attributes
    ----------
    path
        Where it lies.
    sha256
        Hash of its bytes.
    name
        ``heavy`` or ``full`` of MediaPipe, or ``rtmpose``.
    """

    path: Path
    sha256: str
    name: str


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """What is on this machine of one model.

    Attributes
    ----------
    name
        ``heavy`` or ``full``.
    path
        Where it lies, or would lie once fetched.
    present
        Whether there is a file.
    verified
        Whether its hash is the known one.
    """

    name: str
    path: Path
    present: bool
    verified: bool


def locate(name: ModelName, *, given: Path | None = None, progress: Progress = silent) -> ModelFile:
    """Find a model file and check its hash; fetch it when this machine has none.

    Parameters
    ----------
    name
        Which model.
    given
        A model file chosen by hand, or a folder that holds it.
    progress
        Told while a file is fetched.

    Raises
    ------
    ModelError
        When the file is not the known one, or cannot be fetched.
    formcheck.errors.Cancelled
        When `progress` says so.
    """
    known = _known(name)
    by_hand = _given_by_hand(known, given)
    if by_hand is not None:
        return _checked_by_hand(known, by_hand)
    path = _cached(known)
    _tidy(path.parent)
    if not path.exists():
        return fetch(name, progress=progress)
    if hash_of(path) != known.sha256:
        raise ModelError(
            f"The {name} pose model in the cache ({path}) is damaged: "
            f"run 'formcheck models fetch {name}' to fetch it anew."
        )
    return ModelFile(path, known.sha256, name)


def fetch(name: ModelName, *, progress: Progress = silent) -> ModelFile:
    """Put a model into the user's cache; a whole one already there is kept, a damaged one replaced.

    Raises
    ------
    ModelError
        When no source can be reached, or the disk is full or may not be written.
    formcheck.errors.Cancelled
        When `progress` says so; nothing is left behind.
    """
    known = _known(name)
    path = _cached(known)
    _tidy(path.parent)
    if not (path.exists() and hash_of(path) == known.sha256):
        obtain(known, path, progress)
    return ModelFile(path, known.sha256, name)


def status() -> tuple[ModelStatus, ...]:
    """Tell of each model where it lies and whether it is whole; nothing is fetched."""
    return tuple(_status(known) for known in KNOWN.values())


def _status(known: KnownModel) -> ModelStatus:
    path = _given_by_hand(known, None) or _cached(known)
    present = path.is_file()
    return ModelStatus(known.name, path, present, present and hash_of(path) == known.sha256)


def _known(name: str) -> KnownModel:
    if name not in KNOWN:
        raise ModelError(f"There is no pose model '{name}': choose {' or '.join(KNOWN)}.")
    return KNOWN[name]


def _given_by_hand(known: KnownModel, given: Path | None) -> Path | None:
    """Path the user named for this model, or None when the cache is to be used."""
    if given is not None:
        return given / known.file_name if given.is_dir() else given
    named = os.environ.get(MODEL_FOLDER_VARIABLE)
    if not named:
        return None
    folder = Path(named).expanduser()
    if not folder.is_dir():
        raise ModelError(
            f"{MODEL_FOLDER_VARIABLE} names '{folder}', which is not a folder: correct it or unset it."
        )
    path = folder / known.file_name
    return path if path.exists() else None


def _checked_by_hand(known: KnownModel, path: Path) -> ModelFile:
    if not path.is_file():
        raise ModelError(f"There is no model file '{path}': check the name and the folder.")
    found = hash_of(path)
    if found != known.sha256:
        raise ModelError(
            f"'{path}' is damaged or is not the {known.name} pose model (its SHA-256 is {found}, expected "
            f"{known.sha256}): fetch it again from {known.url}"
        )
    return ModelFile(path, found, known.name)


def _tidy(folder: Path) -> None:
    """Remove what fetching left that was killed; a cache that may not be written to is left as it is."""
    with suppress(OSError):
        sweep(folder, SCRATCH)


def _cached(known: KnownModel) -> Path:
    return cache_folder() / "models" / known.file_name


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a model file.

    Raises
    ------
    ModelError
        When it cannot be read.
    """
    try:
        stat = path.stat()
        key = (str(path), stat.st_size, stat.st_mtime_ns)
        if key not in _hashes:
            with path.open("rb") as file:
                _hashes[key] = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(
            f"The model file '{path}' cannot be read ({error.strerror}): check its permissions."
        ) from error
    return _hashes[key]
