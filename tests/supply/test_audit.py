"""The audit: what it says for each end of pip-audit, without asking anybody."""

from __future__ import annotations

import json
import os
import stat
import sys
import urllib.error
from datetime import date
from email.message import Message
from pathlib import Path

import pytest

from supply import audit
from supply.audit import SKIPPED, Known, accepted, main, reachable

_OPEN = {
    "dependencies": [
        {"name": "calm", "version": "1.0", "vulns": []},
        {
            "name": "odd",
            "version": "2.0",
            "vulns": [{"id": "PYSEC-1", "aliases": ["GHSA-1"], "fix_versions": ["2.1"], "description": "x"}],
        },
        {"name": "skipped", "skip_reason": "not on the index"},
    ]
}


def stand_in(folder: Path, told: object, code: int) -> Path:
    """Make a program that ends as pip-audit would."""
    script = folder / "python"
    (folder / "told.json").write_text(json.dumps(told))
    write = f"out.write_text(pathlib.Path({str(folder / 'told.json')!r}).read_text())" if told else "pass"
    script.write_text(
        f"#!{sys.executable}\nimport pathlib, sys\nassert '--require-hashes' in sys.argv\n"
        f"out = pathlib.Path(sys.argv[sys.argv.index('--output') + 1])\n{write}\nsys.exit({code})\n"
    )
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return script


@pytest.fixture
def online(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "reachable", lambda: True)


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a script")
@pytest.mark.parametrize(
    ("told", "code", "ends", "says"),
    [
        ({"dependencies": []}, 0, 0, "0 known vulnerabilities"),
        (_OPEN, 1, 1, "odd 2.0: PYSEC-1, GHSA-1 (mended in 2.1)"),
        (_OPEN, 1, 1, "Nobody could tell of skipped."),
        (None, 1, SKIPPED, "could not ask"),
        ({"dependencies": [{"name": "x", "skip_reason": "not found"}]}, 0, SKIPPED, "could not ask"),
        (_OPEN, 2, SKIPPED, "could not ask"),
    ],
)
def test_ends(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    online: None,
    told: object,
    code: int,
    ends: int,
    says: str,
) -> None:
    monkeypatch.setattr(audit, "tools_python", lambda: stand_in(tmp_path, told, code))
    assert main() == ends
    assert says in capsys.readouterr().out


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a script")
def test_what_is_accepted_does_not_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], online: None
) -> None:
    monkeypatch.setattr(audit, "tools_python", lambda: stand_in(tmp_path, _OPEN, 1))
    monkeypatch.setattr(audit, "accepted", lambda: {"GHSA-1"})
    assert main() == 0
    assert "1 accepted" in capsys.readouterr().out


def test_acceptance_ends_on_its_day(tmp_path: Path) -> None:
    path = tmp_path / "accepted.toml"
    path.write_text('[[accepted]]\nid = "GHSA-1"\nwhy = "Never called."\nuntil = 2030-01-01\n')
    assert accepted(path, date(2030, 1, 1)) == {"GHSA-1"}
    assert accepted(path, date(2030, 1, 2)) == set()
    assert accepted() is not None


def test_without_a_network_it_is_skipped_by_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise urllib.error.URLError("no network")

    monkeypatch.setattr("urllib.request.urlopen", refuse)
    assert main() == SKIPPED
    assert "cannot be reached" in capsys.readouterr().out


def test_any_answer_is_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(*_: object, **__: object) -> None:
        raise urllib.error.HTTPError("x", 404, "not here", Message(), None)

    monkeypatch.setattr("urllib.request.urlopen", deny)
    assert reachable()


def test_what_is_not_mended_says_so() -> None:
    assert str(Known("a", "1", ("X",), ())) == "a 1: X (not mended yet)"
