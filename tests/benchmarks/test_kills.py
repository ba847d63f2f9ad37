"""Programs that are killed while they write: a short run of the benchmark, on a stick runner."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from benchmarks.kills import Program, Round, files_of, rounds, told
from tests.support.written import MADE

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL")


def test_a_killed_program_leaves_one_whole_result_and_the_next_tidies_up(tmp_path: Path) -> None:
    writer = [sys.executable, "-m", "tests.support.written"]
    paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    program = Program(([*writer, "0"], [*writer, "1"]), MADE, None, {"PYTHONPATH": paths})
    done = list(rounds(program, tmp_path, 5, 1))
    assert len(done) == 5
    fine = [one.left != "mixed" and one.read and one.whole and not one.behind for one in done]
    assert all(fine), done


def test_a_mixture_and_what_is_left_behind_are_counted() -> None:
    fine = Round("any", "old", True, (), True, True)
    table = told(
        [
            fine,
            Round("moving", "mixed", False, (".formcheck-0",), False, False),
            Round("moving", "moving", True, (), True, True),
        ]
    )
    assert table[-1] == "| **all** | 3 | 1 | 0 | 1 | 1 | 1 | 1 | 1 |"
    assert len(table) == 5


def test_only_the_time_of_making_may_differ(tmp_path: Path) -> None:
    for name, text in (("a", "at 2026-01-02T03:04:05+00:00, 7"), ("b", "at 2027-01-02T03:04:05+00:00, 7")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "report.json").write_text(text, encoding="utf-8")
    assert files_of(tmp_path / "a") == files_of(tmp_path / "b")
    (tmp_path / "b" / "report.json").write_text("at 2027-01-02T03:04:05+00:00, 8", encoding="utf-8")
    assert files_of(tmp_path / "a") != files_of(tmp_path / "b")
