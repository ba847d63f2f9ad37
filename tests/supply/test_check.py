"""The check goes on when a part fails, and names what was skipped."""

from __future__ import annotations

import sys

import pytest

from supply.audit import SKIPPED
from supply.check import check, parts


def ends(code: int) -> list[str]:
    return [sys.executable, "-c", f"raise SystemExit({code})"]


def test_all_parts_run(capfd: pytest.CaptureFixture[str]) -> None:
    assert check({"a": ends(0), "b": ends(1), "c": ends(SKIPPED), "d": ends(0)}) == 1
    said = capfd.readouterr().out
    assert "== Passed: a, d\n== Skipped: c\n== Not passed: b\n" in said


def test_what_is_skipped_is_no_failure(capfd: pytest.CaptureFixture[str]) -> None:
    assert check({"a": ends(0), "c": ends(SKIPPED)}) == 0
    assert "Skipped: c" in capfd.readouterr().out


def test_parts() -> None:
    assert next(iter(parts())) == "tests"
    assert {"licences", "known vulnerabilities", "imports", "mypy"} <= set(parts())
