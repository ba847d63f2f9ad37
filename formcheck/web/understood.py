"""What formcheck understood of a film, in one line of short parts."""

from __future__ import annotations

from formcheck.motion import Motion
from formcheck.report import Report

_VIEWS = {"side": "side view", "front": "front view", "rear": "seen from behind", "unclear": "view unclear"}
_ACTIVITIES = {"nobody": "nobody found", "other": "neither running nor walking"}
_NORMAL = 1.96  # standard deviations in a 95 % interval


def understood(report: Report) -> tuple[str, ...]:
    """Return the parts of the line, most important first."""
    activity = report.gait.activity.name
    parts = [_ACTIVITIES.get(activity, activity)]
    if report.motion is not None:
        parts += [_VIEWS[report.motion.view], _facing(report.motion), _time(report.motion)]
        parts += [*_steps(report), _level(report.motion), *_scale(report), *_repairs(report.motion)]
    return tuple(parts)


def _facing(motion: Motion) -> str:
    side = motion.facing.side
    return "direction unclear" if side == "unclear" else f"facing {side}"


def _time(motion: Motion) -> str:
    factor = motion.time_factor
    if factor.value is None:
        return "film speed unknown"
    slow = f"slow motion, {factor.value:.2g} times slower" if abs(factor.value - 1) > 0.05 else "real time"
    return slow if factor.certain else f"probably {slow}"


def _steps(report: Report) -> list[str]:
    if not report.gait.steps:
        return []
    first, stop = report.piece
    t = report.clip.t
    return [f"{report.gait.steps} steps in {t[stop - 1] - t[first]:.0f} s of film"]


def _level(motion: Motion) -> str:
    level, within = motion.level, _NORMAL * motion.level.sd_deg
    if level.roll_deg is None:
        return f"level not known (±{within:.0f}°)"
    source = "told by you" if level.source == "user" else "from the background"
    return f"level {source} (±{within:.1f}°)"


def _scale(report: Report) -> list[str]:
    assert report.motion is not None
    options, source = report.options, report.motion.scale.source
    told = []
    if options.speed_kmh is not None:
        told.append(f"{options.speed_kmh:g} km/h (you)")
    if options.height_cm is not None:
        told.append(f"{options.height_cm:g} cm tall (you)")
    words = {
        "height": "scale from your height",
        "speed": "scale from the belt",
        "both": "scale from belt and height",
    }
    return [*told, words.get(source, "no scale in cm")]


def _repairs(motion: Motion) -> list[str]:
    share = motion.repairs.legs_swapped_back
    return [f"left and right put back in {share:.0%} of frames"] if share >= 0.005 else ["legs told apart"]
