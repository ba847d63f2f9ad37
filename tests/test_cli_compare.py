"""``formcheck compare`` as people call it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from formcheck.cli import app
from formcheck.metrics import Measurement
from formcheck.report.document import to_json
from tests.support import reports


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept")
    before = reports.running(folder / "before")
    after = replace(before, measurements=tuple(_quicker(one) for one in before.measurements))
    for name, report in (("before", before), ("after", after)):
        (folder / name).mkdir(exist_ok=True)
        (folder / name / "report.json").write_text(to_json(report), encoding="utf-8")
    return folder


def _quicker(one: Measurement) -> Measurement:
    if one.name != "cadence" or one.value is None or one.low is None or one.high is None:
        return one
    return replace(one, value=one.value + 9, low=one.low + 9, high=one.high + 9)


def run(*arguments: str | Path) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["compare", *map(str, arguments)], env={"COLUMNS": "120"})
    return done.exit_code, done.stdout, done.stderr


def test_what_moved_comes_first(kept: Path) -> None:
    code, said, complained = run(kept / "before", kept / "after" / "report.json")
    assert (code, complained) == (0, "")
    lines = [line.strip() for line in said.splitlines()]
    moved = lines.index("Moved")
    assert moved < lines.index("Did not move by more than the two films can tell")
    (cadence,) = (line for line in lines if line.startswith("Cadence"))
    assert moved < lines.index(cadence)
    assert "+9 a minute" in cadence
    assert "fewer than 50 pictures" in said


def test_nothing_moves_in_a_film_against_itself(kept: Path) -> None:
    code, said, _ = run(kept / "before", kept / "before")
    assert code == 0
    assert "Nothing moved by more than the two films can tell." in said


def test_mirrored_holds_one_leg_against_the_other(kept: Path) -> None:
    assert "far in the other" not in run(kept / "before", kept / "before")[1]
    assert "far in the other" in run(kept / "before", kept / "before", "--mirrored")[1]


@pytest.mark.parametrize("content", [None, "", "soon", "{}"])
def test_what_cannot_be_read_ends_with_two(kept: Path, content: str | None, tmp_path: Path) -> None:
    odd = tmp_path / "odd.json"
    if content is not None:
        odd.write_text(content, encoding="utf-8")
    for pair in ((odd, kept / "after"), (kept / "after", odd)):
        code, said, complained = run(*pair)
        assert (code, said) == (2, "")
        assert len(complained.strip().splitlines()) == 1
        assert complained.startswith("formcheck: ")
