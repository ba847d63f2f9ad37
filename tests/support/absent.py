"""Things some tests need from outside, and plain words for what was not tested without them."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REAL_CLIPS = ROOT.parent / "shared" / "videos"

# Beginning of the reason a test is skipped with, and what the summary calls it.
NO_REAL_CLIP = "no real clip"
NO_MODEL = "no pose model"
NO_BROWSER = "no Chromium"
NO_AXE = "no axe-core"
NO_ARTICLES = "the five articles"
NO_MESH = "no body mesh"
NO_PDF = "no WeasyPrint"
NO_BILL = "no cyclonedx-py"
NOT_LOCKED = "other versions than the locked ones"
_NAMES = {
    NO_REAL_CLIP: "the real clips in ../shared/videos",
    NO_MODEL: "the pose model",
    NO_BROWSER: "a Chromium browser",
    NO_AXE: "axe-core, which npm fetches",
    NO_ARTICLES: "the articles in ../shared/articles",
    NO_MESH: "the body mesh of the rendered runners",
    NO_PDF: "WeasyPrint, which makes PDFs",
    NO_BILL: "cyclonedx-py, which run.py sbom installs",
    NOT_LOCKED: "an environment made from the lock files",
}
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_MAC_BROWSER = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")


def find_browser() -> Path | None:
    """Return a Chromium of this machine, or the one FORMCHECK_CHROMIUM names."""
    named = os.environ.get("FORMCHECK_CHROMIUM")
    if named:
        return Path(named) if Path(named).is_file() else None
    found = next((path for path in map(shutil.which, _BROWSERS) if path), None)
    if found is None and _MAC_BROWSER.is_file():
        return _MAC_BROWSER
    return Path(found) if found else None


def not_tested(reasons: Iterable[str]) -> list[str]:
    """Sum up the reasons of skipped tests, one line for each missing thing."""
    counts: Counter[str] = Counter()
    for reason in reasons:
        text = reason.removeprefix("Skipped: ")
        counts[next((name for start, name in _NAMES.items() if text.startswith(start)), "other reasons")] += 1
    return [
        f"{n} test{'s' if n > 1 else ''} not run: {'without ' if name != 'other reasons' else ''}{name}"
        for name, n in counts.most_common()
    ]
