from __future__ import annotations

from pathlib import Path

import pytest

from formcheck.report import Report
from tests.support import reports


@pytest.fixture(scope="session")
def films(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("films")


@pytest.fixture(scope="session")
def running(films: Path) -> Report:
    return reports.running(films)


@pytest.fixture(scope="session")
def front(films: Path) -> Report:
    return reports.front(films)


@pytest.fixture(scope="session")
def walking(films: Path) -> Report:
    return reports.walking(films)


@pytest.fixture(scope="session")
def nobody(films: Path) -> Report:
    return reports.nobody(films)
