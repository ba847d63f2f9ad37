"""Runners with one thing about their form, or nothing: what the checks are for, never used for tuning.

Each seed draws an easy runner with a body, camera, room and light of its own and dials in one fault, far
enough that a film can tell. A good runner has none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.films import Film, drawn
from sample_videos.renderer.movement.form import Form
from sample_videos.renderer.scene.clip import Clip
from sample_videos.renderer.seeds.framing import framed
from sample_videos.renderer.seeds.matrix import matrix
from sample_videos.renderer.seeds.possible import possible

FAULT_SEEDS = range(7000, 7032)
# Least and most of every parameter that makes the fault, by the check that is to find it.
FAULTS: dict[str, dict[str, tuple[float, float]]] = {
    "none": {},
    "overstride": {
        "foot_ahead": (0.42, 0.50),
        "cadence": (150, 160),
        "knee_at_contact": (4, 9),
        "foot_pitch": (14, 22),
    },
    "trunk_lean": {"lean": (17, 23)},
    "trunk_lean, back": {"lean": (-10, -7)},
    "posture": {"hunch": (26, 36), "head_forward": (8, 14), "head_down": (6, 14)},
    "head": {"head_down": (34, 44)},
    "bounce": {"cadence": (146, 154), "duty": (0.26, 0.29)},
    "cadence": {"cadence": (136, 148)},
}
# What the ranges cannot tell from fine above, dialled in further; drawn after the table of those was seen.
STRONGER_SEEDS = range(7100, 7109)
STRONGER: dict[str, dict[str, tuple[float, float]]] = {
    "trunk_lean": {"lean": (24, 30)},
    "posture": {"hunch": (38, 48), "head_forward": (10, 16), "head_down": (8, 16)},
    "head": {"head_down": (46, 56)},
}
_EASY = {
    "speed": (2.4, 3.0),
    "cadence": (166, 180),
    "duty": (0.345, 0.365),
    "foot_ahead": (0.18, 0.22),
    "knee_at_contact": (14, 20),
    "foot_pitch": (2, 12),
    "lean": (3, 8),
    "arm_swing": (18, 30),
    "elbow": (85, 105),
}
_SECONDS, _RATE = 5.0, 60.0


def fault_of(seed: int) -> str:
    """Which fault a seed has."""
    kinds = list(STRONGER if seed in STRONGER_SEEDS else FAULTS)
    return kinds[seed % len(kinds)]


def faulty(seed: int) -> Clip:
    """Return the runner of a seed: 5 seconds at 60 frames a second."""
    rng = np.random.default_rng([seed, 41])
    faults = STRONGER if seed in STRONGER_SEEDS else FAULTS
    wished = {**_EASY, **faults[fault_of(seed)]}
    drawn_values: dict[str, Any] = {name: float(rng.uniform(*ends)) for name, ends in wished.items()}
    form = Form(seed=seed, **drawn_values)
    clip = matrix(seed)
    return framed(
        replace(
            clip,
            form=possible(form, clip.body, _SECONDS),
            seconds=_SECONDS,
            fps=_RATE,
            slowed=1.0,
            rate_jitter=0.0,
            passer_by=None,
            tells=f"drawn by seed {seed}, fault: {fault_of(seed)}",
        )
    )


def films(seeds: Iterable[int] = (*FAULT_SEEDS, *STRONGER_SEEDS), folder: Path | None = None) -> list[Film]:
    """Return the films of some seeds, rendered where they are missing."""
    return [drawn(f"fault-{seed}", partial(faulty, seed), folder) for seed in seeds]
