"""The plan follows the findings, keeps its week whole, and waits behind a warning sign."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.advice import Answers, assess
from formcheck.advice.data import knowledge
from formcheck.advice.exercises import exercises
from formcheck.advice.plan import plan
from formcheck.advice.plan_data import plan_data
from tests.advice.conftest import Runner

LONG_STEP = {"overstride_ankle": (44.0, 4.0), "shank_angle_at_contact": (19.0, 4.0)}


def test_the_data_name_only_what_is_there() -> None:
    data = plan_data()
    kinds = {key: row.kind for key, row in exercises().items()}
    for kind in ("strength", "stretch", "warm_up"):
        names = getattr(data.routine, kind)
        assert all(kinds[name] == kind for name in names)
    # Every exercise the articles name can come up.
    for kind in ("strength", "stretch"):
        assert set(getattr(data.routine, kind)) == {key for key, one in kinds.items() if one == kind}
    for check, first in data.first.items():
        assert check in knowledge().checks
        assert set(first.strength) <= set(data.routine.strength)
        assert set(first.stretch) <= set(data.routine.stretch)
        assert bool(first.stretch) == bool(first.because_stretch)
    assert set(data.first) == set(knowledge().checks)
    for row in (data.routine, data.week, data.film_again, data.milestones, data.stop, data.held_back):
        assert set(row.pieces) <= set(knowledge().pieces)
    assert {item for days in data.week.days.values() for day in days for item in day} <= set(data.items)


def test_the_first_finding_gives_cue_drill_and_beat(runner: Runner) -> None:
    measurements = runner(**LONG_STEP, cadence=(160, 1), trunk_lean=(20, 2))
    made = plan(assess(measurements, activity="running"), measurements)
    assert made.lead is not None
    assert made.lead.id == "overstride"
    assert made.cue == made.lead.cue
    assert made.drill is exercises()["metronome_minutes"]
    assert made.beat is not None
    assert (made.beat.own_spm, made.beat.target_spm) == (160, 168)
    assert made.strength[0].exercise.id == "glute_bridge"
    assert "land close" in made.strength[0].because
    assert len(made.strength) == plan_data().routine.strength_at_a_time
    assert "3 weeks" in made.film_again


def test_a_runner_whose_steps_are_quick_already_gets_no_beat(runner: Runner) -> None:
    measurements = runner(**LONG_STEP, cadence=(186, 1))
    made = plan(assess(measurements, activity="running"), measurements)
    assert made.beat is None
    assert made.drill is exercises()["quiet_landings"]


def test_without_findings_there_are_the_articles_routines_and_no_drill(runner: Runner) -> None:
    made = plan(assess(runner(), activity="running"), runner())
    assert (made.lead, made.drill, made.beat, made.cue) == (None, None, None, "")
    assert made.no_drill == plan_data().no_drill.says
    assert plan((), ()).no_drill == ""
    assert [one.exercise.id for one in made.strength] == list(plan_data().routine.strength[:4])
    assert not any(one.because for one in (*made.strength, *made.stretch))
    everything = {one.exercise.id for one in (*made.strength, *made.stretch)} | {one.id for one in made.later}
    assert everything == {*plan_data().routine.strength, *plan_data().routine.stretch}


@pytest.mark.parametrize("flag", ["bladder_bowel", "leg_pain", "night_pain"])
def test_a_warning_sign_holds_the_plan_back(runner: Runner, flag: str) -> None:
    made = plan(assess(runner(**LONG_STEP), activity="running"), (), Answers.model_validate({flag: True}))
    assert made.held_back == plan_data().held_back.says
    assert (made.strength, made.week, made.cue) == ((), (), "")


def test_a_self_test_brings_its_exercises_forward() -> None:
    made = plan((), (), Answers(hip_flexor="far above"))
    assert made.stretch[0].exercise.id == "hip_flexor_stretch"
    assert "Front of the hip" in made.stretch[0].because


@given(runs=st.one_of(st.none(), st.integers(0, 14)))
def test_the_week_has_seven_days_and_as_many_runs_as_the_runner_does(runs: int | None) -> None:
    made = plan((), (), Answers(runs_week=runs))
    assert len(made.week) == 7
    held = sum("easy run" in item for day in made.week for item in day.items)
    assert held == min(max(runs if runs is not None else 3, 2), 5)
    assert sum("Strength" in item for day in made.week for item in day.items) == 2
    assert any("Rest" in day.items for day in made.week)
