"""Metres a pixel, from the runner's height, from the belt's speed, or from both."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from formcheck.motion.understood import Scale

Array = NDArray[np.float64]

# Thigh and shank together over body height: 0.245 + 0.246 (Winter, Biomechanics and Motor Control of Human
# Movement, after Drillis and Contini), less what the model's hip lies below the trochanter.
LEG_SHARE_OF_HEIGHT = 0.487
_HEIGHT_SD = 0.05
_BELT_SD = 0.06
# On six rendered runners the model's foot moved 5 to 10 % slower than the belt it stood on.
FOOT_SLOWER = 0.93
_AGREE = 0.12


def find_scale(
    leg_px: float,
    belt_px_s: float | None,
    height_cm: float | None,
    speed_kmh: float | None,
    factor: float | None,
) -> Scale:
    """Combine what the user told.

    Parameters
    ----------
    leg_px
        Leg length, pixels.
    belt_px_s
        Speed of the standing foot, pixels a second of file time; None when not measured or not on a belt.
    height_cm, speed_kmh
        What the user told.
    factor
        How many times slower than life the file plays; None when not known for certain.
    """
    by_height = LEG_SHARE_OF_HEIGHT * height_cm / 100 / leg_px if height_cm else None
    by_speed = None
    if speed_kmh and belt_px_s and factor:
        by_speed = speed_kmh / 3.6 / (belt_px_s * factor / FOOT_SLOWER)
    if by_height and by_speed and speed_kmh:
        if abs(np.log(by_height / by_speed)) > np.log(1 + _AGREE):
            return Scale(None, "none", reason=_contradiction(by_height, by_speed, leg_px, speed_kmh))
        w_height, w_speed = _HEIGHT_SD**-2, _BELT_SD**-2
        both = (by_height * w_height + by_speed * w_speed) / (w_height + w_speed)
        return Scale(both, "both", float((w_height + w_speed) ** -0.5))
    if by_height:
        return Scale(by_height, "height", _HEIGHT_SD)
    if by_speed:
        return Scale(by_speed, "speed", _BELT_SD)
    if speed_kmh and belt_px_s:
        return Scale(
            None, "none", reason="the belt's speed gives no scale until the film's own speed is known"
        )
    return Scale(None, "none", reason="tell your height or the belt's speed to see centimetres")


def _contradiction(by_height: float, by_speed: float, leg_px: float, speed_kmh: float) -> str:
    """Say what each entry makes of the other, so that the wrong one shows itself."""
    height_cm = 100 * by_speed * leg_px / LEG_SHARE_OF_HEIGHT
    speed = speed_kmh * by_height / by_speed
    return (
        f"height and belt speed contradict each other: by the belt's speed you would be {height_cm:.0f} cm "
        f"tall, by your height the belt runs at {speed:.1f} km/h. Correct whichever is off"
    )


def standing_foot_speed(foot: Array, forward_px: float, rate: float) -> float | None:
    """Speed at which the near foot is carried backwards while it is low.

    Parameters
    ----------
    foot
        ``(T, 2)`` middle of heel and toe, pixels, x to the right, y down.
    forward_px
        +1 when the runner faces right, -1 when left.
    rate
        Samples a second.
    """
    if not np.isfinite(foot).any():
        return None
    backward = -np.gradient(foot[:, 0]) * rate * forward_px
    height = foot[:, 1]
    good = np.isfinite(backward) & np.isfinite(height)
    if good.sum() < 20:
        return None
    top = float(np.quantile(backward[good], 0.9))
    low, high = np.quantile(height[good], (0.05, 0.95))
    standing = good & (backward > 0.6 * top) & (height > low + 0.65 * (high - low))
    return float(np.median(backward[standing])) if standing.sum() >= 10 else None
