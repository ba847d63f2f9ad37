"""How far formcheck is from the truth: rendered runners, the samples, and real films with hand labels.

    python -m benchmarks.accuracy                 runners never used for tuning, 40 of them
    python -m benchmarks.accuracy --tuning        those that may be looked at, to find out why
    python -m benchmarks.accuracy --faults        runners with one fault each, or none, never used for tuning
    python -m benchmarks.accuracy --samples       the clips in sample_videos/
    python -m benchmarks.accuracy --real FOLDER   real films with labels.json
    python -m benchmarks.accuracy --short FILE    the README's table, from a JSON file kept before

Prints Markdown: bias, spread and limits of agreement of every measure and what its interval is worth; errors
of contacts and toe-offs; the same by frame rate and camera; what was understood; and the measures again from
the true landmarks with the model's jitter, so that the error of the road and that of the pose model separate.
``--as-read`` leaves the model's mean error in: where formcheck/metrics/calibration.toml comes from.
``--json FILE`` keeps every single error. Films are rendered once (about half a minute each) and kept in the
user's cache, and so is what the pose model saw in them.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from benchmarks import tables
from benchmarks.films import Film, by_seed, recording, samples, say
from benchmarks.judge import Judged, judge
from benchmarks.kept import keep, load
from benchmarks.noise import jitter_px
from benchmarks.playback import exact, seen
from benchmarks.real import label_rows
from benchmarks.short import short_table
from formcheck.pipeline import conclude, watch
from formcheck.pose.models import locate

Source = Literal["model", "model as read", "truth"]
_FILMS = 40


def judged(film: Film, source: Source) -> Judged:
    """Run the road over one film, its landmarks from the pose model or from the truth, and judge it."""
    kept = recording(film, locate("heavy"))
    if source == "truth":
        assert film.pixels is not None
        engine = exact(kept, film.path, film.pixels, jitter_px(film), seed=len(film.pixels))
    else:
        engine = seen(kept, film.path)
    return judge(film, conclude(watch(film.path, engine=engine), correct=source == "model"))


def _one(work: tuple[Film, Source]) -> Judged:
    film, source = work
    say(f"{film.path.stem}, landmarks from the {source}")
    return judged(film, source)


def judge_all(films: Sequence[Film], source: Source, workers: int = 2) -> list[Judged]:
    """Judge films side by side."""
    import multiprocessing

    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        return list(pool.imap(_one, [(film, source) for film in films]))


def report(title: str, films: Sequence[Judged], ideal: Sequence[Judged]) -> str:
    """Return the Markdown of one set of films."""
    lines = [f"## {title}", "", *tables.understood_lines(films), ""]
    lines += ["### Measures", "", *tables.measures_table(films), ""]
    lines += ["### What the checks find", "", *tables.found_table([one.checks for one in films]), ""]
    lines += ["### Contacts and toe-offs", "", *tables.events_table(films), ""]
    lines += ["### By film and camera: RMSE (bias)", "", *tables.by_conditions(films)]
    if ideal:
        lines += ["### The same measures from the true landmarks with the model's jitter", ""]
        lines += [*tables.measures_table(ideal), "", *tables.events_table(ideal), ""]
    return "\n".join(lines)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--tuning", action="store_true")
    which.add_argument("--faults", action="store_true")
    which.add_argument("--samples", action="store_true")
    which.add_argument("--real", type=Path, metavar="FOLDER")
    which.add_argument("--short", type=Path, metavar="FILE")
    parser.add_argument("--films", type=int, default=_FILMS, help=f"how many seeds ({_FILMS})")
    parser.add_argument("--folder", type=Path, help="where films by seed are kept (the user's cache)")
    parser.add_argument("--json", type=Path, help="write every single error as well")
    parser.add_argument("--as-read", action="store_true", help="leave the model's mean error in")
    parser.add_argument("--no-ideal", action="store_true", help="leave out the true landmarks")
    return parser


def _chosen(told: argparse.Namespace) -> tuple[str, list[Film]]:
    from sample_videos.renderer.seeds.matrix import JUDGING_SEEDS, TUNING_SEEDS

    if told.samples:
        return "The sample clips", samples()
    if told.faults:
        from benchmarks.faults import films

        found = films(folder=told.folder)
        return f"{len(found)} runners with one fault of form each, or none, never used for tuning", found
    seeds = (TUNING_SEEDS if told.tuning else JUDGING_SEEDS)[: told.films]
    kind = "tuning (what is set may have been set on them)" if told.tuning else "never used for tuning"
    return f"{len(seeds)} rendered runners, {kind}", by_seed(seeds, told.folder)


def main() -> None:
    told = _parser().parse_args()
    if told.short:
        _, found, ideal = load(told.short)
        print(*short_table(found, ideal), sep="\n")
        return
    if told.real:
        print(*tables.labels_table(label_rows(told.real)), sep="\n")
        return
    title, films = _chosen(told)
    found = judge_all(films, "model as read" if told.as_read else "model")
    known = [film for film in films if film.pixels is not None]
    ideal = [] if told.no_ideal else judge_all(known, "truth")
    print(report(title, found, ideal))
    if told.json:
        keep(told.json, title, found, ideal)


if __name__ == "__main__":
    main()
