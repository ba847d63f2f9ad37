"""Progress and time left."""

from __future__ import annotations

import pytest

from formcheck.web.pace import Pace, in_words


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_time_left_follows_the_pace(clock: Clock) -> None:
    pace = Pace(clock)
    pace.tell("Following", 1, 101)
    assert pace.read().seconds_left is None
    clock.now += 10
    pace.tell("Following", 51, 101)
    assert pace.read().seconds_left == pytest.approx(10)
    clock.now += 4  # nothing told since: the clock goes on
    assert pace.read().seconds_left == pytest.approx(6)
    clock.now += 40
    assert pace.read().seconds_left == 0


def test_a_slow_start_of_a_stage_does_not_count(clock: Clock) -> None:
    pace = Pace(clock)
    pace.tell("Following", 0, 11)
    clock.now += 30  # the model is being loaded
    pace.tell("Following", 1, 11)
    clock.now += 5
    pace.tell("Following", 6, 11)
    assert pace.read().seconds_left == pytest.approx(5)


def test_a_new_stage_begins_anew(clock: Clock) -> None:
    pace = Pace(clock)
    pace.tell("Following", 1, 3)
    clock.now += 10
    pace.tell("Following", 2, 3)
    assert pace.read().seconds_left is not None
    pace.tell("Drawing", 1, 50)
    assert pace.read().seconds_left is None
    assert pace.read().stage == "Drawing"


def test_an_unknown_length_has_neither_share_nor_time_left(clock: Clock) -> None:
    pace = Pace(clock)
    pace.tell("Following", 1)
    clock.now += 10
    pace.tell("Following", 50)
    assert pace.read().share is None
    assert pace.read().seconds_left is None


def test_share_stays_within_one(clock: Clock) -> None:
    pace = Pace(clock)
    pace.tell("Following", 12, 10)  # a container that promised too few frames
    assert pace.read().share == 1.0


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "a few seconds"), (4, "a few seconds"), (7, "about 5 s"), (43, "about 45 s"), (130, "about 2 min")],
)
def test_words(seconds: float, words: str) -> None:
    assert in_words(seconds) == words
