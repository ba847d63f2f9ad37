"""axe-core, the checker of accessibility: fetched from npm when first wanted, kept in the user's cache.

It is checked by its hash and is no part of this repository (its licence is MPL-2.0).
"""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

import platformdirs
from playwright.sync_api import Page

VERSION = "4.14.1"
SHA256 = "e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa")
# Good practice that makes a page easier to find one's way in; asked for by name.
WAYS = ("heading-order", "page-has-heading-one", "landmark-one-main", "empty-heading", "region")
_FILE = f"axe-core-{VERSION}.tgz"
_PATIENCE_S = 120

# A frame of its own (none here) would want axe as well; the shadow of a component is looked into by itself.
_RUN = """async ([tags, rules, within]) => {
  const found = await axe.run(within ?? document, {
    runOnly: { type: "tag", values: tags },
    rules: Object.fromEntries(rules.map((rule) => [rule, { enabled: true }])),
    resultTypes: ["violations"],
  });
  return found.violations.flatMap(({ id, impact, nodes }) => nodes.map((node) => ({
    rule: id, impact, where: node.target.flat().join(" >>> "), html: node.html.slice(0, 240),
    why: (node.failureSummary ?? "").split("\\n").slice(1).map((line) => line.trim()).join("; "),
  })));
}"""


class NoAxeError(RuntimeError):
    """axe-core cannot be had on this machine."""


@dataclass(frozen=True)
class Violation:
    """One place that breaks one rule."""

    rule: str
    impact: str
    where: str
    html: str
    why: str

    def __str__(self) -> str:
        return f"{self.impact}: {self.rule} at {self.where}\n    {self.html}\n    {self.why}"


def source(folder: Path | None = None) -> str:
    """Return the text of axe.min.js, fetched on the first call.

    Raises
    ------
    NoAxeError
        When it cannot be fetched, or is not the file that is known here.
    """
    folder = folder or Path(platformdirs.user_cache_dir("formcheck", appauthor=False)) / "axe"
    path = folder / _FILE
    if not path.is_file():
        _fetch(path)
    packed = path.read_bytes()
    if hashlib.sha256(packed).hexdigest() != SHA256:
        raise NoAxeError(f"{path} is damaged or another file: delete it and try again.")
    with tarfile.open(fileobj=io.BytesIO(packed), mode="r:gz") as archive:
        member = archive.extractfile("package/axe.min.js")
        assert member is not None
        return member.read().decode("utf-8")


def _fetch(path: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise NoAxeError("npm is not on this machine, and axe-core is not in the cache.")
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        command = [npm, "pack", f"axe-core@{VERSION}", "--silent", "--pack-destination", folder]
        try:
            subprocess.run(command, capture_output=True, check=True, timeout=_PATIENCE_S, cwd=folder)
            (Path(folder) / _FILE).replace(path)
        except (subprocess.SubprocessError, OSError) as error:
            raise NoAxeError("axe-core could not be fetched: the index of npm cannot be reached.") from error


def violations(page: Page, script: str, within: str | None = None) -> list[Violation]:
    """Check a page as it is shown now, or the part of it that a selector names."""
    page.evaluate(script)
    found = page.evaluate(_RUN, [list(RULES), list(WAYS), within])
    return [Violation(**{**one, "impact": one["impact"] or "minor"}) for one in found]
