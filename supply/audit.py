"""Look for known vulnerabilities in the locked versions with pip-audit, where its service can be reached.

Ends with 0 when there are none, 1 when there are, and `SKIPPED` when nobody could be asked.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from supply.locked import ROOT, TEST
from supply.tools import tools_python

SKIPPED = 77  # as test programs say it
SERVICE = "https://api.osv.dev/"
ACCEPTED = ROOT / "supply" / "accepted.toml"
_WAIT_S = 4
_AUDIT_S = 300


@dataclass(frozen=True, slots=True)
class Known:
    """A known vulnerability: of which version, under which names, and where it is mended."""

    package: str
    version: str
    names: tuple[str, ...]
    mended_in: tuple[str, ...]

    def __str__(self) -> str:
        mended = f"mended in {', '.join(self.mended_in)}" if self.mended_in else "not mended yet"
        return f"{self.package} {self.version}: {', '.join(self.names)} ({mended})"


def reachable(address: str = SERVICE) -> bool:
    """Tell whether the service answers at all, within some seconds."""
    try:
        with urllib.request.urlopen(address, timeout=_WAIT_S):  # noqa: S310
            return True
    except urllib.error.HTTPError:
        return True  # it answers, only not to this
    except (OSError, ValueError):
        return False


def found(told: Mapping[str, Any]) -> Iterator[Known]:
    """Read what pip-audit tells in JSON."""
    for one in told["dependencies"]:
        for known in one.get("vulns", ()):
            names = tuple(dict.fromkeys((known["id"], *known.get("aliases", ()))))
            yield Known(one["name"], one["version"], names, tuple(known.get("fix_versions", ())))


def unasked(told: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the packages nobody could tell anything of."""
    return tuple(one["name"] for one in told["dependencies"] if "skip_reason" in one)


def accepted(path: Path = ACCEPTED, today: date | None = None) -> set[str]:
    """Return the names of what is accepted today."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["accepted"]
    return {row["id"] for row in rows if row["why"] and row["until"] >= (today or date.today())}


def audit(python: Path, lock: Path = TEST) -> Mapping[str, Any] | None:
    """Ask for every version in a lock file; None when pip-audit did not get to the end."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "audit.json"
        command = [str(python), "-m", "pip_audit", "--requirement", str(lock), "--require-hashes"]
        command += ["--disable-pip", "--vulnerability-service", "osv", "--progress-spinner", "off"]
        command += ["--format", "json", "--output", str(out)]
        try:
            done = subprocess.run(command, cwd=ROOT, check=False, timeout=_AUDIT_S)
            told: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
        except (OSError, ValueError, subprocess.TimeoutExpired):
            return None
    return told if done.returncode in (0, 1) else None


def main() -> int:
    """Ask, and say what was found."""
    if not reachable():
        print(f"The service of known vulnerabilities cannot be reached from here ({SERVICE}).")
        return SKIPPED
    try:
        told = audit(tools_python())
    except (OSError, subprocess.CalledProcessError):
        told = None
    if told is None or (told["dependencies"] and len(unasked(told)) == len(told["dependencies"])):
        print("pip-audit could not ask to the end.")
        return SKIPPED
    if unasked(told):
        print(f"Nobody could tell of {', '.join(unasked(told))}.")
    known, fine = tuple(found(told)), accepted()
    open_ones = [one for one in known if not fine & set(one.names)]
    for one in open_ones:
        print(one)
    print(f"{len(open_ones)} known vulnerabilities, {len(known) - len(open_ones)} accepted")
    return 1 if open_ones else 0


if __name__ == "__main__":
    sys.exit(main())
