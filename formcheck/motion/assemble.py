"""From raw landmarks of one shot to motion in the runner's frame: this stage's road, step by step."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from formcheck.motion.backdrop import Backdrop
from formcheck.motion.camera import find_yaw, leg_length, straighten
from formcheck.motion.cutoff import cutoff_of
from formcheck.motion.edges import Body
from formcheck.motion.gaps import bridge, even_grid, to_grid
from formcheck.motion.level import look_at_background
from formcheck.motion.mend import LEG_JOINTS, Mended, mend
from formcheck.motion.orientation import (
    ViewSignals,
    find_facing,
    find_view,
    unlike_facing,
    view_signals,
)
from formcheck.motion.scale import find_scale, standing_foot_speed
from formcheck.motion.smooth import low_pass
from formcheck.motion.still import shrink_factor
from formcheck.motion.time_base import bounce_of, find_time_factor
from formcheck.motion.understood import ClockSigns, Facing, Level, Repairs
from formcheck.motion.value import Motion, Side, View
from formcheck.options import Options
from formcheck.pose import PoseTrack
from formcheck.pose.landmarks import index

Array = NDArray[np.float64]

_MIN_SEEN = 0.5  # share of frames with a person below which nobody is followed
_MIN_FRAMES = 20
# Share of frames in which a joint lies in the picture, and the model believes it is seen; the far leg is
# half hidden by nature, so the model's belief counts less there.
_BELIEF = {"near": 0.5, "far": 0.2, "wrist": 0.3}
_DRAW_CUTOFF = 6.0
# Joints believed less often than this are not drawn: a rail taken for a hidden leg would look like a finding.
_DRAWN = 0.25

# A hand at a slider: quarter degrees by eye along a door frame, which is itself plumb to 0.3 to 0.5 degrees
# (assumed, not measured; the edges of a room are taken to stray as much).
_HAND_SD_DEG = 0.5
_SLOPING_PCT = 1.5  # a belt that rises by more is no level: 0.9 degrees


@dataclass(frozen=True, slots=True)
class NoMotion:
    """Why a shot gives no motion: nobody there, or nobody who moves with a regular stride."""

    nobody: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Hints:
    """What the file itself tells beside the landmarks.

    Attributes
    ----------
    backdrop
        What stands still behind the runner in this shot, for the level.
    file_fps
        Rate at which the file shows new pictures, frames a second; repeats do not count.
    file_capture_fps
        Rate of filming written in the file, or None.
    """

    backdrop: Backdrop
    file_fps: float
    file_capture_fps: float | None


def understand(track: PoseTrack, hints: Hints, options: Options) -> Motion | NoMotion:
    """Turn the raw landmarks of one shot into motion.

    Parameters
    ----------
    track
        Landmarks of one shot.
    hints
        What the file tells beside them.
    options
        What the user told.
    """
    seen = float(track.seen.mean()) if len(track.t) else 0.0
    if seen < _MIN_SEEN or track.seen.sum() < _MIN_FRAMES:
        return NoMotion(True, "nobody is in the picture long enough to follow")
    signals = view_signals(track)
    view, facing = find_view(signals), find_facing(signals, options.facing)
    bridged = bridge(track)
    hips_knees = [index(joint, side) for joint in ("hip", "knee") for side in ("left", "right")]
    if not np.isfinite(bridged.whole[:, hips_knees]).all():
        return NoMotion(False, "hips and knees are out of the picture")
    mended = mend(bridged, track.t, view, _both_legs(bridged.whole))
    if mended is None:
        return NoMotion(False, "no regular stride can be seen (at least three even steps are needed)")
    return _assemble(track, mended, bridged.filled, signals, (view, facing), hints, options)


def _assemble(
    track: PoseTrack,
    mended: Mended,
    filled: float,
    signals: ViewSignals,
    seen_from: tuple[View, Facing],
    hints: Hints,
    options: Options,
) -> Motion:
    """Filter the mended landmarks and carry them into the runner's frame."""
    view, facing = seen_from
    t = even_grid(track.t)
    whole, xy = to_grid(track.t, mended.whole, t), to_grid(track.t, mended.xy, t)
    near: Side = "left" if facing.side == "left" else "right"
    rate = float(1.0 / (t[1] - t[0]))
    filtered = _filtered(whole, mended.step_s, rate)
    leg_px = leg_length(filtered, near)
    shrunk = shrink_factor(track.width, track.height)
    body = _body(filtered, near, shrunk)
    slopes = abs(options.incline_pct or 0.0) > _SLOPING_PCT
    background = look_at_background(hints.backdrop, body, sloping_belt=slopes)
    if options.vertical_deg is not None:
        background = replace(background, level=Level(options.vertical_deg, _HAND_SD_DEG, "user"))
    yaw = find_yaw(signals, facing if view == "side" else Facing("unclear", view), background.yaw)
    size = (track.width, track.height)
    straight = straighten(filtered, size, body.place / shrunk, background, yaw, facing, near)
    belt = _belt_px_s(straight.xy, near, rate, leg_px) if view == "side" else None
    signs = _signs(filtered, mended, rate, leg_px, belt, hints)
    time_factor = find_time_factor(signs, options)
    known_factor = time_factor.value if time_factor.certain else None
    known = np.isfinite(xy[..., :1])
    visible = _visible(track, near)
    drawn = low_pass(whole, _DRAW_CUTOFF / mended.step_s, rate)
    return Motion(
        t=t,
        xy=np.where(known, straight.xy, np.nan),
        near=near,
        step_s=mended.step_s,
        leg_px=leg_px,
        view=view,
        facing=facing if view == "side" or options.facing else Facing("unclear", f"view is {view}"),
        level=background.level,
        camera=straight.camera,
        scale=find_scale(leg_px, belt, options.height_cm, options.speed_kmh, known_factor),
        time_factor=time_factor,
        repairs=_repairs(mended, filled, float(track.seen.mean())),
        visible=visible,
        pixels=np.where(known & (visible >= _DRAWN)[:, None], drawn, np.nan),
        confidence=mended.regularity,
        belt_deg=float(np.degrees(np.arctan((options.incline_pct or 0.0) / 100))),
        legs_reason=mended.legs_reason or ("" if options.facing else unlike_facing(track, facing)),
        signs=signs,
        speed_ms=options.speed_kmh / 3.6 if options.speed_kmh else None,
    )


def _filtered(whole: Array, step_s: float, rate: float) -> Array:
    legs = whole[:, [index(joint, side) for joint in LEG_JOINTS for side in ("left", "right")]]
    seen = legs[:, np.isfinite(legs).all(axis=(0, 2))]
    return low_pass(whole, cutoff_of(seen, step_s, rate) / step_s, rate)


def _repairs(mended: Mended, filled: float, seen: float) -> Repairs:
    return Repairs(
        mended.feet_swapped,
        mended.knees_swapped,
        filled,
        seen,
        arms_swapped_back=mended.arms_swapped,
        left_out=mended.left_out,
    )


def _belt_px_s(xy: Array, near: Side, rate: float, leg_px: float) -> float | None:
    """Speed of the standing near foot, pixels a second at the runner."""
    foot = (xy[:, index("heel", near)] + xy[:, index("toe", near)]) / 2
    return standing_foot_speed(foot * leg_px * [1.0, -1.0], 1.0, rate)


def _both_legs(xy: Array) -> float:
    """Leg length before it is known which leg is near, pixels."""
    return (leg_length(xy, "left") + leg_length(xy, "right")) / 2


def _body(xy: Array, near: str, shrink: float) -> Body:
    def middle(joint: str) -> Array:
        both = (xy[:, index(joint, "left")] + xy[:, index(joint, "right")]) / 2
        return np.asarray(np.median(both, axis=0)) * shrink

    hip, shoulder = middle("hip"), middle("shoulder")
    knee = np.median(xy[:, index("knee", near)], axis=0) * shrink
    nose = np.median(xy[:, 0], axis=0) * shrink
    return Body(np.stack([knee, hip, shoulder, nose]), float(np.linalg.norm(hip - shoulder)))


def _signs(
    xy: Array, mended: Mended, rate: float, leg_px: float, belt: float | None, hints: Hints
) -> ClockSigns:
    trunk = [index(j, s) for j in ("hip", "shoulder") for s in ("left", "right")]
    return ClockSigns(
        step_s=mended.step_s,
        bounce=bounce_of(-xy[:, trunk, 1].mean(1), mended.step_s * rate) / leg_px,
        belt=None if belt is None else belt / leg_px,
        file_fps=hints.file_fps,
        file_capture_fps=hints.file_capture_fps,
    )


def _visible(track: PoseTrack, near: Side) -> Array:
    """``(33,)`` share of frames in which each landmark lies in the picture and is believed to be seen."""
    size = np.array([track.width, track.height])
    with np.errstate(invalid="ignore"):
        inside = ((track.xy >= 0) & (track.xy <= size)).all(-1)
    belief = np.full(track.xy.shape[1], _BELIEF["near"])
    far = "left" if near == "right" else "right"
    for joint in ("ear", "shoulder", "elbow", "wrist", "hip", *LEG_JOINTS):
        belief[index(joint, far)] = _BELIEF["far"]
    # A wrist in front of a hoodie or blurred by its swing is believed less, and still in its place.
    belief[index("wrist", near)] = _BELIEF["wrist"]
    shares: Array = (inside & (track.visibility >= belief)).mean(0)
    return shares
