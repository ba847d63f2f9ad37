"""Try many films in child processes that may crash, hang or want too much memory."""

from __future__ import annotations

import json
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from tests.support.odd_films.odd import Odd

ROOT = Path(__file__).resolve().parents[3]
TIME_S, MEGABYTES = {"decode": 30.0, "analyze": 120.0}, {"decode": 4000, "analyze": 16_000}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a film ended.

    Attributes
    ----------
    odd
        The film.
    end
        ``report``, ``error`` (one of formcheck's own, in a clear sentence) or ``otherwise``.
    words
        What was said.
    seconds
        How long it took.
    peak_mb
        Most memory the process had held until then.
    """

    odd: Odd
    end: str
    words: str
    seconds: float
    peak_mb: float


class _Child:
    def __init__(self, road: str) -> None:
        self._road = road
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the child
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.odd_films.child", road, str(MEGABYTES[road])],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            text=True,
        )

    def ask(self, path: Path) -> dict[str, Any]:
        """Try a film; a child that does not answer is ended."""
        start = time.perf_counter()
        given, taken = self._pipes
        given.write(json.dumps(str(path)) + "\n")
        given.flush()
        ready, _, _ = select.select([taken], [], [], TIME_S[self._road])
        answer = taken.readline() if ready else ""
        if answer:
            told: dict[str, Any] = json.loads(answer)
            return told
        why = "died" if ready else "hung"
        self._process.kill()
        self._process.wait()
        self._said.seek(0)
        words = f"{why} ({self._process.returncode}): {self._said.read()[-400:].decode(errors='replace')}"
        self.close()
        seconds = time.perf_counter() - start
        return {"end": "otherwise", "words": words, "seconds": seconds, "peak_mb": 0.0}

    @property
    def _pipes(self) -> tuple[IO[str], IO[str]]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        return self._process.stdin, self._process.stdout

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self._process.poll() is not None

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()
        self._said.close()
        for pipe in self._pipes:
            pipe.close()


def trials(odd: Iterable[Odd], road: str, folder: Path) -> Iterator[Outcome]:
    """Make each film, try it, remove it; a film that cannot be made here is left out.

    Parameters
    ----------
    odd
        The films.
    road
        ``decode`` or ``analyze``.
    folder
        An empty folder; whatever lies in it beside the film afterwards was left behind.
    """
    child = _Child(road)
    try:
        for one in odd:
            path = folder / one.name
            try:
                one.make(path)
            except (ValueError, OSError, LookupError):
                path.unlink(missing_ok=True)
                continue
            if child.over:
                child = _Child(road)
            told = child.ask(path)
            path.unlink()
            left = [entry.name for entry in folder.iterdir()]
            if left:
                told |= {"end": "otherwise", "words": f"left {left} behind"}
            yield Outcome(one, told["end"], told["words"], told["seconds"], told["peak_mb"])
    finally:
        child.close()
