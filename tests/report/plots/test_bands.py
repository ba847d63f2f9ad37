"""Limits are drawn only where a check or usual.toml gives them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.advice import Band
from formcheck.advice.usual import rows
from formcheck.report import Report
from formcheck.report.plots import WHATS, What
from formcheck.report.plots.bands import (
    Zone,
    limits_of,
    references,
    short_source,
    shown_range,
    zone_text,
    zones_of,
)
from formcheck.report.plots.whats import whats

_LIMIT = st.integers(-90, 90)


@st.composite
def bands(draw: st.DrawFn) -> Band:
    a, b, c, d = sorted(draw(st.lists(_LIMIT, min_size=4, max_size=4, unique=True)))
    low, high = draw(st.booleans()), draw(st.booleans())
    watch_low, watch_high = low and draw(st.booleans()), high and draw(st.booleans())
    return Band(
        b if low else None,
        c if high else None,
        a if watch_low else None,
        d if watch_high else None,
        "deg",
        "x",
    )


@given(bands())
def test_zones_cover_the_line_without_a_gap(band: Band) -> None:
    zones = zones_of(band)
    if band.good_low is None and band.good_high is None:
        assert zones == ()
        return
    assert zones[0].low is None
    assert zones[-1].high is None
    assert all(one.high == two.low for one, two in pairwise(zones))
    good = [zone for zone in zones if zone.word == "good"]
    assert [(zone.low, zone.high) for zone in good] == [(band.good_low, band.good_high)]
    told = {x for x in (band.good_low, band.good_high, band.watch_low, band.watch_high) if x is not None}
    assert {x for zone in zones for x in (zone.low, zone.high) if x is not None} == told
    assert ("change" in {zone.word for zone in zones}) == (
        band.watch_low is not None or band.watch_high is not None
    )


def test_limits_are_those_of_the_finding(running: Report) -> None:
    limits = limits_of(running, "trunk_lean")
    assert limits is not None
    assert limits.source == "Example 2018"
    assert limits.edges == (0.0, 2.0, 10.0, 14.0)


def test_a_usual_range_is_fitted_and_has_its_source(running: Report) -> None:
    limits = limits_of(running, "contact_time")
    assert limits is not None
    assert [zone.word for zone in limits.zones] == ["usual"]
    assert limits.source == rows()["contact_time"].source
    assert limits.best.high is not None
    assert limits.best.high < 315.0  # the runner of the test is faster than the 9 km/h of the range


def test_without_a_source_there_are_no_limits(running: Report) -> None:
    assert limits_of(running, "duty_factor") is None
    assert limits_of(running, "stride_length") is None
    nameless = tuple(replace(one, band=replace(one.band, source="")) for one in running.findings)
    assert limits_of(replace(running, findings=nameless), "trunk_lean") is None


@pytest.mark.parametrize("what", WHATS)
def test_every_shaded_range_has_a_source_and_a_place(measured: Report, what: What) -> None:
    marks = references(measured, what, 0.36)
    assert len(marks) == len(whats()[what].bands)
    for mark in marks:
        assert len(mark.source) >= 20
        assert mark.zone.word in mark.label
        assert 0 <= mark.start < mark.stop <= 0.5


def test_the_lean_is_held_against_stance_and_the_reach_against_contact(measured: Report) -> None:
    (lean,) = references(measured, "trunk_lean", 0.36)
    assert (lean.start, lean.stop) == (0.0, 0.36)
    assert (lean.zone.low, lean.zone.high) == (1.0, 12.0)
    (reach,) = references(measured, "ankle_ahead", 0.36)
    assert reach.start == 0.0
    assert reach.stop < 0.05


@given(st.lists(st.floats(-1e3, 1e3), min_size=1), st.lists(st.floats(-1e3, 1e3)))
def test_an_axis_holds_all_and_is_never_finer_than_a_unit(values: list[float], edges: list[float]) -> None:
    low, high = shown_range(values, edges)
    assert low <= min((*values, *edges))
    assert high >= max((*values, *edges))
    assert high - low >= 1 - 1e-9


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        (Zone(1.0, 12.0, "good"), "1 to 12°"),
        (Zone(None, 28.0, "good"), "up to 28°"),
        (Zone(-34.5, None, "good"), "from −34.5°"),
    ],
)
def test_a_zone_in_words(zone: Zone, told: str) -> None:
    assert zone_text(zone, "deg") == told


def test_a_source_in_short() -> None:
    assert short_source("Our own reasoning: studies give more. And more.") == "our own reasoning"
    assert short_source("Whitney 2022, between the two groups") == "Whitney 2022, between the two groups"
