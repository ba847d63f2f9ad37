"""Step time without legs: arms and the trunk's rise and fall, when the feet are out of the picture."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from formcheck.motion.gaps import Bridged, even_grid
from formcheck.motion.phase import find_phase
from formcheck.pose.landmarks import index

Array = NDArray[np.float64]

_MIN_REGULARITY = 0.6
_AGREE = 0.04  # of the step time: arms and trunk are independent signals and have to agree


def step_from_upper_body(bridged: Bridged, t: Array, leg_px: float) -> tuple[float, float] | None:
    """Find the step time from arms and trunk alone.

    Returns
    -------
    tuple or None
        Step time (s) and regularity (0 to 1); None unless the arms repeat regularly and the trunk rises and
        falls at the same rate, once per step.
    """
    arms = [index(joint, side) for joint in ("elbow", "wrist") for side in ("left", "right")]
    trunk = [index("shoulder", side) for side in ("left", "right")]
    if not np.isfinite(bridged.whole[:, [*arms, *trunk]]).all():
        return None
    left, right = bridged.whole[:, arms[::2]], bridged.whole[:, arms[1::2]]
    phase = find_phase((left - right) / leg_px, t)
    if phase is None or phase.regularity < _MIN_REGULARITY:
        return None
    bounce = _main_period(-bridged.whole[:, trunk, 1].mean(1), t)
    # Seen obliquely both arms never look alike, so what repeats is the stride, not the step.
    for step in (phase.step_s, phase.step_s / 2):
        if abs(np.log(step / bounce)) < _AGREE:
            return step, phase.regularity
    return None


def _main_period(height: Array, t: Array) -> float:
    """Period of the strongest wave of at least three cycles, seconds."""
    grid = even_grid(t)
    even = np.interp(grid, t, height)
    even = even - np.polyval(np.polyfit(grid, even, 2), grid)
    size = 8 * len(even)
    power = np.abs(np.fft.rfft(even * np.hanning(len(even)), size)) ** 2
    frequency = np.fft.rfftfreq(size, float(grid[1] - grid[0]))
    power[frequency < 3 / (grid[-1] - grid[0])] = 0
    return float(1.0 / frequency[power.argmax()])
