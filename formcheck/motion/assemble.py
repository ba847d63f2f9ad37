"""From raw landmarks of one shot to motion in the runner's frame: this stage's road, step by step."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formcheck.motion.gaps import bridge, even_grid, to_grid
from formcheck.motion.level import Body, find_level
from formcheck.motion.mend import LEG_JOINTS, Mended, mend
from formcheck.motion.orientation import find_facing, find_view, is_oblique, view_signals
from formcheck.motion.scale import find_scale, standing_foot_speed
from formcheck.motion.smooth import MOTION_CUTOFF, low_pass
from formcheck.motion.still import Grey, shrink_factor
from formcheck.motion.time_base import bounce_of, find_time_factor
from formcheck.motion.value import ClockSigns, Facing, Level, Motion, Repairs, Side
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
# (assumed, not measured; the edges of `level` are taken to stray as much).
_HAND_SD_DEG = 0.5


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
    pictures
        Grey pictures of the shot, for the level.
    file_fps
        Rate at which the file shows new pictures, frames a second; repeats do not count.
    file_capture_fps
        Rate of filming written in the file, or None.
    """

    pictures: list[Grey]
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
    mended = mend(bridged, track.t, view, _leg_length(bridged.whole))
    if mended is None:
        return NoMotion(False, "no regular stride can be seen (at least three even steps are needed)")
    t = even_grid(track.t)
    whole, xy = to_grid(track.t, mended.whole, t), to_grid(track.t, mended.xy, t)
    near: Side = "left" if facing.side == "left" else "right"
    rate = float(1.0 / (t[1] - t[0]))
    filtered = low_pass(whole, MOTION_CUTOFF / mended.step_s, rate)
    leg_px = _one_leg_length(filtered, near)
    level = _level(filtered, near, shrink_factor(track.width, track.height), hints, options)
    foot = (filtered[:, index("heel", near)] + filtered[:, index("toe", near)]) / 2
    sign = -1.0 if facing.side == "left" else 1.0
    belt = standing_foot_speed(foot, sign, rate) if view == "side" else None
    signs = _signs(filtered, mended, rate, leg_px, belt, hints)
    time_factor = find_time_factor(signs, options)
    known_factor = time_factor.value if time_factor.certain else None
    drawn = low_pass(whole, _DRAW_CUTOFF / mended.step_s, rate)
    known = np.isfinite(xy[..., :1])
    visible = _visible(track, near)
    return Motion(
        t=t,
        xy=np.where(known, _runner_frame(filtered, level, facing), np.nan) / leg_px,
        near=near,
        step_s=mended.step_s,
        leg_px=leg_px,
        view=view,
        facing=facing if view == "side" or options.facing else Facing("unclear", f"view is {view}"),
        level=level,
        scale=find_scale(leg_px, belt, options.height_cm, options.speed_kmh, known_factor),
        time_factor=time_factor,
        repairs=Repairs(mended.feet_swapped, mended.knees_swapped, bridged.filled, seen),
        visible=visible,
        pixels=np.where(known & (visible >= _DRAWN)[:, None], drawn, np.nan),
        confidence=mended.regularity,
        belt_deg=float(np.degrees(np.arctan((options.incline_pct or 0.0) / 100))),
        oblique=view == "side" and is_oblique(signals),
        signs=signs,
    )


def _segments(xy: Array, side: str) -> Array:
    """``(T,)`` thigh plus shank of one side, pixels."""
    hip, knee, ankle = (xy[:, index(j, side)] for j in ("hip", "knee", "ankle"))
    thigh = np.linalg.norm(hip - knee, axis=-1)
    shank = np.linalg.norm(knee - ankle, axis=-1)
    # Feet out of the picture: the shank is taken as long as the thigh (0.246 and 0.245 of the height).
    return np.asarray(thigh + (shank if np.isfinite(shank).all() else thigh))


def _leg_length(xy: Array) -> float:
    return float(np.median(np.concatenate([_segments(xy, "left"), _segments(xy, "right")])))


def _one_leg_length(xy: Array, near: str) -> float:
    return float(np.median(_segments(xy, near)))


def _level(xy: Array, near: Side, shrink: float, hints: Hints, options: Options) -> Level:
    if options.vertical_deg is not None:
        return Level(options.vertical_deg, _HAND_SD_DEG, "user")
    return find_level(hints.pictures, _body(xy, near, shrink))


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


def _runner_frame(xy: Array, level: Level, facing: Facing) -> Array:
    """Pixels to x forward, y up (still in pixels); without a level the picture's own vertical is used."""
    roll = np.deg2rad(level.roll_deg or 0.0)
    rightward = xy @ np.array([np.cos(roll), np.sin(roll)])
    upward = xy @ np.array([np.sin(roll), -np.cos(roll)])
    forward = -rightward if facing.side == "left" else rightward
    return np.stack([forward, upward], axis=-1)


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
