"""The film's speed once more, now that the contacts are known: how long a foot stays down sets the bounce."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from formcheck.gait.value import Gait
from formcheck.motion import LEGS, Motion, TimeFactor, find_scale, find_time_factor
from formcheck.options import Options

_SHARES = (0.45, 0.95)  # contact over step time of people who run; outside, events are not to be trusted


def settle(motion: Motion, gait: Gait, options: Options) -> Motion:
    """Return the motion with its speed, and the scale that hangs on it, weighed by the measured contacts.

    Parameters
    ----------
    motion, gait
        What was found with an assumed contact time.
    options
        What the user told.
    """
    if motion.signs is None:
        return motion
    if gait.activity.name == "walking" and not motion.time_factor.source.startswith("capture rate"):
        # A walker neither flies nor steps as a runner does: nothing of this holds.
        why = "how fast a walk plays cannot be told"
        return replace(motion, time_factor=TimeFactor(None, False, "none", why, (1.0,)))
    share = contact_share(gait)
    if share is None:
        return motion
    factor = find_time_factor(motion.signs, options, share)
    belt = motion.signs.belt * motion.leg_px if motion.signs.belt else None
    known = factor.value if factor.certain else None
    scale = find_scale(motion.leg_px, belt, options.height_cm, options.speed_kmh, known)
    return replace(motion, time_factor=factor, scale=scale)


def contact_share(gait: Gait) -> float | None:
    """Contact over step time, the median of all strides; None when it is not known or not a runner's."""
    strides = [stride for leg in LEGS for stride in gait.strides(leg)]
    if not strides:
        return None
    down = [(one.toe_off_s - one.contact_s) / (one.end_s - one.contact_s) for one in strides]
    share = 2 * float(np.median(down))
    return share if _SHARES[0] <= share <= _SHARES[1] else None
