"""Where to cut the spectrum: as far up as the strides of this film stand out of its own noise."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

# In multiples of the step frequency, so that slow motion needs no factor; 4 is about 11 Hz at 170 steps a
# minute, the usual cut-off for running kinematics. Between 3 and 6 the landmarks of 23 rendered runners of
# the tuning seeds lay within 0.15 % of the leg of their best (python -m benchmarks.cutoffs).
USUAL, _LEAST, _MOST = 4.0, 3.0, 6.0
_NOISE_FROM = 8.0  # steps above which nothing of a stride is left
_NOISE_BANDS = 2.0  # step frequencies that have to be seen there before it is taken for noise
_STANDS_OUT = 2.0  # times the noise
_WINDOW_STEPS = 8  # four strides


def cutoff_of(paths: Array, step_s: float, rate: float) -> float:
    """Choose the cut-off for a film, in multiples of the step frequency.

    Parameters
    ----------
    paths
        ``(T, K, 2)`` finite joint paths, evenly spaced.
    step_s
        Step time, seconds.
    rate
        Samples a second.

    Returns
    -------
    float
        Between 3 and 6: the first band of half a step frequency in which the spectrum is less than twice the
        noise, and noise is what lies above eight step frequencies (after the residual analysis of Winter,
        Biomechanics and Motor Control of Human Movement). 4 where the film is too slow or short to see that.
    """
    from scipy.signal import welch

    window = round(_WINDOW_STEPS * step_s * rate)
    if rate / 2 * step_s < _NOISE_FROM + _NOISE_BANDS or len(paths) < 2 * window:
        return USUAL
    frequency, power = welch(paths.reshape(len(paths), -1), rate, nperseg=window, detrend="linear", axis=0)
    steps, power = frequency * step_s, power.sum(axis=1)
    noise = float(np.median(power[(steps > _NOISE_FROM) & (steps < 0.95 * steps[-1])]))
    for low in np.arange(_LEAST, _MOST, 0.5):
        band = power[(steps >= low) & (steps < low + 0.5)]
        if len(band) and band.max() < _STANDS_OUT * noise:
            return float(low)
    return _MOST
