"""Whether anything a file holds breaks formcheck: ``python -m benchmarks.inputs [--long] [--seed N]``.

Every codec and container that can be written here, odd sizes, turns, times and tracks, headers that lie,
files that are no film, films cut short and films with flipped bits. Each is read as formcheck reads a film,
in a process of its own; some go the whole road to a report and its files. Prints a Markdown table. A run is
short (28 cuts, 140 flips, 12 whole roads) unless ``--long`` asks for 200, 2,000 and 40.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import av
import numpy as np

from benchmarks.films import say
from tests.support.odd_films import Odd, everything
from tests.support.odd_films.trial import Outcome, trials

_SHORT, _LONG = (28, 140, 12), (200, 2000, 40)
_ENDS = ("report", "error", "otherwise")


def tried(odd: Iterable[Odd], road: str) -> list[Outcome]:
    """Try films, and tell on the screen what broke."""
    outcomes = []
    with tempfile.TemporaryDirectory() as folder:
        for one in trials(odd, road, Path(folder)):
            outcomes.append(one)
            if one.end == "otherwise":
                say(f"{one.odd.kind}, {one.odd.name!r}, after {one.seconds:.1f} s: {one.words}")
    return outcomes


def table(read: Sequence[Outcome], whole: Sequence[Outcome]) -> str:
    """Return the Markdown table: a row for each kind of input, one for the whole road."""
    rows: dict[str, list[Outcome]] = defaultdict(list)
    for one in read:
        rows[one.odd.kind].append(one)
    lines = [
        "| kind of input | tried | report | clear error | otherwise | slowest, s |",
        "|---|---|---|---|---|---|",
        *(_row(kind, outcomes) for kind, outcomes in rows.items()),
        _row("all, read", read),
        _row("some of them, the whole road", whole),
    ]
    return "\n".join(lines)


def _row(kind: str, outcomes: Sequence[Outcome]) -> str:
    ends = [one.end for one in outcomes]
    counts = " | ".join(str(ends.count(end)) for end in _ENDS)
    slowest = max((one.seconds for one in outcomes), default=0.0)
    return f"| {kind} | {len(ends)} | {counts} | {slowest:.1f} |"


def main() -> int:
    """Try everything and print the table; 1 when anything ended otherwise than in a report or clear error."""
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n", 1)[0])
    parser.add_argument("--long", action="store_true", help="try far more damaged films")
    parser.add_argument("--seed", type=int, default=0, help="draws where films are damaged")
    told = parser.parse_args()
    av.logging.set_level(None)
    cuts, flips, roads = _LONG if told.long else _SHORT
    odd = list(everything(cuts, flips, told.seed))
    chosen = np.random.default_rng([told.seed, 3]).choice(len(odd), roads, replace=False)
    read = tried(odd, "decode")
    whole = tried([odd[number] for number in sorted(chosen)], "analyze")
    print(table(read, whole))
    peaks = (max(one.peak_mb for one in outcomes) for outcomes in (read, whole))
    print("\nMost memory held: {:.0f} MB reading, {:.0f} MB on the whole road.".format(*peaks))
    return int(any(one.end == "otherwise" for one in (*read, *whole)))


if __name__ == "__main__":
    sys.exit(main())
