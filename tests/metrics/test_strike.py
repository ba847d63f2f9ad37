"""Rear-, mid- or forefoot: probabilities, the limits, and when nothing is told."""

from __future__ import annotations

import json
import statistics
from pathlib import Path

import pytest

from formcheck.metrics import Measurement, strike
from formcheck.metrics.strike import strike_limits

LIMITS = strike_limits()


def sole(deg: float | None, half: float = 4.0, reason: str = "") -> Measurement:
    """Give the angle of a sole as the line heel to toe is read."""
    line = None if deg is None else deg + LIMITS.flat_deg
    low, high = (None, None) if line is None else (line - half, line + half)
    name = "foot_angle_at_contact"
    return Measurement(name, name, "deg", "near", "right", line, low, high, 9, reason)


def test_a_flat_sole_reads_as_the_truth_of_the_samples_does() -> None:
    off = []
    for path in sorted((Path(__file__).parents[2] / "sample_videos").glob("*_*.json")):
        told = json.loads(path.read_text(encoding="utf-8")) if ".landmarks" not in path.name else {}
        if told.get("activity") == "running" and told["view"] == "side":
            angles = told["measurements"]["foot_angle_at_contact"]
            off += [angles[leg] - told["parameters"]["foot_pitch"] for leg in ("near", "far")]
    assert len(off) >= 12
    assert statistics.mean(off) == pytest.approx(LIMITS.flat_deg, abs=0.5)
    assert statistics.stdev(off) < LIMITS.flat_sd_deg


def test_the_published_limits() -> None:
    assert (LIMITS.rearfoot_above_deg, LIMITS.forefoot_below_deg) == (8.0, -1.6)
    assert "Altman" in LIMITS.source


@pytest.mark.parametrize(
    ("deg", "name"),
    [(16.0, "rearfoot"), (3.2, "midfoot"), (-9.0, "forefoot"), (8.0, "between"), (-1.6, "between")],
)
def test_classes(deg: float, name: str) -> None:
    found = strike(sole(deg), 60.0)
    assert found.name == name
    assert (found.leg, found.side, found.reason) == ("near", "right", "")


def test_chances_add_up_and_follow_the_angle() -> None:
    before = (0.0, 1.0)
    for deg in range(-20, 30, 5):
        found = strike(sole(float(deg)), 240.0)
        assert found.rearfoot is not None
        assert found.midfoot is not None
        assert found.forefoot is not None
        assert found.rearfoot + found.midfoot + found.forefoot == pytest.approx(1)
        assert found.rearfoot >= before[0]
        assert found.forefoot <= before[1]
        before = (found.rearfoot, found.forefoot)


def test_on_the_limit_the_chance_is_even() -> None:
    assert strike(sole(8.0), 60.0).rearfoot == pytest.approx(0.5)
    assert strike(sole(-1.6), 60.0).forefoot == pytest.approx(0.5)


def test_a_wide_interval_names_nothing() -> None:
    assert strike(sole(3.2, half=20.0), 60.0).name == "between"


@pytest.mark.parametrize(("fps", "told"), [(24.0, False), (50.0, False), (59.94, True), (240.0, True)])
def test_slow_films_are_not_told(fps: float, told: bool) -> None:
    found = strike(sole(16.0), fps)
    assert (found.name is not None) is told
    assert bool(found.reason) is not told
    assert told or found.rearfoot is None


def test_unknown_rates_and_hidden_feet_have_their_reason() -> None:
    assert "frames a second" in strike(sole(16.0), None).reason
    assert strike(sole(None, reason="Heels are hidden."), 60.0).reason == "Heels are hidden."


def test_another_measure_is_refused() -> None:
    other = Measurement("trunk_lean", "Lean", "deg", None, None, 6.0, 5.0, 7.0, 9)
    with pytest.raises(ValueError, match="foot_angle_at_contact"):
        strike(other, 60.0)
