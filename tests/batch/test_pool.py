"""Worker processes that die, hang and print; every clip is told of once."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from formcheck.batch.pool import here
from formcheck.batch.value import Outcome, Task
from formcheck.errors import SetupError
from tests.support.batch_work import ECHO, beginnings

HURRY_S = 2.0  # a time limit that a clip which only echoes never reaches


def tasks(out: Path, *names: str) -> tuple[Task, ...]:
    return tuple(Task(name, name, out / f"{name}.mp4", out / name) for name in names)


def by_id(outcomes: Sequence[Outcome]) -> dict[str, Outcome]:
    found = {one.id: one for one in outcomes}
    assert len(found) == len(outcomes), "a clip was told of twice"
    return found


def test_every_clip_once_and_processes_are_kept(tmp_path: Path) -> None:
    names = [f"clip{number}" for number in range(12)]
    found = by_id(list(here(tasks(tmp_path, *names), workers=2, work=ECHO)))
    assert set(found) == set(names)
    assert {one.state for one in found.values()} == {"done"}
    lines = beginnings(tmp_path).read_text(encoding="utf-8").split()
    assert sorted(lines[::2]) == sorted(names)
    assert len(set(lines[1::2])) <= 2


def test_a_process_that_dies_costs_its_clip_only(tmp_path: Path) -> None:
    names = ("a", "dies", "dies_once", "b", "prints", "c")
    found = by_id(list(here(tasks(tmp_path, *names), workers=2, retries=1, work=ECHO)))
    assert set(found) == set(names)
    assert {name for name, one in found.items() if one.state == "failed"} == {"dies"}
    assert "SIGKILL" in found["dies"].error
    assert (found["dies"].tries, found["dies_once"].tries, found["a"].tries) == (2, 2, 1)
    assert "SIGKILL" in (tmp_path / "dies" / "error.log").read_text(encoding="utf-8")


def test_without_retries(tmp_path: Path) -> None:
    (outcome,) = here(tasks(tmp_path, "dies_once"), retries=0, work=ECHO)
    assert (outcome.state, outcome.tries) == ("failed", 1)


def test_a_clip_that_hangs_is_stopped(tmp_path: Path) -> None:
    began = time.monotonic()
    found = by_id(list(here(tasks(tmp_path, "hangs", "a", "b"), workers=1, timeout_s=HURRY_S, work=ECHO)))
    assert time.monotonic() - began < 60
    assert (found["hangs"].state, found["a"].state, found["b"].state) == ("failed", "done", "done")
    assert "longer than 2 s" in found["hangs"].error
    assert found["hangs"].tries == 1


def test_stopping_leaves_no_process(tmp_path: Path) -> None:
    running = here(tasks(tmp_path, "a", "hangs", "hangs2"), workers=2, work=ECHO)
    assert next(running).id == "a"
    deadline = time.monotonic() + 30
    while len(lines := beginnings(tmp_path).read_text(encoding="utf-8").split()) < 6:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    running.close()
    for pid in {int(word) for word in lines[1::2]}:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_what_cannot_start_is_said_once(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"does not start .*nowhere"):
        list(here(tasks(tmp_path, "a", "b"), workers=1, work="tests.support.nowhere:echo"))
