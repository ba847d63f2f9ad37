"""Jobs of the page, one after another and stopped at random: what grows, what stays, how long stopping takes.

``python -m benchmarks.jobs [--jobs 20] [--cancels 20] [--sizes] [--seed N]``; ``--sizes`` adds what a job
holds of memory for films of 1080p, 4K and 8K. Linux only.

Real jobs on the desk the page uses, each in a process of its own, on a short piece of a sample film that is
watched anew every time. Growth is that of the program the desk runs in, from the fifth job on.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from pathlib import Path

import av
import cv2

from benchmarks.films import say
from formcheck.caches import CACHE_VARIABLE, cache_folder
from formcheck.clip import Reader, probe
from formcheck.kept.shelf import LIMIT_VARIABLE
from formcheck.options import Options
from formcheck.web import folders
from formcheck.web.job import Job
from formcheck.web.jobs import Desk
from formcheck.web.work import Result, check_form

_SETTLED = 5  # jobs after which all that is loaded once is loaded
_SAMPLE = Path(__file__).resolve().parent.parent / "sample_videos" / "good_right.mp4"
_FRAMES = 120  # two parts, for two cores
_SIZES = {
    "1280 x 720": (1280, 720),
    "1920 x 1080": (1920, 1080),
    "3840 x 2160": (3840, 2160),
    "7680 x 4320": (7680, 4320),
}


def short_film(path: Path, size: tuple[int, int]) -> Path:
    """Write the first two seconds of a sample in another size."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=60, options={"preset": "ultrafast", "g": "60"})
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        for picture in islice(Reader(probe(_SAMPLE)), _FRAMES):
            frame = av.VideoFrame.from_ndarray(cv2.resize(picture.rgb, size), format="rgb24")
            frame.pts, frame.time_base = picture.index, Fraction(1, 60)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


@contextmanager
def own_cache() -> Iterator[Path]:
    """Keep films in a folder of this run, watch each anew, and use the models that are there."""
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder)
        (cache / "models").symlink_to(cache_folder() / "models", target_is_directory=True)
        (cache / "temporary").mkdir()
        os.environ |= {CACHE_VARIABLE: folder, LIMIT_VARIABLE: "0"}
        tempfile.tempdir = str(cache / "temporary")
        yield cache


@dataclass(frozen=True)
class State:
    """What this program holds."""

    memory_mb: float
    handles: int
    threads: int
    temporary: int
    films: int

    @classmethod
    def now(cls, desk: Desk[Result]) -> State:
        """Look at this program now."""
        return cls(
            memory_mb=_status("self")["VmRSS"],
            handles=len(list(Path("/proc/self/fd").iterdir())),
            threads=threading.active_count(),
            temporary=_files(Path(tempfile.gettempdir())),
            films=_files(desk.root),
        )


def _files(folder: Path) -> int:
    return sum(len(names) for _, _, names in os.walk(folder))


def _status(pid: str) -> dict[str, float]:
    """Memory of a process, megabytes, and its parent."""
    lines = (line.split() for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    wanted = ("VmRSS:", "VmData:", "PPid:")
    return {
        words[0][:-1]: int(words[1]) / (1 if words[0] == "PPid:" else 1000 / 1.024)
        for words in lines
        if words and words[0] in wanted
    }


def send(desk: Desk[Result], film: Path) -> Job[Result]:
    with film.open("rb") as file:
        job = desk.find(desk.submit(file, film.name, Options()))
    assert job is not None
    return job


def await_end(job: Job[Result], within_s: float = 600.0) -> float:
    """Wait until a job is over; return how long that took, seconds."""
    began = time.monotonic()
    while not job.over:
        if time.monotonic() - began > within_s:
            raise SystemExit("A job does not end.")
        time.sleep(0.005)
    return time.monotonic() - began


@dataclass(frozen=True)
class Row:
    """Jobs done one after another."""

    jobs: int
    failed: int
    results: int
    median_s: float
    early: State
    late: State
    most_mb: float


def in_a_row(desk: Desk[Result], film: Path, jobs: int) -> Row:
    """Do the same film over and over; each result is let go before the next comes."""
    states, seconds, steps, failed = [], [], set[int](), 0
    for number in range(jobs):
        job = send(desk, film)
        seconds.append(await_end(job))
        if job.result is None:
            failed += 1
            say(job.error)
        else:
            steps.add(job.result.report.gait.steps)
        desk.discard(job.id)
        del job
        states.append(State.now(desk))
        say(f"job {number + 1} of {jobs}: {states[-1]}")
    return Row(
        jobs,
        failed,
        len(steps),
        statistics.median(seconds),
        states[min(_SETTLED, jobs) - 1],
        states[-1],
        max(one.memory_mb for one in states),
    )


@dataclass(frozen=True)
class Stops:
    """Jobs stopped at random moments."""

    stopped: int
    median_s: float
    slowest_s: float
    left: int


def stopped(desk: Desk[Result], film: Path, times: int, chance: random.Random) -> Stops:
    """Stop a job at random moments of the time one takes, and look whether anything stays."""
    job = send(desk, film)
    usual = await_end(job)
    desk.discard(job.id)
    took, left = [], 0
    for _ in range(times):
        job = send(desk, film)
        time.sleep(chance.uniform(0.0, usual))
        began = time.monotonic()
        desk.cancel(job.id)
        await_end(job)
        if job.state == "cancelled":
            took.append(time.monotonic() - began)
            left += job.folder.exists()
        desk.discard(job.id)
    say(f"stopped {len(took)} of {times}, the others were done")
    return Stops(len(took), statistics.median(took), max(took), left)


def memory_of(desk: Desk[Result], film: Path) -> dict[str, float]:
    """Do one film and return the most its process held."""
    most: dict[str, float] = {}
    over = threading.Event()

    def look() -> None:
        while not over.wait(0.1):
            for pid in (one.name for one in Path("/proc").iterdir() if one.name.isdigit()):
                try:
                    found = _status(pid)
                except OSError:
                    continue
                if found.get("PPid") == os.getpid() and "VmRSS" in found:
                    for name, value in found.items():
                        most[name] = max(most.get(name, 0.0), value)

    watcher = threading.Thread(target=look)
    watcher.start()
    job = send(desk, film)
    await_end(job)
    over.set()
    watcher.join()
    if job.result is None:
        say(job.error)
    desk.discard(job.id)
    return most


def tables(row: Row, stops: Stops, sizes: dict[str, dict[str, float]], left: int) -> str:
    """Return the Markdown tables."""
    alike = "all with the same result" if row.results == 1 else f"{row.results} different results"
    lines = [
        f"{row.jobs} jobs in a row, {row.failed} failed, {alike}, {row.median_s:.1f} s each (median).",
        "",
        "| the program the page runs in | after the fifth job | after the last |",
        "|---|---|---|",
        f"| memory, MB (at most {row.most_mb:.0f}) | {row.early.memory_mb:.0f} | {row.late.memory_mb:.0f} |",
        f"| file handles | {row.early.handles} | {row.late.handles} |",
        f"| threads | {row.early.threads} | {row.late.threads} |",
        f"| temporary files | {row.early.temporary} | {row.late.temporary} |",
        f"| files of films | {row.early.films} | {row.late.films} |",
        "",
        f"{stops.stopped} jobs stopped at random moments: over after {stops.median_s:.2f} s (median), "
        f"{stops.slowest_s:.2f} s (slowest); folders left: {stops.left}.",
        "",
        f"Files left in formcheck's folder once the page is closed: {left}.",
    ]
    if sizes:
        lines += ["", "| film | in memory, MB | data as the limit counts it, MB |", "|---|---|---|"]
        lines += [f"| {name} | {one['VmRSS']:.0f} | {one['VmData']:.0f} |" for name, one in sizes.items()]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--jobs", type=int, default=20)
    parser.add_argument("--cancels", type=int, default=20)
    parser.add_argument("--sizes", action="store_true")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    with own_cache() as cache:
        film = short_film(cache / "short.mp4", _SIZES["1280 x 720"])
        desk = Desk(check_form, apart=True)
        try:
            sizes = {
                name: memory_of(desk, short_film(cache / "size.mp4", size))
                for name, size in (_SIZES.items() if asked.sizes else ())
            }
            row = in_a_row(desk, film, asked.jobs)
            stops = stopped(desk, film, asked.cancels, random.Random(asked.seed))  # noqa: S311
        finally:
            desk.close()
        left = _files(folders.page_folder())
    print(tables(row, stops, sizes, left))


if __name__ == "__main__":
    main()
