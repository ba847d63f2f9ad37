"""How long formcheck takes, by stage, length and frame rate; paired, on this machine, in one run.

    python -m benchmarks.speed [--rounds N] [--long] [--peer PYTHON]

The yardstick is one landmarker that is given every picture of the film, already decoded, on one core. Every
measurement runs in a program of its own, one after another and all of them in turn, and medians are told.
``--long`` adds films of one and of ten minutes; ``--peer`` names a Python that has myogait with its mediapipe
extra, which is given the same film and the same model file and goes all its way to a report.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.speed_films import phone_film
from benchmarks.stats import table
from formcheck.clip import Reader, probe
from formcheck.options import Options
from formcheck.pose.models import locate
from formcheck.report import write

ROOT = Path(__file__).resolve().parent.parent
_AHEAD = 60  # pictures decoded before the landmarker's clock runs


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _timed(work: Callable[[], object]) -> dict[str, float]:
    began, cpu = time.perf_counter(), _cpu()
    work()
    return {"s": time.perf_counter() - began, "cpu": _cpu() - cpu}


def inference(film: Path) -> dict[str, float]:
    """One landmarker, every picture; only its own time counts."""
    from formcheck.pose.mediapipe_engine import MediaPipeEngine

    seconds = cpu = 0.0
    frames = 0
    with MediaPipeEngine(locate("heavy").path) as engine:
        for picture in Reader(probe(film)):
            took = _timed(lambda picture=picture: engine(picture))  # type: ignore[misc]
            seconds, cpu, frames = seconds + took["s"], cpu + took["cpu"], frames + 1
    return {"s": seconds, "cpu": cpu, "frames": frames}


def decoding(film: Path) -> dict[str, float]:
    """Every picture to RGB, once."""
    frames = 0

    def work() -> None:
        nonlocal frames
        frames = sum(1 for _ in Reader(probe(film)))

    return _timed(work) | {"frames": frames}


def drawing(film: Path) -> dict[str, float]:
    """Lines and encoding beside decoding, of a film watched before."""
    from formcheck.pipeline import analyze
    from formcheck.report.video import annotate

    report = analyze(film)
    with tempfile.TemporaryDirectory() as folder:
        return _timed(lambda: annotate(report, Path(folder) / "annotated.mp4")) | {
            "frames": len(report.clip.t)
        }


def whole(film: Path) -> dict[str, float]:
    """Analyse and write everything, the annotated film too; nothing kept from before."""
    from formcheck.pipeline import analyze

    steps = 0

    def work() -> None:
        nonlocal steps
        report = analyze(film, keep=False)
        steps = report.gait.steps
        with tempfile.TemporaryDirectory() as folder:
            write(report, Path(folder))

    return _timed(work) | {"steps": steps}


def numbers(film: Path) -> dict[str, float]:
    """Analyse and write everything but the annotated film: all the way to a report."""
    from formcheck.pipeline import analyze

    def work() -> None:
        with tempfile.TemporaryDirectory() as folder:
            write(analyze(film, keep=False), Path(folder), film=False)

    return _timed(work)


def kept(film: Path) -> dict[str, float]:
    """Analyse again with another height, from what was kept: once from the disk, once in one program."""
    from formcheck.pipeline import analyze, conclude, watch

    analyze(film)
    disk = _timed(lambda: analyze(film, Options(height_cm=171.0)))
    watched = watch(film)
    conclude(watched)
    return disk | {"in place": _timed(lambda: conclude(watched, Options(height_cm=183.0)))["s"]}


KINDS: dict[str, Callable[[Path], dict[str, float]]] = {
    "inference": inference,
    "decoding": decoding,
    "drawing": drawing,
    "whole": whole,
    "numbers": numbers,
    "kept": kept,
}


def _apart(kind: str, film: Path) -> dict[str, float]:
    """Measure in a program of its own; its peak memory is told too."""
    command = [sys.executable, "-m", "benchmarks.speed", "--one", kind, str(film)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{kind} of {film.name} failed:\n{done.stderr[-2000:]}")
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _one(kind: str, film: Path) -> None:
    found = KINDS[kind](film)
    peak = _peak_mb()
    print(json.dumps(found | {"peak MB": peak}))


def _peak_mb() -> float:
    """Peak memory of this very program; what a parent used before it does not count where Linux tells."""
    told = Path("/proc/self/status")
    if told.exists():
        line = next(line for line in told.read_text().splitlines() if line.startswith("VmHWM"))
        return float(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def starting() -> list[list[str]]:
    """Rows: how long the programs take to start."""

    def median(*command: str) -> str:
        took = []
        for _ in range(5):
            began = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
            took.append(time.perf_counter() - began)
        return f"{statistics.median(took):.2f} s"

    python = sys.executable
    return [
        ["`formcheck --help`", median(python, "-m", "formcheck", "--help")],
        ["`import formcheck`, with Python's own start", median(python, "-c", "import formcheck")],
        ["Python's own start", median(python, "-c", "pass")],
    ]


def peer(python: Path, film: Path) -> dict[str, float]:
    """Run myogait from the film to its report, with the model file formcheck uses."""
    with tempfile.TemporaryDirectory() as home:
        models = Path(home) / ".myogait" / "models"
        models.mkdir(parents=True)
        shutil.copy(locate("heavy").path, models / "pose_landmarker_heavy.task")
        program, found = str(python.parent / "myogait"), Path(home) / "found.json"
        environment = {**os.environ, "HOME": home, "MPLBACKEND": "Agg"}
        began = time.perf_counter()
        for command in (
            [program, "run", str(film), "-m", "mediapipe", "-o", str(found)],
            [program, "analyze", str(found), "-o", home, "--pdf", "--csv"],
        ):
            done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
            if done.returncode:
                raise SystemExit(f"myogait failed: {done.stderr[-1500:]}")
        return {"s": time.perf_counter() - began}


def _medians(rounds: list[dict[str, dict[str, float]]]) -> dict[str, dict[str, float]]:
    kinds = rounds[0]
    return {
        kind: {name: statistics.median(one[kind][name] for one in rounds) for name in kinds[kind]}
        for kind in kinds
    }


def _measured(films: dict[str, Path], rounds: int, python: Path | None) -> dict[str, dict[str, float]]:
    """Return medians over the rounds; within a round everything is measured once, one after another."""
    sixty = films["60"]
    found = []
    for number in range(rounds):
        print(f"round {number + 1} of {rounds}", file=sys.stderr)
        one = {kind: _apart(kind, sixty) for kind in KINDS}
        for name, film in films.items():
            one[f"whole {name}"] = one["whole"] if film == sixty else _apart("whole", film)
        if python:
            one["peer"] = peer(python, sixty)
        found.append(one)
    return _medians(found)


def report(found: dict[str, dict[str, float]]) -> Iterator[str]:
    """Say it as Markdown."""
    base, decode, draw, all_of_it = (found[kind] for kind in ("inference", "decoding", "drawing", "whole"))
    report_only = found["numbers"]
    frames = base["frames"]
    yield from table(
        ["stage, film of 10 s, 1080p, 60 a second", "ms a frame", "core ms a frame"],
        [
            [name, f"{1000 * one['s'] / frames:.1f}", f"{1000 * one['cpu'] / frames:.1f}"]
            for name, one in (
                ("one landmarker (heavy), nothing else", base),
                ("decoding to RGB", decode),
                ("decoding, drawing and encoding the annotated film", draw),
                ("all of it: analyse, draw, write every file", all_of_it),
                ("to the report, without the annotated film", report_only),
            )
        ],
    )
    ideal = (base["cpu"] + draw["cpu"]) / 2
    yield ""
    yield f"- All of it / one landmarker on every picture: **{all_of_it['s'] / base['s']:.2f}**"
    yield f"- All of it / half the core time of inference, decoding, encoding: {all_of_it['s'] / ideal:.2f}"
    yield f"- Analysed again from what was kept: {found['kept']['s']:.2f} s from the disk, "
    yield f"  {found['kept']['in place']:.2f} s within one program (the page)"
    if "peer" in found:
        yield f"- myogait on the same film and model, to its report: {found['peer']['s']:.0f} s, "
        yield f"  **{found['peer']['s'] / report_only['s']:.1f}** times as long as formcheck to its report "
        yield f"  without an annotated film, which myogait does not make either ({report_only['s']:.1f} s), "
        yield f"  and {found['peer']['s'] / all_of_it['s']:.1f} times as long as with it"
    yield ""
    yield from table(
        ["film", "all of it, s", "against 10 s at 60", "steps", "peak memory, MB"],
        [
            [
                name.removeprefix("whole "),
                f"{one['s']:.1f}",
                f"{one['s'] / all_of_it['s']:.2f}",
                f"{one['steps']:.0f}",
                f"{one['peak MB']:.0f}",
            ]
            for name, one in found.items()
            if name.startswith("whole ")
        ],
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--peer", type=Path, metavar="PYTHON")
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.one:
        _one(told.one[0], Path(told.one[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ["FORMCHECK_CACHE"] = str(_cache(Path(folder)))
        films = {
            "60": phone_film(Path(folder) / "ten_60.mp4", 10, 60),
            "240": phone_film(Path(folder) / "ten_240.mp4", 10, 240),
        }
        if told.long:
            films["60, one minute"] = phone_film(Path(folder) / "minute.mp4", 60, 60)
            films["60, ten minutes"] = phone_film(Path(folder) / "ten_minutes.mp4", 600, 60)
        print(f"{os.cpu_count()} cores.\n")
        print(*report(_measured(films, told.rounds, told.peer)), sep="\n")
        print("", *table(["start", "median of 5"], starting()), sep="\n")


def _cache(folder: Path) -> Path:
    """Return a cache of its own that holds the model and nothing else."""
    cache = folder / "cache"
    cache.mkdir()
    (cache / "models").symlink_to(locate("heavy").path.parent, target_is_directory=True)
    return cache


if __name__ == "__main__":
    main()
