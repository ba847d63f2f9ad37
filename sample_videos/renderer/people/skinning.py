"""Carry the skin along with the bones: linear blending."""

from __future__ import annotations

import numpy as np

from sample_videos.renderer.movement.kinematics import Bones
from sample_videos.renderer.movement.rotation import Array, turned
from sample_videos.renderer.people.body import Body
from sample_videos.renderer.people.dress import Dressed


class Skin:
    """The dressed skin of a body.

    Parameters
    ----------
    body
        Whose joints.
    dressed
        Vertices at rest and how they share the bones.
    """

    def __init__(self, body: Body, dressed: Dressed) -> None:
        rig = body.mesh.rig
        self._rest = body.skeleton.joints
        self.names = tuple(self._rest)
        vertices = dressed.vertices
        weights = np.zeros((len(vertices), len(self.names)), np.float32)
        for column, _ in enumerate(rig.names):
            bone = column
            while rig.names[bone] not in self._rest:  # fingers follow the hand
                bone = max(rig.parents[bone], 0)
            weights[:, self.names.index(rig.names[bone])] += dressed.weights[:, column].astype(np.float32)
        self._weights = weights
        self._vertices = np.concatenate([vertices, np.ones((len(vertices), 1))], 1).astype(np.float32)

    def matrices(self, bones: Bones) -> Array:
        """``(T, B, 3, 4)`` motion of each bone from rest."""
        rows = []
        for name in self.names:
            turn = bones.turns[name]
            shift = bones.joints[name] - turned(turn, self._rest[name])
            rows.append(np.concatenate([turn, shift[..., None]], axis=-1))
        return np.stack(rows, axis=1)

    def posed(self, matrices: Array) -> Array:
        """``(V, 3)`` vertices for one time's ``(B, 3, 4)``."""
        blended = (self._weights @ matrices.reshape(len(self.names), 12).astype(np.float32)).reshape(-1, 3, 4)
        return np.asarray(np.einsum("vij,vj->vi", blended, self._vertices), dtype=np.float64)
