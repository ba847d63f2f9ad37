"""The viewer in a real browser: the picture on the screen is the one that was asked for."""

from __future__ import annotations

import json
import pickle
import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Download, Page, expect

from formcheck.web.viewer.proxy import write_proxy
from formcheck.web.viewer.scene import scene
from tests.browser.conftest import ROOT, Watched, start_server, stop_server
from tests.support import coded

pytestmark = pytest.mark.browser
SOON_MS = 20_000
SLOWEST_STEP_MS = 150
USUAL = ("skeleton", "plumb", "trunk", "reach")

# Notes every picture drawn: the number shown beside it, the number in its own pixels, and how long it took.
WATCH = """([bits, cell, edge, height]) => {
  const host = [...document.querySelectorAll("*")].find((one) => one.shadowRoot?.querySelector(".fv"));
  const root = host.shadowRoot.querySelector(".fv");
  const canvas = root.querySelector('[data-at="lines"]');
  window.drawn = [];
  window.begun = null;
  window.addEventListener("keydown", () => (window.begun = performance.now()), true);
  new MutationObserver(() => {
    const ms = performance.now() - window.begun;
    const scale = canvas.height / height, pen = canvas.getContext("2d");
    let code = 0;
    for (let bit = 0; bit < bits; bit++) {
      const x = scale * (edge + cell / 2), y = scale * (edge + bit * (cell + edge) + cell / 2);
      if (pen.getImageData(Math.round(x), Math.round(y), 1, 1).data[0] > 128) code |= 1 << bit;
    }
    const said = Number(root.querySelector('[data-at="frame"]').textContent);
    window.drawn.push({ shown: Number(root.dataset.shown), said, code, ms });
  }).observe(root, { attributes: true, attributeFilter: ["data-shown"] });
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the film with its numbers, and its scene."""
    folder = tmp_path_factory.mktemp("viewer")
    report = coded.report(folder)
    write_proxy(report.clip, None, folder / "film.mp4")
    made = scene(report)
    # Each moment with findings, one of them with two: as much as the chips will ever hold.
    titles = [title for one in made.jumps for title in one.about]
    full = tuple(replace(one, about=tuple(titles[: 1 + (k == 0)])) for k, one in enumerate(made.jumps))
    made = replace(made, jumps=full)
    (folder / "scene.pickle").write_bytes(pickle.dumps(made))
    return folder


@pytest.fixture(scope="module")
def address(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of the page with nothing but the viewer."""
    app = ROOT / "tests" / "support" / "viewer_app.py"
    server = start_server(tmp_path_factory.mktemp("page"), app, FORMCHECK_VIEWER_TEST=str(folder))
    yield server.url
    stop_server(server)


@dataclass
class Counted(Watched):
    """A page that also knows how much it was sent."""

    received: int = 0

    def listen(self) -> None:
        super().listen()
        self.page.on("websocket", lambda socket: socket.on("framereceived", self._count))

    def _count(self, payload: bytes | str) -> None:
        self.received += len(payload)


@pytest.fixture
def watched(browser: Browser, address: str) -> Iterator[Counted]:
    """Give the viewer in a tab of its own; at the end nobody may have complained or called outside."""
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    watched = Counted(context.new_page())
    watched.listen()
    watched.page.goto(address)
    watched.page.wait_for_selector(".fv[data-rests]", timeout=SOON_MS)
    yield watched
    assert watched.complaints == []
    assert watched.outside == []
    context.close()


def watch(page: Page) -> None:
    page.evaluate(WATCH, [coded.BITS, coded.CELL, coded.EDGE, coded.FILM.height])


def drawn(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate("() => window.drawn")
    return found


def frame(page: Page) -> int:
    return int(page.locator(".fv").get_attribute("data-rests") or -1)


def rest_at(page: Page, number: int) -> None:
    expect(page.locator(".fv")).to_have_attribute("data-rests", str(number), timeout=SOON_MS)


def do(page: Page, name: str) -> None:
    page.locator(f'[data-do="{name}"]').click()


def told(page: Page, name: str, is_so: Callable[[Any], bool]) -> Any:
    """Wait until Python has been told something, and give it."""
    found = None
    for _ in range(100):
        found = json.loads(page.locator(".told").inner_text())[name]
        if is_so(found):
            return found
        page.wait_for_timeout(100)
    raise AssertionError(f"{name} is {found}")


def moved_frames(corrections: Any) -> float:
    """How far the only correction moved its footstep."""
    if len(corrections) != 1 or None in corrections[0].values():
        return float("nan")
    moved: float = 60 * (corrections[0]["now_s"] - corrections[0]["was_s"])
    return moved


def test_steps_show_the_frames_in_order(watched: Watched) -> None:
    page = watched.page
    page.locator('[data-at="stage"]').focus()
    page.keyboard.press("Home")
    rest_at(page, 0)
    watch(page)
    for number in range(1, 11):
        page.keyboard.press("ArrowRight")
        rest_at(page, number)
    for number in range(9, -1, -1):
        page.keyboard.press("ArrowLeft")
        rest_at(page, number)
    found = drawn(page)
    order = [*range(1, 11), *range(9, -1, -1)]
    assert [one["shown"] for one in found] == order
    assert [one["said"] for one in found] == order
    assert [one["code"] for one in found] == order
    on, back = (statistics.median(one["ms"] for one in part) for part in (found[:10], found[10:]))
    slowest = max(one["ms"] for one in found)
    print(f"\nmedian step: {on:.0f} ms on, {back:.0f} ms back; slowest {slowest:.0f} ms")
    assert on < SLOWEST_STEP_MS
    assert back < SLOWEST_STEP_MS


def test_steps_faster_than_pictures_are_not_lost(watched: Watched) -> None:
    page = watched.page
    page.locator('[data-at="stage"]').focus()
    page.keyboard.press("Home")
    rest_at(page, 0)
    watch(page)
    for _ in range(12):
        page.keyboard.press("ArrowRight", delay=0)
    page.keyboard.press("Shift+ArrowRight")
    rest_at(page, 22)
    page.keyboard.press("End")
    rest_at(page, len(coded.FILM.t) - 1)
    assert all(one["shown"] == one["code"] == one["said"] for one in drawn(page))


def test_a_browser_that_does_not_tell_of_pictures_shows_the_right_ones_too(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    page = context.new_page()
    page.add_init_script(
        "delete HTMLVideoElement.prototype.requestVideoFrameCallback; delete window.VideoFrame;"
    )
    page.goto(address)
    page.wait_for_selector(".fv[data-rests]", timeout=SOON_MS)
    page.locator('[data-at="stage"]').focus()
    page.keyboard.press("Home")
    rest_at(page, 0)
    watch(page)
    for number in (1, 2, 3, 13, 12, 11):
        page.keyboard.press(
            {13: "Shift+ArrowRight", 12: "ArrowLeft", 11: "ArrowLeft"}.get(number, "ArrowRight")
        )
        rest_at(page, number)
    assert [one["code"] for one in drawn(page)] == [1, 2, 3, 13, 12, 11]
    page.keyboard.press("Space")
    page.wait_for_timeout(600)
    page.keyboard.press("Space")
    page.wait_for_timeout(600)
    last = drawn(page)[-1]
    assert last["code"] == last["shown"] == frame(page) > 11
    context.close()


@pytest.mark.parametrize("rate", ["1", "0.5", "0.125"])
def test_while_it_plays_lines_and_picture_belong_together(watched: Watched, rate: str) -> None:
    page = watched.page
    page.locator('[data-at="stage"]').focus()
    page.keyboard.press("Home")
    rest_at(page, 0)
    do(page, f"speed:{rate}")
    watch(page)
    page.locator('[data-at="stage"]').focus()
    page.keyboard.press("Space")
    page.wait_for_timeout(1500)
    page.keyboard.press("Space")
    page.wait_for_timeout(700)
    found = drawn(page)
    apart = [one for one in found if one["shown"] != one["code"]]
    print(f"\nspeed {rate}: {len(found)} pictures drawn, {len(apart)} with another number than told")
    assert len(found) > 5
    assert found[-1]["code"] == found[-1]["shown"] == frame(page)
    assert len(apart) <= 0.1 * len(found)
    told(page, "frame", lambda number: number == frame(page))


def test_python_moves_it_and_is_told_when_it_rests(watched: Counted, folder: Path) -> None:
    page = watched.page
    page.get_by_role("button", name="Go to frame 7").click()
    rest_at(page, 7)
    do(page, "step:1")
    rest_at(page, 8)
    told(page, "frame", lambda number: number == 8)
    watched.received = 0
    page.get_by_role("button", name="Go to frame 7").click()
    rest_at(page, 7)
    page.get_by_role("button", name="Run again").click()
    page.wait_for_timeout(800)
    assert frame(page) == 7
    sizes = [(folder / name).stat().st_size for name in ("film.mp4", "scene.pickle")]
    print(f"\ntwo runs: {watched.received} bytes received; film and scene have {sizes}")
    assert watched.received < min(sizes)


def test_a_footstep_is_nudged_undone_taken_out_and_added(watched: Watched) -> None:
    page = watched.page
    page.locator('[data-at="stage"]').focus()
    page.keyboard.press("c")
    page.wait_for_timeout(300)
    chosen = page.locator('[data-at="chosen"]')
    expect(chosen).to_contain_text("contact")
    page.keyboard.press("Shift+Period")
    page.keyboard.press("Period")
    expect(chosen).to_contain_text("moved +")
    (one,) = told(page, "corrections", lambda some: abs(moved_frames(some) - 1.25) < 0.05)
    assert one["kind"] == "initial_contact"
    page.keyboard.press("Control+z")
    told(page, "corrections", lambda some: abs(moved_frames(some) - 1) < 0.05)
    page.keyboard.press("Control+z")
    told(page, "corrections", lambda some: some == [])
    page.keyboard.press("Control+y")
    page.keyboard.press("Delete")
    told(page, "corrections", lambda some: len(some) == 1 and some[0]["now_s"] is None and some[0]["was_s"])
    page.locator('[data-at="stage"]').focus()
    page.keyboard.press("Home")
    rest_at(page, 0)
    page.get_by_role("button", name="Left toe-off").click()
    added = {"leg": "far", "kind": "toe_off", "was_s": None, "now_s": 0.0}
    told(page, "corrections", lambda some: len(some) == 2 and some[-1] == added)


def test_a_mark_is_dragged_and_the_strip_is_pulled(watched: Watched) -> None:
    page = watched.page
    do(page, "contact:1")
    page.wait_for_timeout(400)
    number = frame(page)
    page.locator('[data-at="strip"]').scroll_into_view_if_needed()
    box = page.locator('[data-at="strip"]').bounding_box()
    assert box is not None
    needle = box["x"] + (52 + box["width"]) / 2
    near = (page.locator('[data-at="chosen"]').inner_text()).startswith("Right")
    y = box["y"] + (36 if near else 70)
    page.mouse.move(needle, y)
    page.mouse.down()
    page.mouse.move(needle + 15, y, steps=3)
    page.mouse.move(needle + 30, y, steps=3)
    page.mouse.up()
    told(page, "corrections", lambda some: abs(moved_frames(some) - 3) < 0.4)
    assert abs(frame(page) - number - 3) <= 1
    number = frame(page)
    page.mouse.move(needle + 200, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(needle + 100, box["y"] + 10, steps=5)
    page.mouse.up()
    rest_at(page, number + 10)
    whole = page.locator('[data-at="whole"]').bounding_box()
    assert whole is not None
    page.mouse.click(whole["x"] + whole["width"] - 9, whole["y"] + 10)
    page.wait_for_timeout(400)
    assert frame(page) >= len(coded.FILM.t) - 3


def test_a_frame_is_saved_with_its_lines(watched: Watched, tmp_path: Path) -> None:
    import cv2

    page = watched.page
    page.get_by_role("button", name="Go to frame 7").click()
    rest_at(page, 7)
    with page.expect_download() as waiting:
        do(page, "save")
    saved: Download = waiting.value
    assert saved.suggested_filename.endswith("-frame-7.png")
    saved.save_as(tmp_path / "frame.png")
    picture = cv2.imread(str(tmp_path / "frame.png"))
    assert picture is not None
    assert picture.shape == (coded.FILM.height, coded.FILM.width, 3)
    assert coded.number_of(picture[..., ::-1].astype("uint8")) == 7


def test_enlarging_and_the_way_back(watched: Watched) -> None:
    page = watched.page
    stage = page.locator('[data-at="stage"]')
    stage.click()
    page.mouse.wheel(0, -400)
    expect(stage).to_have_attribute("data-zoomed", "yes")
    page.keyboard.press("0")
    expect(stage).to_have_attribute("data-zoomed", "no")


@pytest.mark.parametrize("width", [390, 1200])
def test_nothing_sticks_out_and_nothing_leaps(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme="dark")
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector(".fv .stage", timeout=SOON_MS)
    page.wait_for_timeout(100)
    before = page.locator(".fv").bounding_box()
    page.wait_for_selector(".fv[data-rests]", timeout=SOON_MS)
    for name in ("contact:1", "nudge:1", "line:angles"):
        do(page, name)
        page.wait_for_timeout(200)
    after = page.locator(".fv").bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] == pytest.approx(before["height"], abs=1)
    for one in page.locator(".fv button").all():
        box = one.bounding_box()
        assert box is None or (box["x"] >= 0 and box["x"] + box["width"] <= width)
        assert one.get_attribute("aria-label") or one.inner_text()
    context.close()


class Fingers:
    """Fingers on a screen, as the browser's own touch events."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.wire = page.context.new_cdp_session(page)

    def _send(self, kind: str, points: list[tuple[float, float]]) -> None:
        told = [{"x": x, "y": y, "id": k} for k, (x, y) in enumerate(points)]
        self.wire.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": told})

    def move(self, *ways: tuple[tuple[float, float], tuple[float, float]], steps: int = 8) -> None:
        """Put a finger down for each way, lead them from its beginning to its end, and lift them."""
        for count in range(1, len(ways) + 1):  # one after the other, as hands do
            self._send("touchStart", [start for start, _ in ways[:count]])
            self.page.wait_for_timeout(40)
        for k in range(1, steps + 1):
            share = k / steps
            self._send(
                "touchMove",
                [
                    (start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1]))
                    for start, end in ways
                ],
            )
            self.page.wait_for_timeout(16)
        self._send("touchEnd", [])


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    """Give the viewer on a phone."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, device_scale_factor=2
    )
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector(".fv[data-rests]", timeout=SOON_MS)
    yield page
    context.close()


def zoom_of(page: Page) -> float:
    """How much larger than fitted the film is drawn."""
    return float(
        page.locator('[data-at="stage"]').evaluate(
            "(stage) => new DOMMatrix(stage.querySelector('video').style.transform).a"
            " / Math.min(stage.clientWidth / parseFloat(stage.querySelector('video').style.width),"
            " stage.clientHeight / parseFloat(stage.querySelector('video').style.height))"
        )
    )


def box_of(page: Page, name: str) -> dict[str, float]:
    box = page.locator(f'[data-at="{name}"]').bounding_box()
    assert box is not None
    return {side: box[side] for side in ("x", "y", "width", "height")}


@pytest.mark.parametrize("slant", [(1.0, 0.0), (0.0, 1.0)], ids=["flat", "upright"])
def test_two_fingers_enlarge_the_film_and_not_the_page(phone: Page, slant: tuple[float, float]) -> None:
    phone.locator('[data-at="stage"]').scroll_into_view_if_needed()
    box = box_of(phone, "stage")
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def at(by: float) -> tuple[float, float]:
        return middle[0] + by * slant[0], middle[1] + by * slant[1]

    before = phone.evaluate("() => [scrollY, document.querySelector('[data-testid=stMain]').scrollTop]")
    Fingers(phone).move((at(-30), at(-90)), (at(30), at(90)))
    phone.wait_for_timeout(200)
    assert zoom_of(phone) == pytest.approx(3, abs=0.4)
    assert phone.evaluate("() => visualViewport.scale") == pytest.approx(1)
    after = phone.evaluate("() => [scrollY, document.querySelector('[data-testid=stMain]').scrollTop]")
    assert after == before
    Fingers(phone).move((at(-90), at(-20)), (at(90), at(20)))
    phone.wait_for_timeout(200)
    assert zoom_of(phone) == pytest.approx(1, abs=0.05)


def test_a_finger_moves_the_enlarged_film_but_else_the_page(phone: Page) -> None:
    main = "() => document.querySelector('[data-testid=stMain]').scrollTop"
    box = box_of(phone, "stage")
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    down = (middle[0], middle[1] + 60)
    Fingers(phone).move((down, (middle[0], middle[1] - 80)))
    phone.wait_for_timeout(400)
    assert phone.evaluate(main) > 20
    for _ in range(3):
        do(phone, "zoom:1.4")
    place = "(stage) => new DOMMatrix(stage.querySelector('video').style.transform).f"
    phone.wait_for_timeout(200)
    before, at = phone.locator('[data-at="stage"]').evaluate(place), phone.evaluate(main)
    box = box_of(phone, "stage")  # the page may have moved to the button
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    Fingers(phone).move((middle, (middle[0], middle[1] - 40)))
    phone.wait_for_timeout(200)
    assert phone.locator('[data-at="stage"]').evaluate(place) == pytest.approx(before - 40, abs=6)
    assert phone.evaluate(main) == at


def test_a_finger_drags_a_footstep_and_pulls_the_strip(phone: Page) -> None:
    do(phone, "contact:1")
    phone.wait_for_timeout(400)
    number = frame(phone)
    phone.locator('[data-at="strip"]').scroll_into_view_if_needed()
    box = box_of(phone, "strip")
    needle = box["x"] + (52 + box["width"]) / 2
    near = (phone.locator('[data-at="chosen"]').inner_text()).startswith("Right")
    y = box["y"] + (36 if near else 70)
    frame_px = max(6, min(10, (box["width"] - 52) / 60))
    # A finger lands a little beside the mark.
    Fingers(phone).move(((needle + 6, y), (needle + 6 + 4 * frame_px, y + 5)))
    told(phone, "corrections", lambda some: abs(moved_frames(some) - 4) < 0.4)
    assert abs(frame(phone) - number - 4) <= 1
    number = frame(phone)
    Fingers(phone).move(((needle + 80, box["y"] + 10), (needle + 80 - 10 * frame_px, box["y"] + 14)))
    rest_at(phone, number + 10)
    phone.locator('[data-at="whole"]').scroll_into_view_if_needed()
    whole = box_of(phone, "whole")
    Fingers(phone).move(
        ((whole["x"] + 60, whole["y"] + 10), (whole["x"] + whole["width"] - 9, whole["y"] + 30))
    )
    phone.wait_for_timeout(400)
    assert frame(phone) >= len(coded.FILM.t) - 3


def test_the_buttons_of_the_picture_enlarge_it_however_fast(watched: Watched) -> None:
    page = watched.page
    stage = page.locator('[data-at="stage"]')
    do(page, "zoom:1.4")
    expect(stage).to_have_attribute("data-zoomed", "yes")
    do(page, "zoom:1.4")
    do(page, "zoom:1.4")
    page.wait_for_timeout(200)
    assert zoom_of(page) == pytest.approx(1.4**3, abs=0.01)
    do(page, "zoom:0")
    expect(stage).to_have_attribute("data-zoomed", "no")
    stage.dblclick(position={"x": 200, "y": 200})
    page.wait_for_timeout(200)
    assert zoom_of(page) == pytest.approx(2.5, abs=0.01)
