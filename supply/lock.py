"""Write the lock files anew from pyproject.toml: ``python3 run.py lock``.

Versions that still fit stay; ``--upgrade`` takes the newest. The files hold for Linux, macOS and Windows and
for Python 3.11 and newer.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib

from supply.locked import ROOT, RUNTIME, TEST, TOOLS
from supply.tools import tools_python


def main(arguments: list[str]) -> int:
    """Write all three."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    build = "\n".join(pyproject["build-system"]["requires"])  # so that building is locked as well
    oldest = pyproject["project"]["requires-python"].removeprefix(">=")
    uv = [str(tools_python()), "-m", "uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes"]
    uv += ["--python-version", oldest, "--custom-compile-command", "python3 run.py lock", *arguments]
    for target, source in (
        (RUNTIME, ["pyproject.toml", "-"]),
        (TEST, ["pyproject.toml", "-", "--extra", "test", "-c", RUNTIME.name]),
        (TOOLS, ["supply/tools.in"]),
    ):
        command = [*uv, *source, "--output-file", str(target.relative_to(ROOT))]
        done = subprocess.run(command, cwd=ROOT, input=build, text=True, check=False)
        if done.returncode != 0:
            return done.returncode
        print(f"{target.relative_to(ROOT)} is written")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
