"""How far the engine's own smoothing lags, and what switching it off does to contacts.

    python -m benchmarks.lag [FILM] [--labels LABELS.JSON]

Runs the engine twice over the same frames: told the film's true stamps (its One-Euro filter works as built)
and told stamps one second apart (the filter is open). Prints the lag of each joint between the two and the
jitter of both; where hand labels exist, also the error of contacts and toe-offs found from each.
"""

from __future__ import annotations

import argparse
import itertools
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.playback import NoCuts
from formcheck.clip import Reader, probe
from formcheck.gait import find_gait
from formcheck.motion import LEGS, Hints, NoMotion, find_backdrop, understand
from formcheck.motion.still import Grey, StillSampler
from formcheck.options import Options
from formcheck.pose import PoseTrack, follow
from formcheck.pose.landmarks import index
from formcheck.pose.mediapipe_engine import MediaPipeEngine
from formcheck.pose.models import locate

Array = NDArray[np.float64]
ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "sample_videos" / "overstride_right.mp4"
JOINTS = ("shoulder", "hip", "knee", "ankle", "heel", "toe")


class Plain:
    """Gives a sampler every picture; nothing repeats in a film that is measured here."""

    padded = False

    def __init__(self, stills: StillSampler) -> None:
        self.feed = stills.feed


def track(film: Path, stamp_step_ms: float | None) -> tuple[PoseTrack, list[Grey]]:
    """Landmarks, and the pictures the level is found in."""
    stills = StillSampler()
    with MediaPipeEngine(locate("heavy").path, *([stamp_step_ms] if stamp_step_ms else [])) as engine:
        _, found = follow(Reader(probe(film)), engine, NoCuts(), (Plain(stills),))
    return found, stills.pictures(0, len(found.t))


def lag_ms(late: Array, early: Array, rate: float) -> float:
    """Shift (ms) that best matches `late` to `early`, by a parabola through the least squared difference."""
    from scipy.interpolate import CubicSpline

    t = np.arange(len(early)) / rate
    fine = np.arange(-0.06, 0.0601, 0.001)
    inner = slice(int(0.1 * rate), -int(0.1 * rate))
    spline = CubicSpline(t, early, axis=0)
    cost = [float(((late[inner] - spline(t[inner] - shift)) ** 2).mean()) for shift in fine]
    return 1000 * float(fine[int(np.argmin(cost))])


def jitter_px(path: Array) -> float:
    return float(np.median(np.linalg.norm(np.diff(path, 2, axis=0), axis=-1)))


def event_errors(pose: PoseTrack, pictures: list[Grey], fps: float, labels: dict[str, list[float]]) -> str:
    motion = understand(pose, Hints(find_backdrop(pictures), fps, None), Options())
    if isinstance(motion, NoMotion):
        return "no motion"
    gait = find_gait(motion)
    said = []
    for leg in LEGS:
        events = gait.events(leg)
        if events is None:
            continue
        for kind, found in (("IC", events.initial_contact_s), ("TO", events.toe_off_s)):
            times = np.interp(labels[f"{kind}_{leg}"], np.arange(len(pose.t)), pose.t)
            times = times[times < pose.t[-1] - 0.3]
            errors = np.array([found[np.abs(found - one).argmin()] - one for one in times])
            errors = 1000 * errors[np.abs(errors) < 0.15]
            said.append(f"{kind} {leg} {errors.mean():+.0f} ± {errors.std(ddof=1):.0f} ms (n {len(errors)})")
    return "; ".join(said)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("film", type=Path, nargs="?", default=SAMPLE)
    parser.add_argument("--labels", type=Path)
    options = parser.parse_args()
    plain, pictures = track(options.film, None)
    rate = 1 / float(np.median(np.diff(plain.t)))
    smooth, _ = track(options.film, 1000 / rate)
    print(f"{options.film.name}: {len(plain.t)} frames at {rate:.1f} a second, heavy model, VIDEO mode\n")
    print("| joint | lag of the built-in filter, ms | jitter with, px | jitter without, px |")
    print("|---|---|---|---|")
    for joint, side in itertools.product(JOINTS, ("left", "right")):
        a, b = smooth.xy[:, index(joint, side)], plain.xy[:, index(joint, side)]
        if np.isfinite(a).all() and np.isfinite(b).all():
            print(f"| {side} {joint} | {lag_ms(a, b, rate):+.0f} | {jitter_px(a):.1f} | {jitter_px(b):.1f} |")
    if options.labels:
        labels = json.loads(options.labels.read_text())["clips"][options.film.name]
        print(f"\nwith the built-in filter: {event_errors(smooth, pictures, rate, labels)}")
        print(f"without it:               {event_errors(plain, pictures, rate, labels)}")


if __name__ == "__main__":
    main()
