"""Bodies to choose from: both sexes, three builds each, with their skeleton and anatomy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

import numpy as np

from sample_videos.renderer.movement.rotation import Array
from sample_videos.renderer.movement.skeleton import LIMBS, SIDES, SPINE, Skeleton
from sample_videos.renderer.people.makehuman import Rig, RiggedMesh, rigged_mesh

_FOOT_HEIGHT = 0.05  # metres: skin below it belongs to the foot's outline
_SHOE = 0.007  # the shoe round the foot


@dataclass(frozen=True)
class Recipe:
    """How a body is mixed.

    Attributes
    ----------
    sex
        Female or male.
    stature
        Height without shoes, metres.
    shape
        Share by build, such as ``averagemuscle-minweight``; they sum to 1.
    face
        Share by face target, such as ``african``; they sum to 1.
    arm_out
        How far the upper arms stand off the trunk, degrees.
    """

    sex: Literal["female", "male"]
    stature: float
    shape: Mapping[str, float]
    face: Mapping[str, float]
    arm_out: float = 19.0

    def mix(self) -> dict[str, float]:
        """Return target weights for the mesh."""
        shapes = {f"macrodetails/universal-{self.sex}-young-{name}": w for name, w in self.shape.items()}
        faces = {f"macrodetails/{name}-{self.sex}-young": w for name, w in self.face.items()}
        return shapes | faces


_SLIM = {"averagemuscle-minweight": 0.7, "averagemuscle-averageweight": 0.3}
_FIT = {"averagemuscle-averageweight": 0.45, "averagemuscle-minweight": 0.25, "maxmuscle-averageweight": 0.30}
_BROAD = {"averagemuscle-maxweight": 0.40, "averagemuscle-averageweight": 0.60}
RECIPES: Mapping[str, Recipe] = {
    "male_slim": Recipe("male", 1.79, _SLIM, {"african": 0.7, "caucasian": 0.3}, 18.0),
    "male_fit": Recipe("male", 1.84, _FIT, {"caucasian": 0.8, "asian": 0.2}, 20.0),
    "male_broad": Recipe("male", 1.72, _BROAD, {"asian": 0.6, "caucasian": 0.4}, 24.0),
    "female_slim": Recipe("female", 1.63, _SLIM, {"asian": 0.7, "caucasian": 0.3}, 19.0),
    "female_fit": Recipe("female", 1.71, _FIT, {"african": 0.5, "caucasian": 0.5}, 20.0),
    "female_broad": Recipe("female", 1.66, _BROAD, {"caucasian": 0.9, "african": 0.1}, 24.0),
}
BODIES: tuple[str, ...] = tuple(RECIPES)


@dataclass(frozen=True)
class Body:
    """A body ready to be dressed and moved."""

    name: str
    recipe: Recipe
    mesh: RiggedMesh
    skeleton: Skeleton = field(repr=False)

    def bone(self, *names: str) -> Array:
        """``(V,)`` share of the skin that follows the named bones."""
        return np.asarray(self.mesh.weights[:, [self.mesh.rig.names.index(name) for name in names]].sum(1))

    def head_of(self, bone: str) -> Array:
        """Joint at a bone's head."""
        return np.asarray(self.mesh.rig.heads[self.mesh.rig.names.index(bone)])


@lru_cache(maxsize=len(RECIPES))
def load_body(name: str) -> Body:
    """Build one of `BODIES`.

    Raises
    ------
    sample_videos.renderer.people.makehuman.NoMeshError
        When the mesh cannot be had.
    """
    recipe = RECIPES[name]
    mesh = rigged_mesh(recipe.mix())
    scale = recipe.stature / float(np.ptp(mesh.vertices[:, 1]))
    names = mesh.rig.names
    rig = Rig(
        names,
        mesh.rig.parents,
        _even(names, mesh.rig.heads) * scale,
        _even(names, mesh.rig.tails) * scale,
    )
    mesh = RiggedMesh(mesh.vertices * scale, mesh.faces, mesh.part, mesh.weights, rig)
    return Body(name, recipe, mesh, _skeleton(mesh))


def _even(names: tuple[str, ...], places: Array) -> Array:
    """Make left and right alike: the rig's collar bones are up to 12 mm apart."""
    twin = [names.index(_other_side(name)) for name in names]
    return np.asarray((places + places[twin] * np.array([1.0, 1.0, -1.0])) / 2)


def _other_side(name: str) -> str:
    if name.startswith("Right"):
        return "Left" + name.removeprefix("Right")
    return "Right" + name.removeprefix("Left") if name.startswith("Left") else name


def _skeleton(mesh: RiggedMesh) -> Skeleton:
    wanted = [*SPINE, *(side + limb for side, _ in SIDES for limb in LIMBS)]
    joints = {name: mesh.rig.heads[mesh.rig.names.index(name)] for name in wanted}
    feet = [i for i, name in enumerate(mesh.rig.names) if name in ("RightFoot", "RightToeBase")]
    foot = (mesh.weights[:, feet].sum(1) > 0.5) & (mesh.vertices[:, 1] < _FOOT_HEIGHT)
    x, ankle = mesh.vertices[foot, 0], joints["RightFoot"][0]
    return Skeleton(
        joints,
        heel_back=float(ankle - x.min()) + _SHOE - 0.015,  # the sole's edge is rounded
        toe_ahead=float(x.max() - ankle) + _SHOE - 0.02,
    )
