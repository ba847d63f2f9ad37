"""Clicks elsewhere and a second tab neither stop nor mix films."""

from __future__ import annotations

import re
import signal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Open, Server, start_server, stop_server
from tests.browser.test_main_job import SOON_MS, WORK_MS, await_result, upload

pytestmark = [pytest.mark.browser, pytest.mark.model]


def shown(page: Page, film: Path) -> None:
    expect(page.get_by_text(f"Your film: {film.name}")).to_be_visible(timeout=SOON_MS)


def test_a_click_elsewhere_does_not_stop_the_work_and_tabs_do_not_mix(
    tab: Open, short_clips: tuple[Path, Path], server: Server
) -> None:
    first, second = short_clips
    one, two = tab(), tab()
    upload(one.page, first)
    shown(one.page, first)
    upload(two.page, second)
    shown(two.page, second)
    expect(two.page.get_by_text("1 film is before yours.")).to_be_visible(timeout=SOON_MS)
    one.page.wait_for_function(
        "() => Number(document.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')) > 5",
        timeout=SOON_MS,
    )
    address = one.page.url
    for name in ("How to film", "What we left out", "Check my form"):
        one.page.get_by_role("link", name=name).first.click()
        one.page.wait_for_timeout(300)
    await_result(one.page)
    shown(one.page, first)
    assert re.search(r"[?&]job=", one.page.url)
    assert one.page.url == address
    await_result(two.page)
    shown(two.page, second)
    assert two.page.url != one.page.url
    for watched in (one, two):
        assert watched.complaints == []
        assert watched.outside == []


def test_cancel_removes_the_film_and_offers_the_upload(
    tab: Open, short_clips: tuple[Path, Path], server: Server
) -> None:
    def films() -> set[Path]:
        return set(server.folder.glob("run-*/films/*/*.mp4"))

    before = films()
    page = tab().page
    upload(page, short_clips[0])
    shown(page, short_clips[0])
    assert len(films() - before) == 1
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("Choose a video")).to_be_visible(timeout=SOON_MS)
    assert "job=" not in page.url
    for _ in range(100):
        if films() <= before:
            break
        page.wait_for_timeout(200)
    assert films() <= before


def test_a_file_that_is_no_film_is_explained(tab: Open, tmp_path: Path) -> None:
    text = tmp_path / "notes.mp4"
    text.write_text("this is a text, not a film")
    page = tab().page
    upload(page, text)
    expect(page.get_by_test_id("stAlert")).to_contain_text("notes.mp4", timeout=WORK_MS)
    expect(page.get_by_text("Choose a video")).to_be_visible()
    assert str(tmp_path) not in page.inner_text("body")
    assert "Traceback" not in page.inner_text("body")


def test_the_sample_is_one_click_away(tab: Open) -> None:
    page = tab().page
    page.get_by_role("button", name="Try it with a sample").click()
    expect(page.get_by_role("progressbar")).to_be_visible(timeout=SOON_MS)
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("Choose a video")).to_be_visible(timeout=SOON_MS)


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_stopping_the_page_while_it_works_leaves_no_film(
    heavy_model: Path, browser: Browser, short_clips: tuple[Path, Path], tmp_path: Path, by: signal.Signals
) -> None:
    own = start_server(tmp_path)
    try:
        page = browser.new_page()
        page.goto(own.url)
        upload(page, short_clips[0])
        shown(page, short_clips[0])
        assert list(own.folder.glob("run-*/films/*/first.mp4"))
        page.close()
    finally:
        stop_server(own, by)
    assert own.process.returncode is not None
    assert own.process.returncode != -signal.SIGKILL
    assert list(own.folder.glob("run-*")) == []
