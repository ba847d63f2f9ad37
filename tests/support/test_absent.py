"""The summary of what was not tested tells each missing thing apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import absent


def test_counts_by_missing_thing() -> None:
    lines = absent.not_tested(
        [
            f"Skipped: {absent.NO_REAL_CLIP} a.mp4: not here",
            f"Skipped: {absent.NO_REAL_CLIP} b.mp4: not here",
            f"{absent.NO_BROWSER}: none",
            "Skipped: only on Windows",
        ]
    )
    assert lines == [
        "2 tests not run: without the real clips in ../shared/videos",
        "1 test not run: without a Chromium browser",
        "1 test not run: other reasons",
    ]


def test_nothing_skipped() -> None:
    assert absent.not_tested([]) == []


def test_named_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = tmp_path / "chromium"
    monkeypatch.setenv("FORMCHECK_CHROMIUM", str(browser))
    assert absent.find_browser() is None
    browser.touch()
    assert absent.find_browser() == browser


def test_no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FORMCHECK_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(absent, "_MAC_BROWSER", Path("/nowhere/chrome"))
    assert absent.find_browser() is None
