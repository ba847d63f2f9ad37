"""What made a kept file: another formcheck, or another model or library, watches anew."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

# Everything that decides what is kept: how pictures are read, who is followed, what the model sees.
_SOURCES = (
    "watching.py",
    "kept/packing.py",
    "clip",
    "pose",
    "motion/still.py",
    "motion/backdrop.py",
    "motion/edges.py",
)
_LIBRARIES = ("mediapipe", "opencv-contrib-python", "av", "numpy")


@cache
def maker() -> str:
    """Return a short hash of the code and the libraries that watch a film."""
    package = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for name in _SOURCES:
        place = package / name
        for file in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            digest.update(file.read_bytes())
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    return digest.hexdigest()[:16]
