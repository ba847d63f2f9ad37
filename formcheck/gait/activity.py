"""Running, walking or something else."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from formcheck.gait.value import Activity
from formcheck.motion import LEGS, Motion

Array = NDArray[np.float64]

# A runner is highest while the feet are apart, a walker lowest; the knee of a running swing leg bends 80 to
# 138 degrees, of a walking one 35 to 68 (22 labelled shots, model's own angles).
_RUN_KNEE, _WALK_KNEE = 75.0, 72.0
_WALK_SPM, _RUN_SPM = 135.0, 150.0  # between them both walk and run; only where knees cannot tell
_APART = 0.25  # least swing of the legs, leg lengths, that is a gait at all
_FRONT_BOUNCE = 0.08  # least rise and fall seen from the front, leg lengths


def find_activity(motion: Motion, cadence_file_spm: float) -> Activity:
    """Name what the person does, from signals that need neither clock nor scale where possible.

    Parameters
    ----------
    motion
        Motion of one shot.
    cadence_file_spm
        Steps a minute of file time.
    """
    factor = motion.time_factor
    spm = cadence_file_spm * factor.value if factor.value and factor.certain else None
    if motion.view in ("front", "rear"):
        return _from_the_front(motion, spm)
    swing, high_when_apart = _rhythm(motion)
    knee = _swing_knee(motion)
    if swing < _APART:
        return Activity("other", "the legs hardly move, so there is no gait to measure")
    if knee > _RUN_KNEE and (high_when_apart is None or high_when_apart > 0):
        return Activity("running", "the body rises in the air between steps and the knees swing high")
    slow = spm is not None and spm < _WALK_SPM
    if knee < _WALK_KNEE and (slow or (high_when_apart is not None and high_when_apart < -0.3)):
        return Activity("walking", "the knees stay low and the body does not spring from step to step")
    return Activity("other", "this looks neither like steady running nor like walking")


def _from_the_front(motion: Motion, spm: float | None) -> Activity:
    """From front or rear knees do not show; step rate and bounce are all there is."""
    height = _trunk_height(motion)
    bounce = float(np.quantile(height, 0.97) - np.quantile(height, 0.03)) if len(height) else 0.0
    if spm is not None and spm > _RUN_SPM and bounce > _FRONT_BOUNCE:
        return Activity("running", f"quick, springy steps seen from the {motion.view}")
    if spm is not None and spm < _WALK_SPM:
        return Activity("walking", f"slow steps seen from the {motion.view}")
    return Activity("other", f"from the {motion.view} it cannot be told whether this is running")


def _trunk_height(motion: Motion) -> Array:
    height = (motion.middle("hip")[:, 1] + motion.middle("shoulder")[:, 1]) / 2
    known = np.isfinite(height)
    t = motion.t[known]
    if known.sum() < 8:
        return np.empty(0)
    return np.asarray(height[known] - np.polyval(np.polyfit(t, height[known], 2), t))


def _rhythm(motion: Motion) -> tuple[float, float | None]:
    """Measure the swing of the legs, and the cosine of the phase between trunk height and that swing.

    Knees part at another moment than ankles do, so without feet in the picture the phase says nothing.
    """
    ankles = motion.joint("ankle", "near") - motion.joint("ankle", "far")
    knees = motion.joint("knee", "near") - motion.joint("knee", "far")
    feet = bool(np.isfinite(ankles).all(1).mean() > 0.7)
    legs = ankles if feet else 2 * knees
    apart = np.abs(legs[:, 0])
    height = (motion.middle("hip")[:, 1] + motion.middle("shoulder")[:, 1]) / 2
    known = np.isfinite(apart) & np.isfinite(height)
    if known.sum() < 8:
        return 0.0, None
    t = motion.t[known]
    apart, height = apart[known], height[known]
    swing = float(np.quantile(apart, 0.95))
    if not feet:
        return swing, None
    wave = np.exp(-2j * np.pi * t / motion.step_s) * np.hanning(len(t))
    rise = ((height - np.polyval(np.polyfit(t, height, 2), t)) * wave).sum()
    split = ((apart - np.polyval(np.polyfit(t, apart, 1), t)) * wave).sum()
    return swing, float(np.cos(np.angle(rise) - np.angle(split)))


def _swing_knee(motion: Motion) -> float:
    """Greatest knee flexion (95th percentile, degrees), the mean of both legs where both are seen."""
    bends = []
    for leg in LEGS:
        thigh = motion.joint("hip", leg) - motion.joint("knee", leg)
        shank = motion.joint("knee", leg) - motion.joint("ankle", leg)
        cross = shank[:, 0] * thigh[:, 1] - shank[:, 1] * thigh[:, 0]
        dot = (thigh * shank).sum(1)
        bend = np.degrees(np.arctan2(np.abs(cross), dot))
        if np.isfinite(bend).mean() > 0.5:
            bends.append(float(np.nanquantile(bend, 0.95)))
    return float(np.mean(bends)) if bends else 0.0
