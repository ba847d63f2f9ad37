"""Telling the C library is harmless, wherever it is tried."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

import pytest

from formcheck.memory import give_back, keep_few_arenas


def test_told_where_there_is_glibc() -> None:
    assert keep_few_arenas() == (sys.platform.startswith("linux") and hasattr(ctypes.CDLL(None), "mallopt"))


def test_elsewhere_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not keep_few_arenas()
    assert not give_back()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux how much memory there is")
def test_what_was_freed_goes_back() -> None:
    if not hasattr(ctypes.CDLL(None), "malloc_trim"):
        pytest.skip("another C library than glibc")
    pieces = [bytearray(100_000) for _ in range(2000)]  # too small to be given back one by one
    kept = pieces[::50]
    del pieces
    before = _resident_kb()
    assert give_back()
    assert _resident_kb() < before - 100_000
    assert len(kept) == 40


def _resident_kb() -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1])
