"""What a camera behind the runner would measure: how far the pelvis drops and the trunk sways."""

from __future__ import annotations

import numpy as np

from formcheck.pose.landmarks import index
from sample_videos.renderer.known.anatomy import landmarks
from sample_videos.renderer.movement.kinematics import Kinematics
from sample_videos.renderer.movement.rotation import Array
from sample_videos.renderer.movement.skeleton import SIDES
from sample_videos.renderer.people.body import Body

_SAMPLES = 64


def rear_measures(body: Body, motion: Kinematics) -> dict[str, dict[str, float]]:
    """Return pelvic drop and trunk sway of each standing leg, degrees, in the plane across the belt.

    Pelvic drop is the greatest angle of the line through both hips below level on the side of the swinging
    leg within a contact; trunk sway the lean of the line hip middle to shoulder middle towards the standing
    foot in the middle of the contact. Medians over the contacts of the film.
    """
    out: dict[str, dict[str, float]] = {"pelvic_drop": {}, "trunk_sway": {}}
    steps = motion.steps
    for side, sign in SIDES:
        drops, sways = [], []
        for k in steps.of(sign):
            if steps.contact[k] < 0 or steps.toe_off[k] > motion.seconds:
                continue
            points = landmarks(
                body, motion.bones(np.linspace(steps.contact[k], steps.toe_off[k], _SAMPLES + 1))
            )
            across, up = sign * points[..., 2], points[..., 1]
            drops.append(_drop(across, up, side.lower()).max())
            sways.append(_sway(across, up)[_SAMPLES // 2])
        out["pelvic_drop"][side.lower()] = round(float(np.median(drops)), 2)
        out["trunk_sway"][side.lower()] = round(float(np.median(sways)), 2)
    return out


def _drop(across: Array, up: Array, standing: str) -> Array:
    swinging = "left" if standing == "right" else "right"
    here, there = index("hip", standing), index("hip", swinging)
    return np.asarray(np.degrees(np.arctan2(up[:, here] - up[:, there], across[:, here] - across[:, there])))


def _sway(across: Array, up: Array) -> Array:
    """Lean towards the standing foot; `across` grows towards it."""

    def middle(values: Array, joint: str) -> Array:
        return np.asarray((values[:, index(joint, "left")] + values[:, index(joint, "right")]) / 2)

    aside = middle(across, "shoulder") - middle(across, "hip")
    return np.asarray(np.degrees(np.arctan2(aside, middle(up, "shoulder") - middle(up, "hip"))))
