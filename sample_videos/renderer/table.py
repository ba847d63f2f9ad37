"""The table of sample clips, from their truth."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sample_videos.renderer.clips import CLIPS

_MEASURES = (
    ("trunk_lean", "value", 0),
    ("overstride_ankle", "near", 0),
    ("shank_angle_at_contact", "near", 0),
    ("posture_angle", "value", 0),
    ("vertical_oscillation_cm", "value", 1),
)
_HEAD = (
    "clip",
    "what it shows",
    "size, frames a second",
    "steps a minute",
    "trunk lean, °",
    "ankle ahead of hip, % leg",
    "shank angle at contact, °",
    "neck against trunk, °",
    "rise and fall, cm",
)


def table(folder: Path) -> str:
    """Return the clips of a folder with the truth of what they show, as Markdown."""
    lines = [f"| {' | '.join(_HEAD)} |", "|" + "---|" * len(_HEAD)]
    for name in CLIPS:
        truth = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        lines.append(f"| {' | '.join(_row(name, truth))} |")
    return "\n".join(lines)


def _row(name: str, truth: dict[str, Any]) -> list[str]:
    measures = truth["measurements"]
    cells = [
        f"![{name}]({name}.jpg)<br>[{name}]({name}.mp4)",
        truth["tells"],
        f"{truth['width']} x {truth['height']}, {truth['fps']:g}",
        f"{measures['cadence']['value']:.0f}",
    ]
    for key, leg, digits in _MEASURES:
        value = measures[key].get(leg)
        cells.append("" if value is None or truth["view"] != "side" else f"{value:.{digits}f}")
    return cells
