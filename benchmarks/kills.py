"""What a kill leaves behind: ``python -m benchmarks.kills [--kills 50] [--seed 1]``.

Real runs of ``formcheck analyze`` write into one folder over and over, in turns with two sets of options that
give different files. Each is killed (SIGKILL) at a moment drawn by the seed; then the folder is held against
complete runs of both, and once more after it was read, and once more after the next complete run.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from benchmarks.stats import table
from formcheck.caches import cache_folder
from formcheck.errors import OptionError
from formcheck.report.read import load_document
from formcheck.staging import PREFIX

ROOT = Path(__file__).resolve().parent.parent
_MADE_AT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00")  # all that differs from run to run
_LATEST_S = 300.0
_MOVING_S, _KEEPING_S = 0.0008, 0.004  # about twice as long as it takes
_MINE = "diary.txt"

# any: in the whole run. making: while files are made. moving: round the moves into place. keeping: while the
# landmarks are written, after a clear of those that were kept.
Moment = Literal["any", "making", "moving", "keeping"]
Left = Literal["old", "new", "moving", "mixed"]
_TURNS: tuple[Moment, ...] = ("moving", "making", "moving", "any", "making")
_KEEPING_EVERY = 10
Files = dict[str, str]


@dataclass(frozen=True)
class Program:
    """What is run and killed.

    Attributes
    ----------
    commands
        Two command lines whose results differ, without the folder, which comes last.
    made
        Where in that folder the result appears.
    shelf
        Where landmarks are kept; None when the program keeps none.
    environment
        Variables set beside those of this process.
    """

    commands: tuple[Sequence[str], Sequence[str]]
    made: str
    shelf: Path | None
    environment: Mapping[str, str]

    def start(self, which: int, out: Path) -> subprocess.Popen[bytes]:
        """Begin a run."""
        return subprocess.Popen(
            [*self.commands[which], str(out)],
            env={**os.environ, **self.environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )

    def complete(self, which: int, out: Path) -> Files:
        """Run to the end and return what is in the folder then."""
        run = self.start(which, out)
        _, said = run.communicate(timeout=_LATEST_S)
        if run.returncode:
            raise RuntimeError(f"a run that nobody killed ended with {run.returncode}: {said.decode()}")
        return files_of(out / self.made)


@dataclass(frozen=True)
class Round:
    """A kill and what was found.

    Attributes
    ----------
    moment
        What it aimed at.
    left
        What lay there: the old files, the new ones, new ones of which some had not moved yet, or a mixture.
    read
        Whether the folder was the old or the new result whole once it was read.
    behind
        Names left by the killed run after the next complete run.
    whole
        Whether that run's result is complete, and files of others untouched.
    shelf
        Whether all landmarks kept can be read, and nothing else lies there.
    """

    moment: Moment
    left: Left
    read: bool
    behind: tuple[str, ...]
    whole: bool
    shelf: bool


def main() -> None:
    parser = argparse.ArgumentParser(description="Kill formcheck at random moments and look at what it left.")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as place:
        done = []
        for one in rounds(_formcheck(Path(place) / "cache"), Path(place), chosen.kills, chosen.seed):
            done.append(one)
            print(f"{len(done)}/{chosen.kills} {one}", file=sys.stderr, flush=True)
    print("\n".join(told(done)))
    print(f"\nSeed {chosen.seed}, {(time.monotonic() - began) / 60:.0f} minutes.")


def _formcheck(cache: Path) -> Program:
    """Measure a short piece of a sample film, with other options and other files in turns."""
    film = [str(ROOT / "sample_videos" / "good_left.mp4"), "--until", "3"]
    plain = [sys.executable, "-m", "formcheck", "analyze", *film]
    models = {"FORMCHECK_MODEL_DIR": os.environ.get("FORMCHECK_MODEL_DIR") or str(cache_folder() / "models")}
    return Program(
        commands=(
            [*plain, "--files", "landmarks", "--out"],
            [*plain, "--height", "172", "--files", "trc", "--out"],
        ),
        made="good_left",
        shelf=cache / "watched",
        environment={"FORMCHECK_CACHE": str(cache), **models},
    )


def rounds(program: Program, place: Path, kills: int, seed: int) -> Iterator[Round]:
    """Kill again and again; yield what each kill left.

    Parameters
    ----------
    program
        What to kill.
    place
        An empty folder to work in.
    kills
        How many times.
    seed
        Decides the moments.
    """
    chance = random.Random(seed)  # noqa: S311 - moments, no secrets
    whole = [program.complete(0, place / "reference-0")]
    began = time.monotonic()
    whole.append(program.complete(1, place / "reference-1"))
    takes_s = time.monotonic() - began
    if whole[0] == whole[1] or set(whole[0]) == set(whole[1]):
        raise RuntimeError("the two results have to differ, in their files as well")
    out = place / "out"
    shutil.copytree(place / "reference-0", out)
    (out / program.made / _MINE).write_text("not of formcheck's making", encoding="utf-8")
    mine = {name: seen for name, seen in files_of(out / program.made).items() if name == _MINE}
    whole = [files | mine for files in whole]
    for number in range(kills):
        which = (number + 1) % 2
        moment: Moment = _TURNS[number % len(_TURNS)]
        if program.shelf is not None and number % _KEEPING_EVERY == _KEEPING_EVERY - 1:
            moment = "keeping"
            for film in program.shelf.glob("*.npz"):
                film.unlink()
        _kill(program, which, out, moment, takes_s, chance)
        left, read = _look(out / program.made, whole[1 - which], whole[which])
        after = program.complete(which, out)
        behind = tuple(sorted(set(after) - set(whole[which])))
        yield Round(moment, left, read, behind, after == whole[which], _shelf_whole(program.shelf))


def _kill(
    program: Program, which: int, out: Path, moment: Moment, takes_s: float, chance: random.Random
) -> None:
    """Start a run and kill it at its moment; one that is through before leaves the new result."""
    run = program.start(which, out)
    assert run.stderr is not None
    if moment == "any":
        _sleep_while(run, chance.uniform(0, takes_s))
    elif moment == "making":
        _wait_for(run, out / program.made, f"{PREFIX}*/new")
        _sleep_while(run, chance.uniform(0, takes_s / 3))
    elif moment == "moving":
        root = _wait_for(run, out / program.made, f"{PREFIX}*/new")
        _wait_closely(run, root / "old" if root else None)
        _spin(chance.uniform(0, _MOVING_S))
    else:
        _wait_for(run, program.shelf or out, ".*.part", 0.0)
        _spin(chance.uniform(0, _KEEPING_S))
    run.send_signal(signal.SIGKILL)
    run.communicate()


def _wait_for(
    run: subprocess.Popen[bytes], folder: Path, pattern: str, pause_s: float = 0.005
) -> Path | None:
    """Wait until something appears; None when the program is through before it was seen."""
    while run.poll() is None:
        found = next(folder.glob(pattern), None)
        if found is not None:
            return found.parent
        time.sleep(pause_s)
    return None


def _wait_closely(run: subprocess.Popen[bytes], path: Path | None) -> None:
    """Wait as `_wait_for`, at the cost of a core, to be there within a fraction of a millisecond."""
    while path is not None and path.parent.exists() and not path.exists() and run.poll() is None:
        pass


def _spin(seconds: float) -> None:
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        pass


def _sleep_while(run: subprocess.Popen[bytes], seconds: float) -> None:
    try:
        run.wait(seconds)
    except subprocess.TimeoutExpired:
        return


def _look(folder: Path, old: Files, new: Files) -> tuple[Left, bool]:
    """Tell what lies there, and whether it is one whole result once it was read."""
    left: Left = "mixed"
    if any(folder.glob(f"{PREFIX}*/ready")):
        left = "moving"
    elif _visible(folder) in (old, new):
        left = "old" if _visible(folder) == old else "new"
    try:
        load_document(folder)
    except OptionError:
        return left, False
    return left, _visible(folder) == (old if left == "old" else new)


def files_of(folder: Path) -> Files:
    """Return a hash of every file, hidden ones and those in folders too, without the time of making."""
    found = {}
    for path in sorted(folder.rglob("*")):
        content = b"a folder" if path.is_dir() else path.read_bytes()
        if path.suffix in (".json", ".html"):
            content = _MADE_AT.sub(b"", content)
        found[path.relative_to(folder).as_posix()] = hashlib.sha256(content).hexdigest()
    return found


def _visible(folder: Path) -> Files:
    return {name: seen for name, seen in files_of(folder).items() if not name.startswith(".")}


def _shelf_whole(shelf: Path | None) -> bool:
    """Whether every file on the shelf can be read to its end and nothing else lies there."""
    if shelf is None:
        return True
    for path in shelf.iterdir():
        if path.suffix != ".npz":
            return False
        with np.load(path) as kept:
            for name in kept.files:
                kept[name]
    return True


def told(done: Sequence[Round]) -> list[str]:
    """Return a Markdown table: a row for each kind of moment, and one for all."""
    head = [
        "killed",
        "kills",
        "left old",
        "left new",
        "left in the middle of moving (new once read)",
        "mixed",
    ]
    head += ["left behind after the next start", "next result not whole", "cache not readable"]
    names: dict[Moment, str] = {
        "any": "at any moment of the run",
        "making": "while files are made",
        "moving": "round the moves into place",
        "keeping": "while landmarks are kept",
    }
    rows = [_row(said, [one for one in done if one.moment == moment]) for moment, said in names.items()]
    return table(head, [row for row in rows if row[1] != "0"] + [_row("**all**", done)])


def _row(said: str, done: Sequence[Round]) -> list[str]:
    left = Counter(one.left for one in done)
    mixed = sum(one.left == "mixed" or not one.read for one in done)
    behind, cut = sum(bool(one.behind) for one in done), sum(not one.whole for one in done)
    numbers = [len(done), left["old"], left["new"], left["moving"], mixed, behind, cut]
    return [said, *map(str, [*numbers, sum(not one.shelf for one in done)])]


if __name__ == "__main__":
    main()
