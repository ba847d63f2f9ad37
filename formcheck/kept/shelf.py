"""A folder of watched films, found again by what is in the film; the oldest go when it is full."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from formcheck.caches import cache_folder
from formcheck.clip import Source
from formcheck.clip.sampling import Wish
from formcheck.kept.maker import maker
from formcheck.locks import alive, locked
from formcheck.pose.engines import maker_of
from formcheck.pose.models import ModelFile
from formcheck.settings import number_in
from formcheck.watching import Watched

LIMIT_VARIABLE = "FORMCHECK_CACHE_MB"
LIMIT_MB = 500.0  # about 1.6 KB a frame and some hundred lines of background: eight hundred films of 6 s
_ABANDONED_S = 600.0  # where the disk knows no locks, a draft this old counts as left behind
_SUFFIX, _DRAFT = ".npz", ".part"


@dataclass(frozen=True, slots=True)
class ShelfState:
    """What is on the shelf.

    Attributes
    ----------
    folder
        Where it lies.
    films
        How many.
    megabytes, limit_mb
        Room it takes, and the most it takes.
    """

    folder: Path
    films: int
    megabytes: float
    limit_mb: float


class Shelf:
    """Keeps landmarks by the film's own bytes, the model and the code that watched.

    Nothing on it is needed: what cannot be read is thrown away and what cannot be written is left out.

    Parameters
    ----------
    folder
        Where to keep it; the user's cache folder when None.
    limit_mb
        The most room it takes, megabytes; ``FORMCHECK_CACHE_MB`` or 500 when None, 0 keeps nothing.

    Raises
    ------
    OptionError
        When ``FORMCHECK_CACHE_MB`` is no number.
    """

    def __init__(self, folder: Path | None = None, limit_mb: float | None = None) -> None:
        self.folder = folder or cache_folder() / "watched"
        self.limit_mb = number_in(LIMIT_VARIABLE, LIMIT_MB, zero=True) if limit_mb is None else limit_mb

    def find(self, source: Source, model: ModelFile, wish: Wish) -> Watched | None:
        """Return what was kept of a film when the same was asked for, or None."""
        from formcheck.kept.packing import unpack

        path = self._path(source, model, wish)
        self._sweep()
        try:
            watched = unpack(path, source, model)
            os.utime(path)  # used now: others go first
        except FileNotFoundError:
            return None
        except Exception:  # bytes that are damaged at random raise anything; the film is watched anew
            self._remove(path)
            return None
        return watched

    def put(self, watched: Watched, wish: Wish) -> None:
        """Keep a film; written aside first, so that nobody ever reads half of it."""
        from formcheck.kept.packing import pack

        if self.limit_mb <= 0:
            return
        path = self._path(watched.clip.source, watched.model, wish)
        draft = path.with_name(f".{secrets.token_hex(6)}{_DRAFT}")
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                locked(file.fileno())  # a sign of life while it is half written
                pack(watched, file)
            draft.replace(path)
            self._make_room()
            self._sweep()
        except OSError:
            return
        finally:
            self._remove(draft)

    def forget(self, source: Source) -> None:
        """Throw away all that is kept of one film."""
        for path in self.folder.glob(f"{_film(source)}-*{_SUFFIX}"):
            self._remove(path)

    def clear(self) -> int:
        """Throw everything away; return how many films were kept."""
        films = list(self._files())
        for path in (*films, *self.folder.glob(f".*{_DRAFT}")):
            self._remove(path)
        return len(films)

    def state(self) -> ShelfState:
        """Tell what is kept."""
        sizes = [size for _, _, size in self._listed()]
        return ShelfState(self.folder, len(sizes), sum(sizes) / 1e6, self.limit_mb)

    def _path(self, source: Source, model: ModelFile, wish: Wish) -> Path:
        key = hashlib.sha256(
            f"{source.sha256} {model.sha256} {maker_of(model)} {maker()} {wish}".encode()
        ).hexdigest()
        return self.folder / f"{_film(source)}-{key[:32]}{_SUFFIX}"

    def _files(self) -> Iterator[Path]:
        return self.folder.glob(f"*{_SUFFIX}")

    def _listed(self) -> list[tuple[float, Path, int]]:
        """When each was last used, where it is and how big; what vanishes meanwhile is left out."""
        found = []
        for path in self._files():
            with contextlib.suppress(OSError):
                status = path.stat()
                found.append((status.st_mtime, path, status.st_size))
        return sorted(found, reverse=True)

    def _make_room(self) -> None:
        room = self.limit_mb * 1e6
        for _, path, size in self._listed():
            room -= size
            if room < 0:
                self._remove(path)

    def _sweep(self) -> None:
        """Remove drafts of programs that were killed."""
        for draft in self.folder.glob(f".*{_DRAFT}"):
            with contextlib.suppress(OSError):
                lives = alive(draft)
                if lives is None:
                    lives = time.time() - draft.stat().st_mtime < _ABANDONED_S
                if not lives:
                    self._remove(draft)

    @staticmethod
    def _remove(path: Path) -> None:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def _film(source: Source) -> str:
    """Return what the names of all files about one film begin with."""
    return hashlib.sha256(source.sha256.encode()).hexdigest()[:16]
