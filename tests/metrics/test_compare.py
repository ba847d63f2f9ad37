"""One clip against another: nothing from nothing, signs, sides, and who is not told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.metrics import Change, Measurement, compare
from formcheck.motion import Leg

_OTHER = {"left": "right", "right": "left"}


def one(
    value: float | None, half: float = 1.0, side: Any = None, near: str = "right", name: str = "shank"
) -> Measurement:
    low, high = (None, None) if value is None else (value - half, value + half)
    leg: Leg | None = None if side is None else "near" if side == near else "far"
    reason = "" if value is not None else "It is hidden."
    return Measurement(name, "Shank", "deg", leg, side, value, low, high, 9, reason)


_numbers = st.floats(-500, 500, allow_nan=False)
_rows = st.tuples(
    st.sampled_from(["shank", "lean", "cadence"]),
    st.sampled_from([None, "left", "right"]),
    st.none() | _numbers,
    st.floats(0.001, 50),
)


def _clip(rows: list[Any]) -> tuple[Measurement, ...]:
    found = {}
    for name, side, value, half in rows:
        found[name, side] = one(value, half, side, name=name)
    return tuple(found.values())


_clips = st.lists(_rows, max_size=8).map(_clip)


@given(_clips)
def test_a_clip_against_itself_has_not_moved(clip: tuple[Measurement, ...]) -> None:
    found = compare(clip, clip)
    assert len(found) == len(clip)
    assert [each for each in found if each.beyond] == []
    assert {each.change for each in found} <= {0.0, None}


@given(_clips, _clips)
def test_the_other_way_round_turns_the_signs(
    first: tuple[Measurement, ...], second: tuple[Measurement, ...]
) -> None:
    def legs(each: Change) -> Any:
        return each.name, next((leg for leg in each.legs if leg), None)

    there = {legs(each): each for each in compare(first, second)}
    back = {legs(each): each for each in compare(second, first)}
    assert there.keys() == back.keys()
    for key, each in there.items():
        other = back[key]
        if each.change is None:
            assert other.change is None
            assert each.reason
            continue
        assert other.change is not None
        assert other.low is not None
        assert other.high is not None
        assert (each.change, each.low, each.high) == pytest.approx((-other.change, -other.high, -other.low))
        assert each.beyond is other.beyond


@given(_clips, _clips)
def test_a_mirrored_second_clip_is_read_as_itself(
    first: tuple[Measurement, ...], second: tuple[Measurement, ...]
) -> None:
    flipped = tuple(replace(each, side=_OTHER[each.side] if each.side else None) for each in second)  # type: ignore[arg-type]
    assert compare(first, second) == compare(first, flipped, sides="mirrored")


@given(_numbers, _numbers, st.floats(0.1, 20), st.floats(0.1, 20), st.floats(1.0, 3.0))
def test_less_certain_clips_never_tell_more(a: float, b: float, da: float, db: float, wider: float) -> None:
    (sure,) = compare([one(a, da)], [one(b, db)])
    (unsure,) = compare([one(a, da * wider)], [one(b, db)])
    assert sure.beyond or not unsure.beyond


def test_both_errors_are_counted_in_full() -> None:
    (found,) = compare([one(5.0, 3.0)], [one(10.0, 4.0)])
    assert (found.change, found.low, found.high) == pytest.approx((5.0, 0.0, 10.0))
    assert (found.first_range, found.second_range) == ((2.0, 8.0), (6.0, 14.0))


@pytest.mark.parametrize(("second", "beyond"), [(10.1, True), (9.9, False), (-0.1, True), (0.1, False)])
def test_beyond_when_the_interval_leaves_nought_out(second: float, beyond: bool) -> None:
    (found,) = compare([one(5.0, 3.0)], [one(second, 4.0)])
    assert found.beyond is beyond


def test_legs_are_matched_by_the_runners_own_side() -> None:
    first = [one(5.0, side="right"), one(9.0, side="left")]
    second = [one(9.5, side="left", near="left"), one(5.5, side="right", near="left")]
    found = compare(first, second)
    assert [(each.side, each.change, each.legs) for each in found] == [
        ("right", 0.5, ("near", "far")),
        ("left", 0.5, ("far", "near")),
    ]
    assert all(each.seen_differently and each.leg is None for each in found)


def test_near_is_held_against_near_where_the_sides_are_not_told() -> None:
    first = [one(5.0, side="right"), one(9.0, side="left")]
    second = [replace(each, side=None) for each in first]
    assert [each.legs for each in compare(first, second)] == [("near", "near"), ("far", "far")]


def test_what_one_clip_does_not_tell_has_its_reason() -> None:
    told, untold = one(5.0), one(None)
    (found,) = compare([told], [untold])
    assert found.change is None
    assert found.reason == "The second film does not tell it: It is hidden."
    (found,) = compare([untold], [untold])
    assert found.reason == "Neither film tells it: It is hidden."
    (found,) = compare([], [told])
    assert found.reason == "The first film does not tell it: It was not measured there."
    assert not found.beyond
