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
    return bool(_glibc("mallopt", _M_ARENA_MAX, _ARENAS))


def give_back() -> bool:
    """Have glibc hand what was freed back to the system, as after a landmarker closed; False without one.

    Of itself it does so at the end of its heap only, and something small always lies there.
    """
    return bool(_glibc("malloc_trim", 0))


def _glibc(name: str, *numbers: int) -> int:
    """Call a function of glibc; 0 where there is none."""
    if not sys.platform.startswith("linux"):
        return 0
    try:
        return int(getattr(ctypes.CDLL(None), name)(*numbers))
    except (OSError, AttributeError):  # musl
        return 0
