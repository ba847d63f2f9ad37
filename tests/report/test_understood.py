"""What the page says of how sure everything is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from formcheck.report.understood import sureness
from tests.support import reports


def _said(folder: Path, left_out: float = 0.0, legs_reason: str = "") -> str:
    report = reports.running(folder)
    assert report.motion is not None
    repairs = replace(report.motion.repairs, left_out=left_out)
    return " ".join(
        sureness(replace(report, motion=replace(report.motion, repairs=repairs, legs_reason=legs_reason)))
    )


def test_repairs_are_told_when_there_were_any(tmp_path: Path) -> None:
    assert "In 2 % of the frames left and right were put back" in _said(tmp_path)
    assert "left out" not in _said(tmp_path)
    assert "4 % of all knees, ankles, heels and toes were seen elsewhere" in _said(tmp_path, left_out=0.04)


def test_legs_that_cannot_be_told_apart_are_told_with_the_reason(tmp_path: Path) -> None:
    said = _said(tmp_path, legs_reason="the legs do not repeat evenly: film again")
    assert "Nothing is read from single legs: the legs do not repeat evenly: film again." in said
