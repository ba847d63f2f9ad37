"""A verdict comes from the interval and the band, and from nothing else."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.advice.value import Band, Verdict
from formcheck.advice.verdict import Call, judge, with_second_sign

# Whole numbers keep shifting exact.
numbers = st.integers(-200, 200)
widths = st.integers(0, 100)
CONFIDENCE: dict[Verdict, int] = {
    "not visible": 0,
    "too close to call": 1,
    "good": 2,
    "watch": 2,
    "change": 3,
}


def make_band(*limits: float | None) -> Band:
    watch_low, good_low, good_high, watch_high = limits
    return Band(good_low, good_high, watch_low, watch_high, "deg", "made up for a test")


@st.composite
def bands(draw: st.DrawFn) -> Band:
    watch_low, good_low, good_high, watch_high = sorted(draw(st.lists(numbers, min_size=4, max_size=4)))
    kind = draw(st.sampled_from(["both", "high", "low", "high soft", "low soft", "soft"]))
    if kind.startswith("high"):
        return make_band(None, None, good_high, None if "soft" in kind else watch_high)
    if kind.startswith("low"):
        return make_band(None if "soft" in kind else watch_low, good_low, None, None)
    if kind == "soft":
        return make_band(None, good_low, good_high, None)
    return make_band(watch_low, good_low, good_high, watch_high)


LEAN = make_band(-2, 1, 12, 15)


@pytest.mark.parametrize(
    ("low", "high", "verdict", "side"),
    [
        (2, 11, "good", None),
        (1, 12, "good", None),
        (12.5, 14, "watch", "high"),
        (-1, 0.5, "watch", "low"),
        (13, 18, "watch", "high"),
        (15, 20, "watch", "high"),
        (15.5, 20, "change", "high"),
        (-8, -3, "change", "low"),
        (10, 14, "too close to call", None),
        (10, 20, "too close to call", None),
        (-5, 20, "too close to call", None),
        (None, None, "not visible", None),
        (math.nan, 3, "not visible", None),
        (-math.inf, 3, "not visible", None),
    ],
)
def test_each_zone_has_its_word(low: float | None, high: float | None, verdict: Verdict, side: str) -> None:
    call = judge(low, high, LEAN)
    assert (call.verdict, call.side) == (verdict, side)


def test_an_open_watch_limit_never_asks_for_a_change() -> None:
    assert judge(500, 501, make_band(None, None, 28, None)).verdict == "watch"
    assert judge(-500, -499, make_band(None, None, 28, None)).verdict == "good"


@given(numbers, widths, bands(), widths, widths)
def test_a_wider_interval_is_never_firmer(low: int, width: int, band: Band, left: int, right: int) -> None:
    narrow = judge(low, low + width, band)
    wide = judge(low - left, low + width + right, band)
    assert CONFIDENCE[wide.verdict] <= CONFIDENCE[narrow.verdict]
    # It only ever falls back: to the same word, from change to watch, or to no call at all.
    allowed = {narrow.verdict, "too close to call"} | ({"watch"} if narrow.verdict == "change" else set())
    assert wide.verdict in allowed
    assert wide.side in (narrow.side, None)
    assert wide.beyond <= narrow.beyond


@given(numbers, widths, bands(), numbers)
def test_shifting_band_and_interval_together_changes_nothing(
    low: int, width: int, band: Band, by: int
) -> None:
    limits = (band.watch_low, band.good_low, band.good_high, band.watch_high)
    moved = make_band(*(None if limit is None else limit + by for limit in limits))
    assert judge(low + by, low + width + by, moved) == judge(low, low + width, band)


@given(numbers, widths, bands())
def test_turning_the_axis_round_turns_the_side_round(low: int, width: int, band: Band) -> None:
    limits = (band.watch_high, band.good_high, band.good_low, band.watch_low)
    turned = make_band(*(None if limit is None else -limit for limit in limits))
    there, back = judge(low, low + width, band), judge(-low - width, -low, turned)
    assert back.verdict == there.verdict
    assert back.beyond == there.beyond
    assert {there.side, back.side} in ({None}, {"low", "high"})


@given(numbers, widths, bands())
def test_good_means_all_of_the_interval(low: int, width: int, band: Band) -> None:
    verdict = judge(low, low + width, band).verdict
    ends = [judge(end, end, band).verdict for end in (low, low + width)]
    assert (verdict == "good") == (ends == ["good", "good"])
    assert (verdict == "change") <= (ends == ["change", "change"])


seconds = st.builds(
    Call,
    st.sampled_from(["good", "watch", "change", "too close to call", "not visible"]),
    st.sampled_from(["low", "high"]),
)


@given(numbers, widths, bands(), widths, widths, seconds)
def test_a_wider_interval_is_never_firmer_beside_a_second_sign(
    low: int, width: int, band: Band, left: int, right: int, second: Call
) -> None:
    narrow = with_second_sign(judge(low, low + width, band), second)
    wide = with_second_sign(judge(low - left, low + width + right, band), second)
    assert CONFIDENCE[wide.verdict] <= CONFIDENCE[narrow.verdict]


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        (Call("change", "high", 3), Call("watch", "high", 1), "change"),
        (Call("change", "high", 3), Call("watch", "low", 1), "watch"),
        (Call("change", "high", 3), Call("too close to call"), "watch"),
        (Call("change", "high", 3), Call("not visible"), "watch"),
        (Call("change", "high", 3), Call("good"), "too close to call"),
        (Call("watch", "high", 3), Call("change", "high", 9), "watch"),
        (Call("watch", "high", 3), Call("good"), "too close to call"),
        (Call("good"), Call("change", "high", 9), "good"),
        (Call("too close to call"), Call("change", "high", 9), "too close to call"),
        (Call("not visible"), Call("good"), "not visible"),
    ],
)
def test_a_second_sign_tempers_and_never_sharpens(first: Call, second: Call, verdict: Verdict) -> None:
    both = with_second_sign(first, second)
    assert both.verdict == verdict
    assert CONFIDENCE[both.verdict] <= CONFIDENCE[first.verdict]
