"""How far the measures are from the truth of rendered films.

    python -m benchmarks.accuracy [FILM ...] [--json OUT.JSON]

Every film needs its truth beside it (``NAME.json`` as in sample_videos/). Prints, per measure and leg, the
bias and spread of the error over the films and how often the stated 95 % interval holds the truth; and the
error of contacts and toe-offs in milliseconds of real time.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

import formcheck
from formcheck.motion import LEGS
from formcheck.report import Report

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "sample_videos"


@dataclass(frozen=True)
class Error:
    """One measure of one film against its truth; `held` is None where nothing was measured."""

    film: str
    name: str
    leg: str | None
    unit: str
    truth: float
    measured: float | None
    held: bool | None


def measure_errors(report: Report, truth: dict[str, Any]) -> Iterator[Error]:
    for name, true in truth["measurements"].items():
        legs = {None: true["value"]} if "value" in true else {leg: true[leg] for leg in LEGS if leg in true}
        for leg, value in legs.items():
            one = report.measurement(name, leg)
            if one is None:
                continue
            held = None
            if one.low is not None and one.high is not None:
                held = one.low <= value <= one.high
            yield Error(report.clip.source.name, name, leg, one.unit, value, one.value, held)


def event_errors(report: Report, truth: dict[str, Any]) -> Iterator[tuple[str, float]]:
    """Yield kind and error (ms of real time, late positive) of each event found."""
    for leg in LEGS:
        events = report.gait.events(leg)
        if events is None:
            continue
        for kind, found in (
            ("initial_contact", events.initial_contact_s),
            ("toe_off", events.toe_off_s),
        ):
            true = np.array(truth["events"][leg][f"{kind}_s"])
            for one in found:
                miss = one - true[np.abs(true - one).argmin()]
                yield f"{kind.replace('_', ' ')}, {leg}", 1000 * float(miss) / truth["time_factor"]


def print_measures(errors: list[Error]) -> None:
    groups: dict[tuple[str, str, str], list[Error]] = defaultdict(list)
    for one in errors:
        groups[one.name, one.leg or "", one.unit].append(one)
    print("| measure | leg | unit | films | told | bias | SD | RMSE | interval holds the truth |")
    print("|---|---|---|---|---|---|---|---|---|")
    for (name, leg, unit), group in groups.items():
        told = [one for one in group if one.measured is not None]
        if not told:
            print(f"| {name} | {leg} | {unit} | {len(group)} | 0 | | | | |")
            continue
        off = np.array([(one.measured or 0.0) - one.truth for one in told])
        spread = f"{off.std(ddof=1):.2f}" if len(off) > 1 else ""
        held = sum(bool(one.held) for one in told)
        print(
            f"| {name} | {leg} | {unit} | {len(group)} | {len(told)} | {off.mean():+.2f} | {spread} "
            f"| {np.sqrt((off**2).mean()):.2f} | {held} of {len(told)} |"
        )


def print_events(errors: dict[str, list[float]]) -> None:
    print("\n| event | found | bias, ms | SD, ms |\n|---|---|---|---|")
    for kind, values in errors.items():
        off = np.array(values)
        print(f"| {kind} | {len(off)} | {off.mean():+.1f} | {off.std(ddof=1):.1f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("films", type=Path, nargs="*")
    parser.add_argument("--json", type=Path, help="write every single error as well")
    options = parser.parse_args()
    films = options.films or sorted(SAMPLES.glob("*.mp4"))
    errors: list[Error] = []
    events: dict[str, list[float]] = defaultdict(list)
    for film in films:
        truth = json.loads(film.with_suffix(".json").read_text(encoding="utf-8"))
        report = formcheck.analyze(film)
        errors += measure_errors(report, truth)
        for kind, miss in event_errors(report, truth):
            events[kind].append(miss)
    print(f"{len(films)} films: {', '.join(film.stem for film in films)}\n")
    print_measures(errors)
    print_events(events)
    if options.json:
        rows = [asdict(one) for one in errors]
        options.json.write_text(
            json.dumps({"measures": rows, "events_ms": events}, indent=1), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
