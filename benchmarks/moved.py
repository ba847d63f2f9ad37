"""How far root mean square errors moved between two tables of the same films.

    git show REVISION:docs/accuracy.json > before.json
    python -m benchmarks.moved before.json docs/accuracy.json

Both are what ``python -m benchmarks.accuracy --json`` kept. Events count by their films' means.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.judge import Judged
from benchmarks.kept import load
from benchmarks.stats import table

Key = tuple[str, str, str]  # name, leg, unit


def errors(films: Sequence[Judged]) -> dict[Key, float]:
    """Return the root mean square error of every measure and kind of event."""
    off: dict[Key, list[float]] = defaultdict(list)
    for film in films:
        for one in film.measures:
            if one.measured is not None and one.truth is not None:
                off[one.name, one.leg or "", one.unit].append(one.measured - one.truth)
        for event in film.events:
            if event.off_ms:
                off[event.kind, event.leg, "ms"].append(float(np.mean(event.off_ms)))
    return {key: float(np.sqrt(np.mean(np.square(values)))) for key, values in off.items()}


def moved(before: dict[Key, float], after: dict[Key, float]) -> list[str]:
    """Return a table of what is in both, the largest move of each unit first, and how many went down."""
    both = [key for key in before if key in after]
    both.sort(key=lambda key: (key[2], -abs(after[key] - before[key])))
    rows = [
        [
            " ".join(key[:2]).strip(),
            key[2],
            f"{before[key]:.2f}",
            f"{after[key]:.2f}",
            f"{after[key] - before[key]:+.2f}",
        ]
        for key in both
    ]
    down = sum(after[key] < before[key] for key in both)
    return [*table(["", "unit", "before", "after", "moved"], rows), "", f"{down} of {len(both)} went down."]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    told = parser.parse_args()
    print(*moved(errors(load(told.before)[1]), errors(load(told.after)[1])), sep="\n")


if __name__ == "__main__":
    main()
