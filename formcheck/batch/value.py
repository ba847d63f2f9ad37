"""What travels through a batch: a clip to do, and what became of it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from formcheck.options import Options
from formcheck.report.extras import Extra

State = Literal["done", "skipped", "failed"]
WORK = "formcheck.batch.one:do"  # what is done with a clip, found by name in a process of its own


@dataclass(frozen=True, slots=True)
class Task:
    """One clip to do.

    Attributes
    ----------
    id
        Name of its folder, no two alike.
    name
        How the clip is called in tables: its path as it was given.
    clip
        The film.
    folder
        Where its files go.
    options
        What is told about it.
    files
        Files for other programs to write as well.
    film
        Write the annotated film.
    notes
        Columns of the list that are carried into the summary, name and text.
    again
        Do it even when it is done already.
    keep
        Keep its landmarks, so that it is not watched twice (`formcheck.kept`).
    """

    id: str
    name: str
    clip: Path
    folder: Path
    options: Options = Options()  # noqa: RUF009  # frozen
    files: tuple[Extra, ...] = ()
    film: bool = True
    notes: tuple[tuple[str, str], ...] = ()
    again: bool = False
    keep: bool = True

    def to_json(self) -> str:
        """Return it as one line."""
        return json.dumps({**asdict(self), "clip": str(self.clip), "folder": str(self.folder)})

    @staticmethod
    def from_json(line: str | bytes) -> Task:
        """Read what `to_json` wrote."""
        told = json.loads(line)
        return Task(
            **{
                **told,
                "clip": Path(told["clip"]),
                "folder": Path(told["folder"]),
                "options": Options(**told["options"]),
                "files": tuple(told["files"]),
                "notes": tuple((name, text) for name, text in told["notes"]),
            }
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one clip.

    Attributes
    ----------
    id
        Of its `Task`.
    state
        ``done``; ``skipped`` when it was done before; ``failed``.
    error
        Why it failed, one sentence; empty otherwise.
    seconds
        Time it took.
    tries
        How many times it was begun.
    """

    id: str
    state: State
    error: str = ""
    seconds: float = 0.0
    tries: int = 1

    def to_json(self) -> str:
        """Return it as one line."""
        return json.dumps(asdict(self))

    @staticmethod
    def from_json(line: str | bytes) -> Outcome:
        """Read what `to_json` wrote."""
        return Outcome(**json.loads(line))
