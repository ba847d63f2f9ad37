"""A report measured again with corrected events, without another look at the film."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from formcheck.advice import assess
from formcheck.errors import OptionError
from formcheck.gait import Correction
from formcheck.metrics import measure
from formcheck.pipeline import correct
from formcheck.report import Report
from tests.support import reports
from tests.support.kinematics import Camera, Runner, film
from tests.support.scenes import gait_of

MOTION, GAIT = gait_of(film(Runner(), Camera(fps=60, seconds=12, noise_px=1.0)))


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    numbers = measure(MOTION, GAIT, correct=True)
    drawn = reports.running(tmp_path_factory.mktemp("film"))
    findings = assess(numbers, activity="running")
    return replace(drawn, motion=MOTION, gait=GAIT, measurements=numbers, findings=findings, notes=())


def moved(report: Report, number: int, by: float = 0.03) -> Correction:
    assert GAIT.near is not None
    was = float(GAIT.near.initial_contact_s[number])
    return Correction("near", "initial_contact", was, was + by)


def test_nothing_corrected_is_the_same_report(report: Report) -> None:
    assert correct(report, ()) is report


def test_corrections_never_pile_up_and_can_be_taken_back(report: Report) -> None:
    first, second = moved(report, 2), moved(report, 5)
    one = correct(report, [first])
    both = correct(one, [first, second])
    assert both.corrections == (first, second)
    assert both.found is report.gait
    assert both.measurements == correct(report, [first, second]).measurements
    assert correct(both, [first]).measurements == one.measurements
    back = correct(both, ())
    assert (back.gait, back.found, back.corrections) == (report.gait, None, ())
    assert back.measurements == report.measurements


def test_what_is_kept_from_the_first_time_changes_no_number(report: Report) -> None:
    after = correct(report, [moved(report, 2), moved(report, 7, -0.04)])
    assert after.motion is MOTION
    assert after.measurements == measure(replace(MOTION), after.gait, correct=True)
    assert after.measurements != report.measurements


def test_findings_and_notes_follow(report: Report) -> None:
    assert GAIT.near is not None
    late = [moved(report, n, 0.06) for n in range(len(GAIT.near.initial_contact_s))]
    after = correct(report, late)
    before, now = (one.measurement("overstride_ankle", "near") for one in (report, after))
    assert before is not None
    assert now is not None
    assert before.value is not None
    assert now.value is not None
    assert now.value < before.value - 5
    told = {one.id: one.measurement.value for one in after.findings}
    assert told["overstride"] == now.value
    assert f"{len(late)} landings and toe-offs were put right by hand" in after.notes[-1]
    assert "One landing" in correct(report, late[:1]).notes[-1]


def test_numbers_without_the_model_s_errors_taken_off_stay_so(report: Report) -> None:
    plain = replace(report, calibrated=False, measurements=measure(MOTION, GAIT))
    assert not any(one.corrected_by for one in correct(plain, [moved(report, 2)]).measurements)


def test_a_time_outside_what_was_measured_is_refused(report: Report) -> None:
    with pytest.raises(OptionError, match="give a time from"):
        correct(report, [Correction("near", "toe_off", None, 99.0)])


def test_where_nobody_is_found_there_is_nothing_to_correct(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="none can be corrected"):
        correct(reports.nobody(tmp_path), [Correction("near", "toe_off", None, 1.0)])


def test_it_is_quick(report: Report) -> None:
    began = time.process_time()
    correct(report, [moved(report, 2)])
    assert time.process_time() - began < 1.0  # a tenth on a laptop
