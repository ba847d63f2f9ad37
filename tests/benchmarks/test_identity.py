"""Joints judged one by one: exchanged, in the wrong place, left open."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.identity import shares
from formcheck.pose.landmarks import COUNT, index

A, B = index("toe", "left"), index("toe", "right")
TRUE = np.zeros((10, COUNT, 2))
TRUE[:, B, 0] = 100.0


def test_a_pair_that_fits_better_the_other_way_round_is_exchanged() -> None:
    found = TRUE.copy()
    found[:4, [A, B]] = found[:4, [B, A]]
    one = shares("toe", (found, TRUE), (TRUE, TRUE), 100.0)
    assert (one.before, one.after) == (0.4, 0.0)
    assert (one.off_before, one.off_after) == (0.4, 0.0)


def test_both_on_one_spot_are_off_not_exchanged() -> None:
    found = TRUE.copy()
    found[:5, A] = TRUE[:5, B] + [0.0, 1.0]
    one = shares("toe", (found, TRUE), (found, TRUE), 100.0)
    assert (one.before, one.after) == (0.0, 0.0)
    assert one.off_after == pytest.approx(0.25)


def test_what_is_left_open_is_neither() -> None:
    found = TRUE.copy()
    found[:2, A] = np.nan
    one = shares("toe", (TRUE, TRUE), (found, TRUE), 100.0)
    assert one.unknown == pytest.approx(0.1)
    assert one.after == one.off_after == 0.0
