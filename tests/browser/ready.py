"""Every page of the ready app, opened and waited for: what tests of the whole page share."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, expect

from formcheck.web.addresses import PLACES

SOON_MS = 30_000
WORK_MS = 180_000  # nothing is watched, but pictures and a film are written
STILL_MS = 400  # nothing has been added for so long: the page is there


@dataclass(frozen=True)
class Shown:
    """A page as somebody may see it.

    Attributes
    ----------
    name
        Its place in the menu.
    film
        Whether a film has been measured.
    """

    name: str
    film: bool = False

    def __str__(self) -> str:
        return f"{self.name}{'-with-film' if self.film else ''}"


SHOWN = tuple(Shown(name) for name in PLACES) + tuple(
    Shown(name, film=True) for name in ("check", "plan", "compare") if name in PLACES
)


def measure(page: Page, address: str, film: Path) -> str:
    """Give a film to the page and return the name of its job, as the address tells it."""
    page.goto(address)
    page.locator("input[type=file]").first.set_input_files(film)
    await_result(page)
    return page.url.partition("?job=")[2]


def await_result(page: Page) -> None:
    """Wait for the result and for the first picture on the light table."""
    expect(page.get_by_role("button", name="Check another film")).to_be_visible(timeout=WORK_MS)
    page.wait_for_selector(".fv[data-rests]", timeout=SOON_MS)


def visit(page: Page, address: str, shown: Shown, job: str) -> None:
    """Open a page and wait until all of it is there."""
    path = PLACES[shown.name].path if shown.name != next(iter(PLACES)) else ""
    page.goto(f"{address}/{path}{f'?job={job}' if shown.film else ''}")
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=SOON_MS)
    if shown == Shown("check", film=True):
        await_result(page)
    settle(page)


def settle(page: Page) -> None:
    """Wait until the page is no longer running and no longer grows."""
    page.wait_for_function(
        "() => document.querySelector('[data-test-script-state]')?.dataset.testScriptState === 'notRunning'",
        timeout=SOON_MS,
    )
    page.evaluate(
        """still => new Promise((done) => {
          let timer = setTimeout(done, still);
          const look = new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(done, still); });
          look.observe(document.body, { childList: true, subtree: true });
          setTimeout(done, 10 * still);
        })""",
        STILL_MS,
    )


def unfold(page: Page) -> None:
    """Open everything that is folded."""
    curves = page.get_by_text("Show the curves")
    if curves.count():
        curves.click()
        expect(page.locator(".js-plotly-plot").first).to_be_visible(timeout=SOON_MS)
    page.evaluate(
        "() => document.querySelectorAll('details:not([open]) > summary').forEach((one) => one.click())"
    )
    settle(page)


def stretch(page: Page) -> None:
    """Make the window as high as the page: what is scrolled away has no colours that could be looked at."""
    width = (page.viewport_size or {"width": 1200})["width"]
    page.set_viewport_size({"width": width, "height": 900})
    for _ in range(2):  # some pictures grow with the window
        height = page.evaluate("() => document.querySelector('.stMainBlockContainer').scrollHeight + 120")
        page.set_viewport_size({"width": width, "height": int(height)})
        settle(page)


def sideways(page: Page) -> int:
    """Pixels the page can be pushed sideways."""
    return int(
        page.evaluate(
            "() => Math.max(document.documentElement.scrollWidth - innerWidth,"
            " (m => m.scrollWidth - m.clientWidth)(document.querySelector('[data-testid=stMain]')))"
        )
    )
