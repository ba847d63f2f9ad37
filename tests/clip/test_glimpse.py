"""One picture from the middle of a film."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from formcheck.clip import probe
from formcheck.clip.glimpse import glimpse
from tests.support.films import KINDS, even_times, film, is_upright, number_of, trimmed_film, turned_film


@pytest.mark.parametrize("kind", ["h264.mp4", "hevc.mov", "vp9.webm", "mpeg4.avi"])
def test_the_picture_of_a_time(tmp_path: Path, kind: str) -> None:
    path = film(tmp_path / f"film{KINDS[kind][0]}", kind, even_times(40))
    source = probe(path)
    for number in (0, 17, 39):
        rgb = glimpse(source, number / 30.0)
        assert rgb is not None
        assert number_of(rgb) == number
    assert glimpse(source, 99.0) is None


def test_it_is_upright_and_counts_from_the_first_picture_shown(tmp_path: Path) -> None:
    turned = glimpse(probe(turned_film(tmp_path / "turned.mp4", 90)), 0.1)
    assert turned is not None
    assert is_upright(turned)
    trimmed = glimpse(probe(trimmed_film(tmp_path / "trimmed.mp4", even_times(30), first=10)), 5 / 30)
    assert trimmed is not None
    assert number_of(trimmed) == 15
    assert trimmed.dtype == np.uint8
