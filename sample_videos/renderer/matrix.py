"""Runners to measure with: drawn by seed, tuning and judging kept apart.

Nothing may be set, chosen or mended after looking at a runner of `JUDGING_SEEDS`.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sample_videos.renderer.body import BODIES, load_body
from sample_videos.renderer.camera import Camera
from sample_videos.renderer.clips import Clip
from sample_videos.renderer.form import Form
from sample_videos.renderer.kinematics import Kinematics

TUNING_SEEDS = range(1000, 1100)
JUDGING_SEEDS = range(5000, 5100)
_RATES = (30.0, 60.0, 120.0)


def matrix(seed: int) -> Clip:
    """Return the runner, camera and light of a seed.

    Raises
    ------
    sample_videos.renderer.makehuman.NoMeshError
        When the mesh cannot be had.
    """
    rng = np.random.default_rng([seed, 21])
    body = BODIES[int(rng.integers(len(BODIES)))]
    return Clip(
        body,
        _possible(_form(seed, rng), body),
        _camera(rng),
        fps=float(rng.choice(_RATES)),
        shutter=float(rng.uniform(0.15, 0.6)),
        light=float(rng.uniform(0.45, 1.0)),
        noise=float(rng.uniform(0.5, 5.0)),
        seed=seed,
        tells=f"drawn by seed {seed}",
    )


def _form(seed: int, rng: np.random.Generator) -> Form:
    speed = float(rng.uniform(2.2, 3.6))
    return Form(
        speed=speed,
        cadence=float(rng.uniform(150, 186)),
        duty=float(np.interp(speed, [2.2, 3.0, 4.5], [0.38, 0.35, 0.27]) + rng.uniform(-0.02, 0.01)),
        foot_ahead=float(rng.uniform(0.18, 0.36)),
        knee_at_contact=float(rng.uniform(8, 20)),
        foot_pitch=float(rng.uniform(-8, 20)),
        lean=float(rng.uniform(-3, 20)),
        hunch=float(max(rng.uniform(-20, 24), 0)),
        head_down=float(max(rng.uniform(-15, 20), 0)),
        head_forward=float(max(rng.uniform(-15, 15), 0)),
        pelvic_drop=float(rng.uniform(2, 9)),
        arm_swing=float(rng.uniform(16, 34)),
        elbow=float(rng.uniform(75, 115)),
        asymmetry=float(rng.choice([0.0, 0.0, 0.02])),
        seed=seed,
    )


def _camera(rng: np.random.Generator) -> Camera:
    turned = float(rng.normal(0, 6))
    return Camera(
        azimuth=float(rng.choice([0.0, 180.0])) + turned,
        distance=float(rng.uniform(3.0, 5.5)),
        level=float(rng.uniform(0.6, 1.4)),
        span=float(rng.uniform(2.15, 2.8)),
        roll=float(rng.normal(0, 1.5)),
    )


def _possible(form: Form, body: str) -> Form:
    """Shorten the contact, then the reach, until the legs can do it."""
    one = load_body(body)
    for _ in range(24):
        try:
            Kinematics(form, one.skeleton, 8.0, one.recipe.arm_out)
        except ValueError:
            shorter = max(form.duty - 0.01, 0.26)
            form = replace(
                form, duty=shorter, foot_ahead=form.foot_ahead - (0.01 if shorter == 0.26 else 0.0)
            )
        else:
            return form
    raise ValueError(f"No possible form was found near {form}.")
