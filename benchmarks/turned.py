"""Cameras that do not stand square: the yaw by shoulders alone, and runners of the tuning seeds filmed askew.

    python -m benchmarks.turned [--films N] [--seeds 1004 1008] [--yaws 15 -20 25 -30]

First the yaw that the runner's shoulders tell, against the true one of N films of the tuning seeds. Then each
seed filmed from each yaw (drawn and watched once, two minutes a film, kept in the user's cache): what the
camera was taken for, and measured less true; a ! marks an interval that does not hold the truth.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from benchmarks.films import Film, by_seed, cache_folder, recording, say
from benchmarks.judge import Judged, judge
from benchmarks.playback import record, seen
from benchmarks.stats import table
from formcheck.motion.camera import find_yaw
from formcheck.motion.orientation import find_facing, view_signals
from formcheck.pipeline import conclude, watch
from formcheck.pose.models import locate
from formcheck.report import Report
from sample_videos.renderer.seeds.matrix import TUNING_SEEDS, matrix

_SHOWN = (
    ("trunk_lean", None),
    ("overstride_ankle", "near"),
    ("overstride_ankle", "far"),
    ("shank_angle_at_contact", "near"),
    ("shank_angle_at_contact", "far"),
    ("vertical_oscillation", None),
)


def shoulders(films: Iterable[Film]) -> list[float]:
    """Yaw by shoulders less the true one, degrees."""
    off = []
    for film in films:
        signals = view_signals(
            watch(film.path, engine=seen(recording(film, locate("heavy")), film.path)).track
        )
        yaw, _ = find_yaw(signals, find_facing(signals, None), None)
        azimuth = film.truth["camera"]["azimuth"]
        off.append((yaw.deg if yaw else np.nan) - float((azimuth + 90) % 180 - 90))
    return off


def askew(seed: int, yaw: float) -> Film:
    """Return a runner of the tuning seeds filmed from another yaw, nobody walking past."""
    from sample_videos.renderer.drawing.film import write
    from sample_videos.renderer.making import tell

    if seed not in TUNING_SEEDS:
        raise SystemExit(
            f"{seed} is none of the tuning seeds {TUNING_SEEDS.start} to {TUNING_SEEDS.stop - 1}."
        )
    clip = matrix(seed)
    side = 0.0 if clip.camera.place[2] > 0 else 180.0
    clip = replace(clip, camera=replace(clip.camera, azimuth=side + yaw), passer_by=None)
    film = Film(cache_folder() / f"askew-{seed}-{yaw:g}.mp4")
    if not film.path.is_file():
        say(f"drawing seed {seed} from {yaw:g} degrees")
        film.path.parent.mkdir(parents=True, exist_ok=True)
        draft = film.path.with_suffix(".part.mp4")
        write(clip, draft)
        tell(clip, film.path)
        draft.rename(film.path)
    return film


def report(film: Film) -> Report:
    model = locate("heavy")
    kept = film.path.with_suffix(".npz")
    if not kept.is_file():
        say(f"watching {film.path.stem}")
        record(film.path, model, kept)
    return conclude(watch(film.path, engine=seen(kept, film.path)))


def row(film: Film) -> list[str]:
    found = report(film)
    judged = judge(film, found)
    yaw = found.motion.camera.yaw if found.motion else None
    told = f"{yaw.deg:+.0f} ± {yaw.sd_deg:.0f}" if yaw else "not told"
    return [film.path.stem, f"{judged.yaw:+.0f}", told, *_cells(judged)]


def _cells(judged: Judged) -> list[str]:
    by_name = {(one.name, one.leg): one for one in judged.measures}
    cells = []
    for key in _SHOWN:
        one = by_name.get(key)
        known = one is not None and one.measured is not None
        cells.append(f"{one.off:+.1f}{'' if one.held else ' !'}" if one is not None and known else "withheld")
    return cells


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--films", type=int, default=24)
    parser.add_argument("--seeds", type=int, nargs="*", default=[1004, 1008])
    parser.add_argument("--yaws", type=float, nargs="*", default=[15.0, -20.0, 25.0, -30.0])
    told = parser.parse_args()
    off = np.array(shoulders(by_seed(TUNING_SEEDS[: told.films])))
    mean, sd = off.mean(), off.std(ddof=1)
    print(f"yaw by shoulders alone, {len(off)} films: mean {mean:+.1f}, SD {sd:.1f} degrees\n")
    head = ["film", "true yaw", "taken for", *(" ".join(filter(None, key)) for key in _SHOWN)]
    print(*table(head, [row(askew(seed, yaw)) for seed in told.seeds for yaw in told.yaws]), sep="\n")


if __name__ == "__main__":
    main()
