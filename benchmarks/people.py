"""Whether the runner is followed among several people, and what looking round costs.

    python -m benchmarks.people                films put together from the samples
    python -m benchmarks.people --tuning       rendered runners of the tuning seeds with a passer-by
    python -m benchmarks.people --speed        processor time a frame with and without looking round
    python -m benchmarks.people --real FOLDER  real films: how long somebody else was there, what was left out

Prints Markdown: the share of frames in which the followed trunk lies within 0.3 trunk lengths of the true
one, in which it is somebody else's, and in which nobody was followed; by the engine alone and with a scout.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.crowds import SCENES, write
from benchmarks.films import by_seed, say
from benchmarks.playback import NoCuts
from benchmarks.stats import table
from formcheck.clip import CutFinder, Reader, probe
from formcheck.pose import PoseTrack, follow
from formcheck.pose.landmarks import Landmark
from formcheck.pose.mediapipe_engine import MediaPipeEngine
from formcheck.pose.models import locate
from formcheck.pose.scout import MediaPipeScout

Array = NDArray[np.float64]
NEAR = 0.3  # trunk lengths
_TRUNK = [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER, Landmark.LEFT_HIP, Landmark.RIGHT_HIP]


def watch(film: Path, *, scouting: bool) -> PoseTrack:
    """Follow the runner of one film, which is one shot."""
    model = locate("heavy").path
    with MediaPipeEngine(model) as engine, closing(MediaPipeScout(model)) as scout:
        return follow(Reader(probe(film)), engine, NoCuts(), scout=scout if scouting else None)[1]


def shares(track: PoseTrack, truth: Array) -> tuple[float, float, float]:
    """Shares of frames: the runner, somebody else, nobody."""
    frames = min(len(track.t), len(truth))
    found, true = track.xy[:frames][:, _TRUNK], truth[:frames][:, _TRUNK]
    length = float(np.median(np.linalg.norm(true[:, :2].mean(1) - true[:, 2:].mean(1), axis=-1)))
    off = np.linalg.norm(found.mean(1) - true.mean(1), axis=-1) / length
    return float((off <= NEAR).mean()), float((off > NEAR).mean()), float(np.isnan(off).mean())


def rows(films: Iterable[tuple[str, Path, Array]]) -> list[list[str]]:
    """Both ways of following each film."""
    out = []
    for name, path, truth in films:
        say(name)
        cells = [name]
        for scouting in (False, True):
            track = watch(path, scouting=scouting)
            cells += [f"{100 * share:.1f}" for share in shares(track, truth)]
        out.append(cells)
        say(" | ".join(cells))
    return out


def composed(folder: Path, names: list[str]) -> Iterable[tuple[str, Path, Array]]:
    """Yield films put together from the samples."""
    for scene in SCENES:
        if not names or scene.name in names:
            yield (scene.name, *write(scene, folder))


def tuning(seeds: list[int]) -> Iterable[tuple[str, Path, Array]]:
    """Yield rendered films of tuning seeds with a passer-by."""
    from sample_videos.renderer.seeds.matrix import TUNING_SEEDS, matrix

    for film in by_seed(seeds or [seed for seed in TUNING_SEEDS if matrix(seed).passer_by is not None]):
        assert film.pixels is not None
        yield film.path.stem, film.path, film.pixels


def speed(film: Path) -> list[list[str]]:
    """Processor time a frame, and whether the tracks are the same to the last bit."""
    out, tracks = [], []
    for scouting in (False, True):
        start = time.process_time()
        tracks.append(watch(film, scouting=scouting))
        spent = 1000 * (time.process_time() - start) / len(tracks[-1].t)
        out.append([film.stem, "looking round" if scouting else "engine alone", f"{spent:.1f}"])
    same = np.array_equal(tracks[0].xy, tracks[1].xy, equal_nan=True)
    out[-1].append("same track" if same else "ANOTHER TRACK")
    return out


def real(folder: Path) -> list[list[str]]:
    """Real films, shot by shot: who was there, what was left out."""
    model, out = locate("heavy").path, []
    for film in sorted([*folder.glob("*.mp4"), *folder.glob("*.mov")]):
        tracks = []
        try:
            for scouting in (False, True):
                with MediaPipeEngine(model) as engine, closing(MediaPipeScout(model)) as scout:
                    looking = scout if scouting else None
                    tracks.append(follow(Reader(probe(film)), engine, CutFinder(), scout=looking)[1])
        except ValueError:
            continue
        alone, kept = tracks
        assert kept.company is not None
        same = np.array_equal(alone.xy, kept.xy, equal_nan=True)
        left = alone.seen & ~kept.seen
        out.append([film.name, f"{100 * kept.company.mean():.0f}", f"{100 * left.mean():.1f}", str(same)])
        say(" | ".join(out[-1]))
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--tuning", action="store_true")
    which.add_argument("--speed", action="store_true")
    which.add_argument("--real", type=Path, metavar="FOLDER")
    parser.add_argument("only", nargs="*", help="names of scenes, or seeds")
    told = parser.parse_args()
    if told.speed:
        from benchmarks.films import samples

        films = [film.path for film in samples() if not told.only or film.path.stem in told.only]
        head = ["film", "followed by", "processor ms a frame", ""]
        print(*table(head, [row for film in films for row in speed(film)]), sep="\n")
        return
    if told.real:
        head = ["film", "somebody else there, %", "left out, %", "as by the engine alone"]
        print(*table(head, real(told.real)), sep="\n")
        return
    ways = ("engine alone", "looking round")
    head = ["film", *(f"{way}: {who}, %" for way in ways for who in ("runner", "somebody else", "nobody"))]
    with tempfile.TemporaryDirectory() as folder:
        seeds = [int(one) for one in told.only] if told.tuning else []
        films_ = tuning(seeds) if told.tuning else composed(Path(folder), told.only)
        print(*table(head, rows(films_)), sep="\n")


if __name__ == "__main__":
    main()
