"""What is lost by not looking at every picture: rendered runners filmed at 60, 120 and 240 frames a second.

    python -m benchmarks.thinned [--films N] [--live] [--one-in N]

The runners are those of the tuning seeds. What the pose model saw in every picture is played back, once in
every picture and once in those that are taken and looked at (formcheck/clip/sampling.py); both are held
against the truth. ``--live`` has the model itself look at the fewer pictures, for what it follows with wider
steps from one to the next. ``--one-in N`` looks at one picture in so many of those taken, for trying.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.films import Film, by_seed, recording, say
from benchmarks.judge import Judged, judge
from benchmarks.playback import seen
from benchmarks.stats import table
from formcheck.clip import probe
from formcheck.clip.sampling import WHOLE, Wish, sampling_of
from formcheck.pipeline import conclude, watch
from formcheck.pose.models import locate

_MEASURES = (
    ("cadence", None),
    ("trunk_lean", None),
    ("overstride_ankle", "near"),
    ("overstride_ankle", "far"),
    ("shank_angle_at_contact", "near"),
    ("knee_flexion_at_contact", "near"),
    ("knee_flexion_midstance", "near"),
    ("foot_angle_at_contact", "near"),
    ("vertical_oscillation", None),
    ("contact_time", "near"),
)
_FASTEST_LEFT_ALONE = 55.0
Both = tuple[Judged, Judged]


def both(film: Film, *, live: bool, one_in: int | None) -> Both | None:
    """Judge a film by every picture, and by those that are looked at; None where these are the same."""
    source = probe(film.path)
    if not source.declared_frames or not source.duration_s:
        return None
    if source.declared_frames / source.duration_s < _FASTEST_LEFT_ALONE:
        return None
    say(film.path.stem)
    kept = recording(film, locate("heavy"))
    whole = watch(film.path, engine=seen(kept, film.path, whole=True), sampling=WHOLE)
    if live:
        some = watch(film.path, keep=False)
    else:
        chosen = None
        if one_in is not None:
            chosen = replace(sampling_of(source.promised_t, Wish(source.capture_fps)), looked=(1, one_in))
        some = watch(film.path, engine=seen(kept, film.path), sampling=chosen)
    return judge(film, conclude(whole)), judge(film, conclude(some))


def rows(films: Sequence[Both]) -> list[list[str]]:
    """Table rows: RMSE (bias) by every picture and by some, and how far they are apart."""
    off: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    for whole, some in films:
        for name, leg in _MEASURES:
            one, other = (
                next(m for m in judged.measures if (m.name, m.leg) == (name, leg)) for judged in (whole, some)
            )
            if one.measured is not None and other.measured is not None:
                half = (one.high - one.low) / 2 if one.high is not None and one.low is not None else np.nan
                off[f"{name}{f', {leg}' if leg else ''} [{one.unit}]"].append((one.off, other.off, half))
        for kind in ("initial_contact", "toe_off"):
            for leg in ("near", "far"):
                pair = [
                    next((e for e in one.events if (e.kind, e.leg) == (kind, leg)), None)
                    for one in (whole, some)
                ]
                told = [float(np.mean(e.off_ms)) for e in pair if e is not None and e.off_ms]
                if len(told) == 2:
                    off[f"{kind.replace('_', ' ')}, {leg} [ms]"].append((told[0], told[1], np.nan))
    return [[name, *_told(np.array(values))] for name, values in off.items()]


def _told(values: NDArray[np.float64]) -> list[str]:
    whole, some, half = values.T
    apart = float(np.sqrt(np.mean((whole - some) ** 2)))
    share = "" if np.isnan(half).all() else f"{100 * apart / float(np.nanmean(half)):.0f} %"
    said = [f"{np.sqrt((one**2).mean()):.2f} ({one.mean():+.2f})" for one in (whole, some)]
    return [str(len(values)), *said, f"{apart:.2f}", share]


def main() -> None:
    from sample_videos.renderer.seeds.matrix import TUNING_SEEDS

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--films", type=int, default=30, help="how many seeds, fast films or not (30)")
    parser.add_argument("--live", action="store_true", help="have the model look, not what it saw before")
    parser.add_argument("--one-in", type=int, metavar="N", help="look at one in so many")
    told = parser.parse_args()
    films = by_seed(TUNING_SEEDS[: told.films], None)
    found = [
        one for one in (both(film, live=told.live, one_in=told.one_in) for film in films) if one is not None
    ]
    head = ["", "films", "every picture: RMSE (bias)", "looked at: RMSE (bias)", "apart", "of half a range"]
    print(*table(head, rows(found)), sep="\n")


if __name__ == "__main__":
    main()
