"""What is true in a clip: events, and every measure by the very definitions of the metrics."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import numpy as np

from formcheck.gait import Activity, Events, Gait
from formcheck.metrics import measure
from formcheck.motion import LEGS, Facing, Level, Motion, Repairs, Scale, Side, TimeFactor
from formcheck.pose.landmarks import Landmark, index
from sample_videos.renderer.drawing.film import frame_times, runner
from sample_videos.renderer.known.anatomy import Definition, landmarks, places
from sample_videos.renderer.known.outline import Outline, back_outline
from sample_videos.renderer.known.rear import rear_measures
from sample_videos.renderer.movement.kinematics import Kinematics
from sample_videos.renderer.movement.rotation import Array
from sample_videos.renderer.people.dress import bare, dress
from sample_videos.renderer.scene.clip import Clip

_RATE = 240.0
_CONDITIONS = ("shutter", "light", "noise", "rate_jitter", "crf", "defocus")


def _near(clip: Clip) -> Side:
    return "right" if np.cos(np.deg2rad(clip.camera.azimuth)) > -1e-6 else "left"


def _leg_m(points: Array, side: str) -> float:
    hip, knee, ankle = (points[:, index(joint, side), :2] for joint in ("hip", "knee", "ankle"))
    lengths = np.linalg.norm(hip - knee, axis=1) + np.linalg.norm(knee - ankle, axis=1)
    return float(np.median(lengths))


def _events(motion: Kinematics, sign: float, stop: float, slowed: float) -> Events:
    """Contacts and toe-offs of one side (+1 right) up to a time, on the film's clock."""
    mine = motion.steps.of(sign)
    contact, toe_off = (
        x[mine][(x[mine] >= 0) & (x[mine] <= stop)] * slowed
        for x in (motion.steps.contact, motion.steps.toe_off)
    )
    return Events(contact, toe_off, 0.0, 0.0, 0.0, 0.0)


def motion_and_gait(clip: Clip, definition: Definition = "surface") -> tuple[Motion, Gait, float]:
    """Return the exact motion and gait of a clip on the film's clock, and the leg length in metres."""
    body, motion = runner(clip)
    t = np.arange(0.0, clip.seconds / clip.slowed, 1 / _RATE)
    points = landmarks(body, motion.bones(t), definition)
    near = _near(clip)
    leg = _leg_m(points, near)
    slowed = clip.slowed
    events = {side: _events(motion, sign, t[-1], slowed) for side, sign in (("right", 1.0), ("left", -1.0))}
    contacts = np.sort(np.concatenate([one.initial_contact_s for one in events.values()]))
    step = float(np.diff(contacts).mean())
    known = np.isfinite(points[0, :, 0]).astype(np.float64)
    exact = Motion(
        t=t * slowed,
        xy=points[..., :2] / leg,
        near=near,
        step_s=step,
        leg_px=leg * clip.camera.focal / clip.camera.distance,
        view="side",
        facing=Facing(near, "known"),
        level=Level(0.0, 0.0, "user"),
        scale=Scale(leg / (leg * clip.camera.focal / clip.camera.distance), "height"),
        time_factor=TimeFactor(slowed, True, "capture rate"),
        repairs=Repairs(0.0, 0.0, 0.0, 1.0),
        visible=known,
        pixels=points[..., :2],
        confidence=1.0,
    )
    name: Any = clip.form.gait
    gait = Gait(
        Activity(name, "known"),
        events[near],
        events["left" if near == "right" else "right"],
        "",
        len(contacts),
        60 / step,
        0.0,
    )
    return exact, gait, leg


def _rounded(values: Array) -> list[float]:
    return [round(float(x), 4) for x in values]


def _measures(motion: Motion, gait: Gait) -> dict[str, dict[str, Any]]:
    out: dict[str, dict[str, Any]] = {}
    for one in measure(motion, gait):
        entry = out.setdefault(one.name, {"unit": one.unit})
        entry[one.leg or "value"] = None if one.value is None else round(one.value, 2)
    return out


def _outlines(clip: Clip) -> dict[str, Any]:
    body, motion = runner(clip)
    skins = {"skin": bare(body), "clothes": dress(body, clip.worn)}
    found = {name: back_outline(body, motion, one) for name, one in skins.items()}
    return {"rows": _numbers(found["skin"].rows, 2)} | {name: _outline(one) for name, one in found.items()}


def _outline(one: Outline) -> dict[str, list[float | None]]:
    return {"behind": _numbers(one.behind, 4), "spread": _numbers(one.spread, 4)}


def _numbers(values: Array, digits: int) -> list[float | None]:
    return [round(float(x), digits) if np.isfinite(x) else None for x in values]


def _told(events: Events | None) -> dict[str, list[float]]:
    assert events is not None
    return {
        "initial_contact_s": _rounded(events.initial_contact_s),
        "toe_off_s": _rounded(events.toe_off_s),
    }


def truth(clip: Clip, name: str) -> dict[str, Any]:
    """Return what goes into ``NAME.json``."""
    motion, gait, leg = motion_and_gait(clip)
    by_joints, _, _ = motion_and_gait(clip, "joints")
    camera, form = clip.camera, clip.form
    rear = abs(np.cos(np.deg2rad(camera.azimuth))) < 0.5
    return {
        "clip": f"{name}.mp4",
        "kind": "rendered",
        "tells": clip.tells,
        "frames": len(frame_times(clip)),
        "fps": clip.fps,
        "width": camera.width,
        "height": camera.height,
        "view": "rear" if rear else "side",
        "facing": "unclear" if rear else motion.near,
        "activity": form.gait,
        "time_factor": clip.slowed,
        "roll_deg": round(camera.roll_at(np.array([0.0, 1.1, 0.0])), 2),
        "near_leg": motion.near,
        "belt_speed_kmh": round(form.speed * 3.6, 2),
        "leg_length_m": round(leg, 4),
        "m_per_px_at_runner": round(camera.distance / camera.focal, 6),
        "events": {side: _told(gait.events(side)) for side in LEGS},
        "measurements": _measures(motion, gait),
        "measurements_by_joints": _measures(by_joints, gait),
        "rear": rear_measures(*runner(clip)),
        "back_outline": _outlines(clip),
        "body": clip.body,
        "camera": {
            key: getattr(camera, key) for key in ("azimuth", "distance", "level", "aim", "span", "roll")
        },
        "conditions": {key: getattr(clip, key) for key in _CONDITIONS}
        | {"rails": clip.rails is not None, "passer_by": clip.passer_by is not None},
        "outfit": asdict(clip.worn),
        "parameters": {key: getattr(form, key) for key in form.__dataclass_fields__},
        "notes": "World plane, landmarks by anatomy (renderer/anatomy.py), measured by formcheck.metrics.",
    }


def landmark_pixels(clip: Clip) -> dict[str, Any]:
    """Return what goes into ``NAME.landmarks.json``: each landmark's pixels in each frame."""
    body, motion = runner(clip)
    numbers = sorted(places(body))
    points = landmarks(body, motion.bones(frame_times(clip)))[:, numbers]
    pixels = clip.camera.project(points)[0]
    return {
        "landmarks": [Landmark(number).name.lower() for number in numbers],
        "frames": [[[round(float(c), 1) for c in p] for p in frame] for frame in pixels],
    }
