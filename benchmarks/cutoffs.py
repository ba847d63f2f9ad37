"""How far landmarks lie from the truth after filters of different cut-off, on recorded tuning films.

    python -m benchmarks.cutoffs [--films N]

Median distance from the true landmark without its steady offset, % of the leg, by cut-off in multiples of the
step frequency; the near side's joints, as the model gave them.
"""

from __future__ import annotations

import argparse

import numpy as np
from numpy.typing import NDArray

from benchmarks.films import Film, by_seed, recording
from benchmarks.stats import table
from formcheck.motion.smooth import low_pass
from formcheck.pose.landmarks import index
from formcheck.pose.models import locate
from sample_videos.renderer.seeds.matrix import TUNING_SEEDS

JOINTS = ("shoulder", "hip", "knee", "ankle", "heel", "toe")
MULTIPLES = (2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)


def distances(film: Film) -> NDArray[np.float64] | None:
    """``(joints, multiples)`` % of the leg; None when somebody was not seen in a frame."""
    assert film.pixels is not None
    with np.load(recording(film, locate("heavy"))) as kept:
        seen = kept["xy"]
    count = min(len(seen), len(film.pixels))
    seen, true, told = seen[:count], film.pixels[:count], film.truth
    if not np.isfinite(seen).all():
        return None
    step = float(np.mean(np.diff(told["events"]["near"]["initial_contact_s"]))) / 2
    leg = told["leg_length_m"] / told["m_per_px_at_runner"]
    out = np.empty((len(JOINTS), len(MULTIPLES)))
    for j, joint in enumerate(JOINTS):
        k = index(joint, told["near_leg"])
        for m, multiple in enumerate(MULTIPLES):
            off = low_pass(seen[:, k], multiple / step, told["fps"]) - true[:, k]
            off -= np.median(off, axis=0)
            out[j, m] = 100 * np.sqrt(np.median((off**2).sum(-1))) / leg
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--films", type=int, default=24)
    films = by_seed(TUNING_SEEDS[: parser.parse_args().films])
    found = [one for one in map(distances, films) if one is not None]
    print(f"{len(found)} films\n")
    rows = [
        [joint, *(f"{x:.2f}" for x in line)]
        for joint, line in zip(JOINTS, np.mean(found, axis=0), strict=True)
    ]
    print(*table(["joint", *(f"{x:g}" for x in MULTIPLES)], rows), sep="\n")


if __name__ == "__main__":
    main()
