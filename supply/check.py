"""Everything a change has to pass: ``python3 run.py check``."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from supply.audit import SKIPPED
from supply.locked import ROOT


def parts() -> dict[str, list[str]]:
    """Return the programs to run, by the names they are told of."""
    python = sys.executable
    imports = "lint-imports.exe" if os.name == "nt" else "lint-imports"
    return {
        "tests": [python, "-m", "pytest"],
        "ruff check": [python, "-m", "ruff", "check", "."],
        "ruff format": [python, "-m", "ruff", "format", "--check", "."],
        "mypy": [python, "-m", "mypy"],
        "imports": [str(Path(python).with_name(imports))],
        "licences": [python, "-m", "supply.licences"],
        "known vulnerabilities": [python, "-m", "supply.audit"],
    }


def check(programs: Mapping[str, Sequence[str]]) -> int:
    """Run all of them, even when one fails, and say what became of each."""
    codes: dict[str, int] = {}
    for name, command in programs.items():
        print(f"== {name}", flush=True)
        codes[name] = subprocess.run(command, cwd=ROOT, check=False).returncode
    passed = [name for name, code in codes.items() if code == 0]
    skipped = [name for name, code in codes.items() if code == SKIPPED]
    failed = [name for name in codes if name not in (*passed, *skipped)]
    for word, names in (("Passed", passed), ("Skipped", skipped), ("Not passed", failed)):
        if names:
            print(f"== {word}: {', '.join(names)}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    chosen = parts()
    if "--no-tests" in sys.argv[1:]:
        del chosen["tests"]
    sys.exit(check(chosen))
