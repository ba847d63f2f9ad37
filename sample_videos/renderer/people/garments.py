"""Where clothes and hair end: fields over the skin at rest, in metres, positive under the garment."""

from __future__ import annotations

import numpy as np
from scipy.interpolate import PchipInterpolator

from sample_videos.renderer.movement.rotation import Array
from sample_videos.renderer.movement.skeleton import SIDES
from sample_videos.renderer.people.body import Body
from sample_videos.renderer.people.outfit import Outfit

FIELDS = ("top", "bottom", "sock", "shoe", "sole", "hair", "cap", "brow", "lips")
SOLE_TOP = 0.018  # skin below it is the shoe's sole
_HAIRLINE = ((0, 0.25, 0.45, 0.55, 0.62, 0.80, 1.0), (0.015, 0.03, 0.075, 0.115, 0.145, 0.165, 0.20))
_SHOE_TOP = ((-0.08, -0.05, 0.0, 0.05, 0.085, 0.13), (0.098, 0.088, 0.070, 0.085, 0.095, 0.095))
_SOCK_TOP = 0.15
_FAR = 0.1  # metres: any value away from a hem


def fields(body: Body, outfit: Outfit) -> Array:
    """``(V, K)`` value of each of `FIELDS` at the skin's vertices."""
    made = {
        "top": _top(body, outfit),
        "bottom": _bottom(body, outfit),
        "sock": np.where(_feet(body), _SOCK_TOP - body.mesh.vertices[:, 1], -_FAR),
        "shoe": _shoe(body),
        "sole": np.where(_feet(body), SOLE_TOP - body.mesh.vertices[:, 1], -_FAR),
        "hair": _hair(body),
        "cap": _cap(body) if outfit.cap else np.full(len(body.mesh.vertices), -_FAR),
    } | _face(body)
    return np.stack([made[name] for name in FIELDS], axis=1)


def down_leg(body: Body) -> Array:
    """``(V,)`` share of the thigh from hip to knee; over 1 that of the shank, plus 1."""
    out = np.zeros(len(body.mesh.vertices))
    for side, sign in SIDES:
        thigh = _along(body, side + "UpLeg", side + "Leg")
        shank = _along(body, side + "Leg", side + "Foot")
        mine = body.mesh.vertices[:, 2] * sign >= 0
        out[mine] = np.where(thigh > 1, 1 + np.maximum(shank, 0), thigh)[mine]
    return out


def trunk(body: Body) -> Array:
    """``(V,)`` 1 on the trunk, falling to 0 on arms and head."""
    return 1 - np.clip(_arms(body) + body.bone("Head", "Neck"), 0, 1)


def _along(body: Body, start: str, end: str) -> Array:
    """Share of the way from one joint to the other, of each vertex."""
    way = body.head_of(end) - body.head_of(start)
    return np.asarray((body.mesh.vertices - body.head_of(start)) @ way / (way @ way))


def _arms(body: Body) -> Array:
    bones = [name for name in body.mesh.rig.names if "Arm" in name or "Hand" in name]
    return body.bone(*bones)


def _feet(body: Body) -> Array:
    return np.asarray(body.mesh.vertices[:, 1] < body.head_of("RightLeg")[1] - 0.1)


def _top(body: Body, outfit: Outfit) -> Array:
    v = body.mesh.vertices
    neck = body.head_of("Neck")
    hem = body.head_of("RightUpLeg")[1] - 0.015 - 0.8 * outfit.loose
    # A little longer behind.
    field = np.where(_arms(body) < 0.5, v[:, 1] - hem - 0.1 * v[:, 0], _FAR)
    # A bowl round the neck, deeper in front, that opens upwards.
    rel = v - neck - [0.0, 0.012, 0.0]
    depth = np.where(rel[:, 0] > 0, 0.75, 1.6) * (1.0 if outfit.sleeve > 0 else 0.72)
    wide = (0.066 if outfit.sleeve > 0 else 0.076) * body.recipe.stature / 1.75
    bowl = np.sqrt(rel[:, 0] ** 2 + rel[:, 2] ** 2 + (np.minimum(rel[:, 1], 0) * depth) ** 2)
    field = np.minimum(field, bowl - wide - 1.5 * np.maximum(rel[:, 1], 0) - 0.3 * body.bone("Head"))
    return np.minimum(field, _sleeve(body, outfit) if outfit.sleeve > 0 else _armhole(body))


def _sleeve(body: Body, outfit: Outfit) -> Array:
    field = np.full(len(body.mesh.vertices), _FAR)
    for side, _ in SIDES:
        arm, hand = side + "Arm", side + "Hand"
        limb = [name for name in body.mesh.rig.names if name.startswith((arm, side + "ForeArm", hand))]
        mine = body.bone(*limb) > 0.25
        if outfit.sleeve > 1:
            start, end, share = side + "ForeArm", hand, 0.92
        else:
            start, end, share = arm, side + "ForeArm", outfit.sleeve
        length = np.linalg.norm(body.head_of(end) - body.head_of(start))
        field[mine] = ((share - _along(body, start, end)) * length)[mine]
    return field


def _armhole(body: Body) -> Array:
    """Half the width of a singlet less the way from the middle."""
    v, arms = body.mesh.vertices, _arms(body)
    arm = body.head_of("RightArm")
    across = arm[2]
    wide = PchipInterpolator(
        [-0.14, -0.10, -0.05, 0.0, 0.06], across * np.array([1.12, 0.98, 0.80, 0.73, 0.68])
    )
    height = v[:, 1] - arm[1]
    field = wide(np.clip(height, -0.14, 0.06)) - np.abs(v[:, 2])
    field = np.where((height < -0.12) & (arms < 0.5), _FAR, field)
    return np.where((arms > 0.75) | ((height < -0.12) & (arms >= 0.5)), -_FAR, field)


def _bottom(body: Body, outfit: Outfit) -> Array:
    """No skin shows between top and trousers, so these reach up under it."""
    v, down = body.mesh.vertices, down_leg(body)
    length = body.skeleton.thigh
    field = (outfit.leg - down) * length
    waist = body.head_of("Spine")[1] + 0.02
    field = np.minimum(field, waist - v[:, 1])
    return np.where(_arms(body) < 0.5, field, -_FAR)


def _shoe(body: Body) -> Array:
    v = body.mesh.vertices
    ahead = v[:, 0] - body.head_of("RightFoot")[0]
    line = PchipInterpolator(*_SHOE_TOP)(np.clip(ahead, -0.08, 0.13))
    return np.where(_feet(body), line - v[:, 1], -_FAR)


def _hair(body: Body) -> Array:
    v, head = body.mesh.vertices, body.bone("Head") > 0.5
    scale = body.recipe.stature / 1.79
    front, back = v[head, 0].max(), v[head, 0].min()
    share = np.clip((v[:, 0] - back) / (front - back), 0, 1)
    field = v[:, 1] - body.head_of("Head")[1] - PchipInterpolator(*_HAIRLINE)(share) * scale
    # The temples: hair stands further back at the side than in the middle.
    ear = v[head & (np.abs(v[:, 2]) > np.percentile(np.abs(v[head, 2]), 97.5))]
    x, y = (ear[:, :2].min(0) + ear[:, :2].max(0)) / 2
    oval = np.hypot((v[:, 0] - x + 0.004) / 0.022, (v[:, 1] - y) / 0.040)
    aside = np.abs(v[:, 2]) > 0.05
    field = np.where(aside, np.minimum(field, (oval - 1) * 0.022 * scale), field)
    return np.where(body.bone("Head", "Neck") > 0.5, field, -_FAR)


def _cap(body: Body) -> Array:
    v, head = body.mesh.vertices, body.bone("Head") > 0.5
    front, back = v[head, 0].max(), v[head, 0].min()
    line = np.interp(v[:, 0], [back, front], [0.112, 0.080]) * body.recipe.stature / 1.79
    return np.where(head, v[:, 1] - v[head, 1].max() + line, -_FAR)


def _face(body: Body) -> dict[str, Array]:
    mesh = body.mesh
    v, eyes = mesh.vertices, mesh.vertices[np.unique(mesh.faces[mesh.part > 0])]
    up, z = v[:, 1] - eyes[:, 1].mean(), np.abs(v[:, 2])
    before = (v[:, 0] > eyes[:, 0].max() - 0.03) & (body.bone("Head") > 0.5)
    arch = 0.0225 + 0.003 * np.cos((z - 0.036) / 0.024 * 1.5)
    brow = (1 - np.hypot((up - arch) / 0.0042, (z - 0.034) / 0.023)) * 0.004
    lips = (1 - np.hypot((up + 0.071) / 0.0095, z / 0.025)) * 0.009
    fore = before & (v[:, 0] > eyes[:, 0].max() - 0.012)
    return {"brow": np.where(before, brow, -_FAR), "lips": np.where(fore, lips, -_FAR)}
