"""A beat to run to, as a WAV file: short clicks at a step rate, made to be played again and again."""

from __future__ import annotations

import io
import wave

import numpy as np

RATE = 22050  # samples a second
_CLICK_S = 0.03
_LEFT_HZ, _RIGHT_HZ = 1320.0, 990.0  # two pitches, so that left and right can be told apart
_LOUD = 0.6


def metronome(spm: float, seconds: float = 60.0) -> bytes:
    """Return a WAV file (mono, 16 bit) that holds whole strides, so that it can be looped without a stumble.

    Parameters
    ----------
    spm
        Steps a minute, 60 to 300.
    seconds
        About how long; rounded to whole strides (two steps).

    Raises
    ------
    ValueError
        When `spm` is out of its range.
    """
    if not 60 <= spm <= 300:
        raise ValueError(f"{spm:g} steps a minute is no step rate: give 60 to 300.")
    strides = max(1, round(seconds * spm / 120))
    total = round(strides * 120 / spm * RATE)
    sound = np.zeros(total)
    for step in range(2 * strides):
        start = round(step * 60 / spm * RATE)
        click = _click(_LEFT_HZ if step % 2 == 0 else _RIGHT_HZ)[: total - start]
        sound[start : start + len(click)] = click
    with io.BytesIO() as buffer:
        with wave.open(buffer, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes((sound * 32767).astype("<i2").tobytes())
        return buffer.getvalue()


def _click(hz: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    t = np.arange(round(_CLICK_S * RATE)) / RATE
    # A soft start and an end that fades: no crackle.
    envelope = np.minimum(t / 0.002, 1.0) * np.exp(-t / 0.008)
    sound: np.ndarray[tuple[int], np.dtype[np.float64]] = _LOUD * envelope * np.sin(2 * np.pi * hz * t)
    return sound
