"""Dress a body: cloth, shoes and hair are its own skin, cut at the hems, set off a little and coloured."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sample_videos.renderer.movement.rotation import Array
from sample_videos.renderer.movement.skeleton import SIDES
from sample_videos.renderer.people.body import Body
from sample_videos.renderer.people.garments import FIELDS, SOLE_TOP, down_leg, fields, trunk
from sample_videos.renderer.people.hem import Faces, Parted, Patches, cut, part
from sample_videos.renderer.people.outfit import Outfit
from sample_videos.renderer.people.shape import (
    ball,
    hang,
    incidence,
    neighbours,
    peak,
    round_toes,
    vertex_normals,
)

_FINGER_BEND = 34.0  # degrees at each finger joint
_WEIGHT_ROUNDS = 30  # smoothing of what the hem hangs on: about 10 cm
_WHITE, _IRIS = (236, 236, 234), (52, 42, 36)
_SKIN, _HAIR, _CAP, _SOCK, _BOTTOM, _TOP, _SHOE, _SOLE = range(8)  # what lies over what
# How bright the narrow rim under each layer's edge is, against the layer.
_RIM = np.array([1.0, 0.8, 0.9, 0.75, 0.6, 0.6, 0.7, 1.0])
_LIFT = np.array([0.0, 0.001, 0.004, 0.002, 0.008, 0.016, 0.006, 0.004])


@dataclass(frozen=True)
class Dressed:
    """A dressed body at rest.

    Attributes
    ----------
    vertices
        ``(V, 3)`` metres.
    faces
        ``(F, 4)`` quads; a triangle repeats its last corner.
    colours
        ``(F, 3)`` red green blue.
    weights
        ``(V, B)`` share of each bone of the body's rig.
    lift
        ``(F,)`` how much nearer each face counts when it is painted, metres: cloth hides what it covers.
    """

    vertices: Array
    faces: Faces
    colours: Array
    weights: Array
    lift: Array


def bare(body: Body) -> Dressed:
    """Return a body with nothing on, colourless."""
    faces = body.mesh.faces
    none = np.zeros((len(faces), 3))
    return Dressed(body.mesh.vertices, faces, none, body.mesh.weights, none[:, 0])


def dress(body: Body, outfit: Outfit) -> Dressed:
    """Put clothes on a body."""
    patches = cut(body.mesh.faces, fields(body, outfit))
    layer = _layers(patches)
    parted = part(patches.faces, layer)
    fitting = _Fitting(body, outfit, patches, parted)
    vertices, weights = fitting.vertices(), fitting.weights()
    colours = _colours(body, outfit, patches, layer)
    rims = np.array(_palette(outfit))[parted.rim] * _RIM[parted.rim][:, None]
    over = np.concatenate([layer, parted.rim])
    lift = _LIFT[over] + 0.4 * outfit.loose * (over == _TOP)
    whole = Dressed(vertices, parted.faces, np.concatenate([colours, rims]), weights, lift)
    return _with_extras(body, outfit, whole)


def _layers(patches: Patches) -> Faces:
    inside = {name: patches.inside(k) for k, name in enumerate(FIELDS)}
    layer = np.full(len(patches.faces), _SKIN)
    for name, number in (("hair", _HAIR), ("cap", _CAP), ("sock", _SOCK), ("bottom", _BOTTOM), ("top", _TOP)):
        layer[inside[name]] = number
    layer[inside["shoe"]] = _SHOE
    layer[inside["shoe"] & inside["sole"]] = _SOLE
    return layer


class _Fitting:
    """Where the vertices of a dressed body go.

    Each is known by the skin under it and the layer it belongs to; a rim has those of the cloth it joins.
    """

    def __init__(self, body: Body, outfit: Outfit, patches: Patches, parted: Parted) -> None:
        self._body, self._outfit, self._patches, self._parted = body, outfit, patches, parted
        keys, self._place = np.unique(parted.owner * 8 + parted.layer, return_inverse=True)
        self._owner, self._layer = keys // 8, keys % 8
        curled = _curl(body)
        faces = body.mesh.faces
        normals = patches.mix @ vertex_normals(curled, faces, incidence(faces, len(curled)))
        normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12)
        skin = self._shod(patches.mix @ curled)
        self._skin, self._normals = skin[self._owner], normals[self._owner]

    def _shod(self, skin: Array) -> Array:
        ball_x = self._body.head_of("RightToeBase")[0]
        toes = np.clip((skin[:, 0] - ball_x + 0.02) / 0.04, 0, 1)
        shoe = self._patches.fields[:, FIELDS.index("shoe")] > 0
        return round_toes(skin, self._patches.faces, toes * shoe)

    def vertices(self) -> Array:
        """``(V, 3)`` at rest."""
        off = self._off()
        v = self._skin + self._normals * off[:, None]
        top, faces = self._top()
        # Cloth may come nearer to the skin than it was set off, but not at the hem.
        hem = self._body.head_of("RightUpLeg")[1]
        least = (off * np.interp(v[:, 1], [hem, hem + 0.1], [1.0, 0.5]))[top]
        rounds = int(2e5 * self._outfit.loose**2)
        hung = hang(v[top], self._skin[top], self._normals[top], least, faces, rounds)
        share = (self._patches.mix @ trunk(self._body))[self._owner][top, None]
        v[top] += share * (hung - v[top])
        self._sole(v)
        return np.asarray(v[self._place])

    def weights(self) -> Array:
        """``(V, B)`` share of each bone."""
        body, names = self._body, self._body.mesh.rig.names
        out = (self._patches.mix @ body.mesh.weights)[self._owner]
        top, faces = self._top()
        # A shirt's hem spans both thighs, and follows them only in part when it is loose.
        hip = body.head_of("RightUpLeg")[1]
        low = np.interp(self._skin[top, 1], [hip + 0.02, hip + 0.10], [1.0, 0.0])[:, None]
        mean = neighbours(faces, len(low))
        for _ in range(_WEIGHT_ROUNDS):
            out[top] += low * (mean @ out[top] - out[top])
        for side, _ in SIDES:
            thigh = out[top, names.index(side + "UpLeg")] * min(self._outfit.loose / 0.08, 0.3)
            out[top, names.index(side + "UpLeg")] -= thigh
            out[top, names.index("Hips")] += thigh
        return np.asarray(out[self._place])

    def _top(self) -> tuple[NDArray[np.bool_], Faces]:
        """Which vertices are the shirt's, and its faces among these."""
        top = self._layer == _TOP
        mine = self._place[self._parted.faces[: len(self._patches.faces)]]
        return top, (np.cumsum(top) - 1)[mine[top[mine].all(1)]]

    def _off(self) -> Array:
        """How far each vertex stands off the skin, metres."""
        body, outfit, layer = self._body, self._outfit, self._layer
        y = self._skin[:, 1]
        hair = self._patches.fields[self._owner, FIELDS.index("hair")]
        low, high = body.head_of("RightUpLeg")[1] - 0.03, body.head_of("Spine1")[1]
        down = (self._patches.mix @ down_leg(body))[self._owner]
        table = np.zeros((8, len(y)))
        table[_HAIR] = np.interp(hair, [0, 0.012, 0.035, 0.07], [0.0025, 0.007, 0.013, 0.016])
        table[_CAP] = 0.019
        table[_SOCK], table[_SHOE], table[_SOLE] = 0.003, 0.007, 0.007
        table[_BOTTOM] = 0.003
        if outfit.leg < 1:
            table[_BOTTOM] = outfit.loose_leg * np.interp(down / outfit.leg, [0.0, 1.0], [0.5, 1.2])
        # Trousers must not show through at the hem.
        over = 0.006 + (0.5 * outfit.loose_leg if outfit.leg < 1 else 0.003)
        # Cloth lies on the shoulders and hangs from there.
        neck = body.head_of("Neck")[1]
        heights = [low, high, neck - 0.16, neck - 0.05]
        loose = outfit.loose
        table[_TOP] = np.interp(y, heights, [max(0.9 * loose, over), loose, loose, min(loose, 0.005)])
        return np.asarray(table[layer, np.arange(len(y))])

    def _sole(self, v: Array) -> None:
        """Stand the shoes on flat soles."""
        skeleton = self._body.skeleton
        bottom = self._layer == _SOLE
        v[bottom, 1] = -skeleton.sole
        middle = (self._layer == _SHOE) & (self._skin[:, 1] < 0.05)
        v[middle, 1] = np.interp(self._skin[middle, 1], [SOLE_TOP, 0.05], [0.006, 0.052])
        # The sole's edge is rounded at heel and toe, as the kinematics take it.
        for side, _ in SIDES:
            ankle = self._body.head_of(side + "Foot")
            mine = bottom & (np.sign(v[:, 2]) == np.sign(ankle[2]))
            behind = np.clip((ankle[0] - skeleton.heel_back) - v[mine, 0], 0, 0.02)
            ahead = np.clip(v[mine, 0] - (ankle[0] + skeleton.toe_ahead), 0, 0.03)
            v[mine, 1] += 0.5 * behind + 0.5 * ahead


def _palette(outfit: Outfit) -> list[tuple[int, int, int]]:
    cap = outfit.cap or outfit.hair
    return [outfit.skin, outfit.hair, cap, outfit.sock, outfit.bottom, outfit.top, outfit.shoe, _WHITE]


def _colours(body: Body, outfit: Outfit, patches: Patches, layer: Faces) -> Array:
    """``(F, 3)`` colours of the faces, without the rims."""
    mesh = body.mesh
    colours = np.array(_palette(outfit), dtype=np.float64)[layer]
    skin = np.array(outfit.skin, dtype=np.float64)
    bare = layer == _SKIN
    colours[bare & patches.inside(FIELDS.index("brow"))] = 0.75 * np.array(outfit.hair) + 0.25 * skin
    colours[bare & patches.inside(FIELDS.index("lips"))] = skin * [0.88, 0.70, 0.70]
    hair = layer == _HAIR
    strands = np.random.default_rng(5).normal(1.0, 0.06, len(mesh.faces))[patches.parent]
    depth = patches.fields[patches.faces, FIELDS.index("hair")].mean(1)
    thin = 0.4 * np.clip(1 - depth / 0.012, 0, 1)[hair, None]
    colours[hair] = colours[hair] * strands[hair, None] * (1 - thin) + thin * skin
    centre = mesh.vertices[mesh.faces].mean(1)[patches.parent]
    part = mesh.part[patches.parent]
    colours[part > 0] = _WHITE
    for eye in (1, 2):
        mine = np.flatnonzero(part == eye)
        colours[mine[np.argsort(centre[mine, 0])[-22:]]] = _IRIS
    return colours


def _with_extras(body: Body, outfit: Outfit, dressed: Dressed) -> Dressed:
    """Add a bun or the peak of a cap, carried by the head."""
    v, head = body.mesh.vertices, body.bone("Head") > 0.5
    low, high = v[head].min(0), v[head].max(0)
    if outfit.bun:
        knot = np.array([low[0] - 0.016, high[1] - 0.085, 0.0])
        dressed = _add(body, dressed, *ball(knot, 0.036), outfit.hair)
    if outfit.cap:
        eye = v[np.unique(body.mesh.faces[body.mesh.part > 0])]
        middle = np.array([(low[0] + eye[:, 0].max()) / 2, high[1] - 0.074 * body.recipe.stature / 1.79, 0.0])
        half = (eye[:, 0].max() - middle[0] + 0.022, high[2] - 0.004)
        dressed = _add(body, dressed, *peak(middle, half, 0.07), outfit.cap)
    return dressed


def _add(
    body: Body, dressed: Dressed, vertices: Array, faces: Faces, colour: tuple[int, int, int]
) -> Dressed:
    weights = np.zeros((len(vertices), dressed.weights.shape[1]))
    weights[:, body.mesh.rig.names.index("Head")] = 1.0
    return Dressed(
        np.concatenate([dressed.vertices, vertices]),
        np.concatenate([dressed.faces, faces + len(dressed.vertices)]),
        np.concatenate([dressed.colours, np.tile(np.array(colour, np.float64), (len(faces), 1))]),
        np.concatenate([dressed.weights, weights]),
        np.concatenate([dressed.lift, np.full(len(faces), _LIFT[_CAP])]),
    )


def _curl(body: Body) -> NDArray[np.float64]:
    """``(V, 3)`` skin with half closed hands, as runners have them."""
    from scipy.spatial.transform import Rotation

    vertices = body.mesh.vertices.copy()
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
