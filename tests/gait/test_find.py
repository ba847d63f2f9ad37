"""Cadence and strides, also where a contact was not found."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from formcheck.gait import find_gait
from formcheck.gait.events import find_events
from tests.support.kinematics import Camera, Runner, film
from tests.support.scenes import gait_of, understood

RUNNER = Runner()
MOTION, GAIT = gait_of(film(RUNNER, Camera(noise_px=1.0)))


def test_strides_hold_contact_toe_off_contact_in_order() -> None:
    for stride in GAIT.all_strides():
        assert stride.contact_s < stride.loading_s < stride.midstance_s < stride.toe_off_s < stride.end_s
        assert stride.end_s - stride.contact_s == pytest.approx(RUNNER.stride, abs=0.02)
    starts = [stride.contact_s for stride in GAIT.all_strides()]
    assert starts == sorted(starts)
    assert len(GAIT.strides("near")) + len(GAIT.strides("far")) == len(starts)


@pytest.mark.parametrize("lost", [3, [2, 6], [4, 5]])
def test_a_lost_contact_neither_slows_the_run_nor_makes_a_long_stride(
    lost: int | list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def with_a_hole(motion, leg):  # type: ignore[no-untyped-def]
        events = find_events(motion, leg)
        assert events is not None
        return replace(
            events,
            initial_contact_s=np.delete(events.initial_contact_s, lost),
            toe_off_s=np.delete(events.toe_off_s, lost),
        )

    monkeypatch.setattr("formcheck.gait.find.find_events", with_a_hole)
    gait = find_gait(MOTION)
    assert gait.cadence_file_spm == pytest.approx(RUNNER.cadence, rel=0.003)
    for stride in gait.all_strides():
        assert stride.end_s - stride.contact_s == pytest.approx(RUNNER.stride, abs=0.02)


def test_the_step_rates_deviation_shrinks_with_length() -> None:
    deviations = [
        find_gait(understood(film(RUNNER, Camera(noise_px=2.0, seconds=s)))).cadence_sd_spm for s in (5, 20)
    ]
    assert 0 < deviations[1] < deviations[0]


def test_legs_that_cannot_be_told_apart_have_no_contacts_and_the_reason_is_handed_on() -> None:
    gait = find_gait(replace(MOTION, legs_reason="the legs do not repeat evenly: film again"))
    assert gait.events_reason == "the legs do not repeat evenly: film again"
    assert (gait.near, gait.far) == (None, None)
    assert gait.cadence_file_spm == pytest.approx(RUNNER.cadence, rel=0.005)
