"""Who is who from look to look."""

from __future__ import annotations

from formcheck.pose.body import trunk_of
from formcheck.pose.crowd import Crowd
from tests.support.people import FPS, HEIGHT, WIDTH, Actor, actor

SIZE = (WIDTH, HEIGHT)


def looked(people: list[Actor], looks: int = 15, step: int = 4) -> Crowd:
    """A crowd after some looks; the first of the people is followed."""
    crowd = Crowd()
    for k in range(0, looks * step, step):
        poses = [one.pose(k) for one in people]
        assert crowd.sort(k / FPS, poses[::-1], trunk_of(poses[0]), 0.5, SIZE) is poses[0]
    return crowd


def test_people_keep_their_identity() -> None:
    crowd = looked([actor(), actor(480.0, still=True), actor(150.0)])
    assert sorted(one.count for one in crowd.others) == [15, 15]
    assert crowd.runner.count == 15


def test_seen_once_is_nobody() -> None:
    crowd = looked([actor(), actor(480.0)], looks=1)
    assert crowd.known(0.0) == []
    assert len(looked([actor(), actor(480.0)], looks=2).known(4 / FPS)) == 1


def test_who_strides_is_best_and_becomes_the_runner() -> None:
    crowd = looked([actor(still=True), actor(480.0)])
    best, sure = crowd.best(56 / FPS)
    assert sure
    assert best is crowd.others[0]
    before = crowd.runner
    crowd.follow(best)
    assert crowd.runner is best
    assert crowd.others == [before]


def test_two_looks_do_not_tell_who_runs() -> None:
    assert not looked([actor(), actor(480.0)], looks=2).best(4 / FPS)[1]


def test_whoever_has_left_is_forgotten() -> None:
    crowd = looked([actor(), actor(480.0)])
    pose = actor().pose(120)
    crowd.sort(120 / FPS, [pose], trunk_of(pose), 0.5, SIZE)
    assert crowd.others == []
