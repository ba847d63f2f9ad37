"""What runs ahead gives the same items, the same errors, and ends when it is left."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.clip.ahead import ahead


@given(st.lists(st.integers(), max_size=40), st.integers(1, 8))
def test_items_come_in_their_order(items: list[int], count: int) -> None:
    assert list(ahead(items, count)) == items


def test_an_error_comes_out_where_it_happened() -> None:
    def broken() -> Iterator[int]:
        yield 1
        raise KeyError("two")

    items = ahead(broken())
    assert next(items) == 1
    with pytest.raises(KeyError, match="two"):
        next(items)


def test_it_runs_no_further_than_told_and_ends_when_left() -> None:
    made: list[int] = []
    closed = threading.Event()

    def endless() -> Iterator[int]:
        try:
            while True:
                made.append(len(made))
                yield made[-1]
        finally:
            closed.set()

    items = ahead(endless(), 3)
    assert next(items) == 0
    time.sleep(0.3)
    assert len(made) <= 6
    items.close()
    assert closed.wait(5)
    assert not [one for one in threading.enumerate() if one.name == "formcheck-ahead"]
