"""Trunks, wholeness and the swing of legs."""

from __future__ import annotations

import numpy as np
import pytest

from formcheck.pose import Pose
from formcheck.pose.body import Trunk, apart, box_of, leg_signs, stride_swing, trunk_inside, trunk_of, whole
from tests.support.people import HEIGHT, TRUNK_PX, WIDTH, actor


def test_trunk_of_a_runner() -> None:
    trunk = trunk_of(actor().pose(0))
    assert trunk.length == pytest.approx(TRUNK_PX, rel=0.1)
    assert trunk.x == pytest.approx(320, abs=0.5 * TRUNK_PX)


def test_same_place_and_size_is_the_same_person() -> None:
    one = Trunk(100.0, 100.0, 50.0)
    assert one.same(Trunk(110.0, 100.0, 55.0))
    assert not one.same(Trunk(140.0, 100.0, 50.0))
    assert not one.same(Trunk(100.0, 100.0, 90.0))


def test_a_person_found_twice_counts_once() -> None:
    here, there = actor().pose(0), actor(480.0).pose(0)
    assert apart([here, there, here]) == [here, there]


def test_a_box_with_room_stays_inside_the_picture() -> None:
    left, top, right, bottom = box_of(actor(10.0).pose(0), WIDTH, HEIGHT, 2.0)
    assert left == 0
    assert 0 <= top < bottom <= HEIGHT
    assert right < WIDTH


def test_whole_or_cut_off() -> None:
    assert whole(actor().pose(0), WIDTH, HEIGHT)
    assert not whole(actor().pose(0), WIDTH, 280)


def test_a_trunk_partly_outside_is_a_guess() -> None:
    assert trunk_inside(actor().pose(0), WIDTH, HEIGHT)
    assert not trunk_inside(actor(-30.0).pose(0), WIDTH, HEIGHT)


def test_legs_swing_in_running_not_in_standing_and_exchanged_legs_change_nothing() -> None:
    runner, stander = actor(), actor(still=True)
    frames = range(0, 60, 4)
    swing = stride_swing([leg_signs(runner.pose(k)) for k in frames])
    assert swing > 0.3
    assert stride_swing([leg_signs(stander.pose(k)) for k in frames]) == 0.0
    assert stride_swing([]) == 0.0
    exchange = np.arange(33)
    exchange[23:33] = [24, 23, 26, 25, 28, 27, 30, 29, 32, 31]
    pose = runner.pose(7)
    other = Pose(pose.xy[exchange], pose.visibility, pose.world[exchange])
    assert leg_signs(other) == pytest.approx(leg_signs(pose))


def test_legs_swing_in_the_picture_where_no_depth_is_told() -> None:
    flat = Pose(np.zeros((33, 2)), np.ones(33), np.full((33, 3), np.nan))
    flat.xy[[11, 12]], flat.xy[[23, 24]] = (0, 0), (0, 100)
    flat.xy[[25, 27]] = (0, 150), (0, 200)  # left straight down
    flat.xy[[26, 28]] = (0, 150), (50, 150)  # right bent by a right angle
    assert leg_signs(flat) == pytest.approx((90.0, 0.5))
