"""Questions answered on a phone: warning signs first, the weeks drawn, and a plan that follows."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from formcheck.advice import asked
from formcheck.advice.data import knowledge
from formcheck.advice.plan_data import plan_data
from tests.browser.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.model]
SOON_MS = 30_000
FLAG = asked().red_flags["weakness"]


def go(page: Page, name: str) -> None:
    """Choose a page in the menu of a phone; the menu goes away by itself."""
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_test_id("stSidebar").get_by_role("link", name=name).click()
    expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true", timeout=SOON_MS)


def answer(page: Page, ask: str, word: str) -> None:
    group: Locator = page.locator(".stButtonGroup").filter(has_text=ask)
    group.get_by_text(word, exact=True).click()


def sideways(page: Page) -> int:
    """Pixels the page can be pushed sideways."""
    return int(
        page.evaluate(
            "() => Math.max(document.documentElement.scrollWidth - innerWidth,"
            " (m => m.scrollWidth - m.clientWidth)(document.querySelector('[data-testid=stMain]')))"
        )
    )


def test_answers_are_seen_at_once_and_make_the_plan(tab: Open, tmp_path: Path) -> None:
    watched = tab(width=390, height=844, dark=True)
    page = watched.page
    go(page, "Questions")
    expect(page.get_by_role("heading", name="Two minutes about you")).to_be_visible(timeout=SOON_MS)

    answer(page, FLAG.ask, "Yes")
    expect(page.get_by_role("alert").get_by_text(FLAG.say)).to_be_visible(timeout=SOON_MS)
    for label, km in (
        ("4 weeks ago", "20"),
        ("3 weeks ago", "21"),
        ("2 weeks ago", "22"),
        ("Last week", "40"),
    ):
        page.get_by_label(label).fill(km)
        page.get_by_label(label).press("Tab")
    expect(page.get_by_text("is a jump from the weeks before it")).to_be_visible(timeout=SOON_MS)
    chart = page.locator(".js-plotly-plot")
    # While it is drawn anew plotly shows a chart twice for a moment.
    expect(chart.locator(".bartext", has_text="jump").first).to_be_visible(timeout=SOON_MS)
    expect(chart.get_by_text("Distance run, km a week").first).to_be_visible(timeout=SOON_MS)
    assert sideways(page) <= 0
    page.screenshot(path=tmp_path / "questions.png")

    with page.expect_download() as kept:
        page.get_by_role("button", name="Download my answers").click()
    told = tomllib.loads(Path(kept.value.path()).read_text(encoding="utf-8"))
    assert told == {"weakness": True, "weekly_km": [20, 21, 22, 40]}

    go(page, "My plan")
    expect(page.get_by_text(plan_data().held_back.says)).to_be_visible(timeout=SOON_MS)
    expect(page.get_by_role("alert").get_by_text(FLAG.say)).to_be_visible()
    assert page.locator(".fc-exercise").count() == 0

    go(page, "Questions")
    answer(page, FLAG.ask, "No")
    expect(page.get_by_text(FLAG.say)).to_have_count(0, timeout=SOON_MS)
    expect(page.get_by_label("Last week")).to_have_value("40")
    go(page, "My plan")
    expect(page.get_by_text("Step the distance up more slowly")).to_be_visible(timeout=SOON_MS)
    drawings = page.locator(".fc-figure svg[role=img]")
    assert drawings.count() >= 10
    assert (drawings.first.bounding_box() or {"height": 0})["height"] > 60
    assert drawings.first.evaluate("svg => svg.querySelectorAll('path').length") > 3
    assert sideways(page) <= 0
    page.screenshot(path=tmp_path / "plan.png")

    assert watched.complaints == []
    assert watched.outside == []


def test_the_stopwatch_runs_without_the_page_and_fills_the_answer_in(tab: Open) -> None:
    watched = tab(width=390, height=844)
    page = watched.page
    go(page, "Self-tests")
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_role("timer")).to_have_text("2", timeout=SOON_MS)
    assert page.get_by_label("How long did you hold the plank?").input_value() == ""
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_label("How long did you hold the plank?")).to_have_value("2", timeout=SOON_MS)
    expect(page.get_by_text("Build up your plank")).to_be_visible(timeout=SOON_MS)
    assert sideways(page) <= 0
    assert watched.complaints == []


def test_a_card_leads_to_its_piece_of_advice_and_to_a_paper(tab: Open) -> None:
    watched = tab(width=390, height=844)
    page = watched.page
    go(page, "My plan")
    card = page.locator(".fc-exercise").first
    card.get_by_text("Where this comes from").click()
    more = card.get_by_role("link", name="warm up before you run")
    with page.context.expect_page() as opened:
        more.click()
    sources = opened.value
    first = sources.locator("details.fc-more").first
    expect(first).to_have_attribute("open", "", timeout=SOON_MS)
    expect(first.get_by_role("link").first).to_have_attribute(
        "href", f"https://doi.org/{knowledge().papers['fradkin_2006'].doi}"
    )
    assert sideways(sources) <= 0
    assert watched.complaints == []
