"""The lock files: every version that is installed, with the hashes of its files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
RUNTIME, TEST = ROOT / "requirements.lock", ROOT / "requirements-test.lock"
TOOLS = ROOT / "supply" / "tools.lock"
BUILDS = ("setuptools",)  # installs formcheck; not a part of it
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Locked:
    """One version of one package, for the Pythons and systems its marker names (all when empty)."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]


def locked(path: Path) -> tuple[Locked, ...]:
    """Read a lock file.

    Raises
    ------
    ValueError
        When a package has no single version or no hash.
    """
    text = path.read_text(encoding="utf-8").replace("\\\n", " ")
    return tuple(_read(line) for line in text.splitlines() if line[:1].isalnum())


def _read(line: str) -> Locked:
    hashes = tuple(_HASH.findall(line))
    asked = Requirement(_HASH.sub("", line).split(" #")[0].strip())
    pins = [one.version for one in asked.specifier if one.operator == "=="]
    if len(pins) != 1 or not hashes:
        raise ValueError(f"{asked.name} is not locked to one version with its hashes")
    return Locked(asked.name, pins[0], str(asked.marker or ""), hashes)
