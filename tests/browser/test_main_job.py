"""The main job from upload to take-away, in a real browser, with the real pose model."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

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
    (kept,) = server.folder.glob(f"formcheck-page-*/*/{film.name}")
    return kept.parent / "results"


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


def test_the_video_really_plays(result: Watched) -> None:
    video = result.page.locator("video")
    video.scroll_into_view_if_needed()
    video.evaluate("video => video.play()")
    result.page.wait_for_function(
        "() => (v => v.readyState >= 2 && v.currentTime > 0.5)(document.querySelector('video'))",
        timeout=SOON_MS,
    )
    state = video.evaluate("v => ({w: v.videoWidth, h: v.videoHeight, muted: v.muted, error: v.error})")
    assert state["w"] > 0
    assert state["h"] > 0
    assert state["muted"]
    assert state["error"] is None
    # It begins again after its end (by script: the element's own loop property stays false).
    video.evaluate("video => { video.currentTime = video.duration - 0.3 }")
    result.page.wait_for_function(
        "() => (v => v.currentTime > 2)(document.querySelector('video'))", timeout=SOON_MS
    )
    result.page.wait_for_function(
        "() => (v => v.currentTime > 0.2 && v.currentTime < 2 && !v.paused)(document.querySelector('video'))",
        timeout=SOON_MS,
    )
    box = video.bounding_box()
    assert box is not None
    assert box["height"] <= 900
    video.evaluate("video => video.pause()")


def test_key_frames_load(result: Watched) -> None:
    page = result.page
    page.wait_for_function(
        "() => [...document.querySelectorAll('[data-testid=stImage] img')].every(i => i.complete)",
        timeout=SOON_MS,
    )
    widths = page.locator("[data-testid=stImage] img").evaluate_all("all => all.map(i => i.naturalWidth)")
    assert len(widths) >= 3
    assert min(widths) > 100


def test_downloads_are_whole(result: Watched, server: Server, clip: Path, tmp_path: Path) -> None:
    page = result.page
    made = own_files(server, clip)

    def fetch(label: str) -> bytes:
        with page.expect_download(timeout=SOON_MS) as coming:
            page.get_by_test_id("stDownloadButton").get_by_role("button", name=label).click()
        target = tmp_path / coming.value.suggested_filename
        coming.value.save_as(target)
        return target.read_bytes()

    checks: dict[str, tuple[str, Callable[[bytes], object]]] = {
        "Report": ("report.html", lambda data: data.decode().index("</html>")),
        "Video": ("annotated.mp4", lambda data: data.index(b"moov")),
        "Measures": ("measures.csv", lambda data: data.decode().index("cadence")),
        "Data": ("report.json", json.loads),
    }
    for label, (name, check) in checks.items():
        data = fetch(label)
        assert data == (made / name).read_bytes(), label
        check(data)
    with zipfile.ZipFile(io.BytesIO(fetch("Key frames"))) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == 3
        for name in archive.namelist():
            assert archive.read(name) == (made / name).read_bytes()


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
    for box in (page.locator("video").bounding_box(), page.locator(".fc-measures").bounding_box()):
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
