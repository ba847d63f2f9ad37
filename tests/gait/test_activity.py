"""Running, walking, neither."""

from __future__ import annotations

import pytest

from formcheck.gait import find_gait
from tests.support.kinematics import Camera, Runner, film
from tests.support.scenes import FOREFOOT, WALKER, front_view, gait_of, not_understood, standing


@pytest.mark.parametrize("runner", [Runner(), FOREFOOT, Runner(cadence=150), Runner(cadence=195, lean=-4)])
@pytest.mark.parametrize("facing", ["left", "right"])
def test_runners_run(runner: Runner, facing: str) -> None:
    motion, gait = gait_of(film(runner, Camera(facing=facing)))
    assert gait.activity.name == "running"
    assert gait.events_reason == ""
    assert gait.cadence_file_spm == pytest.approx(runner.cadence, rel=0.003)
    assert motion.view == "side"


def test_a_walker_walks_and_gets_no_running_events() -> None:
    _, gait = gait_of(film(WALKER, Camera(seconds=10)))
    assert gait.activity.name == "walking"
    assert gait.near is None
    assert gait.cadence_file_spm == pytest.approx(WALKER.cadence, rel=0.01)


def test_sitting_is_other() -> None:
    gait = find_gait(not_understood(standing(Camera(), sitting=True)))
    assert gait.activity.name == "other"
    assert gait.cadence_file_spm is None


def test_from_the_front_the_step_rate_is_all() -> None:
    _, gait = gait_of(front_view(Runner(), Camera()))
    assert gait.cadence_file_spm == pytest.approx(170, rel=0.01)
    assert "front" in gait.events_reason
