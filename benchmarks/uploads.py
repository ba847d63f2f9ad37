"""Memory of the page around one large upload: ``python -m benchmarks.uploads --mb 300``.

A short film padded to a size is brought through a real browser; the memory of the page's own process is read
before, while it comes, once its work has begun, once the result is there, and after the tab was closed.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from pathlib import Path

from benchmarks.films import SAMPLES
from benchmarks.served import Held, Peak, chromium, served
from benchmarks.sessions import FORGETS_S, Visit, opened, passed_by, visited
from benchmarks.stats import table

_LONG_MS = 300_000


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--mb", type=int, default=300, help="size of the film")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        small = SAMPLES / "good_right.mp4"
        film = padded(small, folder / "padded.mp4", chosen.mb * 1_000_000)
        (folder / "page").mkdir()
        print("\n".join(table(["moment", "memory of the page, MB"], trial(folder / "page", small, film))))


def padded(film: Path, target: Path, size: int) -> Path:
    """Copy a film and put a box behind it that every reader skips."""
    shutil.copyfile(film, target)
    with target.open("ab") as file:
        file.write((size - file.tell()).to_bytes(4, "big") + b"free")
        file.truncate(size)
    return target


def trial(folder: Path, small: Path, film: Path) -> list[list[str]]:
    """Bring the film and return the memory at each moment."""
    found: list[tuple[str, float]] = []
    settings = {"STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": str(FORGETS_S)}
    with served(folder, **settings) as server, chromium() as browser:
        visited(browser, server.url, small)
        passed_by(browser, server.url)
        found.append(("after another visitor's small film", Held.by(server).rss_mb))
        visit = Visit(opened(browser, server.url), film)
        with Peak(server) as peak:
            visit.page.locator("input[type=file]").set_input_files(film)
            visit.page.get_by_role("progressbar").wait_for(timeout=_LONG_MS)
            visit.page.get_by_role("button", name="Cancel").wait_for(timeout=_LONG_MS)
        found.append(("at most while it comes", peak.rss_mb))
        time.sleep(3.0)
        found.append(("three seconds after its work began", Held.by(server).rss_mb))
        visit.page.get_by_text("Take it along").wait_for(timeout=_LONG_MS)
        time.sleep(3.0)
        found.append(("with its result shown", Held.by(server).rss_mb))
        visit.page.context.close()
        time.sleep(FORGETS_S + 5.0)
        found.append(("after its tab was closed", Held.by(server).rss_mb))
        passed_by(browser, server.url)
        found.append(("once another visitor has come and gone", Held.by(server).rss_mb))
    return [[moment, f"{rss:.0f}"] for moment, rss in found]


if __name__ == "__main__":
    main()
