"""Telling the C library is harmless, wherever it is tried."""

from __future__ import annotations

import ctypes
import sys

import pytest

from formcheck.memory import keep_few_arenas


def test_told_where_there_is_glibc() -> None:
    assert keep_few_arenas() == (sys.platform.startswith("linux") and hasattr(ctypes.CDLL(None), "mallopt"))


def test_elsewhere_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not keep_few_arenas()
