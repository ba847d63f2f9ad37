"""What becomes of faults put into the landmarks on purpose: legs exchanged, lost, thrown away.

    python -m benchmarks.legs [--films 12] [--only WORD]

From recorded tuning films and the sample clips. Prints a Markdown table: shares of joints exchanged and in
the wrong place (over 0.15 leg) before and after the repair, what was left open, and how far contacts and
toe-offs moved against the same film without the fault. Where a film has no truth of its landmarks the film
without the fault stands in for it.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.films import Film, by_seed, recording, samples, say
from benchmarks.identity import ARMS, JOINTS, JointShares, at_times, shares
from benchmarks.injected import FAULTS, Dice
from benchmarks.playback import seen
from benchmarks.stats import table
from formcheck.gait import Gait, find_gait
from formcheck.motion import LEGS, Backdrop, Hints, Motion, understand
from formcheck.options import Options
from formcheck.pipeline import watch
from formcheck.pose import PoseTrack
from formcheck.pose.models import locate

Array = NDArray[np.float64]
_SAMPLES = ("good_right", "bounce_left", "slow_motion_right")
_SAME_STEPS = 0.4  # an event further from any of the film without the fault than this share of a step is lost


@dataclass(frozen=True)
class Outcome:
    """One fault in one film.

    Attributes
    ----------
    joints
        Each pair of joints; empty when no motion was made of the film.
    moved_ms
        How far contacts and toe-offs moved, ms of the file.
    lost
        Share of the film's events that were not found again, or whose leg became the other.
    refused
        True when contacts were withheld altogether.
    """

    fault: str
    joints: tuple[JointShares, ...]
    moved_ms: tuple[float, ...]
    lost: float
    refused: bool


def understood(track: PoseTrack) -> tuple[Motion, Gait] | None:
    """Motion and gait, without pictures."""
    fps = (len(track.t) - 1) / float(track.t[-1] - track.t[0])
    motion = understand(track, Hints(Backdrop(), fps, None), Options())
    return (motion, find_gait(motion)) if isinstance(motion, Motion) else None


def tried(film: Film, only: str = "") -> list[Outcome]:
    """Put every fault into one film."""
    say(film.path.stem)
    watched = watch(film.path, engine=seen(recording(film, locate("heavy")), film.path))
    track = watched.track
    plain = understood(track)
    if plain is None or plain[1].near is None:
        return []
    every = watched.clip.sampling.every
    true = None if film.pixels is None else film.pixels[::every]
    if true is None:
        flat = plain[0].pixels
        true = at_times(plain[0].t, np.where(np.isfinite(flat), flat, np.nan), track.t)
    out = []
    for number, (name, fault) in enumerate(FAULTS.items()):
        if only in name:
            faulty = fault(track, Dice(np.random.default_rng([number, len(track.t)]), plain[0].leg_px))
            out.append(_outcome(name, faulty, true[: len(track.t)], plain))
    return out


def _outcome(name: str, track: PoseTrack, true: Array, plain: tuple[Motion, Gait]) -> Outcome:
    found = understood(track)
    if found is None:
        return Outcome(name, (), (), 1.0, True)
    motion, gait = found
    mended = motion.pixels, at_times(track.t, true, motion.t)
    joints = ARMS if name.startswith("arms") else JOINTS
    judged = tuple(shares(joint, (track.xy, true), mended, motion.leg_px) for joint in joints)
    moved, lost = _moved(gait, plain)
    return Outcome(name, judged, moved, lost, gait.near is None and gait.far is None)


def _moved(gait: Gait, plain: tuple[Motion, Gait]) -> tuple[tuple[float, ...], float]:
    """Shift of every event that is in both, and the share of events lost."""
    moved: list[float] = []
    count = 0
    for leg in LEGS:
        before, after = plain[1].events(leg), gait.events(leg)
        if before is None:
            continue
        for kind in ("initial_contact_s", "toe_off_s"):
            old = getattr(before, kind)
            count += len(old)
            if after is None or not len(getattr(after, kind)):
                continue
            new = getattr(after, kind)
            off = new[np.abs(new[:, None] - old).argmin(0)] - old
            moved += [1000 * float(one) for one in off if abs(one) < _SAME_STEPS * plain[0].step_s]
    return tuple(moved), 1 - len(moved) / count if count else 1.0


def rows(outcomes: Sequence[Outcome]) -> list[list[str]]:
    """One row a fault, films together."""
    out = []
    for fault in dict.fromkeys(one.fault for one in outcomes):
        own = [one for one in outcomes if one.fault == fault]
        joints = [joint for one in own for joint in one.joints]
        moved = np.abs(np.concatenate([one.moved_ms for one in own]))
        cells = [fault, str(len(own)), str(sum(one.refused for one in own))]
        for key in ("before", "after", "off_before", "off_after"):
            cells.append(f"{100 * np.mean([getattr(joint, key) for joint in joints]):.2f}")
        cells[5:5] = [f"{100 * max((joint.after for joint in joints), default=np.nan):.1f}"]
        cells.append(f"{100 * np.mean([joint.unknown for joint in joints]):.1f}")
        cells += [f"{np.quantile(moved, q):.1f}" for q in (0.5, 0.95, 1.0)] if len(moved) else ["", "", ""]
        cells.append(f"{100 * np.mean([one.lost for one in own]):.1f}")
        out.append(cells)
    return out


_HEAD = [
    "put in",
    "films",
    "refused",
    "exchanged before, %",
    "after, %",
    "worst joint of a film, %",
    "off before, %",
    "off after, %",
    "left open, %",
    "events moved: median, ms",
    "95 % within, ms",
    "most, ms",
    "events lost, %",
]


def main() -> None:
    import multiprocessing

    from sample_videos.renderer.seeds.matrix import TUNING_SEEDS

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--films", type=int, default=12, help="how many tuning seeds (12)")
    parser.add_argument("--only", default="", help="faults whose name holds this")
    told = parser.parse_args()
    films = by_seed(TUNING_SEEDS[: told.films])
    films += [film for film in samples() if film.path.stem in _SAMPLES]
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        done = pool.starmap(tried, [(film, told.only) for film in films], chunksize=1)
    outcomes = [one for film in done for one in film]
    print(f"## Faults put in, {sum(bool(film) for film in done)} films\n")
    print(*table(_HEAD, rows(outcomes)), sep="\n")


if __name__ == "__main__":
    main()
