"""From motion to gait: this stage's road."""

from __future__ import annotations

from formcheck.gait.activity import find_activity
from formcheck.gait.cadence import cadence_of
from formcheck.gait.events import find_events
from formcheck.gait.value import Activity, Gait
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
    spm, sd = cadence_of(found, 2 * motion.step_s)
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
