from __future__ import annotations

from dataclasses import replace

import pytest

from formcheck.advice import assess
from formcheck.metrics import measure
from formcheck.report import Report


@pytest.fixture(scope="session")
def measured(running: Report) -> Report:
    """The stick runner with its true measurements, corrected as those of the pose model are."""
    found = measure(running.motion, running.gait, correct=True)
    return replace(running, measurements=found, findings=assess(found, activity="running"))
