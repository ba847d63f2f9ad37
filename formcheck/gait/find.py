"""From motion to gait: this stage's road."""

from __future__ import annotations

import numpy as np

from formcheck.gait.activity import find_activity
from formcheck.gait.events import find_events
from formcheck.gait.value import Activity, Events, Gait
from formcheck.motion import LEGS, Leg, Motion, NoMotion

_FEET = ("ankle", "heel", "toe")
_MIN_VISIBLE = 0.8  # share of frames in which a foot must be seen


def find_gait(motion: Motion | NoMotion) -> Gait:
    """Name the activity and find contacts, toe-offs and cadence."""
    if isinstance(motion, NoMotion):
        activity = Activity("nobody" if motion.nobody else "other", motion.reason)
        return Gait(activity, None, None, motion.reason, 0, None, 0.0)
    cadence = 60.0 / motion.step_s
    activity = find_activity(motion, cadence)
    steps = int((motion.t[-1] - motion.t[0]) / motion.step_s)
    reason = _why_no_events(motion, activity)
    if reason:
        # The phase of the legs gives the step rate by itself, to about half a percent.
        return Gait(activity, None, None, reason, steps, cadence, 0.005 * cadence)
    near, far = (find_events(motion, leg) if _feet_visible(motion, leg) else None for leg in LEGS)
    if near is None and far is None:
        reason = "fewer than two whole strides can be seen: film ten seconds or more"
        return Gait(activity, None, None, reason, steps, cadence, 0.005 * cadence)
    found = [events for events in (near, far) if events is not None]
    spm, sd = _cadence(found, 2 * motion.step_s)
    counted = sum(len(events.initial_contact_s) for events in found) if len(found) == 2 else steps
    return Gait(activity, near, far, "", counted, spm, sd)


def _feet_visible(motion: Motion, leg: Leg) -> bool:
    return all(motion.visible_share(joint, leg) >= _MIN_VISIBLE for joint in _FEET)


def _why_no_events(motion: Motion, activity: Activity) -> str:
    if activity.name != "running":
        return f"nobody runs here: {activity.reason}"
    if motion.view == "unclear":
        return "the view is neither from the side nor straight from front or rear: film square from the side"
    if motion.view != "side":
        return f"the camera looks from the {motion.view}: film from the side"
    if not any(_feet_visible(motion, leg) for leg in LEGS):
        return "the feet are out of the picture or hidden: film the whole body with the belt"
    return motion.legs_reason


def _cadence(found: list[Events], stride_s: float) -> tuple[float, float]:
    """Compute steps a minute of file time and their standard deviation.

    Strides of each leg counted from its first to its last contact, both legs pooled; the noise of the two
    end contacts and the scatter of the strides (both legs share it, so one leg's count tells) set the
    deviation. Where a contact in between was not found, the time to the next one holds two strides.
    """
    apart = np.concatenate([np.diff(events.initial_contact_s) for events in found])
    held = np.maximum(1, np.round(apart / stride_s))
    strides = np.repeat(apart / held, held.astype(int))
    mean = float(strides.mean())
    ends = np.sqrt(2.0) * float(np.mean([events.contact_noise_s for events in found]))
    own = np.sqrt(max(float(strides.var()) - ends**2, 0.0))  # what the runner varies, without our noise
    count = len(strides) / len(found)
    relative = np.hypot(ends / count / mean / np.sqrt(len(found)), own / mean / np.sqrt(count))
    return 120.0 / mean, float(120.0 / mean * relative)
