"""formcheck cache tells what is kept and throws it away."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from formcheck.caches import CACHE_VARIABLE
from formcheck.cli import app
from formcheck.clip.sampling import Wish
from formcheck.kept import Shelf
from formcheck.kept.shelf import LIMIT_VARIABLE
from formcheck.motion import Backdrop
from formcheck.pose.models import ModelFile
from formcheck.watching import Shot, Watched
from formcheck.web.folders import Run
from tests.support import reports

run = CliRunner()


def test_what_is_kept_is_told_and_thrown_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    model = tmp_path / "cache" / "models" / "heavy.task"
    model.parent.mkdir(parents=True)
    model.write_bytes(b"model")
    report = reports.running(tmp_path)
    shots = (Shot((0, len(report.clip.t)), Backdrop()),)
    Shelf().put(Watched(report.clip, report.track, shots, ModelFile(model, "0" * 64, "heavy")), Wish())
    told = run.invoke(app, ["cache"])
    assert told.exit_code == 0
    assert told.output.startswith("1 film, ")
    assert str(tmp_path / "cache" / "watched") in told.output
    assert "Landmarks of 1 film thrown away." in run.invoke(app, ["cache", "clear"]).output
    assert run.invoke(app, ["cache"]).output.startswith("0 films, 0.0 of at most 500 MB")
    assert model.exists()


def test_forgetting_removes_landmarks_and_what_dead_pages_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path))
    assert "0 films thrown away" in run.invoke(app, ["forget"]).output
    left = tmp_path / "page" / "run-0123456789ab" / "films"
    left.mkdir(parents=True)
    (left / "film.mp4").write_bytes(b"film")
    (tmp_path / "models").mkdir()
    told = run.invoke(app, ["forget"])
    assert told.exit_code == 0
    assert "What a page left behind is removed." in told.output
    assert not left.parent.exists()
    assert (tmp_path / "models").is_dir()
    open_page = Run()
    told = run.invoke(app, ["forget", "--models"])
    assert told.exit_code == 2
    assert "A page is open" in told.output
    assert open_page.path.is_dir()
    assert not (tmp_path / "models").exists()
    open_page.close()


def test_one_film_is_forgotten_and_the_others_stay(tmp_path: Path) -> None:
    report = reports.running(tmp_path)
    shelf, model = Shelf(tmp_path / "shelf"), ModelFile(tmp_path / "heavy.task", "0" * 64, "heavy")
    shots = (Shot((0, len(report.clip.t)), Backdrop()),)
    source = report.clip.source
    other = replace(report.clip, source=replace(source, sha256="f" * 64))
    for clip, wish in ((report.clip, Wish()), (report.clip, Wish(place=0.3)), (other, Wish())):
        shelf.put(Watched(clip, report.track, shots, model), wish)
    assert shelf.state().films == 3
    shelf.forget(source)
    assert shelf.state().films == 1
    assert shelf.find(other.source, model, Wish()) is not None


def test_a_limit_that_is_no_number_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LIMIT_VARIABLE, "lots")
    told = run.invoke(app, ["cache"])
    assert told.exit_code == 2
    assert "give a number" in told.output
