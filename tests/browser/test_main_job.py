"""The main job from upload to take-away, in a real browser, with the real pose model."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from formcheck.report.landmarks_file import has_parquet
from formcheck.report.read import parse_document
from tests.browser import opened
from tests.browser.conftest import Open, Server, Watched

pytestmark = [pytest.mark.browser, pytest.mark.model]
WORK_MS = 300_000
SOON_MS = 30_000


def upload(page: Page, film: Path) -> None:
    page.locator("input[type=file]").set_input_files(film)


def await_result(page: Page) -> None:
    expect(page.get_by_role("button", name="Check another film")).to_be_visible(timeout=WORK_MS)
    expect(page.get_by_text("Take it along")).to_be_visible(timeout=SOON_MS)


@pytest.fixture(scope="module")
def result(browser: Browser, server: Server, clip: Path) -> Iterator[Watched]:
    """Upload the clip once and wait for its result; the tab stays open."""
    context = browser.new_context(viewport={"width": 1200, "height": 900}, color_scheme="light")
    watched = Watched(context.new_page())
    watched.listen()
    watched.page.goto(server.url)
    upload(watched.page, clip)
    expect(watched.page.get_by_text(f"Your film: {clip.name}")).to_be_visible(timeout=SOON_MS)
    expect(watched.page.get_by_role("progressbar")).to_be_visible()
    await_result(watched.page)
    yield watched
    context.close()


def own_files(server: Server, film: Path) -> Path:
    """Return the results folder of the job that measured a film."""
    (kept,) = server.folder.glob(f"run-*/films/*/{film.name}")
    return kept.parent / "results"


def told_later(
    page: Page, server: Server, film: Path, holds: Callable[[dict[str, Any]], bool]
) -> dict[str, Any]:
    """Return report.json once it says so: the file follows the page a moment later."""
    kept = own_files(server, film) / "report.json"
    for _ in range(300):
        told: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
        if holds(told):
            return told
        page.wait_for_timeout(100)
    raise AssertionError("report.json never said so")


def test_the_findings_are_seen(result: Watched, server: Server, clip: Path) -> None:
    page = result.page
    report = json.loads((own_files(server, clip) / "report.json").read_text())
    ranked = [one for one in report["findings"] if one.get("rank")]
    titles = [one["title"] for one in sorted(ranked, key=lambda one: one["rank"])]
    expect(page.locator(".fc-heading h3")).to_have_text(titles, timeout=SOON_MS)
    for one in report["findings"]:
        expect(page.get_by_text(one["title"], exact=True).first).to_be_visible()
    expect(page.locator(".fc-pills span").first).to_have_text("Running")


def test_why_unfolds(result: Watched) -> None:
    why = result.page.get_by_text("Why we say this").first
    why.click()
    expect(result.page.get_by_text("What the articles say").first).to_be_visible()
    expect(result.page.locator(".fc-reasons li").first).to_be_visible()
    why.click()


def rests_at(page: Page) -> int:
    page.wait_for_selector(".fv[data-rests]", timeout=SOON_MS)
    return int(page.locator(".fv").get_attribute("data-rests") or -1)


def test_the_frames_play_and_stop(result: Watched) -> None:
    page = result.page
    before = rests_at(page)
    viewer = page.locator(".fv")
    page.locator('[data-do="play"]').click()
    expect(viewer).to_have_attribute("data-playing", "yes", timeout=SOON_MS)
    expect(viewer).not_to_have_attribute("data-shown", str(before), timeout=SOON_MS)
    page.locator('[data-do="play"]').click()
    expect(viewer).to_have_attribute("data-playing", "no", timeout=SOON_MS)


def test_ten_steps_by_keyboard_are_ten_frames(result: Watched) -> None:
    page = result.page
    page.locator('[data-at="stage"]').focus()
    page.keyboard.press("Home")
    expect(page.locator(".fv")).to_have_attribute("data-rests", "0", timeout=SOON_MS)
    for step in range(1, 11):
        page.keyboard.press("ArrowRight")
        expect(page.locator(".fv")).to_have_attribute("data-rests", str(step), timeout=SOON_MS)


def test_a_finding_leads_to_its_frame_and_back(result: Watched) -> None:
    page = result.page
    before = rests_at(page)
    card = page.locator(".fc-heading h3").first.inner_text()
    page.get_by_role("button", name="See it in your frames").first.click()
    expect(page.locator(".fv")).not_to_have_attribute("data-rests", str(before), timeout=SOON_MS)
    expect(page.locator('[data-at="seen-title"]')).to_have_text(card, timeout=SOON_MS)
    page.wait_for_timeout(1000)  # the page glides there
    menu = page.get_by_test_id("stHeader").bounding_box()
    title = page.locator('[data-at="seen-title"]').bounding_box()
    assert menu is not None
    assert title is not None
    assert menu["y"] + menu["height"] <= title["y"] + 1
    measured = page.locator(".fc-measured").first.inner_text()
    expect(page.locator('[data-at="seen-card"]')).to_have_text(measured)
    here = page.locator('[data-at="seen-here"]').inner_text()
    shown = page.locator(".fv [data-value]").all_inner_texts()
    assert not here.startswith("In this frame") or any(here.endswith(f": {one}") for one in shown)
    expect(page.locator(".fv")).to_be_in_viewport(timeout=SOON_MS)
    page.get_by_text("Back to “").click()
    expect(page.locator(".fc-heading").first).to_be_in_viewport(timeout=SOON_MS)


def test_a_footstep_set_by_hand_changes_the_numbers_and_undo_brings_them_back(
    result: Watched, server: Server, clip: Path
) -> None:
    page = result.page

    def measured(corrections: int) -> list[object]:
        """Wait until the report holds as many corrections, and give what was measured at contact."""
        told = told_later(page, server, clip, lambda told: len(told["corrections"]) == corrections)
        return [one["per_stride"] for one in told["measurements"] if one["name"] == "overstride_ankle"]

    before = measured(0)
    page.locator('[data-at="stage"]').focus()
    page.keyboard.press("Home")
    page.wait_for_timeout(500)
    for _ in range(3):
        page.keyboard.press("c")
        page.wait_for_timeout(400)
    page.keyboard.press("Shift+Period")
    assert measured(1) != before
    expect(page.get_by_text("set by hand").first).to_be_visible(timeout=SOON_MS)
    page.locator('[data-at="stage"]').focus()
    page.keyboard.press("Control+z")
    assert measured(0) == before


def test_a_point_of_a_curve_leads_to_its_frame(result: Watched) -> None:
    page = result.page
    page.get_by_text("Show the curves").click()
    plot = page.locator(".js-plotly-plot .nsewdrag").first
    plot.wait_for(timeout=SOON_MS)
    plot.scroll_into_view_if_needed()
    page.wait_for_timeout(1500)
    before = rests_at(page)
    points = page.locator(".js-plotly-plot .scatterlayer .trace path.point")
    count = points.count()
    box = points.nth(count - 20).bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".fv")).not_to_have_attribute("data-rests", str(before), timeout=SOON_MS)


def test_key_frames_load(result: Watched) -> None:
    page = result.page
    page.wait_for_function(
        "() => [...document.querySelectorAll('[data-testid=stImage] img')].every(i => i.complete)",
        timeout=SOON_MS,
    )
    widths = page.locator("[data-testid=stImage] img").evaluate_all("all => all.map(i => i.naturalWidth)")
    assert len(widths) >= 3
    assert min(widths) > 100


def test_downloads_are_whole(result: Watched, server: Server, clip: Path) -> None:
    page = result.page
    # The footstep that was moved and moved back is still being drawn on a slow machine.
    expect(page.get_by_text("drawn anew")).to_have_count(0, timeout=WORK_MS)
    made = own_files(server, clip)
    report = parse_document((made / "report.json").read_bytes(), "report.json")
    beat = opened.BEAT if (made / "metronome.wav").is_file() else {}
    found = opened.open_all(page, {**opened.ALWAYS, **beat}, report)
    for name, data in found.items():
        if name != "keyframes.zip":
            assert data == (made / name).read_bytes(), name
    page.get_by_text("For other programs").click()
    parquet = opened.PARQUET if has_parquet() else {}
    opened.open_all(page, {**opened.LANDMARKS, **parquet}, report)
    told = page.get_by_text("No TRC file").count()
    assert (opened.button(page, "OpenSim, Sports2D (TRC)").count() == 1) != bool(told)


def test_a_reload_keeps_the_result(result: Watched) -> None:
    result.page.reload()
    await_result(result.page)


def test_phone_width_has_no_sideways_scroll(result: Watched, tab: Open) -> None:
    page = tab(result.page.url, width=390, height=844).page
    await_result(page)
    page.get_by_text("All measures", exact=True).click()
    expect(page.locator(".fc-measures")).to_be_visible()
    too_wide = page.evaluate(
        "() => [document.documentElement, document.querySelector('[data-testid=stMain]')]"
        ".map(e => e.scrollWidth - e.clientWidth)"
    )
    assert max(too_wide) <= 0
    for box in (page.locator(".fv").bounding_box(), page.locator(".fc-measures").bounding_box()):
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390


def test_dark_mode_is_dark_and_readable(result: Watched, tab: Open, tmp_path: Path) -> None:
    page = tab(result.page.url, dark=True).page
    await_result(page)
    page.screenshot(path=tmp_path / "dark.png")
    pairs = page.evaluate(
        """() => {
            const light = text => {
                const canvas = document.createElement('canvas').getContext('2d');
                canvas.fillStyle = text; canvas.fillRect(0, 0, 1, 1);
                const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(v => v / 255)
                    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            };
            const ground = light(getComputedStyle(document.querySelector('.stApp')).backgroundColor);
            return [...document.querySelectorAll('.fc-badge, .fc-measured, .fc-quiet, .fc-flag, .fc-named b')]
                .map(e => [e.className, ground, light(getComputedStyle(e).color)]);
        }"""
    )
    assert len(pairs) >= 4
    for name, ground, text in pairs:
        assert ground < 0.05
        assert (text + 0.05) / (ground + 0.05) >= 4.5, name


def test_nothing_leaves_the_machine_and_nothing_complains(result: Watched) -> None:
    for name in ("How to film", "What we left out", "Check my form"):
        result.page.get_by_role("link", name=name).first.click()
        expect(result.page.get_by_text(name).first).to_be_visible()
    await_result(result.page)
    assert result.outside == []
    assert result.complaints == []
