"""Everything that is tried to break formcheck, in one go, as docs/reliability.md.

``python -m benchmarks.reliability [--long] [--parts FOLDER] > docs/reliability.md``

A part that was measured before lies in FOLDER and is taken from there; delete it to measure it again. Linux
and a Chromium are needed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.films import say

_TEMPLATE = Path(__file__).with_name("reliability.md")


@dataclass(frozen=True)
class Part:
    """One benchmark.

    Attributes
    ----------
    name
        Module in this folder; its table stands where the template names it in braces.
    short, long
        Its arguments.
    """

    name: str
    short: tuple[str, ...]
    long: tuple[str, ...]


PARTS = (
    Part("inputs", (), ("--long",)),
    Part("kills", ("--kills", "10"), ("--kills", "50", "--seed", "1")),
    Part("sessions", ("--sessions", "4"), ("--sessions", "20")),
    Part("uploads", ("--mb", "50"), ("--mb", "300")),
    Part(
        "jobs",
        ("--jobs", "10", "--cancels", "10", "--sizes"),
        ("--jobs", "200", "--cancels", "50", "--sizes"),
    ),
)


def measured(part: Part, folder: Path, *, long: bool) -> str:
    """Return a part's table, measured now unless it was before."""
    kept = folder / f"{part.name}.md"
    if not kept.is_file():
        words = ["-m", f"benchmarks.{part.name}", *(part.long if long else part.short)]
        say("python " + " ".join(words))
        done = subprocess.run([sys.executable, *words], stdout=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{part.name} ended with exit code {done.returncode}:\n{done.stdout}")
        kept.write_text(done.stdout, encoding="utf-8")
    return kept.read_text(encoding="utf-8").strip()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--parts", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.parts or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        tables = {part.name: measured(part, folder, long=asked.long) for part in PARTS}
    print(_TEMPLATE.read_text(encoding="utf-8").format(**tables).rstrip())


if __name__ == "__main__":
    main()
