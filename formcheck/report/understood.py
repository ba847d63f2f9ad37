"""What was understood of a clip, in short parts, and how sure that is, in sentences."""

from __future__ import annotations

from formcheck.motion import Motion
from formcheck.report.value import Report

_VIEWS = {"side": "side view", "front": "front view", "rear": "seen from behind", "unclear": "view unclear"}
_ACTIVITIES = {"nobody": "nobody found", "other": "neither running nor walking"}
_NORMAL = 1.96  # standard deviations in half a 95 % interval
_SLOW_FROM = 0.05  # a time factor further than this from 1 is slow motion
_TOLD_FROM = 0.005  # smaller shares round to 0 %


def understood(report: Report) -> tuple[str, ...]:
    """Return the parts of the line, most important first."""
    activity = report.gait.activity.name
    parts = [_ACTIVITIES.get(activity, activity)]
    motion = report.motion
    if motion is not None and activity != "nobody":
        parts += [_VIEWS[motion.view], _facing(motion), _time(motion)]
        if report.runs:
            parts += [*_steps(report), _level(motion), *_told(report), *_repairs(motion)]
    return tuple(
        part[:1].upper() + part[1:] if not number else part for number, part in enumerate(parts) if part
    )


def heading(report: Report) -> str:
    """Return the title over the things that come first."""
    first = report.three_things()
    if first:
        count = ("One thing", "Two things", "Three things")[min(len(first), 3) - 1]
        if not any(one.verdict in ("change", "watch") for one in first):
            return f"{count} this clip leaves open"
        return f"{count}, in this order" if len(first) > 1 else count
    if all(one.verdict == "not visible" for one in report.findings):
        return "This clip cannot tell about your form"
    return (
        "This clip tells little about your form" if tells_little(report) else "Nothing to work on stood out"
    )


def tells_little(report: Report) -> bool:
    """Tell whether most checks could not be made, so that filming again is the best advice."""
    unseen = sum(one.verdict == "not visible" for one in report.findings)
    return 2 * unseen > len(report.findings)


def sentence(words: str) -> str:
    """Begin with a capital and end with a full stop."""
    words = words.strip()
    return words[:1].upper() + words[1:] + ("" if not words or words[-1] in ".!?" else ".")


def sureness(report: Report) -> tuple[str, ...]:
    """Return sentences on what the ranges hold and what limits them."""
    said = [
        "Each range holds the true value 19 times out of 20, as far as we can tell: it carries the pose "
        "model's own error, the timing of the steps, how the camera was held and the spread over the "
        "strides.",
        "A verdict is given only where the whole range lies on one side of a limit; "
        "else it is too close to call.",
    ]
    motion = report.motion
    if motion is None:
        return tuple(said)
    said.append(_timing(report))
    if motion.level.roll_deg is None:
        said.append(
            f"The camera's level is not known, so every angle against the upright may be off by "
            f"{_NORMAL * motion.level.sd_deg:.0f}°. {motion.level.reason}".strip()
        )
    if not motion.time_factor.certain:
        said.append(f"The film's speed is uncertain. {motion.time_factor.reason}".strip())
    if motion.repairs.legs_swapped_back >= _TOLD_FROM:
        share = _share(motion.repairs.legs_swapped_back)
        said.append(f"In {share} of the frames left and right were put back in order.")
    if motion.repairs.left_out >= _TOLD_FROM:
        said.append(
            f"{_share(motion.repairs.left_out)} of all knees, ankles, heels and toes were seen elsewhere "
            "than on your leg and left out; only gaps of less than half a step are filled in."
        )
    if motion.legs_reason and motion.view == "side":
        said.append(f"Nothing is read from single legs: {motion.legs_reason}.")
    if motion.repairs.seen < 1 - _TOLD_FROM:
        said.append(f"You were found in {_share(motion.repairs.seen)} of the frames.")
    said.append("The leg away from the camera is partly hidden, so its ranges are wider.")
    return tuple(said)


def _share(share: float) -> str:
    return f"{100 * share:.0f} %"


def _facing(motion: Motion) -> str:
    if motion.view in ("front", "rear"):
        return ""
    return "direction unclear" if motion.facing.side == "unclear" else f"facing {motion.facing.side}"


def _time(motion: Motion) -> str:
    factor = motion.time_factor
    if factor.value is None:
        return "film speed unknown"
    words = "real time"
    if factor.value > 1 + _SLOW_FROM:
        words = f"slow motion, {factor.value:.2g} times slower"
    elif factor.value < 1 - _SLOW_FROM:
        words = f"faster than life, {1 / factor.value:.2g} times"
    return words if factor.certain else f"probably {words}"


def _steps(report: Report) -> list[str]:
    first, stop = report.piece
    t = report.clip.t
    seconds = t[min(stop, len(t)) - 1] - t[first]
    return [f"{report.gait.steps} steps in {seconds:.0f} s"] if report.gait.steps else []


def _level(motion: Motion) -> str:
    level, within = motion.level, _NORMAL * motion.level.sd_deg
    if level.roll_deg is None:
        return f"level not known (±{within:.0f}°)"
    source = "set by you" if level.source == "user" else "from the background"
    return f"level {source} (±{within:.1f}°)"


def _told(report: Report) -> list[str]:
    options = report.options
    told = []
    if options.speed_kmh is not None:
        told.append(f"{options.speed_kmh:g} km/h (you)")
    if options.height_cm is not None:
        told.append(f"{options.height_cm:g} cm tall (you)")
    return told


def _repairs(motion: Motion) -> list[str]:
    share = motion.repairs.legs_swapped_back
    return [f"left and right put back in {_share(share)} of frames"] if share >= _TOLD_FROM else []


def _timing(report: Report) -> str:
    step_ms = 1000.0 / report.clip.fps_new
    events = report.gait.near
    told = ""
    if report.clip.sampling.every > 1:
        told = f" One in {report.clip.sampling.every} was looked at; more would tell nothing new."
    if events is not None:
        within = _NORMAL * 1000.0 * float((events.contact_sd_s**2 + events.contact_noise_s**2) ** 0.5)
        told += f" The moment a foot lands is known to about {within:.0f} ms, by reading between the frames."
    return f"Frames are {step_ms:.0f} ms apart in the file.{told}"
