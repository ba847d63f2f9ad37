"""Every file that can be taken along, opened: with a stick runner, so that all of them are there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from formcheck.report.landmarks_file import has_parquet
from formcheck.report.pdf import has_pdf
from formcheck.report.read import parse_document
from tests.browser import opened, ready
from tests.browser.conftest import ROOT, start_server, stop_server

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser, sample_clip: Path, tmp_path: Path) -> Iterator[Page]:
    """Give the result of a stick runner whose height is known."""
    server = start_server(tmp_path, ROOT / "tests" / "support" / "ready_app.py")
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    page = context.new_page()
    ready.measure(page, server.url, sample_clip)
    yield page
    context.close()
    stop_server(server)


def test_every_file_can_be_opened(page: Page, tmp_path: Path) -> None:
    _, data = opened.fetch(page, "Data", tmp_path)
    report = parse_document(data, "report.json")
    opened.open_all(page, {**opened.ALWAYS, **opened.BEAT}, report)
    page.get_by_text("For other programs").click()
    extras = {**opened.LANDMARKS, **opened.TRC}
    extras |= opened.PARQUET if has_parquet() else {}
    extras |= opened.PDF if has_pdf() else {}
    expect(opened.button(page, "Landmarks (NumPy)")).to_be_visible(timeout=opened.SOON_MS)
    opened.open_all(page, extras, report)
    # None of the buttons has been forgotten here.
    known = {**opened.ALWAYS, **opened.BEAT, **extras}
    every = page.get_by_test_id("stDownloadButton").locator("p").all_inner_texts()
    assert set(every) - set(known) <= {"Everything"}
