"""Clips that come with formcheck, for a first look without a film of one's own."""

from __future__ import annotations

from pathlib import Path

ENDINGS = ("mp4", "mov", "m4v", "webm", "avi", "gif", "mkv", "3gp")
FOLDER = Path(__file__).resolve().parents[2] / "sample_videos"


def samples(folder: Path = FOLDER) -> tuple[Path, ...]:
    """Return the sample clips by name; empty when formcheck was installed without them."""
    if not folder.is_dir():
        return ()
    return tuple(sorted(p for p in folder.iterdir() if p.suffix.lower().lstrip(".") in ENDINGS))


def spoken(path: Path) -> str:
    """Say a clip's name the way people read it.

    >>> spoken(Path("over_stride.mp4"))
    'Over stride'
    """
    return path.stem.replace("_", " ").replace("-", " ").strip().capitalize()
