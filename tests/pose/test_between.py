"""Between looked-at pictures landmarks are read as a smooth path; never over a cut or a gap."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from formcheck.pose import PoseTrack
from formcheck.pose.between import read_between

ROWS = 30


def track(path: NDArray[Any], looked: NDArray[Any], t: NDArray[Any]) -> PoseTrack:
    xy = np.repeat(path[:, None, None], 33, axis=1).repeat(2, axis=2)
    xy[~looked] = np.nan
    world = np.repeat(xy[..., :1], 3, axis=2)
    visibility = np.where(looked[:, None], 0.9, 0.0) * np.ones((len(t), 33))
    return PoseTrack(t=t, xy=xy, visibility=visibility, world=world, width=100, height=100)


def two_of_three() -> NDArray[Any]:
    return np.asarray(np.arange(ROWS) % 3 != 2)


@given(st.tuples(*(st.floats(-5, 5) for _ in range(4))), st.floats(0, 0.3))
def test_a_cubic_is_read_as_it_is(factors: tuple[float, ...], uneven: float) -> None:
    t = np.arange(ROWS) / 60 + uneven / 60 * np.sin(np.arange(ROWS))
    path = sum(factor * (10 * t) ** power for power, factor in enumerate(factors))
    looked = two_of_three()
    found = read_between(track(np.asarray(path), looked, t), looked, ())
    inner = slice(3, -3)
    np.testing.assert_allclose(found.xy[inner, 5, 0], np.asarray(path)[inner], atol=1e-6)
    np.testing.assert_allclose(found.world[inner, 7, 2], np.asarray(path)[inner], atol=1e-6)
    assert found.looked is not None
    assert (found.looked == looked).all()
    assert found.visibility[5, 0] == pytest.approx(0.9)


def test_what_was_looked_at_stays_to_the_bit() -> None:
    looked = two_of_three()
    path = np.random.default_rng(3).standard_normal(ROWS)
    found = read_between(track(path, looked, np.arange(ROWS) / 60), looked, ())
    assert (found.xy[looked][:, 0, 0] == path[looked]).all()
    whole = np.ones(ROWS, bool)
    everything = track(path, whole, np.arange(ROWS) / 60)
    assert read_between(everything, whole, ()) is everything


def test_nothing_is_read_over_a_cut_or_a_gap() -> None:
    looked = two_of_three()
    path = np.where(np.arange(ROWS) < 12, 0.0, 50.0)
    one = track(path, looked, np.arange(ROWS) / 60)
    one.xy[18:20] = np.nan  # nobody seen
    found = read_between(one, looked, (12,))
    assert not found.seen[11]  # the last of its shot
    assert not found.seen[17]
    assert not found.seen[20]
    assert set(found.xy[:11, 0, 0]) == {0.0}
    assert found.xy[14, 0, 0] == pytest.approx(50.0)


def test_by_its_neighbours_where_no_more_is_known() -> None:
    looked = np.array([True, False, True])
    found = read_between(track(np.array([1.0, np.nan, 4.0]), looked, np.array([0.0, 0.02, 0.06])), looked, ())
    assert found.xy[1, 0, 0] == pytest.approx(2.0)
