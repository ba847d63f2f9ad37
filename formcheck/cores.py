"""How many cores there are to work with."""

from __future__ import annotations

import os


def cores() -> int:
    """Return how many cores this program may use; at least one."""
    if hasattr(os, "sched_getaffinity"):  # not on macOS and Windows
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1
