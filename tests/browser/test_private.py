"""What is nobody else's business: whom pages call, what the log names, what can be reached by guessing."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from formcheck.web.addresses import PLACES
from tests.browser import opened, ready
from tests.browser.conftest import Server, Watched, start_server, stop_server
from tests.browser.test_main_job import SOON_MS, WORK_MS, await_result, upload

pytestmark = [pytest.mark.browser, pytest.mark.model]
SECRET = "marys-secret-run"
_LINUX = sys.platform.startswith("linux")


@pytest.fixture(scope="module")
def own(heavy_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Give a page with a log of its own."""
    server = start_server(tmp_path_factory.mktemp("private"))
    yield server
    stop_server(server)


@pytest.fixture(scope="module")
def film(short_clips: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a film with a telling name."""
    return Path(shutil.copy(short_clips[0], tmp_path_factory.mktemp("secret") / f"{SECRET}.mp4"))


@pytest.fixture(scope="module")
def shown(browser: Browser, own: Server, film: Path) -> Iterator[Watched]:
    """Give a tab with a result, and whom it called on the way."""
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    watched = Watched(context.new_page())
    watched.listen()
    watched.page.goto(own.url)
    upload(watched.page, film)
    await_result(watched.page)
    yield watched
    context.close()


def addresses(page: Page) -> list[str]:
    """Addresses a page fetched, and those its pictures and films have."""
    fetched: list[str] = page.evaluate("() => performance.getEntriesByType('resource').map(one => one.name)")
    here: list[str] = page.evaluate(
        "() => [...document.querySelectorAll('img, video, source')].map(one => one.src).filter(Boolean)"
    )
    return [*fetched, *here]


def test_no_page_calls_anybody_else(shown: Watched, own: Server, tmp_path: Path) -> None:
    job = shown.page.url.partition("?job=")[2]
    for one in ready.SHOWN:
        ready.visit(shown.page, own.url, one, job)
    ready.visit(shown.page, own.url, ready.Shown("check", film=True), job)
    ready.unfold(shown.page)
    opened.fetch(shown.page, "Report", tmp_path)
    assert set(PLACES) == {one.name for one in ready.SHOWN}
    assert shown.outside == []


def test_addresses_cannot_be_guessed_and_name_nothing(shown: Watched, own: Server) -> None:
    assert re.fullmatch(r"[0-9a-f]{48}", shown.page.url.partition("?job=")[2])
    found = addresses(shown.page)
    media = {one for one in found if one.startswith(f"{own.url}/media/")}
    assert len(media) >= 4  # the annotated film and key frames
    for one in media:
        assert re.fullmatch(rf"{own.url}/media/[0-9a-f]{{32,}}\.\w+(#t=[\d.,]*)?", one), one
    assert not [one for one in found if SECRET in one]
    # The light table's film has no address at all, outside of the tab it is shown in.
    films = shown.page.locator(".fv video").evaluate_all("all => all.map(one => one.src)")
    assert films
    assert all(one.startswith("blob:") for one in films)


@pytest.mark.parametrize("path", ["media/", "media", "app/static/", "_stcore/upload_file/", "component/"])
def test_nothing_is_listed(shown: Watched, own: Server, path: str) -> None:
    try:
        with urllib.request.urlopen(f"{own.url}/{path}", timeout=10) as answer:
            told = answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError:
        return
    assert SECRET not in told
    assert not re.search(r"[0-9a-f]{48}", told)


def test_another_tab_sees_nothing_of_it(shown: Watched, browser: Browser, own: Server) -> None:
    page = browser.new_page()
    for place in ("check", "compare", "plan"):
        ready.visit(page, own.url, ready.Shown(place), "")
        assert SECRET not in page.content()
    page.goto(f"{own.url}/?job={'0' * 48}")
    expect(page.get_by_text("Choose a video")).to_be_visible(timeout=SOON_MS)
    page.close()


@pytest.mark.skipif(not _LINUX, reason="reads /proc")
def test_it_listens_on_this_machine_alone(shown: Watched, own: Server) -> None:
    found = listening(own.process.pid)
    assert found == {(f"{int(own.url.rpartition(':')[2])}", "127.0.0.1")}


def listening(pid: int) -> set[tuple[str, str]]:
    """Ports and addresses at which a process waits for calls; all but 127.0.0.1 as they are written there."""
    sockets = {str(one.readlink()) for one in Path(f"/proc/{pid}/fd").iterdir() if one.is_symlink()}
    found = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            _, local, _, state, *rest = line.split()
            if state == "0A" and f"socket:[{rest[5]}]" in sockets:
                address, _, port = local.partition(":")
                found.add((str(int(port, 16)), {"0100007F": "127.0.0.1"}.get(address, address)))
    return found


def test_the_log_names_no_film(shown: Watched, own: Server, browser: Browser, film: Path) -> None:
    """After a whole job, one that failed, and, where processes can be found, one that crashed."""
    log = own.folder.parents[1] / "server.log"
    page = browser.new_page()
    page.goto(own.url)
    text = film.with_name(f"{SECRET}-text.mp4")
    text.write_text("this is a text, not a film")
    upload(page, text)
    expect(page.get_by_test_id("stAlert")).to_contain_text(SECRET, timeout=WORK_MS)
    if _LINUX:
        crashing = film.with_name(f"{SECRET}-crash.mp4")
        crashing.write_bytes(film.read_bytes() + b"\0\0\0\x08free")  # not a film whose landmarks are kept
        page.goto(own.url)
        upload(page, crashing)
        expect(page.get_by_role("progressbar")).to_be_visible(timeout=SOON_MS)
        for pid in workers(own.process.pid):
            os.kill(pid, signal.SIGSEGV)
        expect(page.get_by_test_id("stAlert")).to_contain_text("break off", timeout=WORK_MS)
        assert "SIGSEGV" in log.read_text()
    page.close()
    told = log.read_text()
    assert SECRET not in told
    assert str(own.folder) not in told
    assert not re.search(r"[0-9a-f]{48}", told)


def workers(pid: int) -> list[int]:
    """Processes a page has started to work on films."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((process / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == pid and b"formcheck.apart.inside" in (process / "cmdline").read_bytes():
                found.append(int(process.name))
        except OSError:
            continue
    return found
