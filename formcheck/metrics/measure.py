"""From strides to measurements: this stage's road."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from formcheck.gait import Gait, Stride
from formcheck.metrics.calibration import model_errors
from formcheck.metrics.centimetres import in_cm
from formcheck.metrics.interval import Estimate, Variants, estimate
from formcheck.metrics.registry import METRICS
from formcheck.metrics.value import Measurement, Metric
from formcheck.motion import LEGS, Leg, Motion
from formcheck.motion.value import MOST_YAW_DEG
from formcheck.pose.landmarks import PAIRED

_MIN_VISIBLE = 0.8
# Healthy legs differ by 2 to 3 degrees (Girard 2019), and few injured ones by more than 10.
_MOST_APART_DEG = 20.0
_CADENCE_TITLE = "Cadence"
_WALKING_SPM = (80.0, 145.0)  # slow strolling to the fastest walk before running


def measure(motion: Motion | None, gait: Gait, *, correct: bool = False) -> tuple[Measurement, ...]:
    """Measure everything; what cannot be known is there too, with its reason.

    Parameters
    ----------
    motion
        None when nobody can be followed.
    gait
        Activity and events.
    correct
        Take off the pose model's mean error (calibration.toml); only for landmarks that come from it.
    """
    found: list[Measurement] = [_cadence(motion, gait)]
    variants = Variants(motion) if motion else None
    for metric in METRICS:
        for leg in LEGS if metric.per_leg else (None,):
            one = _measure(metric, motion, gait, leg, variants)
            if correct and one.value is not None:
                one = _corrected(one, -model_errors()[metric.name].bias_of(leg))
            found.append(one)
            found += in_cm(one, found[0], motion)
    if motion:
        motion.lately.clear()
    return tuple(_believed(one, found) for one in found)


def _believed(one: Measurement, among: Sequence[Measurement]) -> Measurement:
    """Withhold an angle of the far leg that no leg could have beside the near one: it was not followed."""
    if one.leg != "far" or one.unit != "deg" or one.value is None:
        return one
    near = next((other.value for other in among if other.name == one.name and other.leg == "near"), None)
    if near is None or abs(one.value - near) <= _MOST_APART_DEG:
        return one
    reason = "the far leg is too well hidden to be followed: film the other side too to see it"
    return replace(
        one,
        value=None,
        low=None,
        high=None,
        n=0,
        reason=_sentence(reason),
        corrected_by=0.0,
        per_stride=(),
        stride_times_s=(),
    )


def _cadence(motion: Motion | None, gait: Gait) -> Measurement:
    blank = Measurement("cadence", _CADENCE_TITLE, "spm", None, None, None, None, None, 0, decimals=0)
    spm = gait.cadence_file_spm
    if motion is None or spm is None or gait.activity.name not in ("running", "walking"):
        return replace(blank, reason=_sentence(gait.activity.reason))
    factor = _clock(motion, gait)
    if factor is None:
        return replace(blank, reason=_sentence(_clock_reason(motion)))
    # Systematic part: the clock of phones and the count of strides, 0.1 %.
    half = 1.96 * float(np.hypot(gait.cadence_sd_spm, 0.001 * spm)) * factor
    value = spm * factor
    return replace(blank, value=value, low=value - half, high=value + half, n=gait.steps, decimals=1)


def _clock(motion: Motion, gait: Gait) -> float | None:
    """Time factor that may be used for rates; None when it is not settled."""
    factor, spm = motion.time_factor, gait.cadence_file_spm
    if factor.value is not None and factor.certain:
        return factor.value
    # The bounce of a runner says nothing of a walker; an ordinary walking rate is taken for real time.
    low, high = _WALKING_SPM
    walks = gait.activity.name == "walking" and not factor.source.startswith("capture")
    return 1.0 if walks and spm is not None and low <= spm <= high else None


def _measure(
    metric: Metric, motion: Motion | None, gait: Gait, leg: Leg | None, variants: Variants | None
) -> Measurement:
    blank = Measurement(
        metric.name,
        metric.title,
        metric.unit,
        leg,
        motion.side_of(leg) if leg and motion and motion.view == "side" else None,
        None,
        None,
        None,
        0,
        decimals=metric.decimals,
    )
    reason = _why_not(metric, motion, gait, leg)
    if reason or motion is None:
        return replace(blank, reason=_sentence(reason))
    strides = _strides(metric, motion, gait, leg)
    result: Estimate | None = estimate(metric, motion, gait, strides, variants)
    if result is None:
        return replace(
            blank, reason=_sentence("fewer than two whole strides can be seen: film ten seconds or more")
        )
    return replace(
        blank,
        value=result.value,
        low=result.low,
        high=result.high,
        n=len(result.values),
        per_stride=result.values,
        stride_times_s=result.times_s,
    )


def _why_not(metric: Metric, motion: Motion | None, gait: Gait, leg: Leg | None) -> str:
    if motion is None or gait.activity.name != "running":
        return f"nobody runs here: {gait.activity.reason}"
    if metric.side_view and motion.view != "side":
        seen = "unclear" if motion.view == "unclear" else f"from the {motion.view}"
        return f"it can only be read from the side, and the view is {seen}"
    if metric.side_view and motion.facing.side == "unclear":
        return "it cannot be told which way you face: say so in the options"
    yaw = motion.camera.yaw
    if metric.side_view and yaw is not None and abs(yaw.deg) > MOST_YAW_DEG:
        return f"the camera stands about {abs(yaw.deg):.0f}° off square: film square from the side"
    hidden = [
        joint for joint in metric.joints if motion.visible_share(joint, _side(joint, leg)) < _MIN_VISIBLE
    ]
    if hidden:
        return f"{_names(hidden)} out of the picture or hidden: film the whole body with the belt"
    if metric.events and gait.events_reason:
        return gait.events_reason
    if metric.events and leg is not None and gait.events(leg) is None:
        return f"too few whole strides of the {leg} foot can be seen"
    if metric.needs_clock and not (motion.time_factor.certain and motion.time_factor.value):
        return _clock_reason(motion)
    return ""


def _sentence(reason: str) -> str:
    return f"{reason[:1].upper()}{reason[1:]}." if reason else ""


def _side(joint: str, leg: Leg | None) -> Leg | None:
    """Side that has to be visible: the leg's own; both for the middle line, where the near one suffices."""
    return None if joint not in PAIRED else (leg or "near")


def _names(joints: Sequence[str]) -> str:
    words = [f"the {joint}" if joint == "nose" else f"{joint}s" for joint in joints]
    return " and ".join(words) + (" is" if words == ["the nose"] else " are")


def _clock_reason(motion: Motion) -> str:
    why = motion.time_factor.reason or "it cannot be told whether this film plays in real time"
    return f"{why}: say at how many frames a second it was filmed"


def _strides(metric: Metric, motion: Motion, gait: Gait, leg: Leg | None) -> Sequence[Stride]:
    if gait.events_reason == "":
        strides = gait.strides(leg) if leg else gait.all_strides()
        if strides or metric.events:
            return strides
    return tuple(_windows(motion, leg or "near"))


def _windows(motion: Motion, leg: Leg) -> Iterator[Stride]:
    """Cut the motion into stretches of one stride, for measures that do not care where a stride begins."""
    length = 2 * motion.step_s
    start = float(motion.t[0])
    while start + length <= motion.t[-1]:
        yield Stride(leg, start, start + length, start + length)
        start += length


def _corrected(one: Measurement, by: float) -> Measurement:
    if not by or one.value is None or one.low is None or one.high is None:
        return one
    return replace(
        one,
        value=one.value + by,
        low=one.low + by,
        high=one.high + by,
        corrected_by=by,
        per_stride=tuple(value + by for value in one.per_stride),
    )
