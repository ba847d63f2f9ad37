"""Everybody can use the page: axe-core finds nothing, keys lead through it, nothing jumps or sticks out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import ready
from tests.browser.conftest import ROOT, start_server, stop_server
from tests.browser.ready import SHOWN, SOON_MS, Shown
from tests.support import absent, axe

pytestmark = pytest.mark.browser
WIDTHS = (390, 1200)
RESULT = Shown("check", film=True)
# Rules that Streamlit's own markup breaks, where the page has no say: (rule, part of the selector).
NOT_OURS: tuple[tuple[str, str], ...] = ()
# Runs before the page: notes what jumps, and when the result was first on the screen with its style and
# without the grey places that Streamlit keeps while it fetches its own parts.
JUMPS = """
  window.jumps = [];
  const look = () => {
    const block = document.querySelector(".stMainBlockContainer");
    const there = block?.querySelector("h1") && getComputedStyle(block).maxWidth === "960px";
    if (!there || document.querySelector("[data-testid=stSkeleton]")) return requestAnimationFrame(look);
    requestAnimationFrame(() => requestAnimationFrame(() => (window.shown = performance.now())));
  };
  look();
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (!one.hadRecentInput)
      window.jumps.push({
        value: one.value, at: one.startTime,
        what: one.sources.map(({ node }) => node?.outerHTML?.slice(0, 120)),
      });
  }).observe({ type: "layout-shift", buffered: true });
"""
# Where the keys go: the innermost element with the focus, through shadows.
FOCUS = """() => {
  let at = document.activeElement, host = null;
  while (at?.shadowRoot?.activeElement) { host = at; at = at.shadowRoot.activeElement; }
  if (!at || at === document.body) return null;
  const box = at.getBoundingClientRect();
  const ringed = ({ outlineStyle, outlineWidth, boxShadow }) =>
    (outlineStyle === "solid" && parseFloat(outlineWidth) >= 2) || boxShadow !== "none";
  const label = at.getAttribute("aria-label") ?? at.labels?.[0]?.textContent ?? at.textContent ?? "";
  return {
    tag: at.tagName.toLowerCase(), label: label.trim().replace(/\\s+/g, " ").slice(0, 80),
    kind: at.closest("[data-testid]")?.dataset.testid ?? "", at: at.dataset.at ?? "",
    ring: [at, at.closest("label")].some((one) => one && ringed(getComputedStyle(one))),
    top: box.top + document.querySelector("[data-testid=stMain]").scrollTop,
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""

# Whether the page has taken the theme.
GROUND = """(theme) => {
  const ground = getComputedStyle(document.querySelector(".stApp")).backgroundColor;
  const [r, g, b] = ground.match(/[\\d.]+/g).map(Number);
  return (r + g + b < 384) === (theme === "dark");
}"""
# A picture is beside its text, and the numbers are beside the film: no way back up is longer than these.
UP_PX = 700
FURTHEST = 90

Tab = Callable[..., Page]


@pytest.fixture(scope="module")
def script() -> str:
    """Give the text of axe-core."""
    try:
        return axe.source()
    except axe.NoAxeError as error:
        pytest.skip(f"{absent.NO_AXE}: {error}")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of the page on which every film is a stick runner."""
    app = ROOT / "tests" / "support" / "ready_app.py"
    server = start_server(tmp_path_factory.mktemp("page"), app)
    yield server.url
    stop_server(server)


@pytest.fixture(scope="module")
def job(browser: Browser, address: str, sample_clip: Path) -> str:
    """Give the name of a job that is done."""
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    name = ready.measure(context.new_page(), address, sample_clip)
    context.close()
    return name


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    """Give a function that opens an empty tab."""
    contexts = []

    def tab(width: int = 1200) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme="light", reduced_motion="reduce"
        )
        contexts.append(context)
        return context.new_page()

    yield tab
    for context in contexts:
        context.close()


def broken(page: Page, script: str) -> list[str]:
    """What axe-core finds on the whole page, less what is not ours."""
    return [
        str(one)
        for one in axe.violations(page, script)
        if (one.impact in ("serious", "critical") or one.rule in axe.WAYS)
        and not any(one.rule == rule and where in one.where for rule, where in NOT_OURS)
    ]


def in_both_themes(page: Page, script: str, width: int) -> list[str]:
    """What axe-core finds at a width, first in light, then in dark."""
    page.set_viewport_size({"width": width, "height": 900})
    ready.stretch(page)
    assert ready.sideways(page) <= 0, width
    found = []
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        page.wait_for_function(GROUND, arg=theme, timeout=SOON_MS)
        ready.settle(page)
        found += [f"{theme}, {width} px: {one}" for one in broken(page, script)]
    return found


@pytest.mark.parametrize("shown", SHOWN, ids=str)
def test_axe_finds_nothing(tab: Tab, script: str, address: str, job: str, shown: Shown) -> None:
    page = tab(min(WIDTHS))
    ready.visit(page, address, shown, job)
    assert ready.sideways(page) <= 0
    ready.unfold(page)  # what was there before is there still
    assert [one for width in WIDTHS for one in in_both_themes(page, script, width)] == []


def test_axe_finds_nothing_once_questions_are_answered(tab: Tab, script: str, address: str) -> None:
    page = tab(min(WIDTHS))
    ready.visit(page, address, Shown("questions"), "")
    for group in page.locator(".stButtonGroup").all():
        group.get_by_role("button").or_(group.get_by_role("radio")).last.click()
    for label, km in (("2 weeks ago", "20"), ("Last week", "40")):
        page.get_by_label(label).fill(km)
        page.get_by_label(label).press("Tab")
    expect(page.get_by_role("alert").first).to_be_visible(timeout=SOON_MS)
    expect(page.get_by_text("The picture in words")).to_be_visible(timeout=SOON_MS)
    ready.settle(page)
    ready.unfold(page)
    assert in_both_themes(page, script, min(WIDTHS)) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_jumps_once_the_result_is_shown(tab: Tab, address: str, job: str, width: int) -> None:
    page = tab(width)
    page.set_viewport_size({"width": width, "height": 6000})  # so that the viewer is in sight while it loads
    page.add_init_script(JUMPS)
    page.goto(f"{address}/?job={job}")
    ready.await_result(page)
    ready.settle(page)
    jumps = page.evaluate("() => window.jumps.filter((one) => one.at >= window.shown)")
    assert sum(one["value"] for one in jumps) < 0.1, jumps


def test_keys_alone_lead_from_the_start_to_the_files(tab: Tab, address: str) -> None:
    page = tab()
    ready.visit(page, address, Shown("check"), "")
    way = walk(page, "Try it with a sample")
    assert way[0]["label"] == "Skip to main content"
    page.keyboard.press("Enter")
    ready.await_result(page)
    expect(page.get_by_role("heading", level=1)).to_be_focused(timeout=SOON_MS)  # not lost with the button

    walk(page, "Why we say this")
    page.keyboard.press("Enter")
    expect(page.get_by_text("What the articles say").first).to_be_visible(timeout=SOON_MS)
    ready.settle(page)

    walk(page, "Film. Left and right arrows step")
    start = int(page.locator(".fv").get_attribute("data-rests") or -1)
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    expect(page.locator(".fv")).to_have_attribute("data-rests", str(start + 10), timeout=SOON_MS)
    assert page.evaluate(FOCUS)["at"] == "stage"
    ready.settle(page)
    assert page.evaluate(FOCUS)["at"] == "stage"  # neither when the page has been told

    walk(page, "Measures")
    with page.expect_download(timeout=SOON_MS) as coming:
        page.keyboard.press("Enter")
    assert coming.value.suggested_filename == "measures.csv"


def test_a_button_that_goes_grey_leaves_the_keys_in_the_viewer(tab: Tab, address: str, job: str) -> None:
    page = tab()
    ready.visit(page, address, RESULT, job)
    page.locator('[data-do="contact:1"]').press("Enter")
    page.locator('[data-do="nudge:0.25"]').press("Enter")
    page.locator('[data-do="turn:-1"]').press("Enter")
    expect(page.locator('[data-do="turn:-1"]')).to_be_disabled(timeout=SOON_MS)
    assert page.evaluate(FOCUS)["at"] == "stage"


def walk(page: Page, label: str) -> list[dict[str, Any]]:
    """Press Tab until something called so has the focus; all the way it is in sight, ringed and goes down."""
    way: list[dict[str, Any]] = []
    while not way or label not in way[-1]["label"]:
        assert len(way) < FURTHEST, f"{label!r} was not reached: {[one['label'] for one in way]}"
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUS)
        assert at is not None, f"the focus was lost after {way[-1:]}"
        assert at["label"], at
        assert at["seen"], at
        assert at["ring"], at
        if way and at["tag"] != "main":
            assert at["top"] > way[-1]["top"] - UP_PX, (way[-1], at)
        way.append(at)
    return way
