"""Where the runner's skin gets to in a film, to keep all of it in the picture."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sample_videos.renderer.drawing.film import runner
from sample_videos.renderer.movement.rotation import Array, turned
from sample_videos.renderer.scene.clip import Clip

_EVERY = 23  # one point of the skin in so many; the outermost ones are added
_OFF = 0.03  # metres: cloth, hair and soles outside the skin
_STEP_S = 0.04
_WAYS = 26  # directions in which each bone's outermost point is kept


def skin_points(clip: Clip, times: Array) -> Array:
    """``(T, K, 3)`` points spread over the runner's skin at each time, metres."""
    body, motion = runner(clip)
    rest, weights = body.mesh.vertices, body.mesh.weights
    bones = motion.bones(times)
    ways = np.random.default_rng(0).standard_normal((_WAYS, 3))
    carried = np.argmax(weights, axis=1)
    found = []
    for column in range(weights.shape[1]):
        bone = column
        while body.mesh.rig.names[bone] not in bones.joints:  # fingers follow the hand
            bone = max(body.mesh.rig.parents[bone], 0)
        mine = rest[carried == column]
        if len(mine):
            kept = np.unique(np.concatenate([np.argmax(mine @ ways.T, 0), np.arange(0, len(mine), _EVERY)]))
            joint = body.mesh.rig.names[bone]
            arm = mine[kept] - body.skeleton.joints[joint]
            found.append(bones.joints[joint][:, None] + turned(bones.turns[joint][:, None], arm))
    return np.concatenate(found, axis=1)


def framed(clip: Clip, margin: float = 0.03) -> Clip:
    """Return the clip with its camera zoomed out until the whole runner is in every frame.

    Parameters
    ----------
    clip
        The clip.
    margin
        Free edge round the runner, as a share of the picture's shorter side.
    """
    points = skin_points(clip, np.arange(0.0, clip.life_s, _STEP_S))
    off = _OFF * clip.camera.height / clip.camera.span / min(clip.camera.width, clip.camera.height)
    return replace(clip, camera=clip.camera.showing(points, margin + off))
