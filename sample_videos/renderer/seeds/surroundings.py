"""Rooms, handrails and passers-by drawn by seed, for `matrix`."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sample_videos.renderer.movement.form import Form, walking
from sample_videos.renderer.people.body import BODIES
from sample_videos.renderer.scene.passer_by import PasserBy
from sample_videos.renderer.scene.rails import Rails
from sample_videos.renderer.scene.room import Scene
from sample_videos.renderer.scene.treadmill import Machine
from sample_videos.renderer.seeds.possible import possible

_SCENE, _MACHINES, _RAILS, _PASSER = range(31, 35)
_NEXT = 1.25  # metres from one treadmill of a row to the next
_RAILS_SHARE, _TOWEL_SHARE, _ROW_SHARE, _PASSER_SHARE = 0.30, 0.25, 0.30, 0.15


def draw_rails(seed: int) -> Rails | None:
    """Return long handrails, or none."""
    rng = np.random.default_rng([seed, _RAILS])
    drawn, hung, shade = rng.uniform(), rng.uniform(), float(rng.uniform(60, 130))
    rails = Rails(
        height=float(rng.uniform(0.90, 1.0)),
        back=float(rng.uniform(-0.75, -0.35)),
        towel=float(rng.uniform(-0.15, 0.5)) if hung < _TOWEL_SHARE else None,
        colour=(round(shade), round(shade + 2), round(shade + 7)),
    )
    return rails if drawn < _RAILS_SHARE else None


def draw_scene(seed: int, side: float) -> Scene:
    """Return a room: with windows, few uprights, or treadmills with leaning posts.

    Parameters
    ----------
    seed
        The runner's.
    side
        Sign of the camera's z: other treadmills stand on the other side.
    """
    rng = np.random.default_rng([seed, _SCENE])
    kind = rng.choice(["windows", "mixed", "posters", "plain"], p=[0.3, 0.3, 0.15, 0.25])
    crooked = float(rng.uniform(0.3, 2.5))
    walls = {
        "windows": Scene(windows=0.9, posters=0.5, crooked=crooked),
        "mixed": Scene(windows=0.35, posters=0.4, doors=0.5, crooked=crooked),
        "posters": Scene(windows=0.0, posters=0.6, crooked=crooked),
        "plain": Scene(windows=0.0, posters=0.0, doors=0.08),
    }[str(kind)]
    row = np.random.default_rng([seed, _MACHINES])
    lean, own, drawn = row.uniform(-14, 8), row.uniform() < 0.3, row.uniform()
    shift, rails = row.uniform(-0.25, 0.25, 2), row.uniform() < 0.4
    machines = tuple(
        Machine(float(shift[k]), -side * _NEXT * (k + 1), float(lean), Rails() if rails else None)
        for k in range(2)
    )
    in_row = drawn < _ROW_SHARE
    return replace(walls, machines=machines if in_row else (), lean=float(lean) if own or in_row else 0.0)


def draw_passer_by(seed: int, runner: str, side: float, seconds: float, row: bool) -> PasserBy | None:
    """Return somebody who walks past or runs beside, or nobody.

    Parameters
    ----------
    seed, runner
        The runner's seed and body; the other one is somebody else.
    side
        Sign of the camera's z.
    seconds
        Length of the film in its people's own time; a walker is in mid-picture during it.
    row
        Whether other treadmills stand beyond the runner's.
    """
    rng = np.random.default_rng([seed, _PASSER])
    drawn, kind, when = rng.uniform(), rng.uniform(), rng.uniform(0.25, 0.75) * seconds
    others = [body for body in BODIES if body != runner]
    body = others[int(rng.integers(len(others)))]
    along, speed, near = float(rng.choice([-1.0, 1.0])), float(rng.uniform(1.1, 1.5)), rng.uniform(0.85, 1.15)
    far, x, pace = rng.uniform(1.1, 2.4), float(rng.uniform(-0.5, 0.5)), float(rng.uniform(2.3, 2.9))
    if drawn >= _PASSER_SHARE:
        return None
    if kind < 0.35:
        run = Form(speed=pace, cadence=166.0, duty=0.38, foot_ahead=0.26, seed=seed + 1)
        return PasserBy(body, possible(run, body, seconds), x, -side * _NEXT, on_belt=True)
    walk = replace(walking(speed, 112.0 * (speed / 1.4) ** 0.5), seed=seed + 1)
    walk = possible(walk, body, seconds)
    # Between or beyond the others' treadmills there is room in one lane only.
    z = side * near if kind > 0.85 else -side * (1.9 if row else far)
    return PasserBy(body, walk, -along * walk.speed * float(when), float(z), 0.0 if along > 0 else 180.0)
