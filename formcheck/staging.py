"""Many files of a folder become new at once: all of them or none, also when the program is killed.

New files are made in a hidden folder inside the target: what lies beside it may be another disk. Once they
are complete, a list named ``ready`` is put beside them; from that moment on the new result counts. Then each
file is moved into place. Whoever comes after a kill finishes what has its ``ready`` and throws away what has
none::

    target/.formcheck-0123456789ab/    alive   locked while its maker lives
                                   new/    files to be
                                   old/    files that were, to bring them back when a move is refused
                                   ready   what moves and what goes
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from formcheck.files import put_whole
from formcheck.locks import hold
from formcheck.scratch import WAIT_S, lock_of, scratch, scratches, sweep

PREFIX = ".formcheck-"
_NEW, _OLD, _READY = "new", "old", "ready"
_READER_WAIT_S = 5.0


@dataclass(frozen=True, slots=True)
class Moves:
    """What becomes of a folder.

    Attributes
    ----------
    come
        Names of files that move in, in this order.
    go
        Names of older files that have no successor.
    """

    come: tuple[str, ...]
    go: tuple[str, ...]

    def to_json(self) -> bytes:
        """Return the text of ``ready``."""
        return json.dumps({"come": self.come, "go": self.go}).encode("utf-8")

    @classmethod
    def from_json(cls, text: bytes) -> Moves | None:
        """Read it back; None when it is not what `to_json` writes, or names anything but plain files."""
        try:
            told = json.loads(text)
            come, go = told["come"], told["go"]
        except (ValueError, KeyError, TypeError):
            return None
        if not (isinstance(come, list) and isinstance(go, list) and all(map(_plain, come + go))):
            return None
        return cls(tuple(come), tuple(go))


@dataclass(frozen=True, slots=True)
class Staging:
    """Files on their way into a folder.

    Attributes
    ----------
    target
        The folder.
    root
        The hidden folder in it.
    """

    target: Path
    root: Path

    @property
    def new(self) -> Path:
        """Where the new files are to be made; hidden ones stay behind."""
        return self.root / _NEW

    def commit(self, older: Collection[str] = (), last: str = "") -> frozenset[str]:
        """Move all new files into place and return their names.

        Parameters
        ----------
        older
            Names of files that an older result may have; those without a successor go.
        last
            The file that moves after all others.

        Raises
        ------
        OSError
            When that is refused; the older result is then as it was.
        """
        names = sorted(
            (one.name for one in self.new.iterdir() if _plain(one.name)), key=lambda x: (x == last, x)
        )
        moves = Moves(tuple(names), tuple(sorted(set(older) - set(names))))
        for name in names:
            _settle(self.new / name)
            if (self.target / name).is_dir():
                raise IsADirectoryError(errno.EISDIR, f"{name} is a folder", str(self.target / name))
        with hold(lock_of(self.target, PREFIX), WAIT_S):
            _finish_all(self.target)
            (self.root / _OLD).mkdir()
            put_whole(self.root / _READY, moves.to_json())
            try:
                self._move(moves)
            except BaseException:
                self._move_back(moves)  # refused as well, ``ready`` stays and the next one finishes
                (self.root / _READY).unlink()
                raise
            (self.root / _READY).unlink()
        return frozenset(names)

    def _move(self, moves: Moves) -> None:
        for name in moves.go:
            if (self.target / name).is_file():
                (self.target / name).replace(self.root / _OLD / name)
        for name in moves.come:
            _remember(self.target / name, self.root / _OLD / name)
            (self.new / name).replace(self.target / name)

    def _move_back(self, moves: Moves) -> None:
        """Undo; a kill in the middle of it still finds every new file and ends as if nothing was refused."""
        for name in reversed(moves.come):
            if not os.path.lexists(self.new / name):
                (self.target / name).replace(self.new / name)
        for name in (*moves.come, *moves.go):
            if os.path.lexists(self.root / _OLD / name):
                (self.root / _OLD / name).replace(self.target / name)


@contextmanager
def staged(target: Path) -> Iterator[Staging]:
    """Give a place to make files for a folder; what is not committed leaves no trace.

    What killed programs left in the folder is tidied up first.

    Raises
    ------
    OSError
        When the folder is not there or cannot be written to.
    """
    target = Path(os.path.realpath(target))  # a link that is set to another place meanwhile changes nothing
    tidy(target)
    with scratch(target, PREFIX) as root:
        staging = Staging(target, root)
        staging.new.mkdir()
        yield staging


def put_all(target: Path, contents: Mapping[str, bytes], older: Collection[str] = (), last: str = "") -> None:
    """Write several files so that all become new or none does; `older` and `last` as for `Staging.commit`.

    Raises
    ------
    OSError
        When that is refused; the older files are then as they were.
    """
    with staged(target) as staging:
        for name, content in contents.items():
            (staging.new / name).write_bytes(content)
        staging.commit(older, last)


def finish(target: Path) -> None:
    """Finish moves in which a program was killed; for those who read. Costs one look where there are none.

    Raises
    ------
    BlockingIOError
        When a program that lives takes long to move its files.
    OSError
        When a file cannot be moved; the next one tries again.
    """
    target = Path(os.path.realpath(target))
    if _half_moved(target):
        with hold(lock_of(target, PREFIX), _READER_WAIT_S):
            _finish_all(target)


def tidy(target: Path) -> None:
    """Finish what was half moved and remove what was half made by programs that were killed.

    Raises
    ------
    OSError
        As `finish`.
    """
    target = Path(os.path.realpath(target))
    finish(target)
    sweep(target, PREFIX, keep=_READY)
    # A lock that nobody holds was left as well; taking it is removing it.
    if lock_of(target, PREFIX).exists():
        with hold(lock_of(target, PREFIX), WAIT_S):
            pass


def _half_moved(target: Path) -> list[Path]:
    return [root for root in scratches(target, PREFIX) if _ready(root)]


def _ready(root: Path) -> bool:
    try:
        return (root / _READY).is_file()
    except PermissionError:  # another user's: theirs to finish
        return False


def _finish_all(target: Path) -> None:
    """Finish every move that has begun; called by who holds the lock, so none of their makers is alive."""
    for root in _half_moved(target):
        moves = Moves.from_json((root / _READY).read_bytes())
        if moves is not None:
            _finish_one(root, target, moves)
        (root / _READY).unlink()
        shutil.rmtree(root, ignore_errors=True)


def _finish_one(root: Path, target: Path, moves: Moves) -> None:
    for name in moves.go:
        if (target / name).is_file():
            (target / name).unlink()
    for name in moves.come:
        if os.path.lexists(root / _NEW / name):
            (root / _NEW / name).replace(target / name)


def _remember(path: Path, kept: Path) -> None:
    """Keep a file that is about to be replaced; a second name leaves no moment without the file."""
    try:
        os.link(path, kept)
    except FileNotFoundError:
        return
    except OSError:  # a disk that knows one name a file only
        with suppress(FileNotFoundError):
            path.replace(kept)


def _settle(path: Path) -> None:
    """Have the bytes on the disk before the name: a power cut is a kill as well."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _plain(name: object) -> bool:
    return isinstance(name, str) and name == Path(name).name != "" and not name.startswith(".")
