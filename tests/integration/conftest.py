"""Whole runs of the real pose model, each film once a session."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import formcheck
from formcheck.report import Report


@pytest.fixture(scope="session")
def analyzed(heavy_model: Path) -> Callable[[Path], Report]:
    """Analyse a film with the real model, or give the report of the first time."""
    reports: dict[Path, Report] = {}

    def run(film: Path) -> Report:
        if film not in reports:
            reports[film] = formcheck.analyze(film)
        return reports[film]

    return run
