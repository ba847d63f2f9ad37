"""Start a module of ours as a program of its own, and tell how it ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any


def start(
    module: str, *arguments: str, errors: IO[bytes], environment: Mapping[str, str] | None = None
) -> subprocess.Popen[bytes]:
    """Start ``python -m module`` with this Python and this search path; stdin and stdout are pipes.

    Parameters
    ----------
    module, arguments
        What to run.
    errors
        Takes what it writes to stderr.
    environment
        Variables beside those of this program.
    """
    path = os.pathsep.join(one or str(Path.cwd()) for one in sys.path)
    return subprocess.Popen(  # noqa: S603  # this same Python and a module of ours
        [sys.executable, "-P", "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        env={**os.environ, "PYTHONPATH": path, **(environment or {})},
        **_by_itself(),
    )


def how_it_ended(code: int) -> str:
    """Say in words what an exit code means.

    >>> how_it_ended(3), how_it_ended(-9)
    ('exit code 3', 'signal SIGKILL')
    """
    if code >= 0:
        return f"exit code {code}"
    try:
        return f"signal {signal.Signals(-code).name}"
    except ValueError:
        return f"signal {-code}"


def _by_itself() -> dict[str, Any]:
    """Keep Ctrl-C on the terminal from it: its owner ends it."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}
