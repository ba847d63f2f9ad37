"""Verdicts against the truth: what counts as found, missed and raised for nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import tables
from benchmarks.faults import FAULT_SEEDS, FAULTS, STRONGER, STRONGER_SEEDS, fault_of
from benchmarks.found import Checked, checked
from formcheck.advice import assess
from formcheck.report import Report
from sample_videos.renderer.seeds.matrix import JUDGING_SEEDS, TUNING_SEEDS
from tests.support import reports


@pytest.fixture
def report(tmp_path: Path) -> Report:
    found = reports.running(tmp_path)
    return replace(found, findings=assess(found.measurements, activity="running"))


@pytest.mark.parametrize(("true", "zone"), [(20.0, "good"), (30.0, "outside"), (60.0, "well outside")])
def test_zones_go_by_the_true_value_and_the_width_of_the_range(
    report: Report, true: float, zone: str
) -> None:
    truth = {"measurements": {"overstride_ankle": {"unit": "% leg", "near": true}}}
    (one,) = checked(report, truth)
    assert (one.check, one.zone) == ("overstride", zone)
    assert one.beyond_change == (true > 38)


def test_the_table_counts_hits_misses_and_false_alarms() -> None:
    def one(zone: str, verdict: str) -> Checked:
        return Checked("bounce", 0.0, 3.0, zone, False, verdict, None, "")  # type: ignore[arg-type]

    film = [one("well outside", "change"), one("well outside", "too close to call"), one("good", "watch")]
    row = tables.found_table([film])[2]
    assert "| 2 | 1 (50 %) |" in row
    assert "| 1 | 1 (100 %) | 0 |" in row


def test_each_fault_is_drawn_and_no_seed_is_shared() -> None:
    assert {fault_of(seed) for seed in FAULT_SEEDS} == set(FAULTS)
    assert {fault_of(seed) for seed in STRONGER_SEEDS} == set(STRONGER)
    assert not {*FAULT_SEEDS, *STRONGER_SEEDS} & {*TUNING_SEEDS, *JUDGING_SEEDS}
    assert not set(FAULT_SEEDS) & set(STRONGER_SEEDS)
