"""Sentences about the film itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from formcheck.clip import Repeats
from formcheck.motion import TimeFactor
from formcheck.motion.understood import Angle
from formcheck.report.notes import notes
from formcheck.report.understood import understood
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


def test_repeats_and_standstills_are_told_in_plain_words(tmp_path: Path) -> None:
    report = reports.running(tmp_path)
    n = len(report.clip.t)
    again = np.zeros(n, dtype=bool)
    again[1:20] = True
    again[25::3] = True
    clip = replace(report.clip, repeats=Repeats(report.clip.t, again))
    assert clip.repeats is not None
    ((first, stop),) = clip.repeats.spans((0, n))
    said = " ".join(notes(clip, (first, stop), report.motion, report.gait))
    assert "Nothing moves in 0.6 seconds of the film; they were left out." in said
    assert "31 % of the pictures only repeat the one before" in said
    assert "Somebody" not in said
    assert clip.fps_new == pytest.approx(30 * (1 - clip.duplicates), rel=0.01)


@pytest.mark.parametrize(
    ("factor", "words"),
    [
        (TimeFactor(4.0, False, "step rate and bounce", "why"), "Probably slow motion, 4 times slower"),
        (TimeFactor(0.5, False, "step rate and bounce", "why"), "Probably faster than life, 2 times"),
        (TimeFactor(None, False, "step rate and bounce", "why"), "Film speed unknown"),
        (TimeFactor(1.0, True, "step rate and bounce"), "Real time"),
    ],
)
def test_the_films_speed_in_words(tmp_path: Path, factor: TimeFactor, words: str) -> None:
    report = reports.running(tmp_path)
    assert report.motion is not None
    motion = replace(report.motion, time_factor=factor)
    parts = [part.lower() for part in understood(replace(report, motion=motion))]
    assert words.lower() in parts
    held = any("held back" in note for note in notes(report.clip, report.piece, motion, report.gait))
    assert held is not factor.certain


@pytest.mark.parametrize(
    ("yaw", "words"), [(5.0, ""), (-22.0, "corrected for it"), (41.0, "too much to measure")]
)
def test_a_camera_off_square_is_told(tmp_path: Path, yaw: float, words: str) -> None:
    report = reports.running(tmp_path)
    assert report.motion is not None
    motion = replace(report.motion, camera=replace(report.motion.camera, yaw=Angle(yaw, 2.0)))
    said = " ".join(notes(report.clip, report.piece, motion, report.gait))
    assert words in said
    assert ("off square" in said) is bool(words)


def test_an_engine_that_was_not_measured_is_named_first(tmp_path: Path) -> None:
    report = reports.running(tmp_path)
    plain = notes(report.clip, report.piece, report.motion, report.gait)
    other = notes(report.clip, report.piece, report.motion, report.gait, engine="rtmpose")
    assert other[1:] == plain
    assert "RTMPose" in other[0]
