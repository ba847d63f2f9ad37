"""Many visitors at once on the real page: ``python -m benchmarks.sessions --sessions 20``.

Each opens the page in a real browser, as somebody of their own, and all upload a film of their own at the
same time. Each must get their own name and their own numbers, those the command line measured beforehand, and
their place in line may only count down. Then all forget their films and leave, and what the server still
holds is compared with what it held after a single visitor. The server keeps no landmarks, so that it works
on every film.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

from benchmarks.films import SAMPLES, say
from benchmarks.served import Held, Peak, chromium, served, settled
from benchmarks.stats import table
from formcheck.clip import Reader, VideoWriter, probe
from tests.browser.conftest import ROOT
from tests.browser.opened import fetch
from tests.browser.ready import settle

_FILMS = ("good_right", "overstride_right", "lean_right", "sore_back_right", "hunch_right", "bounce_left")
_LONG_S, _STEP_S = 3.0, 0.7
_SOON_MS = 60_000
HEAD = [
    "visitors at once",
    "results mixed",
    "films lost",
    "longest wait, s",
    "memory before, at most, after, MB",
    "threads before, after",
    "handles before, after",
    "films and files left",
    "films named in the log",
]
SETTLES_S = 75.0  # an idle page tidies up once a minute
FORGETS_S = 20  # how long the server remembers a tab that was closed; two minutes otherwise
_BEFORE = re.compile(r"(\d+) films? (?:is|are) before yours")


@dataclass
class Visit:
    """One visitor on the way.

    Attributes
    ----------
    page, film
        The visitor's tab and film.
    places
        Films before theirs, every time another number was shown.
    took_s
        From the upload to the result; None while there is none.
    """

    page: Page
    film: Path
    places: list[int] = field(default_factory=list)
    took_s: float | None = None
    wrong: list[str] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sessions", type=int, default=20, help="how many visitors")
    parser.add_argument("--rounds", type=int, default=2, help="how often they come, on the same page")
    parser.add_argument("--minutes", type=float, default=30, help="the longest any of them waits")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        films = cut(folder / "films", chosen.sessions)
        expected = by_command_line(films, folder / "measured")
        (folder / "page").mkdir()
        patience = Patience(chosen.rounds, chosen.minutes * 60)
        print("\n".join(trial(folder / "page", films, expected, patience)))


@dataclass(frozen=True)
class Patience:
    """How often all visitors come, and how long the slowest of them may wait, seconds."""

    rounds: int
    most_s: float


def cut(folder: Path, count: int) -> list[Path]:
    """Write pieces of the sample films, no two alike, every second one mirrored."""
    folder.mkdir()
    found = []
    for number, name in zip(range(count), itertools.cycle(_FILMS), strict=False):
        source = probe(SAMPLES / f"{name}.mp4")
        begin = _STEP_S * (number // len(_FILMS))
        film = folder / f"visitor{number:02}_{name}.mp4"
        with VideoWriter(film, source.width, source.height) as writer:
            for picture in Reader(source):
                if begin <= picture.t <= begin + _LONG_S:
                    rgb = picture.rgb[:, ::-1].copy() if number % 2 else picture.rgb
                    writer.add(rgb, picture.t - begin)
        found.append(film)
    return found


def by_command_line(films: list[Path], out: Path) -> dict[str, Any]:
    """Measure the films beforehand; what was measured, by the film's name."""
    command = [sys.executable, "-m", "formcheck", "batch", str(films[0].parent), "--out", str(out)]
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    found = {film.name: measured(next(out.rglob(f"{film.stem}*/report.json")).read_bytes()) for film in films}
    alike = [pair for pair in itertools.combinations(found, 2) if found[pair[0]] == found[pair[1]]]
    assert not alike, f"cannot be told apart: {alike}"
    return found


def measured(report: bytes) -> Any:
    """Return the numbers of a report.json."""
    return json.loads(report)["measurements"]


def trial(folder: Path, films: list[Path], expected: dict[str, Any], patience: Patience) -> list[str]:
    """Have every film brought by a visitor of its own, and return a table of what came of it."""
    found: list[list[str]] = []
    settings = {"FORMCHECK_CACHE_MB": "0", "STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": str(FORGETS_S)}
    with served(folder, **settings) as server, chromium() as browser:
        visited(browser, server.url, films[0])
        passed_by(browser, server.url)
        before = settled(server, SETTLES_S, Held(0.0, 0, 0, 0))
        for _ in range(patience.rounds):
            with Peak(server) as peak:
                visits = together(browser, server.url, films, patience.most_s)
                for visit in visits:
                    check(visit, expected)
            for visit in visits:
                leave(visit)
            passed_by(browser, server.url)
            after = settled(server, SETTLES_S, before)
            log = (folder / "server.log").read_text()
            found.append(row(visits, (before, peak.rss_mb, after), sum(one.stem in log for one in films)))
            for visit in visits:
                say(f"{visit.film.name}: {visit.took_s} s, places {visit.places}, {visit.wrong or 'its own'}")
    return table(HEAD, found)


def together(browser: Browser, url: str, films: list[Path], most_s: float) -> list[Visit]:
    """Have each film brought by somebody of their own at the same time, and wait for all results."""
    visits = [Visit(opened(browser, url), film) for film in films]
    began = time.monotonic()
    for visit in visits:
        visit.page.locator("input[type=file]").set_input_files(visit.film)
    wait(visits, began, most_s)
    return visits


def visited(browser: Browser, url: str, film: Path) -> None:
    """Have one visitor come and go first: what is loaded once is no leak."""
    first = Visit(opened(browser, url), film)
    first.page.locator("input[type=file]").set_input_files(film)
    first.page.get_by_text("Take it along").wait_for(timeout=5 * _SOON_MS)
    first.took_s = 0.0
    leave(first)


def passed_by(browser: Browser, url: str) -> None:
    """Have somebody open the page and close it later: only then are tabs that were closed forgotten."""
    time.sleep(FORGETS_S + 5.0)
    opened(browser, url).context.close()
    time.sleep(5.0)


def opened(browser: Browser, url: str) -> Page:
    page = browser.new_context(viewport={"width": 1000, "height": 800}).new_page()
    page.goto(url)
    page.locator("input[type=file]").wait_for(state="attached", timeout=_SOON_MS)
    return page


def wait(visits: list[Visit], began: float, most_s: float) -> None:
    """Look at all tabs in turn until each has its result or time is up."""
    while time.monotonic() < began + most_s and any(visit.took_s is None for visit in visits):
        for visit in visits:
            if visit.took_s is None:
                look(visit, began)
        time.sleep(0.2)


def look(visit: Visit, began: float) -> None:
    """Note a visitor's place in line, or that the result is there."""
    shown = visit.page.locator("body").inner_text()
    found = _BEFORE.search(shown)
    if found and visit.places[-1:] != [int(found[1])]:
        visit.places.append(int(found[1]))
    if "Take it along" in shown:
        visit.took_s = round(time.monotonic() - began, 1)


def check(visit: Visit, expected: dict[str, Any]) -> None:
    """Note what is another's about a result."""
    if visit.places != sorted(visit.places, reverse=True):
        visit.wrong.append(f"places {visit.places}")
    if visit.took_s is None:
        return
    settle(visit.page)
    if f"Your film: {visit.film.name}" not in visit.page.locator("body").inner_text():
        visit.wrong.append("another film's name")
    with tempfile.TemporaryDirectory() as folder:
        _, data = fetch(visit.page, "Data", Path(folder))
    if measured(data) != expected[visit.film.name]:
        others = [name for name, one in expected.items() if one == measured(data)]
        visit.wrong.append(f"numbers of {others or 'nobody'}")


def leave(visit: Visit) -> None:
    """Forget the film where there is one, and close the tab."""
    if visit.took_s is not None:
        visit.page.get_by_role("button", name="Forget this film").click()
        visit.page.get_by_role("button", name="Forget it now").click()
        expect(visit.page.locator("input[type=file]")).to_be_attached(timeout=_SOON_MS)
    visit.page.context.close()


def row(visits: list[Visit], held: tuple[Held, float, Held], named: int) -> list[str]:
    before, peak, after = held
    times = [visit.took_s for visit in visits if visit.took_s is not None]
    return [
        str(len(visits)),
        str(sum(bool(visit.wrong) for visit in visits)),
        str(len(visits) - len(times)),
        f"{max(times, default=0.0):.0f}",
        f"{before.rss_mb:.0f}, {peak:.0f}, {after.rss_mb:.0f}",
        f"{before.threads}, {after.threads}",
        f"{before.handles}, {after.handles}",
        str(after.files - before.files),
        str(named),
    ]


if __name__ == "__main__":
    main()
