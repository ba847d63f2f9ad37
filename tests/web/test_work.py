"""A second look concludes from what was watched; the film is watched once only."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from formcheck.advice import Answers
from formcheck.clip import Picture
from formcheck.errors import OutputError
from formcheck.motion import StillSampler
from formcheck.options import Options
from formcheck.pipeline import Watched
from formcheck.pose.models import ModelFile
from formcheck.progress import silent
from formcheck.report import write
from formcheck.report.writing import rewrite
from formcheck.web.work import CheckAgain, Result, check_form
from tests.support import reports

MODEL = ModelFile(Path("heavy.task"), "0" * 64, "heavy")


@pytest.fixture
def before(tmp_path: Path) -> Result:
    """What a first look left behind: a report and the still pictures beside the film."""
    report = reports.running(tmp_path)
    stills = StillSampler()
    stills.feed(Picture(0, 0.0, np.full((426, 240, 3), 90, np.uint8)))
    stills.save(tmp_path / "runner.mp4.stills.npz")
    return Result(report, write(report, tmp_path / "first"), MODEL)


def test_a_second_look_uses_what_was_watched(before: Result, tmp_path: Path) -> None:
    film = before.report.clip.source.path
    options = Options(vertical_deg=-3.0, facing="right", height_cm=180.0)
    found = CheckAgain(before)(film, options, tmp_path / "second", silent)
    assert found.report.track is before.report.track
    assert found.report.options == options
    assert found.report.motion is not None
    assert (found.report.motion.level.roll_deg, found.report.motion.level.source) == (-3.0, "user")
    assert found.report.motion.scale.source == "height"
    assert found.model == MODEL
    assert found.written.html.is_file()
    assert "level set by you" in found.written.html.read_text(encoding="utf-8").lower()


def test_another_model_or_lost_pictures_watch_again(
    before: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = before.report.clip.source.path
    watched: list[Options] = []

    def check(film: Path, options: Options, folder: Path, progress: object) -> Result:
        watched.append(options)
        return before

    monkeypatch.setattr("formcheck.web.work.check_form", check)
    CheckAgain(before)(film, Options(model="full"), tmp_path, silent)
    CheckAgain(replace(before, model=None))(film, Options(), tmp_path, silent)
    (tmp_path / "runner.mp4.stills.npz").unlink()
    CheckAgain(before)(film, Options(), tmp_path, silent)
    assert watched == [Options(model="full"), Options(), Options()]


def test_pictures_that_find_no_room_cost_only_the_short_way(
    before: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = before.report
    film = report.clip.source.path

    class Full(StillSampler):
        def save(self, path: Path) -> None:
            path.write_bytes(b"half of it")
            raise OSError(28, "No space left on device")

    watched = Watched(report.clip, report.track, Full(), MODEL)
    monkeypatch.setattr("formcheck.pipeline.watch", lambda *_, **__: watched)
    result = check_form(film, Options(), tmp_path / "out", silent)
    assert result.model == MODEL
    assert not (tmp_path / "runner.mp4.stills.npz").exists()


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
    assert html.count("data:image/jpeg;base64,") == 3
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
