"""People the camera may meet, the exact truth of a runner's measures, and rooms with upright lines."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from formcheck.gait import Gait, find_gait
from formcheck.motion import Backdrop, Hints, Motion, NoMotion, find_backdrop, understand
from formcheck.options import Options
from formcheck.pose import PoseTrack
from formcheck.pose.landmarks import COUNT, PAIRED, Landmark, index
from tests.support.kinematics import HEEL, HEIGHT, SHOULDER_UP, TOE, WIDTH, Camera, Runner, film

Array = NDArray[np.float64]
Grey = NDArray[np.uint8]

WALKER = Runner(
    cadence=112, duty=0.62, ahead=0.32, lean=2, bounce=-0.04, speed=1.35, knee_at_contact=6, lift=0.07
)
FOREFOOT = Runner(foot_pitch=-8.0, knee_at_contact=20.0, ahead=0.22)


def understood(
    track: PoseTrack,
    options: Options | None = None,
    pictures: list[Grey] | None = None,
    capture_fps: float | None = None,
) -> Motion:
    """Return the motion of a film in which somebody is known to move."""
    fps = (len(track.t) - 1) / (track.t[-1] - track.t[0])
    motion = understand(track, Hints(find_backdrop(pictures or []), fps, capture_fps), options or Options())
    assert isinstance(motion, Motion), motion
    return motion


def not_understood(track: PoseTrack) -> NoMotion:
    """Return why a film gives no motion, when it is known to give none."""
    fps = (len(track.t) - 1) / (track.t[-1] - track.t[0])
    motion = understand(track, Hints(Backdrop(), fps, None), Options())
    assert isinstance(motion, NoMotion), motion
    return motion


def gait_of(track: PoseTrack, options: Options | None = None) -> tuple[Motion, Gait]:
    """Return motion and gait of a film."""
    motion = understood(track, options)
    return motion, find_gait(motion)


def truth(runner: Runner) -> dict[str, float]:
    """Every measure of a runner by formula, in the units of the measurements."""
    heel, toe = (_turned(point, runner.foot_pitch) for point in (HEEL, TOE))
    ankle = runner.ahead
    if runner.foot_pitch < 0:  # the toe is where a flat foot would have it
        ankle = runner.ahead + heel[0] + (TOE - HEEL)[0] - toe[0]
    bend = np.deg2rad(runner.knee_at_contact)
    reach = np.cos(bend / 2)  # of two halves of a leg
    to_ankle = np.degrees(np.arcsin(ankle / reach))
    step = runner.speed * runner.stride / 2
    stride_ms, contact_ms = 1000 * runner.stride, 1000 * runner.contact_time
    return {
        "cadence": runner.cadence,
        "trunk_lean": runner.lean,
        "trunk_lean_at_contact": runner.lean,
        "trunk_lean_midstance": runner.lean,
        "overstride_ankle": 100 * ankle,
        "overstride_heel": 100 * (ankle + heel[0]),
        "shank_angle_at_contact": float(to_ankle - runner.knee_at_contact / 2),
        "knee_flexion_at_contact": runner.knee_at_contact,
        "foot_angle_at_contact": runner.foot_pitch,
        "vertical_oscillation": 100 * abs(runner.bounce),
        "contact_time": contact_ms,
        "flight_time": stride_ms / 2 - contact_ms,
        "duty_factor": 100 * runner.duty,
        "head_pitch": float(np.degrees(np.arctan2(-0.03, 0.13))),
        "head_forward": float(100 * 0.22 / SHOULDER_UP * np.sin(np.deg2rad(runner.neck))),
        "posture_angle": runner.neck,
        "elbow_angle": 95.0,
        "arm_swing": 50.0,
        "trunk_pitch_range": 0.0,
        "step_length": 100 * step,
        "stride_length": 200 * step,
        "vertical_ratio": 100 * abs(runner.bounce) / step,
        "shoulder_height": float(100 * 0.22 / SHOULDER_UP * np.cos(np.deg2rad(runner.neck))),
        "hand_height": _hand_height(runner),
        **_over_the_foot(runner),
    }


def _hand_height(runner: Runner) -> float:
    """Mean of a wrist that hangs from a swinging arm, by the figure's own angles."""
    swing = -25 * np.cos(np.linspace(0, 2 * np.pi, 400, endpoint=False)) - 10 + runner.lean
    drop = 0.33 * np.cos(np.deg2rad(swing)) + 0.28 * np.cos(np.deg2rad(swing + 85))
    return float(100 - 100 * drop.mean() / SHOULDER_UP)


def _over_the_foot(runner: Runner) -> dict[str, float]:
    """What follows from where the right ankle and knee are while the foot is down."""
    body = runner.landmarks(np.linspace(0, runner.contact_time, 400))
    hip, knee, ankle, shoulder = (body[:, index(j, "right")] for j in ("hip", "knee", "ankle", "shoulder"))

    def lean(vector: Array) -> Array:
        return np.asarray(np.degrees(np.arctan2(vector[:, 0], vector[:, 1])))

    return {
        "lean_from_ankle": float(lean(shoulder - ankle).mean()),
        "bend_at_waist": runner.lean - float(lean(hip - ankle).mean()),
        "thigh_extension_at_toe_off": float(lean(hip - knee)[-1]),
    }


def _turned(point: Array, angle_deg: float) -> Array:
    a = np.deg2rad(angle_deg)
    return np.array(
        [np.cos(a) * point[0] - np.sin(a) * point[1], np.sin(a) * point[0] + np.cos(a) * point[1]]
    )


def mirrored(track: PoseTrack) -> PoseTrack:
    """Turn the picture into its mirror image, as a pose engine would name what it then sees."""
    exchange = np.arange(COUNT)
    for joint in PAIRED:
        a, b = index(joint, "left"), index(joint, "right")
        exchange[a], exchange[b] = b, a
    xy, world = track.xy[:, exchange].copy(), track.world[:, exchange].copy()
    xy[..., 0], world[..., 0] = track.width - xy[..., 0], -world[..., 0]
    return replace(track, xy=xy, world=world, visibility=track.visibility[:, exchange])


def front_view(runner: Runner, camera: Camera, rear: bool = False) -> PoseTrack:
    """Film the runner from the front (or the rear): forward is lost, left and right stand apart."""
    track = film(runner, replace(camera, facing="right", roll=0.0))
    xy, world = track.xy.copy(), np.zeros_like(track.world)
    side = -1.0 if rear else 1.0
    apart = {"ear": 0.06, "shoulder": 0.2, "elbow": 0.28, "wrist": 0.2, "hip": 0.1}
    xy[..., 0] = camera.shift[0]
    for joint in PAIRED:
        offset = apart.get(joint, 0.07) * camera.leg_px * side
        xy[:, index(joint, "left"), 0] += offset
        xy[:, index(joint, "right"), 0] -= offset
    world[:, Landmark.NOSE, 2] = -0.12 * side
    noise = np.random.default_rng(camera.seed).normal(0, max(camera.noise_px, 0.5), xy.shape)
    return replace(track, xy=xy + noise, world=world)


def standing(camera: Camera, sitting: bool = False) -> PoseTrack:
    """Film somebody who stands, or sits and rocks slowly at no fixed rate."""
    track = film(Runner(), camera)
    rng = np.random.default_rng(camera.seed)
    xy = np.repeat(track.xy[:1], len(track.t), axis=0)
    if sitting:
        for side in ("left", "right"):
            hip = xy[:, index("hip", side)]
            xy[:, index("knee", side)] = hip + np.array([0.5, 0.0]) * camera.leg_px
            for joint, x in (("ankle", 0.5), ("heel", 0.44), ("toe", 0.69)):
                xy[:, index(joint, side)] = hip + np.array([x, 0.5]) * camera.leg_px
        drift = np.cumsum(rng.normal(0, 1.0, len(track.t)))
        xy[:, :23, 0] += drift[:, None]
    return replace(track, xy=xy + rng.normal(0, 1.5, xy.shape))


def without(track: PoseTrack, frames: NDArray[Any] | slice, joints: tuple[str, ...] = ()) -> PoseTrack:
    """Take the person (or only some joints) out of some frames."""
    xy, world, visibility = track.xy.copy(), track.world.copy(), track.visibility.copy()
    which = [index(joint, side) for joint in joints for side in ("left", "right")] or list(range(COUNT))
    mask = np.zeros(len(track.t), dtype=bool)
    mask[frames] = True
    for joint in which:
        xy[mask, joint] = np.nan
        visibility[mask, joint] = 0
    if not joints:
        world[mask] = np.nan
    return replace(track, xy=xy, world=world, visibility=visibility)


def room(
    roll_deg: float = 0.0,
    pitch_deg: float = 0.0,
    posts: int = 14,
    *,
    lean_deg: tuple[float, ...] = (0.0,),
    size: tuple[int, int] = (WIDTH, HEIGHT),
    bars: int = 0,
) -> Grey:
    """Draw a wall with upright posts, seen by a rolled and pitched pinhole camera.

    `lean_deg` gives each post in turn its own lean from plumb; `bars` blackens as many columns at both sides.
    """
    import cv2

    width, height = size
    picture = np.full((height, width), 120, np.uint8)
    rng = np.random.default_rng(posts)
    focal = 0.9 * max(size)
    for number, x in enumerate(np.linspace(-0.75, 0.75, posts)):
        lean = np.deg2rad(lean_deg[number % len(lean_deg)])
        long = rng.uniform(0.25, 0.5)
        foot = np.array([x, rng.uniform(-0.3, 0.1), 1.0])
        top = foot + long * np.array([np.sin(lean), -np.cos(lean), 0.0])
        wide = np.array([0.03, 0.0, 0.0])
        corners = [foot, top, top + wide, foot + wide]
        points = np.array([_pinhole(corner, roll_deg, pitch_deg, focal, size) for corner in corners])
        shade = int(rng.integers(20, 90) if number % 2 else rng.integers(150, 230))
        cv2.fillPoly(picture, [np.round(points * 16).astype(np.int32)], shade, cv2.LINE_AA, 4)
    if bars:
        picture[:, :bars] = picture[:, -bars:] = 0
    noise = rng.normal(0, 2.0, picture.shape)
    noisy: Grey = np.clip(picture + noise, 0, 255).astype(np.uint8)
    if bars:
        noisy[:, :bars] = noisy[:, -bars:] = 0
    return noisy


def _pinhole(point: Array, roll_deg: float, pitch_deg: float, focal: float, size: tuple[int, int]) -> Array:
    """Project a point (x right, y down, z away) of the level world into the picture, y down."""
    p, r = np.deg2rad(pitch_deg), np.deg2rad(roll_deg)
    x, y, z = point
    y, z = np.cos(p) * y + np.sin(p) * z, -np.sin(p) * y + np.cos(p) * z  # positive: camera tilted up
    flat = focal * np.array([x, y]) / z
    turned = np.array([np.cos(r) * flat[0] - np.sin(r) * flat[1], np.sin(r) * flat[0] + np.cos(r) * flat[1]])
    return turned + np.array(size) / 2


def plumb(place: Array, roll_deg: float, pitch_deg: float, size: tuple[int, int]) -> float:
    """Angle of true vertical at a place of the picture, degrees clockwise of the picture's own vertical.

    By following the ray through `place` to the wall, going up a little there, and looking where that lands.
    """
    p, r = np.deg2rad(pitch_deg), np.deg2rad(roll_deg)
    focal = 0.9 * max(size)
    u, v = (place - np.array(size) / 2) / focal
    u, v = np.cos(r) * u + np.sin(r) * v, -np.sin(r) * u + np.cos(r) * v
    ray = np.array([u, np.cos(p) * v - np.sin(p), np.sin(p) * v + np.cos(p)])
    wall = ray / ray[2]
    above = _pinhole(wall - [0.0, 1e-4, 0.0], roll_deg, pitch_deg, focal, size)
    up = above - _pinhole(wall, roll_deg, pitch_deg, focal, size)
    return float(np.degrees(np.arctan2(up[0], -up[1])))
