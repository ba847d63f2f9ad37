"""Work for batch tests: found by name in worker processes, which see no monkeypatching.

What happens to a clip is in its name: ``dies`` (each time), ``dies_once``, ``hangs``, ``slow``, ``raises``,
``prints``; any other one is done. `echo` writes nothing; `drawn` writes all files of a stick runner.
"""

from __future__ import annotations

import os
import signal
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from formcheck.batch import one
from formcheck.batch.value import Outcome, Task
from formcheck.clip import Clip, probe
from formcheck.options import Options
from formcheck.report import Report
from tests.support.reports import Film, running, write_film

ECHO, DRAWN = "tests.support.batch_work:echo", "tests.support.batch_work:drawn"
FILM = Film(width=160, height=284)
_LONG_S, _A_WHILE_S = 120.0, 0.7


def echo(task: Task) -> Outcome:
    """Do what the clip's name says and write nothing but a line of who did it."""
    beginnings(task.folder.parent).open("a", encoding="utf-8").write(f"{task.id} {os.getpid()}\n")
    act(task.clip, task.folder.parent)
    return Outcome(task.id, "done", seconds=0.01)


def drawn(task: Task) -> Outcome:
    """Write a stick runner's report, as `formcheck.batch.one.do` does, without the pose model."""
    return one.do(task, look)


def look(path: Path, options: Options) -> Report:
    """Make the report of a stick runner for a film that `film` wrote."""
    act(path, path.parent)
    clip = Clip(probe(path), FILM.t)
    with tempfile.TemporaryDirectory() as folder:
        report = running(Path(folder), FILM, options=options)
    return replace(report, clip=clip)


def film(path: Path) -> Path:
    """Write the film of the stick runner."""
    write_film(path, FILM)
    return path


def beginnings(out: Path) -> Path:
    """File in which every clip begun by `echo` has a line."""
    return out / "begun.txt"


def act(path: Path, marks: Path) -> None:
    """Do what the name says."""
    name = path.stem
    if name.startswith("slow"):
        time.sleep(_A_WHILE_S)
    if name.startswith("hangs"):
        time.sleep(_LONG_S)
    if name.startswith("raises"):
        raise RuntimeError("a surprise\nof two lines")
    if name.startswith("prints"):
        os.write(1, b"noise from a library\n")
        print("more noise", flush=True)
    mark = marks / f".{name}.mark"
    if name.startswith("dies") and not (name.startswith("dies_once") and mark.exists()):
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
