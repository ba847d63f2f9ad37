"""What is in the repository is this project's own, and small."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests.support.absent import ROOT

LARGEST = 1_500_000  # bytes; the largest sample film has half of it
FOREIGN = ("site-packages/", "node_modules/", ".venv")


def kept() -> list[str]:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a clone")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_environment_and_no_large_file_is_kept() -> None:
    names = kept()
    assert "pyproject.toml" in names
    assert [name for name in names if any(part in name for part in FOREIGN)] == []
    assert [name for name in names if (ROOT / name).stat().st_size > LARGEST] == []
