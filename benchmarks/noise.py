"""How much the pose model's landmarks jitter from frame to frame, and how far they lie off, on tuning films.

    python -m benchmarks.noise [--seeds N] [--write]

Jitter is the standard deviation of white noise that would give the second differences of the error seen
(robust, so that a leg taken for the other does not count); the offset is the median error, forward and up.
Both in thousandths of a leg length, near and far side apart. ``--write`` keeps the jitter in noise.json, from
where benchmarks/accuracy.py takes it. Only films of the tuning seeds are looked at.
"""

from __future__ import annotations

import argparse
import itertools
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.films import Film, by_seed, record_all
from formcheck.motion import LEGS
from formcheck.pose.landmarks import COUNT, PAIRED, Landmark, index
from formcheck.pose.models import locate

Array = NDArray[np.float64]
KEPT = Path(__file__).with_name("noise.json")
_WHITE = 6**0.5  # standard deviation of the second difference of white noise of deviation 1


def leg_px(film: Film) -> float:
    """Leg length in the picture."""
    return float(film.truth["leg_length_m"] / film.truth["m_per_px_at_runner"])


def errors(film: Film, seen: Path) -> Array:
    """``(T, 33, 2)`` model less truth, forward and up, leg lengths."""
    assert film.pixels is not None
    with np.load(seen) as kept:
        off = (kept["xy"] - film.pixels[: len(kept["xy"])]) / leg_px(film)
    off[..., 1] *= -1
    if film.truth["facing"] == "left":
        off[..., 0] *= -1
    return np.asarray(off)


def jitter(off: Array) -> float:
    """Deviation of white noise, from second differences, mean of both directions."""
    second = np.diff(off, 2, axis=0)
    return float(1.4826 * np.nanmedian(np.abs(second)) / _WHITE)


def side_of(film: Film, leg: str) -> str:
    near = film.truth["near_leg"]
    return near if leg == "near" else ("left" if near == "right" else "right")


def jitter_px(film: Film) -> Array:
    """``(33,)`` jitter of each landmark in a film, pixels, from what is kept; 0 where none was measured."""
    kept = json.loads(KEPT.read_text(encoding="utf-8"))["jitter"]
    out = np.zeros(COUNT)
    out[Landmark.NOSE] = kept["nose"]
    for joint, leg in itertools.product(PAIRED, LEGS):
        out[index(joint, side_of(film, leg))] = kept[f"{joint} {leg}"]
    return out / 1000 * leg_px(film)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seeds", type=int, default=8, help="how many films")
    parser.add_argument("--write", action="store_true", help="keep the jitter")
    told = parser.parse_args()
    from sample_videos.renderer.seeds.matrix import TUNING_SEEDS

    model = locate("heavy")
    films = by_seed(TUNING_SEEDS[: told.seeds])
    kept = record_all(films, model)
    found = [(film, errors(film, path)) for film, path in zip(films, kept, strict=True)]
    rows: dict[str, list[float]] = {}
    for joint, leg in [("nose", ""), *itertools.product(PAIRED, LEGS)]:
        own = [
            off[:, index(joint, side_of(film, leg)) if leg else Landmark.NOSE]
            for film, off in found
            if film.truth["view"] == "side"
        ]
        centres = np.array([np.nanmedian(off, axis=0) for off in own])
        shake = [jitter(off) for off in own]
        rows[f"{joint} {leg}".strip()] = [
            1000 * x for x in (np.median(shake), *centres.mean(0), *centres.std(0))
        ]
    print(f"{len(films)} films of tuning seeds, thousandths of a leg length\n")
    print("| landmark | jitter | forward, mean | up, mean | forward, SD between films | up, SD |")
    print("|---|---|---|---|---|---|")
    for name, row in rows.items():
        print(f"| {name} | {row[0]:.1f} | " + " | ".join(f"{x:+.0f}" for x in row[1:]) + " |")
    if told.write:
        told_of = {
            "films": len(films),
            "unit": "leg/1000",
            "jitter": {k: round(v[0], 2) for k, v in rows.items()},
        }
        KEPT.write_text(json.dumps(told_of, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
