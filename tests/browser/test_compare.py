"""Two films side by side and locked to each other: a film of one's own and a sample of another runner."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.test_main_job import SOON_MS, WORK_MS, await_result, upload

pytestmark = [pytest.mark.browser, pytest.mark.model]
APART_S = 0.1
APART_STRIDES = 0.15
SAMPLE = "Bounce left"


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


def test_two_films_move_together(tab: Open, short_clips: tuple[Path, Path]) -> None:
    watched = tab()
    page = watched.page
    upload(page, short_clips[0])
    await_result(page)
    page.get_by_role("link", name="Compare with another film").click()
    expect(page.get_by_text("Two films are needed")).to_be_visible(timeout=SOON_MS)
    page.get_by_role("button", name="Add a sample").click()
    page.get_by_role("button", name=SAMPLE).click()
    together = page.get_by_role("group", name="Both films together")
    expect(together).to_have_attribute("data-ready", "yes", timeout=WORK_MS)
    for place, name in (("First", "first"), ("Second", "bounce_left")):
        expect(page.get_by_text(f"{place}: {name}")).to_be_visible()

    # Another runner: something moved, and each of it is drawn and said.
    moved = page.get_by_role("heading", name=re.compile(r"^Moved: \d+ of \d+ measures"))
    expect(moved).to_be_visible()
    said = page.get_by_role("img", name=re.compile(r": first .+, second .+"))
    assert int(re.findall(r"\d+", moved.inner_text())[0]) >= said.count() > 0
    expect(page.get_by_text("Before you compare")).to_be_visible()
    for moment in ("initial contact", "midstance", "toe-off"):
        for which in ("First", "Second"):
            picture = page.get_by_role("img", name=f"{which} film at {moment}")
            assert picture.evaluate("(one) => one.naturalWidth") > 100

    # Both stand at a landing of the same foot, each at its own time, and go on by landings of their own.
    status = together.get_by_role("status")
    expect(status).to_have_text(re.compile(r"^At landing 1 of the (left|right) foot"))
    first, second = times(page)
    together.get_by_role("button", name="Next landing").click()
    expect(status).to_have_text(re.compile(r"^At landing 2 of the (left|right) foot"))
    page.wait_for_timeout(500)
    strides = [now - before for now, before in zip(times(page), (first, second), strict=True)]
    assert all(0.4 < one < 1.0 for one in strides)
    together.get_by_role("button", name="Play both").click()
    page.wait_for_timeout(1500)
    together.get_by_role("button", name="Pause both").click()
    page.wait_for_timeout(500)
    later = times(page)
    gone = [
        (now - before) / stride for now, before, stride in zip(later, (first, second), strides, strict=True)
    ]
    assert gone[0] > 1.1
    assert gone[0] == pytest.approx(gone[1], abs=APART_STRIDES)  # as far into their strides, however long
    together.get_by_role("button", name="One picture on").click()
    page.wait_for_timeout(500)
    assert 0 < times(page)[0] - later[0] < APART_S
    # Streamlit looks for its server below the page's own address first.
    assert [one for one in watched.complaints if "/compare/_stcore/" not in one] == []
    assert watched.outside == []
    # On a phone one film stands above the other, each as wide as the screen.
    page.set_viewport_size({"width": 390, "height": 844})
    together.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    assert no_wider_than_the_screen(page)
    films = [one.bounding_box() for one in page.locator("[class*=st-key-pair-] video").all()]
    assert [round(one["width"]) > 300 for one in films if one] == [True, True]
