"""Where landmarks lie on a body, by anatomy: fixed on the bare body at rest, before any model was asked.

knee, ankle, elbow, wrist
    The joint's own axis. At the knee it runs through the femoral epicondyles (Churchill et al., Clin Orthop
    1998, 356:111), at the ankle just below the tips of both malleoli (Isman and Inman 1969): what a finger
    would find from the side. The skin tells less: the outermost vertex at the ankle lies on the malleolus
    in the women and 2 cm ahead of it in the men, and the section at the knee holds patella and calf.
hip
    The greater trochanter, at the height of the hip joint, 58 % of the body's depth ahead of the hindmost
    skin: the middle of the outermost skin there, taken over the six bodies (0.53 to 0.62 on each; fat moves
    it).
shoulder, heel, toe, ear, nose
    Topmost skin above the arm joint (acromion); hindmost skin below 4 cm; foremost skin of the foot; front of
    the ear at its middle height (tragus); foremost skin of the head on the middle line.

`Definition` ``"joints"`` puts hip and shoulder on the rig's joints as well, to show how much of an error
hangs on the choice. Each point is carried by one bone.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from formcheck.pose.landmarks import COUNT, Landmark, index
from sample_videos.renderer.movement.kinematics import Bones
from sample_videos.renderer.movement.rotation import Array, turned
from sample_videos.renderer.movement.skeleton import SIDES
from sample_videos.renderer.people.body import Body

Place = tuple[str, Array]
Definition = Literal["surface", "joints"]
_AXES = {"knee": "Leg", "ankle": "Foot", "elbow": "ForeArm", "wrist": "Hand"}
_TROCHANTER = 0.58  # share of the body's depth, from behind
_JOINTS = {"hip": "UpLeg", "shoulder": "Arm"}


def _side(body: Body, side: str, sign: float) -> dict[str, Place]:
    v = body.mesh.vertices
    mine = v[:, 2] * sign > 0
    hip, arm = (body.skeleton.joints[side + name] for name in ("UpLeg", "Arm"))
    level = v[mine & (np.abs(v[:, 1] - hip[1]) < 0.02) & (body.bone("Hips", side + "UpLeg") > 0.5), 0]
    trochanter = level.min() + _TROCHANTER * np.ptp(level)
    foot = v[mine & (body.bone(side + "Foot", side + "ToeBase") > 0.5) & (v[:, 1] < 0.04)]
    over_arm = v[mine & (np.hypot(v[:, 0] - arm[0], v[:, 2] - arm[2]) < 0.015) & (v[:, 1] > arm[1])]
    head = v[mine & (body.bone("Head") > 0.5)]
    ear = head[np.abs(head[:, 2]) > np.percentile(np.abs(head[:, 2]), 95)]
    on_skin = {
        "hip": ("Hips", np.array([trochanter, hip[1], hip[2]])),
        "shoulder": (side + "Shoulder", np.array([arm[0], over_arm[:, 1].max(), arm[2]])),
        "heel": (side + "Foot", foot[foot[:, 0].argmin()]),
        "toe": (side + "ToeBase", foot[foot[:, 0].argmax()]),
        "ear": ("Head", np.array([ear[:, 0].max(), _mid(ear[:, 1]), float(np.median(ear[:, 2]))])),
    }
    return on_skin | _at_joints(body, side, _AXES)


def _at_joints(body: Body, side: str, names: dict[str, str]) -> dict[str, Place]:
    return {joint: (side + bone, body.skeleton.joints[side + bone]) for joint, bone in names.items()}


def _mid(values: Array) -> float:
    return float(values.min() + values.max()) / 2


def places(body: Body, definition: Definition = "surface") -> dict[int, Place]:
    """Return the bone that carries each landmark and its place at rest."""
    found: dict[int, Place] = {}
    for side, sign in SIDES:
        own = _side(body, side, sign)
        if definition == "joints":
            own |= _at_joints(body, side, _JOINTS)
        for joint, place in own.items():
            found[index(joint, side.lower())] = place
    v = body.mesh.vertices
    face = v[(body.bone("Head") > 0.5) & (np.abs(v[:, 2]) < 0.006)]
    face = face[face[:, 1] > body.head_of("Head")[1] + 0.02]
    found[int(Landmark.NOSE)] = ("Head", face[face[:, 0].argmax()])
    return found


def landmarks(body: Body, bones: Bones, definition: Definition = "surface") -> Array:
    """``(T, 33, 3)`` landmarks in the world, metres; NaN where none is defined."""
    count = len(bones.joints["Hips"])
    out = np.full((count, COUNT, 3), np.nan)
    for number, (bone, place) in places(body, definition).items():
        lever = place - body.skeleton.joints[bone]
        out[:, number] = bones.joints[bone] + turned(bones.turns[bone], lever)
    return out
