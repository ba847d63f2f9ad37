"""A slow-motion film is asked about once, and the answer is taken without watching the film again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, Server
from tests.browser.test_main_job import SOON_MS, WORK_MS, await_result, own_files, told_later, upload

pytestmark = [pytest.mark.browser, pytest.mark.model]
SLOW = Path(__file__).parents[2] / "sample_videos" / "slow_motion_right.mp4"


def test_the_speed_is_asked_and_settled(tab: Open, server: Server, tmp_path: Path) -> None:
    watched = tab(width=390, height=844, dark=True)
    page = watched.page
    upload(page, SLOW)
    await_result(page)
    before = json.loads((own_files(server, SLOW) / "report.json").read_text())
    assert before["time_factor"]["certain"] is False
    expect(page.get_by_text("real time, as it was run")).to_be_visible(timeout=SOON_MS)
    page.screenshot(path=tmp_path / "speed.png")
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
    expect(page.get_by_role("button", name="Measure with this speed")).to_be_disabled()
    page.get_by_text("slow motion: filmed at 120 frames a second, 4 times slower").click()
    page.get_by_role("button", name="Measure with this speed").click()
    settled = page.locator(".fc-pills span").get_by_text("slow motion, 4 times slower", exact=True)
    expect(settled).to_be_visible(timeout=WORK_MS)
    after = told_later(page, server, SLOW, lambda told: bool(told["time_factor"]["certain"]))
    assert after["time_factor"] == {
        "value": 4.0,
        "certain": True,
        "source": "capture rate (you)",
        "reason": "",
    }
    assert page.get_by_text("real time, as it was run").count() == 0
    assert watched.complaints == []
