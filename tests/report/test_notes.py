"""Sentences about the film itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from formcheck.report.notes import notes
from tests.support import reports


def _said(folder: Path, piece: tuple[int, int], cuts: tuple[int, ...] = ()) -> str:
    report = reports.running(folder)
    return " ".join(notes(replace(report.clip, cuts=cuts), piece, report.motion, report.gait))


def test_a_whole_film_has_no_word_of_pieces(tmp_path: Path) -> None:
    said = _said(tmp_path, (0, 90))
    assert "cuts" not in said
    assert "Somebody" not in said


def test_a_piece_of_a_film_without_cuts_names_the_passer_by(tmp_path: Path) -> None:
    assert "Somebody else came before you; only 0.0 to 1.0 seconds were measured." in _said(tmp_path, (0, 31))


def test_a_piece_of_a_cut_film_names_the_cuts(tmp_path: Path) -> None:
    said = _said(tmp_path, (31, 90), (31,))
    assert "cuts once" in said
    assert "Somebody" not in said


def test_much_left_out_of_the_legs_is_worth_a_note(tmp_path: Path) -> None:
    report = reports.running(tmp_path)
    assert report.motion is not None
    repairs = replace(report.motion.repairs, left_out=0.14)
    said = " ".join(notes(report.clip, (0, 90), replace(report.motion, repairs=repairs), report.gait))
    assert "14 % of what should be your legs" in said
    assert "should be your legs" not in _said(tmp_path, (0, 90))
