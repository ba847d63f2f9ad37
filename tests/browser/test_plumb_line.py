"""The plumb line set by hand, on a phone's width in the dark as on a desk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Open, Server, Watched
from tests.browser.test_main_job import SOON_MS, WORK_MS, await_result, own_files, told_later, upload

pytestmark = [pytest.mark.browser, pytest.mark.model]


@pytest.fixture(scope="module")
def result(browser: Browser, server: Server, plumb_clip: Path) -> Iterator[Watched]:
    """Upload a short film and wait for its result."""
    context = browser.new_context(viewport={"width": 1200, "height": 900}, color_scheme="light")
    watched = Watched(context.new_page())
    watched.listen()
    watched.page.goto(server.url)
    upload(watched.page, plumb_clip)
    await_result(watched.page)
    yield watched
    context.close()


@pytest.fixture(scope="module")
def plumb_clip(short_clips: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a short film under a name of its own."""
    path = tmp_path_factory.mktemp("plumb") / "plumb.mp4"
    path.write_bytes(short_clips[0].read_bytes())
    return path


def unfold(page: Page) -> None:
    page.get_by_text("Set the plumb line yourself").click()
    expect(page.locator(".st-key-upright img")).to_be_visible(timeout=SOON_MS)


def picture(page: Page) -> str:
    return page.locator(".st-key-upright img").get_attribute("src") or ""


def test_phone_width_in_the_dark(result: Watched, tab: Open, tmp_path: Path) -> None:
    page = tab(result.page.url, width=390, height=844, dark=True).page
    await_result(page)
    unfold(page)
    page.locator(".st-key-upright").scroll_into_view_if_needed()
    page.screenshot(path=tmp_path / "plumb.png", full_page=True)
    box, slider = (
        page.locator(".st-key-upright img").bounding_box(),
        page.get_by_test_id("stSlider").get_by_role("slider").bounding_box(),
    )
    assert box is not None
    assert slider is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["height"] <= 844
    for name in ("A little left", "A little right", "Use this line"):
        expect(page.get_by_role("button", name=name)).to_be_visible()
    assert (
        page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        <= 0
    )


def test_the_line_is_set_and_given_back(result: Watched, server: Server, plumb_clip: Path) -> None:
    page = result.page
    before = json.loads((own_files(server, plumb_clip) / "report.json").read_text())
    assert before["roll_deg"]["source"] == "background"
    unfold(page)
    shown = picture(page)
    page.get_by_role("button", name="A little right").click()
    page.wait_for_function(
        "old => document.querySelector('.st-key-upright img')?.getAttribute('src') !== old",
        arg=shown,
        timeout=SOON_MS,
    )
    for _ in range(8):
        page.get_by_test_id("stSlider").get_by_role("slider").press("ArrowRight")
    angle = round(before["roll_deg"]["value"] / 0.25) * 0.25 + 9 * 0.25
    expect(page.get_by_test_id("stSlider").get_by_role("slider")).to_have_value(f"{angle:g}")
    page.wait_for_timeout(500)  # the page hears of the last key a little later
    page.get_by_role("button", name="Use this line").click()
    expect(page.locator(".fc-pills")).to_contain_text("level set by you", timeout=WORK_MS)
    after = told_later(page, server, plumb_clip, lambda told: told["roll_deg"]["source"] == "user")
    assert after["roll_deg"] == {"value": angle, "source": "user", "sd": 0.5, "reason": ""}
    lean = [
        next(one["value"] for one in report["measurements"] if one["name"] == "trunk_lean")
        for report in (before, after)
    ]
    assert lean[0] - lean[1] == pytest.approx(angle - before["roll_deg"]["value"], abs=0.3)
    page.get_by_role("button", name="Find the level by itself again").click()
    expect(page.locator(".fc-pills")).to_contain_text("level from the background", timeout=WORK_MS)
    assert result.complaints == []
    assert result.outside == []
