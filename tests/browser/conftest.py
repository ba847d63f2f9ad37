"""The real page in a real browser: one server and one browser for all tests here."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import av
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from formcheck.caches import CACHE_VARIABLE, cache_folder

ROOT = Path(__file__).parents[2]
START_S = 60
OWN = "127.0.0.1"


@dataclass(frozen=True)
class Server:
    """A running page and the folder it keeps films in."""

    url: str
    folder: Path
    process: subprocess.Popen[bytes]


@dataclass
class Watched:
    """A browser page, what it complained of and whom it called."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def listen(self) -> None:
        """Note every complaint and every call to another host."""
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self._called(request.url))
        self.page.on("websocket", lambda socket: self._called(socket.url))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(f"{message.text} ({message.location.get('url')})")

    def _called(self, address: str) -> None:
        own = (f"http://{OWN}:", f"ws://{OWN}:", "data:", "blob:")
        if not address.startswith(own):
            self.outside.append(address)


Open = Callable[..., Watched]


def start_server(folder: Path, app: Path = ROOT / "app.py", **environment: str) -> Server:
    """Start the page (or another one) on a free port, with its films in `folder`; wait until it answers."""
    with socket.socket() as free:
        free.bind((OWN, 0))
        port = free.getsockname()[1]
    log = (folder / "server.log").open("wb")
    cache, temporary = folder / "cache", folder / "temporary"
    temporary.mkdir()
    _own_cache(cache)
    command = [sys.executable, "-m", "streamlit", "run", str(app)]
    options = ["--server.headless=true", f"--server.port={port}", f"--server.address={OWN}"]
    process = subprocess.Popen(
        [*command, *options],
        cwd=ROOT,
        stdout=log,
        stderr=subprocess.STDOUT,
        env={**os.environ, "TMPDIR": str(temporary), CACHE_VARIABLE: str(cache), "PYTHONPATH": str(ROOT)}
        | environment,
    )
    log.close()
    end = time.monotonic() + START_S
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://{OWN}:{port}/_stcore/health", timeout=2):
                return Server(f"http://{OWN}:{port}", cache / "page", process)
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    process.kill()
    process.wait()
    raise AssertionError("the page did not start:\n" + (folder / "server.log").read_text())


def _own_cache(cache: Path) -> None:
    """Give a page films of its own, and models and landmarks it shares with all tests."""
    cache.mkdir()
    for shared in ("models", "watched"):
        (cache_folder() / shared).mkdir(exist_ok=True)
        (cache / shared).symlink_to(cache_folder() / shared, target_is_directory=True)


def stop_server(server: Server, by: signal.Signals = signal.SIGINT) -> None:
    """Stop the page the way Ctrl-C does, or by another signal."""
    server.process.send_signal(by)
    try:
        server.process.wait(20)
    except subprocess.TimeoutExpired:
        server.process.kill()
        server.process.wait()


@pytest.fixture(scope="session")
def server(heavy_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Give a running page with the pose model at hand."""
    server = start_server(tmp_path_factory.mktemp("page"))
    yield server
    stop_server(server)


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    """Give a headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(chromium), args=["--no-sandbox", "--disable-gpu", "--mute-audio"]
        )
        yield browser
        browser.close()


@pytest.fixture
def tab(browser: Browser, server: Server) -> Iterator[Open]:
    """Give a function that opens the page in a tab of its own."""
    contexts = []

    def tab(address: str = "", *, width: int = 1200, height: int = 900, dark: bool = False) -> Watched:
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light"
        )
        contexts.append(context)
        watched = Watched(context.new_page())
        watched.listen()
        watched.page.goto(address or server.url)
        return watched

    yield tab
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def clip(sample_clip: Path) -> Path:
    """Give the main real clip, or the sample where it is absent."""
    real = ROOT.parent / "shared" / "videos" / "zz_male_side.mp4"
    return real if real.is_file() else sample_clip


@pytest.fixture(scope="session")
def short_clips(sample_clip: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Give two films of three seconds, told apart by their names."""
    folder = tmp_path_factory.mktemp("short")
    first = folder / "first.mp4"
    _cut(sample_clip, first, 3.0)
    second = folder / "second.mp4"
    second.write_bytes(first.read_bytes())
    return first, second


def _cut(source: Path, target: Path, seconds: float) -> None:
    """Keep the beginning of a film, without encoding it again."""
    with av.open(str(source)) as film, av.open(str(target), "w") as short:
        stream = film.streams.video[0]
        copy = short.add_stream_from_template(stream)
        for packet in film.demux(stream):
            if packet.pts is None or packet.pts * stream.time_base > seconds:
                continue
            packet.stream = copy
            short.mux(packet)
