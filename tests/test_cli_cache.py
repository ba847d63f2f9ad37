"""formcheck cache tells what is kept and throws it away."""

from __future__ import annotations

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


def test_a_limit_that_is_no_number_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LIMIT_VARIABLE, "lots")
    told = run.invoke(app, ["cache"])
    assert told.exit_code == 2
    assert "give a number of megabytes" in told.output
