"""Names that mean harm, opened in a browser: nothing runs, nobody is asked, nothing has to be blocked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from formcheck.batch.lines import Line
from formcheck.batch.overview import overview
from formcheck.batch.value import Outcome, Task
from formcheck.options import Options
from formcheck.report import write
from formcheck.report.document import to_json
from tests.browser.conftest import start_server, stop_server
from tests.support import reports
from tests.support.hostile import HOSTILE

pytestmark = pytest.mark.browser

ALL = " ".join(text for name, text in HOSTILE.items() if name not in ("long", "half a pair"))
_SOON_MS = 30_000


@dataclass
class Heard:
    """A browser page with all that a name could have made it do."""

    page: Page
    dialogs: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def listen(self) -> None:
        """Note dialogs, complaints of the console and requests that leave this machine."""

        def dialog(one: object) -> None:
            self.dialogs.append(str(one))

        self.page.on("dialog", dialog)
        self.page.on("console", lambda one: self.complaints.append(one.text) if one.type == "error" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda one: self.asked.append(one.url))

    @property
    def outside(self) -> list[str]:
        """Requests to anybody but this machine."""
        own = ("file:", "data:", "blob:", "http://127.0.0.1:", "ws://127.0.0.1:")
        return [url for url in self.asked if not url.startswith(own)]


@pytest.fixture
def heard(browser: Browser) -> Iterator[Heard]:
    context = browser.new_context()
    heard = Heard(context.new_page())
    heard.listen()
    yield heard
    context.close()


def test_written_pages(heard: Heard, tmp_path: Path) -> None:
    report = reports.running(tmp_path / "film", options=Options(title=ALL))
    written = write(replace(report, notes=(ALL,)), tmp_path / "out")
    assert written.sheet is not None
    lines = [
        Line(Task(ALL, ALL, Path("a"), tmp_path, notes=(("note_x", ALL),)), Outcome(ALL, state, ALL))
        for state in ("done", "failed")
    ]
    (tmp_path / "overview.html").write_text(overview(lines, ["summary.csv"]), encoding="utf-8")
    for path in (written.html, written.sheet, tmp_path / "overview.html"):
        heard.page.goto(path.as_uri())
        assert "<script>alert(1)</script>" in heard.page.inner_text("body")
    assert (heard.dialogs, heard.complaints, heard.outside) == ([], [], [])
    # What would come in all the same is stopped by the page's own policy.
    heard.page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
        "document.head.append(s); const i = new Image(); i.src = 'http://127.0.0.1:9/x.png';"
        "document.body.append(i); }"
    )
    assert heard.page.evaluate("() => window.ran") is None
    assert len([one for one in heard.complaints if "Content Security Policy" in one]) == 2


def test_kept_reports(heard: Heard, tmp_path: Path) -> None:
    server = start_server(tmp_path)
    try:
        told = json.loads(to_json(reports.running(tmp_path / "film")))
        for name in ("first", "second"):
            told["clip"]["title"] = f"{name} {ALL}"
            for one in told["measurements"]:
                one["title"] = one["unit"] = ALL
            told["measurements"][0]["value"] += 40.0
            told["measurements"][0]["low"] += 40.0
            told["measurements"][0]["high"] += 40.0
            (tmp_path / f"{name}.json").write_text(json.dumps(told), encoding="utf-8")
        page = heard.page
        page.goto(server.url)
        page.get_by_role("link", name="Compare", exact=True).click(timeout=_SOON_MS)
        for name in ("first", "second"):
            _unfold(page)
            page.locator("input[type=file]").last.set_input_files(tmp_path / f"{name}.json")
            chosen = page.get_by_role("combobox", name="First film")
            expect(chosen).to_have_value(re.compile(f"{name} <script>"), timeout=_SOON_MS)
        expect(page.get_by_role("heading", name="Moved")).to_be_visible(timeout=_SOON_MS)
        assert (heard.dialogs, heard.complaints, heard.outside) == ([], [], [])
    finally:
        stop_server(server)


def _unfold(page: Page) -> None:
    """Open the place for a report; after one was loaded it may still be open, and a click would close it."""
    for _ in range(3):
        page.wait_for_timeout(1000)
        if page.locator("input[type=file]").count():
            return
        page.get_by_role("button", name="Add a report kept earlier").click(timeout=_SOON_MS)
