"""The environment of the tools that look at what formcheck is made from; formcheck never imports them."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from supply.locked import ROOT, TOOLS

FOLDER = ROOT / ".venv-tools"
_BIN = FOLDER / ("Scripts" if os.name == "nt" else "bin")
_STAMP = FOLDER / "formcheck-tools.txt"


def tools_python() -> Path:
    """Return the Python that has the tools; they are installed first when they are missing or others.

    Raises
    ------
    subprocess.CalledProcessError
        When they cannot be installed.
    """
    python = _BIN / ("python.exe" if os.name == "nt" else "python")
    wanted = f"{hashlib.sha256(TOOLS.read_bytes()).hexdigest()} {sys.version}"
    if python.exists() and _STAMP.exists() and _STAMP.read_text(encoding="utf-8") == wanted:
        return python
    subprocess.run([sys.executable, "-m", "venv", "--clear", FOLDER], check=True)
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-input"]
    subprocess.run([*pip, "--require-hashes", "-r", str(TOOLS)], check=True)
    _STAMP.write_text(wanted, encoding="utf-8")
    return python
