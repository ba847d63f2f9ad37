"""The rendered sample through the whole road, against its truth."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from formcheck.report import Report


def test_the_sample_is_measured(sample_clip: Path, analyzed: Callable[[Path], Report]) -> None:
    report = analyzed(sample_clip)
    truth = json.loads(sample_clip.with_suffix(".json").read_text(encoding="utf-8"))
    assert report.runs
    assert report.motion is not None
    assert (report.motion.view, report.motion.facing.side) == (truth["view"], truth["facing"])
    assert report.motion.time_factor.certain
    assert report.motion.level.roll_deg == pytest.approx(truth["roll_deg"], abs=1.0)
    cadence = report.measurement("cadence")
    assert cadence is not None
    first = truth["events"]["near"]["initial_contact_s"]
    real = 120 * (len(first) - 1) / (first[-1] - first[0])
    assert cadence.value == pytest.approx(real, rel=0.005)
    for leg in ("near", "far"):
        events = report.gait.near if leg == "near" else report.gait.far
        assert events is not None
        true = np.array(truth["events"][leg]["initial_contact_s"])
        errors = [float(np.abs(true - one).min()) for one in events.initial_contact_s]
        assert np.median(errors) < 0.025
    things = report.three_things()
    assert things[0].id == "overstride"
    assert things[0].verdict in ("watch", "change")
