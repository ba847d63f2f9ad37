"""Runners to measure with: drawn by seed, tuning and judging kept apart.

Nothing may be set, chosen or mended after looking at a runner of `JUDGING_SEEDS`.
Each group of properties has random numbers of its own, so that a change of one leaves the others as they are.
"""

from __future__ import annotations

import numpy as np

from sample_videos.renderer.movement.form import Form
from sample_videos.renderer.people.body import BODIES
from sample_videos.renderer.people.outfit import outfit_by_seed
from sample_videos.renderer.scene.camera import Camera
from sample_videos.renderer.scene.clip import Clip
from sample_videos.renderer.seeds.framing import framed
from sample_videos.renderer.seeds.possible import possible
from sample_videos.renderer.seeds.surroundings import draw_passer_by, draw_rails, draw_scene

TUNING_SEEDS = range(1000, 1100)
JUDGING_SEEDS = range(5000, 5100)
_BODY, _FORM, _CAMERA, _PICTURE, _TIME, _JITTER, _LIGHT, _LENS, _CODER, _OUTFIT = range(21, 31)
_RATES, _SHARES = (24.0, 30.0, 60.0, 120.0, 240.0), (0.05, 0.37, 0.35, 0.16, 0.07)
_SLOWED_SHARE, _EXPORTED = 0.10, 30.0
_MOST_FRAMES, _LONGEST_S, _SHORTEST_S = 420, 7.0, 4.0
_SIZES = ((1280, 720), (960, 540))
_MOST_YAW = 14.0


def matrix(seed: int) -> Clip:
    """Return the runner, camera, room and light of a seed; the whole runner is in every frame.

    Raises
    ------
    sample_videos.renderer.people.makehuman.NoMeshError
        When the mesh cannot be had.
    """
    body = BODIES[int(_stream(seed, _BODY).integers(len(BODIES)))]
    filmed, slowed = _rate(_stream(seed, _TIME))
    life = float(np.clip(_MOST_FRAMES / filmed, _SHORTEST_S, _LONGEST_S))
    camera = _camera(seed)
    side = float(np.sign(camera.place[2]))
    scene = draw_scene(seed, side)
    light, noise, shutter = _light(_stream(seed, _LIGHT))
    clip = Clip(
        body,
        possible(_form(seed, _stream(seed, _FORM)), body, life),
        camera,
        seconds=life * slowed,
        fps=filmed / slowed,
        slowed=slowed,
        shutter=shutter,
        light=light,
        noise=noise,
        seed=seed,
        tells=f"drawn by seed {seed}",
        scene=scene,
        rails=draw_rails(seed),
        passer_by=draw_passer_by(seed, body, side, life, bool(scene.machines)),
        rate_jitter=_jitter(_stream(seed, _JITTER)),
        crf=int(_stream(seed, _CODER).integers(20, 33)),
        defocus=float(_stream(seed, _LENS).uniform(0.0, 1.2)),
        outfit=outfit_by_seed(body, _stream(seed, _OUTFIT)),
    )
    return framed(clip)


def _stream(seed: int, group: int) -> np.random.Generator:
    return np.random.default_rng([seed, group])


def _rate(rng: np.random.Generator) -> tuple[float, float]:
    """Frames a second as filmed, and how many times slower they play."""
    filmed = float(rng.choice(_RATES, p=_SHARES))
    exported, fast = rng.uniform() < _SLOWED_SHARE, float(rng.choice([120.0, 240.0], p=[0.7, 0.3]))
    return (fast, fast / _EXPORTED) if exported else (filmed, 1.0)


def _jitter(rng: np.random.Generator) -> float:
    uneven, much = rng.uniform() < 0.25, float(rng.uniform(0.03, 0.2))
    return much if uneven else 0.0


def _light(rng: np.random.Generator) -> tuple[float, float, float]:
    """Light, noise and shutter: where light is short the shutter stays open longer."""
    light, noise = float(rng.uniform(0.45, 1.0)), float(rng.uniform(0.5, 4.0))
    shutter = float(rng.uniform(0.12, 0.45)) + 0.5 * (1 - light)
    return light, noise, shutter


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


def _camera(seed: int) -> Camera:
    """Draw a camera; its span may still be too small for the runner."""
    rng, picture = _stream(seed, _CAMERA), _stream(seed, _PICTURE)
    width, height = _SIZES[int(picture.integers(len(_SIZES)))]
    if picture.uniform() < 0.4:
        width, height = height, width
    yaw = float(np.clip(rng.normal(0, 6), -_MOST_YAW, _MOST_YAW))
    return Camera(
        width,
        height,
        azimuth=float(rng.choice([0.0, 180.0])) + yaw,
        roll=float(rng.normal(0, 1.5)),
        distance=float(rng.uniform(2.5, 6.0)),
        level=float(rng.uniform(0.5, 1.5)),
        aim=float(rng.uniform(0.78, 1.02)),
        span=float(rng.uniform(2.0, 2.8)),
    )
