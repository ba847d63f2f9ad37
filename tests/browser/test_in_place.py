"""What is told about a film afterwards moves the numbers at once, and the pictures a little later."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, Server
from tests.browser.test_main_job import SOON_MS, await_result, upload

pytestmark = [pytest.mark.browser, pytest.mark.model]
DRAWN_MS = 120_000


def test_a_height_told_afterwards_moves_the_numbers_in_place(
    tab: Open, server: Server, sample_clip: Path, tmp_path: Path
) -> None:
    film = tmp_path / "told_later.mp4"
    film.write_bytes(sample_clip.read_bytes())
    watched = tab()
    page = watched.page
    upload(page, film)
    await_result(page)
    address = page.url
    (kept,) = server.folder.glob(f"run-*/films/*/{film.name}")
    drawn = kept.parent / "results" / "annotated.mp4"
    before = drawn.stat().st_mtime_ns
    page.get_by_text("Something here is not so?").click()
    field = page.get_by_label("Your height, cm").last
    field.fill("178")
    field.press("Tab")
    page.wait_for_timeout(1000)
    page.get_by_role("button", name="Measure again").click()
    expect(page.get_by_text("178 cm tall (you)")).to_be_visible(timeout=SOON_MS)
    assert page.url == address  # the same job, nothing to wait for
    expect(page.get_by_text("All numbers are up to date.")).to_be_visible(timeout=SOON_MS)
    expect(page.get_by_text("All numbers are up to date.")).to_have_count(0, timeout=DRAWN_MS)
    assert drawn.stat().st_mtime_ns > before
    told = json.loads((drawn.parent / "report.json").read_text(encoding="utf-8"))
    assert told["options"]["height_cm"] == 178.0
    assert watched.complaints == []
