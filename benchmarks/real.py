"""Real films with hand labels: what their labels say about contacts, toe-offs and cadence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from formcheck.gait import find_gait
from formcheck.motion import LEGS, Hints, understand
from formcheck.options import Options
from formcheck.watching import Shot, Watched, watch

_KINDS = (("IC", "initial contact"), ("TO", "toe-off"))


def label_rows(folder: Path) -> Iterator[list[str]]:
    """Yield a table row per labelled event kind and leg of every film whose labels are there.

    Parameters
    ----------
    folder
        Holds the films and ``labels.json``: per film ``fps``, ``slow_motion``, ``tolerance_frames`` and
        frames ``IC_near``, ``IC_far``, ``TO_near``, ``TO_far``.
    """
    told = json.loads((folder / "labels.json").read_text(encoding="utf-8"))["clips"]
    for name, labels in told.items():
        if (folder / name).is_file() and any(key.startswith("IC_") for key in labels):
            yield from _film_rows(folder / name, labels)


def _film_rows(path: Path, labels: dict[str, Any]) -> Iterator[list[str]]:
    watched = watch(path)
    stamps = watched.clip.t
    shot = _labelled_shot(watched, labels)
    hints = Hints(shot.backdrop, watched.clip.fps_mean, None)
    gait = find_gait(understand(watched.track.piece(*shot.span), hints, Options()))
    for leg in LEGS:
        events = gait.events(leg)
        for key, kind in _KINDS:
            frames = np.array(labels.get(f"{key}_{leg}", []), dtype=np.float64)
            if events is None or not len(frames):
                continue
            found = events.initial_contact_s if key == "IC" else events.toe_off_s
            true = np.interp(frames, np.arange(len(stamps)), stamps)
            true = true[(true > found[0] - 0.05) & (true < found[-1] + 0.05)]
            if not len(true):
                continue
            off = 1000 * np.array([found[np.abs(found - one).argmin()] - one for one in true])
            spread = f"{off.std(ddof=1):.0f}" if len(off) > 1 else ""
            yield [path.name, f"{kind}, {leg}", str(len(off)), f"{off.mean():+.0f}", spread]


def _labelled_shot(watched: Watched, labels: dict[str, Any]) -> Shot:
    """Return the shot in which most contacts are labelled."""
    frames = np.array([*labels.get("IC_near", []), *labels.get("IC_far", [])])
    return max(
        watched.shots,
        key=lambda shot: int(((frames >= shot.span[0]) & (frames < shot.span[1])).sum()),
    )
