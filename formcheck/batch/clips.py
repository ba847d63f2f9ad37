"""Which clips a batch holds: the films of a folder, or the rows of a list."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from formcheck.batch.table import listed
from formcheck.batch.value import Task
from formcheck.errors import InputError, OptionError
from formcheck.names import shown
from formcheck.options import Options
from formcheck.report.extras import Extra
from formcheck.report.writing import FILM, JSON

ENDINGS = frozenset(f".{ending}" for ending in ("mp4", "mov", "m4v", "webm", "avi", "gif", "mkv", "3gp"))
# What one of the usual systems refuses in a name, or takes for a way into another folder.
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?|summary\.(csv|parquet)|overview\.html", re.I)
_LONGEST = 120  # letters of a folder's name


@dataclass(frozen=True, slots=True)
class Listed:
    """A clip as it was given: its path in words, the file, what is told about it."""

    name: str
    clip: Path
    id: str = ""
    options: Options = Options()  # noqa: RUF009  # frozen
    notes: tuple[tuple[str, str], ...] = ()
    line: int = 0


def tasks_of(
    source: str | Path | Sequence[str | Path],
    out: Path,
    options: Options | None = None,
    *,
    recursive: bool = False,
    files: tuple[Extra, ...] = (),
    film: bool = True,
    again: bool = False,
    keep: bool = True,
) -> tuple[Task, ...]:
    """Return what there is to do.

    Parameters
    ----------
    source
        A folder of films, a CSV file with a column ``clip``, or films one by one.
    out
        Folder for the results; films in it are no clips.
    options
        What holds for all clips; a row of the list comes before it.
    recursive
        Look into the folders inside a folder as well.
    files, film, again, keep
        As in `Task`.

    Raises
    ------
    formcheck.errors.InputError
        When there is nothing to do, or the list cannot be used.
    """
    options, out = options or Options(), Path(out).absolute()
    found = tuple(_listed(source, out, options, recursive))
    ids = _ids(found)
    return tuple(
        Task(
            id=name,
            name=one.name,
            clip=one.clip.absolute(),
            folder=out / name,
            options=one.options,
            files=files,
            film=film,
            notes=one.notes,
            again=again,
            keep=keep,
        )
        for one, name in zip(found, ids, strict=True)
    )


def _listed(
    source: str | Path | Sequence[str | Path], out: Path, options: Options, recursive: bool
) -> Iterable[Listed]:
    if not isinstance(source, str | Path):
        return [Listed(shown(path), Path(path), options=options) for path in source]
    path = Path(source)
    if path.is_dir():
        return _in_folder(path, out, options, recursive)
    if path.suffix.lower() in (".csv", ".tsv", ".txt"):
        return [
            Listed(row.clip, path.parent / row.clip, row.id, row.options, row.notes, row.line)
            for row in listed(path, options)
        ]
    if path.is_file():
        raise InputError(f"'{path.name}' is neither a folder nor a CSV file: give the folder it lies in.")
    raise InputError(f"There is no '{path}': give a folder of films or a CSV file.")


def _in_folder(folder: Path, out: Path, options: Options, recursive: bool) -> list[Listed]:
    found = [
        Listed(shown(path.relative_to(folder).as_posix()), path, options=options)
        for path in _films(folder, out, recursive)
    ]
    if not found:
        deeper = "" if recursive else ", or --recursive to look into its folders"
        raise InputError(f"There are no films in '{folder}': give a folder with MP4, MOV or WebM{deeper}.")
    return found


def _films(folder: Path, out: Path, recursive: bool) -> Iterator[Path]:
    """Walk in the same order everywhere; hidden things and our own results are no clips."""
    for place, folders, names in os.walk(folder):
        here = Path(place)
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and (here / name).absolute() != out
        )
        for name in sorted(names):
            ours = name == FILM and JSON in names
            if not name.startswith(".") and not ours and Path(name).suffix.lower() in ENDINGS:
                yield here / name
        if not recursive:
            return


def _ids(found: Sequence[Listed]) -> list[str]:
    """Name a folder for each clip: as told, else after the film; those of the same name are numbered."""
    taken: set[str] = set()
    for one in found:
        if one.id:
            _check(one, taken)
            taken.add(one.id.casefold())
    return [one.id or _free(_named_after(one), taken) for one in found]


def _check(one: Listed, taken: Collection[str]) -> None:
    where = f"Line {one.line}: the id '{one.id}'"
    if one.id.casefold() in taken:
        raise OptionError(f"{where} is there twice: give each clip its own.")
    if _safe(one.id) != one.id:
        raise OptionError(f"{where} cannot name a folder: use letters, digits, - and _.")


def _named_after(one: Listed) -> str:
    path = Path(one.name)
    inside = not path.is_absolute() and ".." not in path.parts
    return _safe("-".join(path.with_suffix("").parts) if inside else path.stem)


def _safe(name: str) -> str:
    """Make a name of a folder that every system takes."""
    name = _NOT_IN_NAMES.sub("_", name).lstrip(". ")[:_LONGEST].rstrip(". ")
    return f"{name}_" if not name or _RESERVED.fullmatch(name) else name


def _free(name: str, taken: set[str]) -> str:
    free, number = name, 2
    while free.casefold() in taken:  # some disks take small and capital letters for the same
        free, number = f"{name}-{number}", number + 1
    taken.add(free.casefold())
    return free
