"""Curves and table are one: values, frames, and nothing where nothing is known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.gait import Stride
from formcheck.metrics import METRICS, Measurement
from formcheck.metrics.calibration import model_errors
from formcheck.metrics.geometry import known
from formcheck.motion import LEGS, Leg
from formcheck.pose.landmarks import index
from formcheck.report import Report
from formcheck.report.plots import WHATS, What, frames_at, over_strides, over_time, whats
from formcheck.report.plots.data import SHARES
from formcheck.report.plots.quantities import quantity
from formcheck.report.plots.whats import Place, places

MEETS = [(what, name, place) for what in WHATS for name, place in whats()[what].meets.items()]


def _times(stride: Stride, place: Place) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    stance = stride.toe_off_s - stride.contact_s
    at = {"contact": 0.0, "loading": 0.25, "midstance": 0.5, "toe_off": 1.0}
    if place in at:
        return np.array([stride.contact_s + at[place] * stance])
    return np.linspace(stride.contact_s, stride.toe_off_s if place == "stance" else stride.end_s, 64)


def _find(report: Report, name: str, leg: Leg | None) -> Measurement:
    found = report.measurement(name, leg)
    assert found is not None
    assert found.value is not None
    return found


@pytest.mark.parametrize(("what", "name", "place"), MEETS)
def test_a_curve_is_its_measure_where_that_is_taken(
    measured: Report, what: What, name: str, place: Place
) -> None:
    assert measured.motion is not None
    for leg in LEGS:
        one = _find(measured, name, leg if whats()[what].per_leg else None)
        of_stride = dict(zip(one.stride_times_s, one.per_stride, strict=True))
        for stride in measured.gait.strides(leg):
            drawn = known(quantity(what, measured.motion, leg, _times(stride, place)) + one.corrected_by)
            assert drawn == pytest.approx(of_stride[stride.contact_s], abs=1e-9)


@pytest.mark.parametrize(("what", "name"), [(w, n) for w, n, place in MEETS if place == "contact"])
def test_the_drawn_curve_starts_with_the_table(measured: Report, what: What, name: str) -> None:
    for one in over_strides(measured, what).legs:
        told = _find(measured, name, one.leg if whats()[what].per_leg else None)
        of_stride = dict(zip(told.stride_times_s, told.per_stride, strict=True))
        starts = [of_stride[float(stride.times_s[0])] for stride in one.strides]
        assert [stride.values[0] for stride in one.strides] == pytest.approx(starts, abs=1e-9)
        if whats()[what].per_leg:
            assert one.median[0] == pytest.approx(told.value, abs=1e-9)


def test_the_correction_of_the_table_is_in_the_curve_and_is_told(measured: Report) -> None:
    drawn = over_strides(measured, "trunk_lean")
    by = -model_errors()["trunk_lean_at_contact"].bias
    assert by != 0
    assert {one.corrected_by for one in drawn.legs} == {by}
    assert any(note.startswith("1.0° added to every point") for note in drawn.notes)
    assert over_strides(measured, "ankle_ahead").notes == ()


def test_a_measure_that_is_corrected_otherwise_is_named(measured: Report) -> None:
    (note,) = over_strides(measured, "shank_angle").notes
    near, far = (_find(measured, "shank_angle_loading", leg) for leg in LEGS)
    for one in (near, far):
        assert f"−{abs(one.corrected_by):.1f}° ({one.side})" in note


@pytest.mark.parametrize("what", WHATS)
def test_declarations_agree_with_the_measures(what: What) -> None:
    row, metrics = whats()[what], {metric.name: metric for metric in METRICS}
    for name in (row.tie, *row.meets, *row.bands):
        assert metrics[name].per_leg == row.per_leg
        assert metrics[name].unit == row.unit
    assert set(row.bands) <= set(row.meets)
    assert set(row.meets.values()) <= set(places())
    assert tuple(whats()) == WHATS


@pytest.mark.parametrize("what", WHATS)
def test_frames_are_the_nearest_of_the_film(measured: Report, what: What) -> None:
    t = measured.clip.t
    for one in over_strides(measured, what).legs:
        for stride in one.strides:
            gaps = np.abs(t[None] - stride.times_s[:, None])
            assert np.abs(t[stride.frames] - stride.times_s) == pytest.approx(gaps.min(1), abs=1e-12)
        every = {frame for stride in one.strides for frame in stride.frames.tolist()}
        assert set(one.median_frames.tolist()) <= every


@given(
    steps=st.lists(st.floats(0.005, 0.2), min_size=2, max_size=40),
    asked=st.lists(st.floats(-1, 9), min_size=1, max_size=20),
)
def test_no_frame_is_nearer(running: Report, steps: list[float], asked: list[float]) -> None:
    t = np.cumsum(steps)
    report = replace(running, clip=replace(running.clip, t=t))
    times = np.array(asked)
    frames = frames_at(report, times)
    assert np.abs(t[frames] - times) == pytest.approx(np.abs(t[None] - times[:, None]).min(1), abs=1e-12)


@pytest.mark.parametrize("what", WHATS)
def test_the_series_stands_at_the_films_own_frames(measured: Report, what: What) -> None:
    report = replace(measured, piece=(4, 70))
    assert report.motion is not None
    found = over_time(report, what).series
    assert len(found) == (2 if whats()[what].per_leg else 1)
    for one in found:
        assert one.frames.tolist() == list(range(4, 70))
        assert (one.times_s == report.clip.t[one.frames]).all()
        raw = quantity(what, report.motion, one.leg or "near", one.times_s)
        assert one.values == pytest.approx(raw + one.corrected_by)


def test_the_median_frame_shows_a_stride_that_looks_like_it(measured: Report) -> None:
    (near, _) = over_strides(measured, "knee_flexion").legs
    rows = np.stack([one.values for one in near.strides])
    nearest = np.abs(rows - near.median).argmin(0)
    frames = np.stack([one.frames for one in near.strides])[nearest, np.arange(len(SHARES))]
    assert near.median_frames.tolist() == frames.tolist()


@pytest.mark.parametrize("what", WHATS)
@pytest.mark.parametrize("which", ["front", "walking", "nobody"])
def test_nothing_is_drawn_where_nothing_is_known(
    what: What, which: str, request: pytest.FixtureRequest
) -> None:
    report: Report = request.getfixturevalue(which)
    for drawn in (over_strides(report, what), over_time(report, what)):
        assert not drawn.legs
        assert not drawn.series
        assert not drawn.notes
        assert drawn.reasons
        assert all(drawn.reasons)


def test_a_withheld_leg_is_left_out_with_its_reason(measured: Report) -> None:
    reason = "Elbows are hidden."
    far = _find(measured, "hand_height", "far")
    hidden = replace(far, value=None, low=None, high=None, n=0, reason=reason, per_stride=())
    report = replace(measured, measurements=tuple(hidden if m is far else m for m in measured.measurements))
    for drawn in (over_strides(report, "wrist_height"), over_time(report, "wrist_height")):
        assert {*(one.leg for one in drawn.legs), *(one.leg for one in drawn.series)} == {"near"}
        assert drawn.reasons == (f"Left leg (far): {reason}",)


def test_an_unknown_stretch_is_a_gap(measured: Report) -> None:
    assert measured.motion is not None
    xy = measured.motion.xy.copy()
    xy[20:30, index("knee", "right")] = np.nan
    report = replace(measured, motion=replace(measured.motion, xy=xy))
    near, far = over_strides(report, "knee_flexion").legs
    unknown = np.stack([~np.isfinite(one.values) for one in near.strides])
    assert 0 < unknown.sum() < unknown.size / 2
    assert np.isfinite(np.stack([one.values for one in far.strides])).all()
