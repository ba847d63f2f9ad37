"""Names from a browser, safe on disk."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.web.filenames import safe_name


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("IMG_0042.MOV", "IMG_0042.MOV"),
        ("Über den Berg (1).mp4", "Über den Berg (1).mp4"),
        ("../../etc/passwd", "passwd"),
        ("C:\\films\\run.mp4", "run.mp4"),
        ("a\x00b\n.mp4", "a_b_.mp4"),
        ("..", "film"),
        ("", "film"),
        (".hidden.mp4", "hidden.mp4"),
        ("con*?<>|.mp4", "con_____.mp4"),
    ],
)
def test_known_names(given_name: str, kept: str) -> None:
    assert safe_name(given_name) == kept


@given(st.text(max_size=300))
def test_any_name_is_one_plain_step_down(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert len(safe.encode()) <= 255
    assert not set(safe) & set('/\\\0:*?"<>|\n')
    assert safe not in (".", "..")
    assert safe_name(safe) == safe


def test_a_long_name_keeps_its_ending() -> None:
    assert safe_name("x" * 300 + ".mp4").endswith(".mp4")
