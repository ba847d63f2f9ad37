"""Bands move with the runner, in the direction physics says, and stay where nothing is told."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.advice import Band, assess
from formcheck.advice.data import knowledge
from formcheck.advice.personal import Person, band_for
from formcheck.advice.usual import rows, usual
from tests.advice.conftest import Runner

heights = st.floats(120, 220)
speeds = st.floats(5, 20)


def band(check: str, person: Person) -> Band:
    one = knowledge().checks[check]
    return band_for(one.band, one.fits, person)


def test_what_is_not_told_moves_nothing() -> None:
    for check in knowledge().checks.values():
        assert band_for(check.band, check.fits, Person()) == check.band.band()


def limit(x: float | None) -> float:
    assert x is not None
    return x


@given(short=heights, tall=heights, speed=speeds)
def test_tall_runners_may_step_slower(short: float, tall: float, speed: float) -> None:
    low = [limit(band("cadence", Person(h, speed)).good_low) for h in sorted((short, tall))]
    assert low[1] <= low[0]
    assert 115 < low[1] <= low[0] < 195


@given(slow=speeds, fast=speeds)
def test_fast_runners_step_quicker_and_bounce_less(slow: float, fast: float) -> None:
    slow, fast = sorted((slow, fast))
    steps = [limit(band("cadence", Person(speed_kmh=v)).good_low) for v in (slow, fast)]
    bounce = [limit(band("bounce", Person(speed_kmh=v)).good_high) for v in (slow, fast)]
    assert steps[0] <= steps[1]
    assert bounce[0] >= bounce[1]


@given(height=heights, speed=speeds)
def test_limits_keep_their_order_and_say_what_moved_them(height: float, speed: float) -> None:
    moved = band("bounce", Person(height, speed))
    assert limit(moved.good_high) < limit(moved.watch_high)
    assert f"{speed:g} km/h" in moved.fitted
    assert band("trunk_lean", Person(height, speed)).fitted == ""


def test_the_same_step_rate_is_fine_for_one_runner_and_slow_for_another(runner: Runner) -> None:
    def verdict(person: Person) -> str:
        found = assess(runner(cadence=(152, 1)), activity="running", person=person)
        return next(one.verdict for one in found if one.id == "cadence")

    assert verdict(Person()) == "good"
    assert verdict(Person(height_cm=195, speed_kmh=8)) == "good"
    assert verdict(Person(height_cm=160, speed_kmh=12)) == "watch"


def test_what_is_usual_moves_too_and_no_judged_measure_has_it() -> None:
    slow, fast = (usual("contact_time", Person(speed_kmh=v)) for v in (8.0, 16.0))
    assert slow is not None
    assert fast is not None
    assert limit(slow.low) > limit(fast.low)
    assert usual("trunk_lean") is None
    judged = {check.measurement for check in knowledge().checks.values()}
    assert not judged & set(rows())
    assert {paper for row in rows().values() for paper in row.papers} <= set(knowledge().papers)
    assert {piece for row in rows().values() for piece in row.pieces} <= set(knowledge().pieces)


def test_the_powers_keep_to_what_they_stand_for() -> None:
    """The numbers that the sources in checks.toml and usual.toml name, worked out again."""
    for kmh in (8.0, 10.0, 12.0, 14.0, 16.0):
        v = kmh / 3.6
        contact_s = 0.347 - 0.026 * v
        told = usual("contact_time", Person(speed_kmh=kmh))
        assert told is not None
        middle = (limit(told.low) + limit(told.high)) / 2
        assert middle == pytest.approx(1000 * contact_s, abs=10)
        typical = 132 + 11 * v
        low = limit(band("cadence", Person(speed_kmh=kmh)).good_low)
        assert low == pytest.approx(typical - 10, abs=3)
        # A body on a spring: force as half a sine while the foot is down, free fall between.
        step_s = 60 / typical
        rise_cm = 100 * 9.81 * step_s**2 * (0.125 - (0.25 - 1 / (2 * math.pi)) * contact_s / step_s)
        if kmh in (8.0, 16.0):
            assert rise_cm == pytest.approx({8.0: 8.2, 16.0: 6.7}[kmh], abs=0.1)
        high = limit(band("bounce", Person(speed_kmh=kmh)).good_high)
        assert high / 11 == pytest.approx(rise_cm / 7.95, rel=0.03)
