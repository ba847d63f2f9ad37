"""Findings that belong together are told once."""

from __future__ import annotations

from formcheck.advice import Finding, assess
from formcheck.advice.data import knowledge
from formcheck.advice.stories import stories
from formcheck.metrics import Measurement
from tests.advice.conftest import DECLARED, Runner, one


def by_id(measurements: list[Measurement]) -> dict[str, Finding]:
    return {finding.id: finding for finding in assess(measurements, activity="running")}


def test_every_name_in_a_story_is_there() -> None:
    for row in stories().values():
        for name in (row.lead, *(other.check for other in row.others if other.check)):
            assert name in knowledge().checks
        assert all(other.measurement in DECLARED for other in row.others if other.measurement)
        assert len(row.others) >= row.needs


def test_a_long_step_is_one_story(runner: Runner) -> None:
    found = by_id(
        runner(
            overstride_ankle=(44, 4),
            shank_angle_at_contact=(19, 4),
            cadence=(140, 1),
            knee_flexion_at_contact=(3, 3),
        )
    )
    assert "slow steps and a straight knee" in found["overstride"].story
    assert found["cadence"].rank is None
    assert found["cadence"].story == ""


def test_a_long_step_alone_has_no_story(runner: Runner) -> None:
    assert by_id(runner(overstride_ankle=(44, 4), shank_angle_at_contact=(19, 4)))["overstride"].story == ""


def test_a_fold_at_the_waist_with_slow_steps_is_one_story(runner: Runner) -> None:
    measurements = runner(trunk_lean=(20, 2), cadence=(140, 1))
    alone = by_id(measurements)
    assert alone["trunk_lean"].story == ""
    assert alone["cadence"].rank == 2
    together = by_id([*measurements, one("bend_at_waist", 15, 3)])
    assert "a bend at the waist and slow steps" in together["trunk_lean"].story
    assert together["cadence"].rank is None
    assert "This is part of" in together["cadence"].measured


def test_an_open_question_is_no_part_of_a_story(runner: Runner) -> None:
    found = by_id(runner(trunk_lean=(20, 2), cadence=(151, 4), bend_at_waist=(15, 3)))
    assert found["trunk_lean"].story == ""


def test_slow_steps_lead_a_high_bounce_unless_it_is_the_firmer_one(runner: Runner) -> None:
    soft = by_id(runner(cadence=(140, 1), vertical_oscillation=(13, 1)))
    assert "a high bounce" in soft["cadence"].story
    assert (soft["bounce"].rank, soft["bounce"].told_by) == (None, "cadence")
    firm = by_id(runner(cadence=(140, 1), vertical_oscillation=(18, 1)))
    assert "a high bounce" in firm["cadence"].story
    assert (firm["bounce"].rank, firm["cadence"].rank) == (1, 2)
    assert firm["bounce"].told_by == ""
