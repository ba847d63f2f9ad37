"""Have memory given back where the C library would hold on to it."""

from __future__ import annotations

import ctypes
import sys

# Every thread that asks for memory while others do gets an arena of its own from glibc, up to eight a core,
# and what is freed in one is of no use to another. Pictures are large and threads many (benchmarks/speed.py
# tells the peak).
_M_ARENA_MAX = -8
_ARENAS = 2


def keep_few_arenas() -> bool:
    """Tell glibc to share arenas between threads, for the whole program; False where there is no glibc."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):  # musl
        return False
    return bool(mallopt(_M_ARENA_MAX, _ARENAS))
