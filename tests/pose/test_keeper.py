"""The runner is followed and nobody else; with nobody else there nothing changes."""

from __future__ import annotations

import numpy as np
import pytest

from formcheck.pose.keeper import Keeper, alone
from tests.support.people import FPS, TRUNK_PX, Actor, Stage, actor, keep

SECOND = FPS


def walker(*, crosses: int, pace: float = 2.6, seconds: float = 8.0, size: float = 1.1) -> Actor:
    """Somebody who walks through and is where the runner is in one frame; pace in trunk lengths a second."""
    one = actor(seconds=seconds, size=size)
    frames = np.arange(len(one.there))
    return one.moved(pace * TRUNK_PX * (frames - crosses) / FPS)


def crossing(at: int, *, steal: int, hidden: int = 8, pace: float = 2.6) -> Stage:
    """Somebody passes in front: the runner is hidden around a frame, the engine goes with the other."""
    runner = actor().hidden(at - hidden, at + hidden)
    return Stage([runner, walker(crosses=at, pace=pace)], steals={steal: 1})


def test_alone_nothing_changes_and_looks_are_few() -> None:
    stage = Stage([actor()])
    kept = keep(stage)
    assert (kept.who == 0).all()
    assert not kept.company.any()
    assert (len(stage.looks), stage.restarts) == (8, 0)


def test_without_a_scout_the_engine_is_trusted() -> None:
    stage = Stage([actor(), actor(480.0, still=True)], first=1)
    keeper = Keeper(stage)
    poses = [keeper(stage.picture(k)) for k in range(20)]
    assert all(pose is not None and np.array_equal(pose.xy, stage.people[1].xy[0]) for pose in poses)
    assert keeper.wrong_from is None
    assert stage.looks == []


@pytest.mark.parametrize("size", [1.0, 1.5])
def test_a_coach_whom_the_engine_takes_first_is_left_for_the_runner(size: float) -> None:
    stage = Stage([actor(), actor(480.0, still=True, size=size)], first=1)
    kept = keep(stage)
    assert not (kept.who == 1).any()
    assert (kept.who[2 * SECOND :] == 0).all()
    assert kept.company[SECOND:].all()
    assert stage.restarts == 1


def test_a_coach_beside_a_followed_runner_changes_nothing() -> None:
    stage = Stage([actor(), actor(480.0, still=True)])
    assert (keep(stage).who == 0).all()
    assert stage.restarts == 0


def test_the_larger_of_two_runners_is_the_one_who_is_filmed() -> None:
    stage = Stage([actor(), actor(480.0, size=0.6)], first=1)
    kept = keep(stage)
    assert not (kept.who == 1).any()
    assert (kept.who[2 * SECOND :] == 0).all()


@pytest.mark.parametrize("steal", [-10, -6, 0])
@pytest.mark.parametrize("pace", [2.0, 2.6, -2.6])
def test_a_passer_by_whom_the_engine_goes_with_is_left_out(steal: int, pace: float) -> None:
    kept = keep(crossing(120, steal=120 + steal, pace=pace))
    assert (kept.who != 1).all()
    assert (kept.who[:100] == 0).all()
    assert (kept.who[120 + 8 + 6 :] == 0).all()


def test_passed_by_every_two_seconds_most_of_the_film_is_kept() -> None:
    runner, others = actor(), []
    for at in (50, 110, 170, 230):
        runner = runner.hidden(at - 6, at + 6)
        one = walker(crosses=at)
        one.there[: max(at - 45, 0)] = one.there[at + 45 :] = False
        others.append(one)
    stage = Stage([runner, *others], steals={at - 3: k + 1 for k, at in enumerate((50, 110, 170, 230))})
    kept = keep(stage)
    assert not (kept.who > 0).any()
    assert (kept.who == 0).mean() > 0.6


def test_a_passer_by_first_seen_after_the_engine_went_with_them_is_taken_back() -> None:
    stage = crossing(120, steal=116)
    stage.blind = 122
    kept = keep(stage)
    assert (kept.who != 1).all()
    assert (kept.who[150:] == 0).all()


def test_a_knocked_camera_is_no_other_person() -> None:
    knocked = actor().moved(np.where(np.arange(8 * FPS) < 100, 0.0, 1.5 * TRUNK_PX))
    stage = Stage([knocked])
    assert (keep(stage).who == 0).all()
    assert stage.restarts == 0


@pytest.mark.parametrize(("swing", "kept_share"), [(1.0, 1.0), (3.0, 0.3)])
def test_a_pan_moves_everybody_and_nobody_else_is_taken(swing: float, kept_share: float) -> None:
    pan = swing * TRUNK_PX * np.sin(2 * np.pi * np.arange(8 * FPS) / (3 * FPS))
    stage = Stage([actor().moved(pan), actor(440.0, still=True).moved(pan)])
    kept = keep(stage)
    assert (kept.who != 1).all()
    assert (kept.who == 0).mean() >= kept_share


def test_a_runner_who_runs_past_the_camera_is_kept() -> None:
    past = 4.0 * TRUNK_PX * (np.arange(3 * FPS) / FPS - 1.5)
    stage = Stage([actor(seconds=3.0).moved(past), actor(480.0, seconds=3.0, still=True)])
    assert (keep(stage).who == 0).all()


def test_after_a_long_loss_the_runner_is_found_again_elsewhere_and_the_coach_is_not_taken() -> None:
    frames = np.arange(8 * FPS)
    runner = actor().moved(np.where(frames < 150, 0.0, -3.0 * TRUNK_PX)).hidden(80, 150)
    kept = keep(Stage([runner, actor(480.0, still=True)]))
    assert (kept.who != 1).all()
    assert (kept.who[150 + 2 * SECOND :] == 0).all()


def test_nobody_costs_one_look_a_second() -> None:
    stage = Stage([actor().hidden(0, 8 * FPS)])
    kept = keep(stage)
    assert (kept.who == -1).all()
    assert len(stage.looks) == 8


def test_a_cut_begins_anew() -> None:
    frames = np.arange(8 * FPS)
    runner = actor().moved(np.where(frames < 120, 0.0, 2.0 * TRUNK_PX))
    stage = Stage([runner, actor(200.0, still=True)])
    kept = keep(stage, cut=120)
    assert (kept.who == 0).all()
    assert stage.restarts == 1


def test_alone_keeps_the_body_and_paints_over_the_rest() -> None:
    stage = Stage([actor(), actor(520.0, still=True)])
    picture = stage.picture(5)
    shown = alone(picture, stage.people[0].pose(5))
    assert 100 in shown.rgb
    assert 101 not in shown.rgb
    assert (shown.rgb.shape, shown.index, shown.t) == (picture.rgb.shape, 5, picture.t)
    assert 101 in picture.rgb
