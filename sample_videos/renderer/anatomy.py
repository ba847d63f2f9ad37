"""Where landmarks lie on a body, by anatomy: fixed on the bare body at rest, before any model was asked.

hip: middle of the skin (fore and aft) at the greater trochanter, that is within 25 mm of the outermost skin
at the height of the hip joint, in the joint's own sagittal plane; shoulder: topmost skin above the arm joint
(acromion); knee: middle of the skin's section at the knee joint; ankle: outermost skin within 2 cm of the
ankle joint's height (lateral malleolus); heel: hindmost skin below 4 cm; toe: foremost skin of the foot; ear:
front of the ear at its middle height (tragus); nose: foremost skin of the head on the middle line; elbow and
wrist: the rig's joints. Each point is carried by one bone.
"""

from __future__ import annotations

import numpy as np

from formcheck.pose.landmarks import COUNT, Landmark, index
from sample_videos.renderer.body import Body
from sample_videos.renderer.kinematics import Bones
from sample_videos.renderer.rotation import Array, turned
from sample_videos.renderer.skeleton import SIDES

Place = tuple[str, Array]


def _side(body: Body, side: str, sign: float) -> dict[str, Place]:
    v = body.mesh.vertices
    mine = v[:, 2] * sign > 0
    hip, knee, ankle = (body.skeleton.joints[side + name] for name in ("UpLeg", "Leg", "Foot"))
    arm = body.skeleton.joints[side + "Arm"]

    def near(height: float, within: float, bones: tuple[str, ...]) -> Array:
        return np.asarray(v[mine & (np.abs(v[:, 1] - height) < within) & (body.bone(*bones) > 0.5)])

    thigh = near(hip[1], 0.02, ("Hips", side + "UpLeg"))
    trochanter = thigh[np.abs(thigh[:, 2]) > np.abs(thigh[:, 2]).max() - 0.025]
    section = near(knee[1], 0.015, (side + "UpLeg", side + "Leg"))
    shank = near(ankle[1], 0.02, (side + "Leg", side + "Foot"))
    foot = v[mine & (body.bone(side + "Foot", side + "ToeBase") > 0.5) & (v[:, 1] < 0.04)]
    over_arm = v[mine & (np.hypot(v[:, 0] - arm[0], v[:, 2] - arm[2]) < 0.015) & (v[:, 1] > arm[1])]
    head = v[mine & (body.bone("Head") > 0.5)]
    ear = head[np.abs(head[:, 2]) > np.percentile(np.abs(head[:, 2]), 95)]
    return {
        "hip": ("Hips", np.array([_mid(trochanter[:, 0]), hip[1], hip[2]])),
        "shoulder": (side + "Shoulder", np.array([arm[0], over_arm[:, 1].max(), arm[2]])),
        "knee": (side + "UpLeg", np.array([_mid(section[:, 0]), knee[1], knee[2]])),
        "ankle": (side + "Leg", shank[np.abs(shank[:, 2]).argmax()]),
        "heel": (side + "Foot", foot[foot[:, 0].argmin()]),
        "toe": (side + "ToeBase", foot[foot[:, 0].argmax()]),
        "ear": ("Head", np.array([ear[:, 0].max(), _mid(ear[:, 1]), float(np.median(ear[:, 2]))])),
        "elbow": (side + "ForeArm", body.skeleton.joints[side + "ForeArm"]),
        "wrist": (side + "Hand", body.skeleton.joints[side + "Hand"]),
    }


def _mid(values: Array) -> float:
    return float(values.min() + values.max()) / 2


def places(body: Body) -> dict[int, Place]:
    """Return the bone that carries each landmark and its place at rest."""
    found: dict[int, Place] = {}
    for side, sign in SIDES:
        for joint, place in _side(body, side, sign).items():
            found[index(joint, side.lower())] = place
    v = body.mesh.vertices
    face = v[(body.bone("Head") > 0.5) & (np.abs(v[:, 2]) < 0.006)]
    face = face[face[:, 1] > body.head_of("Head")[1] + 0.02]
    found[int(Landmark.NOSE)] = ("Head", face[face[:, 0].argmax()])
    return found


def landmarks(body: Body, bones: Bones) -> Array:
    """``(T, 33, 3)`` landmarks in the world, metres; NaN where none is defined."""
    count = len(bones.joints["Hips"])
    out = np.full((count, COUNT, 3), np.nan)
    for number, (bone, place) in places(body).items():
        lever = place - body.skeleton.joints[bone]
        out[:, number] = bones.joints[bone] + turned(bones.turns[bone], lever)
    return out
