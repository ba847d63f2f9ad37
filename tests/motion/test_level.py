"""The vertical at the runner's place, from drawn rooms under a known camera."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from formcheck.motion.backdrop import find_backdrop
from formcheck.motion.edges import Body
from formcheck.motion.level import look_at_background
from tests.support.kinematics import HEIGHT, WIDTH
from tests.support.scenes import plumb, room

SIZE = (WIDTH, HEIGHT)


def body(x: float) -> Body:
    """A runner at a place across the picture."""
    chain = np.array([[x, 700.0], [x, 560.0], [x, 380.0], [x, 300.0]])
    return Body(chain, 180.0)


@pytest.mark.parametrize("roll", [-4.0, 0.0, 3.0])
@pytest.mark.parametrize("pitch", [-10.0, 0.0, 12.0])
@pytest.mark.parametrize("x", [640.0, 1000.0])
def test_vertical_is_found_where_the_runner_is(roll: float, pitch: float, x: float) -> None:
    runner = body(x)
    level = look_at_background(find_backdrop([room(roll, pitch)] * 6), runner).level
    true = plumb(runner.place, roll, pitch, SIZE)
    assert level.source == "background"
    assert level.roll_deg == pytest.approx(true, abs=0.7)
    assert abs((level.roll_deg or 0) - true) < 3 * level.sd_deg


def test_black_bars_are_no_walls() -> None:
    level = look_at_background(find_backdrop([room(3.0, 0.0, bars=90)] * 6), body(640)).level
    assert level.roll_deg == pytest.approx(3.0, abs=0.7)


@pytest.mark.parametrize(
    "picture", [np.full((HEIGHT, WIDTH), 128, np.uint8), room(posts=1)], ids=["blank", "one post"]
)
def test_too_little_to_go_by_is_refused(picture: np.ndarray[tuple[int, int], np.dtype[np.uint8]]) -> None:
    level = look_at_background(find_backdrop([picture] * 6), body(640)).level
    assert level.roll_deg is None
    assert level.source == "none"
    assert level.reason
    assert level.sd_deg >= 2


def test_a_short_film_has_no_background() -> None:
    assert look_at_background(find_backdrop([room()] * 2), body(640)).level.roll_deg is None


@pytest.mark.parametrize("lean", [(0.0, 10.0), (0.0, 9.0, -9.0), (20.0,)], ids=str)
def test_posts_that_do_not_agree_are_refused(lean: tuple[float, ...]) -> None:
    level = look_at_background(find_backdrop([room(lean_deg=lean)] * 6), body(640)).level
    assert level.roll_deg is None
    assert level.reason


def test_a_few_leaning_posts_are_outvoted() -> None:
    level = look_at_background(find_backdrop([room(2.0, lean_deg=(0.0, 0.0, 6.0, 0.0))] * 6), body(640)).level
    assert level.roll_deg == pytest.approx(2.0, abs=0.3)


def test_a_belt_that_is_known_to_slope_is_no_level() -> None:
    picture = room(0.0, posts=6)
    for y in range(720, 900, 20):  # a belt rising by seven degrees, below the knees
        cv2.line(picture, (150, y + 60), (1130, y - 60), 30 if y % 40 else 220, 6)
    flat, sloping = (
        look_at_background(find_backdrop([picture] * 6), body(640), sloping_belt=told).level
        for told in (False, True)
    )
    assert flat.roll_deg == pytest.approx(0.0, abs=1.96 * flat.sd_deg)
    assert sloping.roll_deg == pytest.approx(0.0, abs=0.2)
    assert sloping.sd_deg < 0.7 * flat.sd_deg
