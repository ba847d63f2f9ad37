"""The first page stands soon after the program was started; nothing heavy is loaded for it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import start_server, stop_server

pytestmark = pytest.mark.browser
# Two seconds on a machine that does nothing else; here other tests may run beside it.
SOON_S = 8.0


def test_the_first_page_stands_soon(browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    began = time.monotonic()
    server = start_server(tmp_path)
    try:
        page.goto(server.url)
        expect(page.get_by_role("heading", name="Check my running form")).to_be_visible(timeout=30_000)
        took = time.monotonic() - began
        print(f"first page after {took:.1f} s")
        assert took < SOON_S
    finally:
        context.close()
        stop_server(server)
