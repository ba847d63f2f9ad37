"""Dress a body: cloth, shoes and hair are its own skin, set off a little and coloured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sample_videos.renderer.body import Body
from sample_videos.renderer.outfit import Outfit
from sample_videos.renderer.rotation import Array
from sample_videos.renderer.skeleton import SIDES

Mask = NDArray[np.bool_]
_HAIRLINE = ((0, 0.25, 0.45, 0.55, 0.62, 0.80, 1.0), (0.015, 0.03, 0.075, 0.115, 0.145, 0.165, 0.20))
_SHOE_TOP, _SOCK_TOP = 0.088, 0.15
_FINGER_BEND = 34.0  # degrees at each finger joint
_WHITE, _IRIS = (236, 236, 234), (52, 42, 36)


@dataclass(frozen=True)
class Dressed:
    """A dressed body at rest: ``(V, 3)`` vertices, ``(F, 4)`` quads and their colours ``(F, 3)``."""

    vertices: Array
    faces: NDArray[np.int64]
    colours: Array


def vertex_normals(vertices: Array, faces: NDArray[np.int64], gather: Any) -> Array:
    """``(V, 3)`` outward normals; `gather` is ``(V, F)``, from `incidence`."""
    a, b, c, d = (vertices[faces[:, i]] for i in range(4))
    normals = gather @ np.cross(c - a, d - b)
    return np.asarray(normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12))


def incidence(faces: NDArray[np.int64], count: int) -> Any:
    """Sparse ``(V, F)`` matrix: which faces meet at each vertex."""
    from scipy.sparse import csr_matrix

    column = np.repeat(np.arange(len(faces)), 4)
    return csr_matrix((np.ones(faces.size, np.float32), (faces.ravel(), column)), (count, len(faces)))


def _along(body: Body, start: str, end: str) -> Array:
    """Share of the way from one joint to the other, of each vertex."""
    way = body.head_of(end) - body.head_of(start)
    return np.asarray((body.mesh.vertices - body.head_of(start)) @ way / (way @ way))


def _cloth(body: Body, outfit: Outfit) -> tuple[Mask, Mask]:
    """Vertices under the top and under the trousers."""
    v = body.mesh.vertices
    neck, y = body.head_of("Neck"), v[:, 1]
    trunk = body.bone("Hips", "Spine", "Spine1", "Spine2", "RightShoulder", "LeftShoulder")
    thigh = body.bone("RightUpLeg", "LeftUpLeg")
    top = trunk + thigh > 0.5
    bottom = (body.bone("Hips") > 0.3) & (y <= body.head_of("Hips")[1] + 0.03)
    for side, _ in SIDES:
        upper = body.bone(side + "Arm", side + "Shoulder", side + "ForeArm") > 0.3
        to_elbow = _along(body, side + "Arm", side + "ForeArm")
        to_hand = _along(body, side + "ForeArm", side + "Hand")
        if outfit.sleeve > 1:
            top |= upper & (to_hand < 0.92)
        elif outfit.sleeve > 0:
            top |= upper & (to_elbow < outfit.sleeve)
        else:
            top &= ~((body.bone(side + "Arm") > 0.35) | (upper & (to_elbow > 0.02)))
        leg = body.bone(side + "UpLeg", side + "Leg")
        down = _along(body, side + "UpLeg", side + "Leg")
        down = np.where(down > 1, 1 + _along(body, side + "Leg", side + "Foot"), down)
        bottom |= (down < outfit.leg) & (leg > 0.2)
    top &= (y > body.head_of("RightUpLeg")[1] - 0.02) & (body.bone("Head") < 0.3)
    collar = (np.hypot(v[:, 0] - neck[0], v[:, 2]) < 0.055) & (y > neck[1] - 0.04)
    top &= ~collar & ~((y > neck[1] - 0.025) & (body.bone("Neck") > 0.4))
    return top, bottom & ~top


def _hair(body: Body) -> Mask:
    v, head = body.mesh.vertices, body.bone("Head") > 0.5
    front, back = v[head, 0].max(), v[head, 0].min()
    line = np.interp((v[:, 0] - back) / (front - back), *_HAIRLINE) * body.recipe.stature / 1.79
    ear = head & (np.abs(v[:, 2]) > np.percentile(np.abs(v[head, 2]), 97.5))
    return np.asarray(head & (v[:, 1] > body.head_of("Head")[1] + line) & ~ear)


def _set_off(body: Body, outfit: Outfit, masks: dict[str, Mask], normals: Array) -> Array:
    v = body.mesh.vertices.copy()
    y = body.mesh.vertices[:, 1]
    off = np.zeros(len(v))
    off[masks["top"]] = outfit.loose
    off[masks["bottom"]] = outfit.loose * (1.3 if outfit.leg < 1 else 0.5)
    belly = masks["top"] & (y < body.head_of("Spine1")[1])
    low, high = body.head_of("RightUpLeg")[1] - 0.03, body.head_of("Spine1")[1]
    off[belly] = outfit.loose * np.interp(y[belly], [low, high], [2.2, 1.2])
    off[masks["hair"]], off[masks["sock"]], off[masks["shoe"]] = 0.013, 0.003, 0.007
    if outfit.bun:
        head = body.bone("Head") > 0.5
        knot = np.array([v[head, 0].min(), v[head, 1].max() - 0.085, 0.0])
        near = np.linalg.norm(v - knot, axis=1)
        off += masks["hair"] * 0.075 * np.clip(1 - near / 0.055, 0, 1) ** 0.6
    v += normals * off[:, None]
    sole = body.skeleton.sole
    shoe = masks["shoe"]
    bottom = shoe & (y < 0.018)
    v[bottom, 1] = -sole
    middle = shoe & (y >= 0.018) & (y < 0.05)
    v[middle, 1] = np.interp(y[middle], [0.018, 0.05], [0.006, 0.052])
    # The sole's edge is rounded at heel and toe, as the kinematics take it.
    for side, _ in SIDES:
        ankle = body.head_of(side + "Foot")
        mine = bottom & (np.sign(v[:, 2]) == np.sign(ankle[2]))
        behind = np.clip((ankle[0] - body.skeleton.heel_back) - v[mine, 0], 0, 0.02)
        ahead = np.clip(v[mine, 0] - (ankle[0] + body.skeleton.toe_ahead), 0, 0.03)
        v[mine, 1] += 0.5 * behind + 0.5 * ahead
    return v


def _face(body: Body, outfit: Outfit, colours: Array, hair: Mask) -> None:
    """Eyes, brows and mouth."""
    mesh = body.mesh
    centre = mesh.vertices[mesh.faces].mean(1)
    eyes = mesh.part > 0
    colours[eyes] = _WHITE
    for part in (1, 2):
        mine = np.flatnonzero(mesh.part == part)
        colours[mine[np.argsort(centre[mine, 0])[-22:]]] = _IRIS
    eye_y, eye_x = centre[eyes, 1].mean(), centre[eyes, 0].max()
    up, z = centre[:, 1] - eye_y, np.abs(centre[:, 2])
    brow = ~eyes & ~hair & (np.abs(up - 0.022) < 0.0045) & (np.abs(z - 0.034) < 0.024)
    colours[brow & (centre[:, 0] > eye_x - 0.03)] = outfit.hair
    mouth = ~eyes & (np.abs(up + 0.072) < 0.008) & (z < 0.024) & (centre[:, 0] > eye_x - 0.012)
    colours[mouth] = np.array(outfit.skin) * [0.86, 0.68, 0.68]


def _curl(body: Body, vertices: Array) -> Array:
    """Half close the hands, as runners do."""
    from scipy.spatial.transform import Rotation

    vertices = vertices.copy()
    for side, _ in SIDES:
        hand = side + "Hand"
        across = body.head_of(hand + "Pinky1") - body.head_of(hand + "Index1")
        across = across / np.linalg.norm(across)
        along = body.head_of(hand + "Middle3") - body.head_of(hand + "Middle1")
        palm = np.cross(across, along)
        # The thumb lies on the palm's side of the hand.
        palm = palm * np.sign(palm @ (body.head_of(hand + "Thumb3") - body.head_of(hand + "Index1")))
        sign = np.sign(np.cross(across, along) @ palm)
        turn = Rotation.from_rotvec(across * np.deg2rad(_FINGER_BEND) * sign).as_matrix()
        for finger in ("Index", "Middle", "Ring", "Pinky"):
            for joint in (3, 2, 1):
                beyond = [f"{hand}{finger}{k}" for k in range(joint, 4)]
                pivot = body.head_of(beyond[0])
                share = body.bone(*beyond)[:, None]
                vertices += share * ((vertices - pivot) @ turn.T + pivot - vertices)
    return vertices


def dress(body: Body, outfit: Outfit) -> Dressed:
    """Put clothes on a body."""
    mesh = body.mesh
    y = mesh.vertices[:, 1]
    top, bottom = _cloth(body, outfit)
    feet = body.bone("RightFoot", "LeftFoot", "RightToeBase", "LeftToeBase")
    shoe = (feet > 0.45) & (y < _SHOE_TOP)
    sock = ~shoe & (feet + body.bone("RightLeg", "LeftLeg") > 0.5) & (y < _SOCK_TOP)
    masks = {"top": top, "bottom": bottom & ~sock, "hair": _hair(body), "sock": sock, "shoe": shoe}
    normals = vertex_normals(mesh.vertices, mesh.faces, incidence(mesh.faces, len(y)))
    vertices = _set_off(body, outfit, masks, normals)
    covers = {name: mask[mesh.faces].mean(1) > 0.5 for name, mask in masks.items()}
    covers["bottom"] = (masks["bottom"] | top)[mesh.faces].mean(1) > 0.5  # no skin between top and trousers
    colours = np.tile(np.array(outfit.skin, dtype=np.float64), (len(mesh.faces), 1))
    paint = {"bottom": outfit.bottom, "top": outfit.top, "hair": outfit.hair}
    paint |= {"sock": _WHITE, "shoe": outfit.shoe}
    for name, colour in paint.items():
        colours[covers[name]] = colour
    colours[covers["shoe"] & (vertices[mesh.faces][..., 1].mean(1) < 0.012)] = _WHITE
    _face(body, outfit, colours, covers["hair"])
    return Dressed(_curl(body, vertices), mesh.faces, colours)
