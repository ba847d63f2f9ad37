"""What two workers are worth, and a cluster that loses one: ``python -m benchmarks.batch``.

Short copies of the sample films are measured by one worker and by two, in turns in one run, so that what else
the machine does weighs on both; then by a dask cluster of two workers of which one is killed in the middle.
"""

from __future__ import annotations

import argparse
import itertools
import os
import signal
import statistics
import tempfile
import time
from pathlib import Path

import formcheck.batch
from benchmarks.films import SAMPLES
from formcheck.batch import BatchResult, Outcome, Pace, Task
from formcheck.clip import Reader, VideoWriter, probe

_FILMS = ("good_right", "overstride_right", "lean_right", "sore_back_right")


def main() -> None:
    parser = argparse.ArgumentParser(description="Two workers against one, and a cluster that loses one.")
    parser.add_argument("--clips", type=int, default=4, help="how many clips")
    parser.add_argument("--frames", type=int, default=480, help="frames of each")
    parser.add_argument("--rounds", type=int, default=1, help="one worker and two, so many times")
    parser.add_argument("--no-dask", action="store_true", help="leave the cluster out")
    chosen = parser.parse_args()
    os.environ["FORMCHECK_CACHE_MB"] = "0"  # every worker watches every film
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        cut(folder / "films", chosen.clips, chosen.frames)
        print(f"{chosen.clips} clips of {chosen.frames} frames, {os.cpu_count()} cores, load {load()}")
        rounds = [(timed(folder, number, 1), timed(folder, number, 2)) for number in range(chosen.rounds)]
        for one, two in rounds:
            print(f"one worker {one:.1f} s, two {two:.1f} s: {one / two:.2f} times as fast, load {load()}")
        print(f"median: {statistics.median(one / two for one, two in rounds):.2f} times as fast")
        if not chosen.no_dask:
            on_cluster(folder, chosen.clips)


def cut(folder: Path, clips: int, frames: int) -> None:
    """Write the beginnings of sample films, as many as are asked for."""
    folder.mkdir()
    for number, name in zip(range(clips), itertools.cycle(_FILMS), strict=False):
        source = probe(SAMPLES / f"{name}.mp4")
        with VideoWriter(folder / f"{number:02}_{name}.mp4", source.width, source.height) as writer:
            for picture in itertools.islice(Reader(source), frames):
                writer.add(picture.rgb, picture.t)


def timed(folder: Path, number: int, workers: int) -> float:
    began = time.perf_counter()
    result = formcheck.batch.run(
        folder / "films", folder / f"out-{number}-{workers}", pace=Pace(workers=workers)
    )
    assert not result.failed, result.failed
    return time.perf_counter() - began


def on_cluster(folder: Path, clips: int) -> None:
    """Kill one of two workers once the first clip is done; every clip is to be told of once."""
    from distributed import Client, LocalCluster

    heard: list[str] = []
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0", silence_logs=50) as cluster,
        Client(cluster, set_as_default=False) as client,
    ):
        first = min(client.run(os.getpid).values())

        def note(task: Task, outcome: Outcome, done: int, total: int) -> None:  # noqa: ARG001
            heard.append(task.id)
            if done == 1:
                os.kill(first, signal.SIGKILL)

        began = time.perf_counter()
        result: BatchResult = formcheck.batch.run(
            folder / "films", folder / "out-dask", pace=Pace(dask=cluster.scheduler_address), heard=note
        )
        took = time.perf_counter() - began
    states = [one.state for one in result.outcomes]
    once = sorted(heard) == sorted(task.id for task in result.tasks)
    print(
        f"cluster of two, one killed after the first clip: {took:.1f} s, {states.count('done')} of {clips} "
        f"done, each told of once: {'yes' if once else 'no'}, load {load()}"
    )


def load() -> str:
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


if __name__ == "__main__":
    main()
