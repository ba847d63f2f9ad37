"""The beat: its rate, and no stumble when it is looped."""

from __future__ import annotations

import io
import wave

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formcheck.report.metronome import RATE, metronome


def samples(wav: bytes) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    with wave.open(io.BytesIO(wav)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        return np.frombuffer(file.readframes(file.getnframes()), dtype="<i2")


def starts(sound: np.ndarray[tuple[int], np.dtype[np.int16]]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    loud = np.flatnonzero(np.abs(sound) > 50)
    found: np.ndarray[tuple[int], np.dtype[np.int64]] = loud[np.diff(loud, prepend=-RATE) > 0.05 * RATE]
    return found


@settings(max_examples=20, deadline=None)
@given(spm=st.floats(120, 210), seconds=st.floats(3, 20))
def test_clicks_come_at_the_step_rate_also_across_the_seam(spm: float, seconds: float) -> None:
    sound = samples(metronome(spm, seconds))
    gaps = np.diff(starts(np.concatenate([sound, sound]))) / RATE
    assert gaps == pytest.approx(60 / spm, abs=0.002)
    assert len(starts(sound)) % 2 == 0
    assert len(sound) / RATE == pytest.approx(seconds, abs=60 / spm + 0.01)


@pytest.mark.parametrize("spm", [0, 59, 301, -170])
def test_what_is_no_step_rate_is_refused(spm: float) -> None:
    with pytest.raises(ValueError, match="no step rate"):
        metronome(spm)
