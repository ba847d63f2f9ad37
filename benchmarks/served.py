"""The real page for measuring it: started, opened in a real browser, and what its process holds (Linux)."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import ROOT, Server, start_server, stop_server
from tests.support.absent import find_browser

_LOOK_S = 0.1


@dataclass(frozen=True)
class Held:
    """What the page's process holds at one moment.

    Attributes
    ----------
    rss_mb
        Memory of the page itself, without the process that works on a film.
    threads, handles
        Of the page itself.
    files
        Films and all that was made of them, in its folder; what a process that waits has there is left out.
    """

    rss_mb: float
    threads: int
    handles: int
    files: int

    @classmethod
    def by(cls, server: Server) -> Held:
        """Look at it now."""
        process = Path(f"/proc/{server.process.pid}")
        told = dict(line.split(":", 1) for line in (process / "status").read_text().splitlines())
        return cls(
            float(told["VmRSS"].split()[0]) / 1000,
            int(told["Threads"]),
            len(list((process / "fd").iterdir())),
            # Unlike a glob, a walk does not mind what vanishes while it looks.
            sum(len(names) for job in server.folder.glob("run-*/films/tmp*") for _, _, names in os.walk(job)),
        )


class Peak:
    """Notes the most memory while it runs: ``with Peak(server) as peak: ...``."""

    def __init__(self, server: Server) -> None:
        self._server, self._over = server, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self.rss_mb = Held.by(server).rss_mb

    def __enter__(self) -> Peak:
        """Begin."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(_LOOK_S):
            self.rss_mb = max(self.rss_mb, Held.by(self._server).rss_mb)


@contextlib.contextmanager
def served(folder: Path, **environment: str) -> Iterator[Server]:
    """Start the page with its films in a folder, and stop it."""
    server = start_server(folder, ROOT / "app.py", **environment)
    try:
        yield server
    finally:
        stop_server(server)


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Start a browser without a window, and stop it."""
    path = find_browser()
    if path is None:
        raise SystemExit("No Chromium here: install one, or name it in FORMCHECK_CHROMIUM.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(path), args=["--no-sandbox", "--disable-gpu", "--mute-audio"]
        )
        yield browser
        browser.close()


def settled(server: Server, most_s: float, like: Held) -> Held:
    """Wait until the page holds no more than before, give or take 5 MB, or so long."""
    end = time.monotonic() + most_s
    while True:
        now = Held.by(server)
        same = now.threads <= like.threads and now.handles <= like.handles and now.files <= like.files
        if (same and now.rss_mb < like.rss_mb + 5.0) or time.monotonic() > end:
            return now
        time.sleep(2.0)
