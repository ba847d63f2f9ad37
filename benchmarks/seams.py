"""What it costs to follow a film in parts: landmarks behind a seam, by how many pictures a part warms up.

    python -m benchmarks.seams [FILM ...]

A film is followed once from its first picture to its last, and again from its middle with a landmarker of
its own that has seen some pictures before. The distance between both, legs only, is told for the first five
pictures after the seam and for the rest; another landmarker never gives the same to the pixel.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.stats import table
from formcheck.clip import Reader, probe
from formcheck.clip.index import PartReader, index_of
from formcheck.pose.engine import Pose
from formcheck.pose.landmarks import PAIRED, index
from formcheck.pose.mediapipe_engine import MediaPipeEngine
from formcheck.pose.models import locate

Array = NDArray[np.float64]
ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ("good_right", "overstride_right", "bounce_left")
WARM_UPS = (0, 3, 6, 12, 20, 40)
LEGS = [index(joint, side) for joint in PAIRED[-4:] for side in ("left", "right")]
_FIRST, _REST = 5, 120


def rows(film: Path) -> list[list[str]]:
    """Return a table row per warm-up."""
    source = probe(film)
    frames = index_of(source)
    if frames is None:
        raise SystemExit(f"{film.name} cannot be read from its middle.")
    with MediaPipeEngine(locate("heavy").path) as engine:
        whole = [_legs(engine(picture)) for picture in Reader(source)]
    middle = len(frames) // 2
    found = []
    for warm_up in WARM_UPS:
        with MediaPipeEngine(locate("heavy").path) as engine:
            part = [_legs(engine(one)) for one in PartReader(frames, middle - warm_up, middle + _REST)]
        off = np.linalg.norm(np.array(part[warm_up:]) - np.array(whole[middle : middle + _REST]), axis=-1)
        first, rest = off[:_FIRST], off[_FIRST:]
        found.append([film.stem, str(warm_up), f"{np.nanmean(first):.1f}", f"{np.nanmean(rest):.1f}"])
    return found


def _legs(pose: Pose | None) -> Array:
    return np.full((len(LEGS), 2), np.nan) if pose is None else pose.xy[LEGS]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("films", nargs="*", type=Path)
    films = parser.parse_args().films or [ROOT / "sample_videos" / f"{name}.mp4" for name in SAMPLES]
    head = ["film", "warm-up, pictures", "first five, px", "the rest, px"]
    print("\n".join(table(head, [row for film in films for row in rows(film)])))


if __name__ == "__main__":
    main()
