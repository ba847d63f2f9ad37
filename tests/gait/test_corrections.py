"""Corrections by hand: what they change, what they leave, and how they are refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from formcheck.errors import OptionError
from formcheck.gait import Correction, Gait, corrected
from formcheck.gait.corrections import EventKind
from formcheck.metrics import measure
from formcheck.motion import LEGS, Leg
from tests.support.kinematics import Camera, Runner, film
from tests.support.scenes import gait_of

MOTION, GAIT = gait_of(film(Runner(), Camera(noise_px=1.0)))
KINDS: tuple[EventKind, ...] = ("initial_contact", "toe_off")


def times(gait: Gait, leg: Leg, kind: EventKind) -> list[float]:
    events = gait.events(leg)
    assert events is not None
    found = events.initial_contact_s if kind == "initial_contact" else events.toe_off_s
    return [float(t) for t in found]


def same(one: Gait, other: Gait) -> bool:
    events = all(times(one, leg, kind) == times(other, leg, kind) for leg in LEGS for kind in KINDS)
    return events and replace(one, near=None, far=None) == replace(other, near=None, far=None)


def test_no_correction_gives_the_very_same_gait() -> None:
    assert corrected(GAIT, ()) is GAIT


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    leg=st.sampled_from(LEGS),
    kind=st.sampled_from(KINDS),
    number=st.integers(0, 7),
    by=st.floats(-0.08, 0.08),
)
def test_moving_an_event_moves_it_alone(leg: Leg, kind: EventKind, number: int, by: float) -> None:
    before = times(GAIT, leg, kind)
    was = before[number]
    moved = corrected(GAIT, [Correction(leg, kind, was, was + by)])
    after = times(moved, leg, kind)
    assert after == sorted([*before[:number], was + by, *before[number + 1 :]])
    assert (moved.steps, moved.cadence_file_spm) == (GAIT.steps, GAIT.cadence_file_spm)
    back = corrected(GAIT, [Correction(leg, kind, was, was + by), Correction(leg, kind, was + by, was)])
    assert same(back, GAIT)


@settings(max_examples=20, deadline=None, derandomize=True)
@given(leg=st.sampled_from(LEGS), kind=st.sampled_from(KINDS), number=st.integers(0, 7))
def test_taking_out_and_adding_again_changes_nothing(leg: Leg, kind: EventKind, number: int) -> None:
    was = times(GAIT, leg, kind)[number]
    out = Correction(leg, kind, was, None)
    assert len(times(corrected(GAIT, [out]), leg, kind)) == len(times(GAIT, leg, kind)) - 1
    assert same(corrected(GAIT, [out, Correction(leg, kind, None, was)]), GAIT)


def test_what_was_found_is_left_as_it_was() -> None:
    before = times(GAIT, "near", "initial_contact")
    one = Correction("near", "initial_contact", before[2], before[2] + 0.03)
    corrected(GAIT, [one, Correction("near", "initial_contact", before[4], None)])
    assert times(GAIT, "near", "initial_contact") == before


def test_the_errors_of_the_events_stay() -> None:
    assert GAIT.near is not None
    was = times(GAIT, "near", "initial_contact")[2]
    near = corrected(GAIT, [Correction("near", "initial_contact", was, was + 0.03)]).near
    assert near is not None
    assert near.contact_sd_s == GAIT.near.contact_sd_s
    assert near.contact_noise_s == GAIT.near.contact_noise_s


def test_a_later_contact_shortens_the_contact_of_its_stride_alone() -> None:
    was = times(GAIT, "near", "initial_contact")[3]
    moved = corrected(GAIT, [Correction("near", "initial_contact", was, was + 0.02)])

    def contacts(gait: Gait) -> NDArray[np.float64]:
        return np.array([stride.toe_off_s - stride.contact_s for stride in gait.strides("near")])

    change = contacts(moved) - contacts(GAIT)
    assert change[3] == pytest.approx(-0.02)
    assert np.delete(change, 3) == pytest.approx(0.0)


@pytest.mark.parametrize("by", [-0.015, 0.015])
def test_all_contacts_moved_move_the_measures_the_right_way(by: float) -> None:
    all_of_them = [
        Correction("near", "initial_contact", t, t + by) for t in times(GAIT, "near", "initial_contact")
    ]

    def of(gait: Gait) -> dict[str, float]:
        found = {one.name: one.value for one in measure(MOTION, gait) if one.leg == "near"}
        return {name: value for name, value in found.items() if value is not None}

    before, after = of(GAIT), of(corrected(GAIT, all_of_them))
    # Later, the foot has gone back with the belt by then; earlier, it is still further ahead.
    assert np.sign(after["overstride_ankle"] - before["overstride_ankle"]) == -np.sign(by)
    assert after["contact_time"] - before["contact_time"] == pytest.approx(-1000 * by, abs=0.01)


def test_steps_and_cadence_are_counted_anew_only_when_contacts_come_or_go() -> None:
    assert GAIT.cadence_file_spm is not None
    contacts = times(GAIT, "near", "initial_contact")
    fewer = corrected(GAIT, [Correction("near", "initial_contact", contacts[3], None)])
    assert fewer.steps == GAIT.steps - 1
    assert fewer.cadence_file_spm == pytest.approx(GAIT.cadence_file_spm, rel=0.005)
    last = corrected(GAIT, [Correction("near", "toe_off", times(GAIT, "near", "toe_off")[3], None)])
    assert (last.steps, last.cadence_file_spm) == (GAIT.steps, GAIT.cadence_file_spm)


def test_a_foot_whose_contacts_are_all_taken_out_has_no_strides() -> None:
    out = [Correction("far", "initial_contact", t, None) for t in times(GAIT, "far", "initial_contact")]
    left = corrected(GAIT, out)
    assert left.strides("far") == ()
    assert left.cadence_file_spm == pytest.approx(GAIT.cadence_file_spm, rel=0.01)
    assert all(one.value is not None or one.reason for one in measure(MOTION, left))
    with pytest.raises(OptionError, match="none left"):
        corrected(left, [Correction("far", "initial_contact", 1.0, None)])


@pytest.mark.parametrize(
    ("one", "says"),
    [
        (lambda t: Correction("near", "initial_contact", t + 0.1, t), "no landing at .*the nearest is at"),
        (lambda t: Correction("near", "initial_contact", None, t + 0.01), "already"),
        (lambda t: Correction("near", "initial_contact", None, None), "give the time"),
        (lambda t: Correction("near", "initial_contact", float("nan"), t), "no number"),
        (lambda t: Correction("middle", "toe_off", t, t), "near or far"),  # type: ignore[arg-type]
        (lambda t: Correction("near", "jump", t, t), "initial_contact or toe"),  # type: ignore[arg-type]
    ],
)
def test_what_cannot_be_done_is_refused_with_what_to_do(one, says: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(OptionError, match=says):
        corrected(GAIT, [one(times(GAIT, "near", "initial_contact")[2])])


def test_an_event_within_half_a_frame_is_meant() -> None:
    was = times(GAIT, "near", "toe_off")[2]
    moved = corrected(GAIT, [Correction("near", "toe_off", was + 0.019, was + 0.05)])
    assert times(moved, "near", "toe_off")[2] == was + 0.05


def test_a_foot_that_was_not_found_cannot_be_corrected() -> None:
    with pytest.raises(OptionError, match="film the whole body"):
        corrected(replace(GAIT, far=None), [Correction("far", "toe_off", None, 1.0)])
