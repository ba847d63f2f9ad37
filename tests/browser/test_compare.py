"""Two films side by side and locked to each other: here a film and itself, so nothing can have moved."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, Server
from tests.browser.test_main_job import SOON_MS, await_result, upload

pytestmark = [pytest.mark.browser, pytest.mark.model]
APART_S = 0.1


def times(page: Page) -> list[float]:
    found: list[float] = page.evaluate(
        "() => [...document.querySelectorAll('[class*=st-key-pair-] video')].map(one => one.currentTime)"
    )
    return found


def no_wider_than_the_screen(page: Page) -> bool:
    wider: int = page.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return wider <= 0


def test_two_films_move_together(
    tab: Open, server: Server, short_clips: tuple[Path, Path], tmp_path: Path
) -> None:
    watched = tab()
    page = watched.page
    upload(page, short_clips[0])
    await_result(page)
    job = re.findall(r"job=([\w-]+)", page.url)[0]
    page.get_by_role("link", name="Compare with another film").click()
    expect(page.get_by_text("Two films are needed")).to_be_visible(timeout=SOON_MS)
    watched.page.goto(f"{server.url}/compare?first={job}&second={job}")
    expect(page.get_by_role("heading", name="Nothing moved")).to_be_visible(timeout=SOON_MS)
    expect(page.get_by_text("Both are the same film")).to_be_visible()
    together = page.get_by_role("group", name="Both films together")
    expect(together).to_have_attribute("data-ready", "yes", timeout=SOON_MS)
    first, second = times(page)
    assert first == pytest.approx(second, abs=1e-3)
    together.get_by_role("button", name="Next landing").click()
    page.wait_for_timeout(500)
    assert times(page)[0] > first + 0.3
    together.get_by_role("button", name="Play both").click()
    page.wait_for_timeout(1500)
    together.get_by_role("button", name="Pause both").click()
    page.wait_for_timeout(500)
    later = times(page)
    assert later[0] > first + 0.4
    assert later[0] == pytest.approx(later[1], abs=APART_S)
    together.get_by_role("button", name="One picture on").click()
    page.wait_for_timeout(500)
    assert 0 < times(page)[0] - later[0] < APART_S
    # Streamlit looks for its server below the page's own address first.
    assert [one for one in watched.complaints if "/compare/_stcore/" not in one] == []
    assert watched.outside == []
    page.set_viewport_size({"width": 390, "height": 844})
    together.scroll_into_view_if_needed()
    assert no_wider_than_the_screen(page)
    page.screenshot(path=tmp_path / "narrow.png", full_page=True)
