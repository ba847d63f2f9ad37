"""Nothing a file holds breaks formcheck: a part of what ``python -m benchmarks.inputs`` tries.

The films are read in a process of its own with limits of time and memory, so that a crash of a decoder is
told like any other mistake.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.support.odd_films import Odd, everything
from tests.support.odd_films.trial import Outcome, trials

pytest.importorskip("resource", reason="limits of memory for a process are set on Linux and macOS")

_SEED, _WHOLE, _CUTS, _FLIPS = 20, 110, 14, 56
# Where formcheck fell before, each time.
_ALWAYS = (
    "film with a cover.mp4",
    "metadata that is not UTF-8.mp4",
    "states 0²-0.mkv",
    "20000000 samples.mp4",
    "20000000 in a fragment.mp4",
    "15900 a side.gif",
    "turned all zero.mp4",
    "one tick apart.mp4",
    "five hours' gap.mp4",
    "no film <b>\x1b[1m\n.mp4",
    "not utf-8 \udcff\udcfe.mp4",
)
_SLOW = ("7680 by 4320.mp4", "4320 by 7680.mp4", "3840 by 2160.mkv")


def _chosen() -> list[Odd]:
    whole = [one for one in everything(0, 0) if one.name not in _SLOW]
    picked = np.random.default_rng(_SEED).choice(len(whole), _WHOLE, replace=False)
    damaged = [one for one in everything(_CUTS, _FLIPS, _SEED) if one.kind in ("cut short", "flipped bits")]
    drawn = [one for number, one in enumerate(whole) if number in set(picked) or one.name in _ALWAYS]
    return [*drawn, *damaged]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    """Try all of them once."""
    return list(trials(_chosen(), "decode", tmp_path_factory.mktemp("odd")))


def test_all_end_in_pictures_or_in_one_clear_sentence(outcomes: list[Outcome]) -> None:
    assert len(outcomes) > _WHOLE + _CUTS + _FLIPS - 10
    assert [(one.odd.name, one.words) for one in outcomes if one.end == "otherwise"] == []


def test_what_can_be_read_is_read_and_the_rest_refused(outcomes: list[Outcome]) -> None:
    ends = {True: "error", False: "report"}
    known = [one for one in outcomes if one.odd.told is not None]
    assert len(known) > 40
    assert [(one.odd.name, one.words) for one in known if one.end != ends[bool(one.odd.told)]] == []


def test_where_formcheck_fell_before_is_among_them(outcomes: list[Outcome]) -> None:
    assert set(_ALWAYS) <= {one.odd.name for one in outcomes}


def test_none_takes_long_or_much_memory(outcomes: list[Outcome]) -> None:
    slow = [(one.odd.name, one.seconds) for one in outcomes if one.seconds > 10]
    assert slow == []
    assert max(one.peak_mb for one in outcomes) < 1000


def test_a_child_that_dies_or_hangs_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.support.odd_films import trial

    monkeypatch.setitem(trial.TIME_S, "hang", 3.0)
    monkeypatch.setitem(trial.MEGABYTES, "hang", 4000)
    monkeypatch.setitem(trial.TIME_S, "die", 30.0)
    monkeypatch.setitem(trial.MEGABYTES, "die", 4000)
    plain = Odd("plain", "film.mp4", lambda path: path.write_bytes(b"x"))
    for road, says in (("hang", "hung"), ("die", "died (-11)")):
        first, second = trials([plain, plain], road, tmp_path)
        for one in (first, second):
            assert one.end == "otherwise"
            assert one.words.startswith(says)
