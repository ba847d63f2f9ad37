"""A second look concludes from what was watched; the film is watched once only."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from formcheck.advice import Answers
from formcheck.errors import OutputError
from formcheck.motion import Backdrop
from formcheck.options import Options
from formcheck.pipeline import conclude
from formcheck.pose.models import ModelFile
from formcheck.progress import silent
from formcheck.report import write
from formcheck.report.writing import rewrite
from formcheck.watching import Shot, Watched
from formcheck.web.work import CheckAgain, Result, draw_again, in_place
from tests.support import reports

MODEL = ModelFile(Path("heavy.task"), "0" * 64, "heavy")


@pytest.fixture
def before(tmp_path: Path) -> Result:
    """What a first look left behind: a report, its files, and what was watched."""
    report = reports.running(tmp_path)
    watched = Watched(report.clip, report.track, (Shot((0, len(report.clip.t)), Backdrop()),), MODEL)
    return Result(report, write(report, tmp_path / "first"), watched)


@pytest.fixture
def concluded(before: Result) -> Result:
    """The same with numbers measured from what was watched."""
    assert before.watched is not None
    report = conclude(before.watched, before.report.options)
    return replace(before, report=report, in_words=None, in_pictures=None)


def test_a_second_look_uses_what_was_watched(before: Result, tmp_path: Path) -> None:
    film = before.report.clip.source.path
    options = Options(vertical_deg=-3.0, facing="right", height_cm=180.0)
    found = CheckAgain(before)(film, options, tmp_path / "second", silent)
    assert found.report.track is before.report.track
    assert found.report.options == options
    assert found.report.motion is not None
    assert (found.report.motion.level.roll_deg, found.report.motion.level.source) == (-3.0, "user")
    assert found.report.motion.scale.source == "height"
    assert found.watched is not None
    assert found.watched.model == MODEL
    assert found.written.html.is_file()
    assert "level set by you" in found.written.html.read_text(encoding="utf-8").lower()


def test_another_model_watches_again(before: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    film = before.report.clip.source.path
    watched: list[Options] = []

    def check(film: Path, options: Options, folder: Path, progress: object) -> Result:
        watched.append(options)
        return before

    monkeypatch.setattr("formcheck.web.work.check_form", check)
    CheckAgain(before)(film, Options(model="full"), tmp_path, silent)
    CheckAgain(replace(before, watched=None))(film, Options(), tmp_path, silent)
    assert watched == [Options(model="full"), Options()]


def test_what_is_told_afterwards_moves_the_numbers_in_place(concluded: Result) -> None:
    assert concluded.watched is not None
    options = replace(concluded.report.options, height_cm=180.0, vertical_deg=2.0)
    report = in_place(concluded, options)
    assert report is not None
    assert report.measurements == conclude(concluded.watched, options).measurements
    assert report.measurements != concluded.report.measurements
    moved = replace(concluded, report=report)
    assert moved.words_behind
    assert moved.pictures_behind
    told = replace(concluded, report=replace(concluded.report, answers=Answers(warm_up_min=2.0)))
    assert told.words_behind
    assert not told.pictures_behind


@pytest.mark.parametrize("options", [Options(model="full"), Options(blur_faces=True)])
def test_what_needs_the_film_itself_is_no_matter_of_an_instant(concluded: Result, options: Options) -> None:
    assert in_place(concluded, options) is None
    assert in_place(replace(concluded, watched=None), concluded.report.options) is None


def test_pictures_are_drawn_after_the_numbers(concluded: Result) -> None:
    report = in_place(concluded, replace(concluded.report.options, vertical_deg=4.0))
    assert report is not None
    behind = replace(concluded, report=report)
    old = concluded.written.json.read_bytes()
    after = draw_again(behind, silent)(replace(behind, film=Path("kept.mp4")))
    assert not after.pictures_behind
    assert not after.words_behind
    assert after.film == Path("kept.mp4")
    assert concluded.written.json.read_bytes() != old


def test_pictures_that_cannot_be_drawn_are_not_tried_for_ever(
    concluded: Result, caplog: pytest.LogCaptureFixture
) -> None:
    report = in_place(concluded, replace(concluded.report.options, vertical_deg=4.0))
    assert report is not None
    report.clip.source.path.unlink()
    behind = replace(concluded, report=report)
    after = draw_again(behind, silent)(behind)
    assert not after.pictures_behind
    assert after.written == concluded.written
    assert "could not be drawn anew" in caplog.text


def test_words_are_written_anew_and_the_film_is_not_drawn(
    before: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = before.written
    assert written.video is not None
    drawn = written.video.stat().st_mtime_ns
    monkeypatch.setattr("formcheck.report.video.annotate", lambda *_, **__: pytest.fail("drawn again"))
    answers = Answers(severe=True, warm_up_min=2.0)
    rewrite(replace(before.report, answers=answers), written.folder)
    kept = json.loads(written.json.read_text(encoding="utf-8"))
    assert [one["id"] for one in kept["red_flags"]] == ["severe"]
    html = written.html.read_text(encoding="utf-8")
    assert "Warm up for five minutes" in html
    shown = len(written.key_frames) + len(written.far_key_frames)
    assert html.count("data:image/jpeg;base64,") == shown >= 4
    assert written.video.stat().st_mtime_ns == drawn
    assert [one.name for one in written.folder.iterdir() if one.name.startswith(".partial")] == []


def test_words_that_find_no_room_leave_the_old_ones(before: Result, monkeypatch: pytest.MonkeyPatch) -> None:
    old = before.written.json.read_text(encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputError, match="disk is full"):
        rewrite(replace(before.report, answers=Answers(severe=True)), before.written.folder)
    assert before.written.json.read_text(encoding="utf-8") == old
    assert not list(before.written.folder.glob(".partial-*"))
