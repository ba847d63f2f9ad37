"""A planar runner whose every joint, contact and angle is known, and a camera that sees the landmarks.

Lengths in leg lengths, times in seconds, x forward, y up, belt at 0. The foot is rigid: it lands heel first,
turns flat about the heel, rests, then turns about the toe until toe-off; at touchdown it still moves forward
against the belt. The knee follows by inverse kinematics. Hips rise and fall twice a stride.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from formcheck.motion.turn import FOCAL, world_axes
from formcheck.pose import PoseTrack
from formcheck.pose.landmarks import COUNT, Landmark, index

Array = NDArray[np.float64]

THIGH = SHANK = 0.5
HEEL = np.array([-0.06, -0.09])  # from the ankle, sole level
TOE = np.array([0.19, -0.09])
SHOULDER_UP = 0.62
WIDTH, HEIGHT = 1280, 960  # of the picture, pixels


@dataclass(frozen=True)
class Runner:
    """Parameters of a runner; angles in degrees."""

    cadence: float = 170.0
    duty: float = 0.36
    ahead: float = 0.28  # ankle ahead of the hip at contact
    lean: float = 6.0
    bounce: float = 0.09  # peak to peak of the trunk
    foot_pitch: float = 12.0  # at contact, toes up
    speed: float = 3.2  # belt, leg lengths a second
    neck: float = 20.0  # ear against the trunk's line
    knee_at_contact: float = 14.0
    lift: float = 0.30  # of the swing foot

    @property
    def stride(self) -> float:
        """Stride time, seconds."""
        return 120.0 / self.cadence

    @property
    def contact_time(self) -> float:
        """Contact time, seconds."""
        return self.duty * self.stride

    def contacts(self, until: float, right: bool) -> Array:
        """Contact times of a leg within the film."""
        start = 0.0 if right else self.stride / 2
        times = start + self.stride * np.arange(-2, until / self.stride + 2)
        return times[(times > 0) & (times < until)]

    def toe_offs(self, until: float, right: bool) -> Array:
        """Toe-off times of a leg within the film."""
        start = self.contact_time + (0.0 if right else self.stride / 2)
        times = start + self.stride * np.arange(-2, until / self.stride + 2)
        return times[(times > 0) & (times < until)]

    def hip(self, t: Array) -> Array:
        """``(T, 2)`` hip middle: lowest in the middle of each contact."""
        phase = 4 * np.pi * (t - self.contact_time / 2) / self.stride
        return np.stack([np.zeros_like(t), self._hip_height() - self.bounce / 2 * np.cos(phase)], axis=-1)

    def _hip_height(self) -> float:
        """Height at which the knee has its given flexion at contact."""
        bend = np.deg2rad(self.knee_at_contact)
        reach = np.sqrt(THIGH**2 + SHANK**2 + 2 * THIGH * SHANK * np.cos(bend))
        drop = np.sqrt(reach**2 - self.ahead**2)
        phase = 4 * np.pi * (-self.contact_time / 2) / self.stride
        ankle = _turn(-HEEL if self.foot_pitch >= 0 else -TOE, self.foot_pitch)[1]
        return float(ankle + drop + self.bounce / 2 * np.cos(phase))

    def foot(self, t: Array, right: bool) -> tuple[Array, Array]:
        """``(T, 2)`` ankle and ``(T,)`` foot pitch (degrees) of a leg."""
        shifted = t if right else t - self.stride / 2
        phase = np.mod(shifted, self.stride)
        ankle, pitch = self._stance(np.minimum(phase, self.contact_time))
        swing = phase > self.contact_time
        share = (phase[swing] - self.contact_time) / (self.stride - self.contact_time)
        ankle[swing], pitch[swing] = self._swing(share)
        return ankle, pitch

    def _stance(self, since: Array) -> tuple[Array, Array]:
        u = since / self.contact_time
        down = self.foot_pitch * (1 - _smooth(u / 0.2))
        up = -55.0 * np.clip((u - 0.5) / 0.5, 0, 1) ** 1.7
        pitch = np.where(u < 0.35, down, up)
        heel = self.ahead + _turn(HEEL, self.foot_pitch)[0] - self.speed * since
        # The foot takes up the belt's speed within 30 ms; until then it slides on by at most 2 % of the leg.
        heel = heel + 0.35 * self.speed * 0.03 / 2 * (1 - (1 - np.clip(since / 0.03, 0, 1)) ** 2)
        heel_point = np.stack([heel, np.zeros_like(heel)], axis=-1)
        toe_point = heel_point + (TOE - HEEL)
        about_heel = heel_point - _turn(HEEL, pitch)
        about_toe = toe_point - _turn(TOE, pitch)
        return np.where((pitch >= 0)[:, None], about_heel, about_toe), pitch

    def _swing(self, share: Array) -> tuple[Array, Array]:
        step = 1e-4
        ends = np.array([self.contact_time - step, self.contact_time, 0.0, step])
        ankle, pitch = self._stance(ends)
        state = np.concatenate([ankle, pitch[:, None]], axis=1)
        span = self.stride - self.contact_time
        leave, land = (state[1] - state[0]) / step * span, (state[3] - state[2]) / step * span
        land[1] = -0.5 * span  # still coming down
        s = share[:, None]
        h00, h10 = 2 * s**3 - 3 * s**2 + 1, s**3 - 2 * s**2 + s
        h01, h11 = -2 * s**3 + 3 * s**2, s**3 - s**2
        path = h00 * state[1] + h10 * leave + h01 * state[2] + h11 * land
        lift = np.sin(np.pi * share) ** 2
        path[:, 1] += self.lift * lift * (1.25 - share)
        path[:, 2] += -25 * lift * (1 - share) ** 2
        return path[:, :2], path[:, 2]

    def landmarks(self, t: Array) -> Array:
        """``(T, 33, 2)`` all landmarks; the right leg is the near one for a runner who faces right."""
        out = np.zeros((len(t), COUNT, 2))
        hip = self.hip(t)
        trunk = _turn(np.array([0.0, SHOULDER_UP]), np.full(len(t), -self.lean))
        ear = hip + trunk + _turn(np.array([0.0, 0.22]), np.full(len(t), -self.lean - self.neck))
        out[:] = ear[:, None]
        out[:, Landmark.NOSE] = ear + np.array([0.13, -0.03])
        for side, right in (("right", True), ("left", False)):
            ankle, pitch = self.foot(t, right)
            out[:, index("hip", side)] = hip
            out[:, index("shoulder", side)] = hip + trunk
            out[:, index("ear", side)] = ear
            out[:, index("ankle", side)] = ankle
            out[:, index("heel", side)] = ankle + _turn(HEEL, pitch)
            out[:, index("toe", side)] = ankle + _turn(TOE, pitch)
            out[:, index("knee", side)] = _knee(hip, ankle)
            swing = -25 * np.cos(2 * np.pi * t / self.stride + (0 if right else np.pi)) - 10
            elbow = hip + trunk + _turn(np.array([0.0, -0.33]), swing)
            out[:, index("elbow", side)] = elbow
            out[:, index("wrist", side)] = elbow + _turn(np.array([0.0, -0.28]), swing + 85)
        return out


def _turn(vector: Array, angle_deg: Array | float) -> Array:
    """Turn a vector counter-clockwise (toes up) by one angle or by many."""
    a = np.deg2rad(np.asarray(angle_deg))
    cos, sin = np.cos(a), np.sin(a)
    return np.stack([cos * vector[0] - sin * vector[1], sin * vector[0] + cos * vector[1]], axis=-1)


def _smooth(x: Array) -> Array:
    x = np.clip(x, 0, 1)
    return x * x * (3 - 2 * x)


def _knee(hip: Array, ankle: Array) -> Array:
    """Knee ahead of the line from hip to ankle."""
    line = ankle - hip
    length = np.minimum(np.linalg.norm(line, axis=-1), (THIGH + SHANK) * 0.9999)
    along = (THIGH**2 - SHANK**2 + length**2) / (2 * length)
    off = np.sqrt(np.maximum(THIGH**2 - along**2, 0))
    unit = line / np.linalg.norm(line, axis=-1, keepdims=True)
    ahead = np.stack([-unit[:, 1], unit[:, 0]], axis=-1)
    return np.asarray(hip + unit * along[:, None] + ahead * off[:, None])


@dataclass(frozen=True)
class Camera:
    """How the landmarks come into the picture.

    Attributes
    ----------
    fps, seconds
        Frame rate and length.
    roll
        Tilt of the picture: true vertical lies this many degrees clockwise of the picture's.
    facing
        ``right`` or ``left`` (the whole scene mirrored, so near and far legs change places).
    leg_px
        Leg length, pixels.
    noise_px
        Standard deviation of landmark noise.
    slow
        How many times slower than life the film plays.
    """

    fps: float = 60.0
    seconds: float = 8.0
    roll: float = 0.0
    facing: str = "right"
    leg_px: float = 300.0
    shift: tuple[float, float] = (640.0, 800.0)
    noise_px: float = 0.0
    slow: float = 1.0
    seed: int = 0

    def times(self) -> Array:
        """``(T,)`` stamps of the film."""
        return np.arange(int(self.seconds * self.fps)) / self.fps


def film(runner: Runner, camera: Camera = Camera(), stamps: Array | None = None) -> PoseTrack:
    """Return the landmarks as a pose engine would give them, at even times or at the given stamps."""
    t = camera.times() if stamps is None else stamps
    body = runner.landmarks(t / camera.slow)
    if camera.facing == "left":
        body = body * np.array([-1.0, 1.0])
        swap = np.arange(COUNT)
        for joint in ("ear", "shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel", "toe"):
            a, b = index(joint, "left"), index(joint, "right")
            swap[a], swap[b] = b, a
        body = body[:, swap]
    xy = _projected(body, camera)
    if camera.noise_px:
        xy = xy + np.random.default_rng(camera.seed).normal(0, camera.noise_px, xy.shape)
    near = 1.0 if camera.facing == "right" else -1.0
    world = np.zeros((len(t), COUNT, 3))
    for joint in ("shoulder", "hip"):
        world[:, index(joint, "left"), 2] = 0.24 * near
    visibility = np.full((len(t), COUNT), 0.95)
    return PoseTrack(t, xy, visibility, world, WIDTH, HEIGHT)


def _projected(body: Array, camera: Camera) -> Array:
    """Film a body that has width with a phone at hip height whose picture shows the belt at `camera.shift`.

    `body` is ``(T, 33, 2)`` leg lengths, x to the right of the picture, y up.
    """
    middle, focal = np.array([WIDTH, HEIGHT]) / 2, FOCAL * WIDTH
    a, leg = np.deg2rad(camera.roll), camera.leg_px / focal
    hip = np.array([0.0, np.median(body[:, index("hip", camera.facing), 1])])
    turned = np.array([hip[1] * np.sin(a), -hip[1] * np.cos(a)])
    place = (np.asarray(camera.shift) + camera.leg_px * turned - middle) / focal  # of the hips
    pitch = float(np.arctan(place[1]))
    # The roll that makes true vertical lean by camera.roll in the middle of the trunk.
    trunk = place + leg * SHOULDER_UP / 2 * np.array([np.sin(a), -np.cos(a)])
    roll = a + np.arcsin(np.tan(pitch) * (trunk[0] * np.cos(a) + trunk[1] * np.sin(a)))
    up, along, away = (np.array(axis) for axis in world_axes(*map(np.array, (roll, pitch, 0.0))))
    ray = np.array([*place, 1.0])
    start = np.array([ray @ along, ray @ up]) / (ray @ away)
    flat = start + leg * (body - hip)
    aside = np.zeros(COUNT)
    for joint, distance in (("hip", 0.10), ("knee", 0.06), ("ankle", 0.045), ("heel", 0.045), ("toe", 0.05)):
        for side in ("left", "right"):
            aside[index(joint, side)] = distance if side == camera.facing else -distance
    deep = np.broadcast_to((1.0 - leg * aside)[:, None], flat[..., :1].shape)
    seen = flat[..., :1] * along + flat[..., 1:] * up + deep * away
    xy = np.asarray(focal * seen[..., :2] / seen[..., 2:] + middle)
    apart = 0.0175 * SHOULDER_UP * camera.leg_px  # what a pose model sees of shoulders from the side
    xy[:, index("shoulder", "left"), 0] += apart
    xy[:, index("shoulder", "right"), 0] -= apart
    return xy


def swapped(track: PoseTrack, frames: NDArray[np.bool_], joints: tuple[str, ...]) -> PoseTrack:
    """Exchange left and right joints in some frames, as pose models do."""
    xy = track.xy.copy()
    for joint in joints:
        a, b = index(joint, "left"), index(joint, "right")
        xy[frames, a], xy[frames, b] = xy[frames, b], xy[frames, a]
    return replace(track, xy=xy)
