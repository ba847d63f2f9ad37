"""View and facing, each from several signals."""

from __future__ import annotations

from dataclasses import replace

import pytest

from formcheck.motion.orientation import find_facing, find_view, view_signals
from tests.support.kinematics import Camera, Runner, film
from tests.support.scenes import front_view

SIDE = view_signals(film(Runner()))


@pytest.mark.parametrize("facing", ["left", "right"])
def test_side_view_and_facing(facing: str) -> None:
    signals = view_signals(film(Runner(), Camera(facing=facing)))
    assert find_view(signals) == "side"
    assert find_facing(signals, None).side == facing


@pytest.mark.parametrize(("rear", "view"), [(False, "front"), (True, "rear")])
def test_front_and_rear(rear: bool, view: str) -> None:
    assert find_view(view_signals(front_view(Runner(), Camera(), rear))) == view


def test_disagreement_is_unclear() -> None:
    assert find_view(replace(SIDE, shoulder_width=0.6)) == "unclear"
    assert find_view(replace(SIDE, leg_visibility=0.1)) == "unclear"
    assert find_facing(replace(SIDE, nose=-0.1, knee=-0.2), None).side == "unclear"


def test_what_the_user_says_counts() -> None:
    assert find_facing(SIDE, "left").side == "left"
    assert find_facing(SIDE, "left").source == "user"


def test_without_depth_the_side_is_seen_and_nothing_else_is_claimed() -> None:
    blind = {"depth": float("nan"), "nose_depth": float("nan")}
    assert find_view(replace(SIDE, **blind)) == "side"
    assert find_facing(replace(SIDE, **blind), None).side == "right"
    assert find_view(replace(SIDE, **blind, foot=0.0)) == "unclear"
    for rear in (False, True):
        assert find_view(replace(view_signals(front_view(Runner(), Camera(), rear)), **blind)) == "unclear"
