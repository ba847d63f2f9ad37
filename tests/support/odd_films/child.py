"""Try films in a process of its own: ``python -m tests.support.odd_films.child ROAD MEGABYTES``.

Reads one path a line (as JSON) and answers one line each, so that whoever started it knows which film a
crash, a hang or a flood of memory belongs to.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from formcheck.clip import Picture, Reader, pictures_of, probe
from formcheck.clip.glimpse import glimpse
from formcheck.clip.index import NotInOrderError, PartReader, index_of
from formcheck.errors import FormcheckError
from formcheck.names import shown

_MANY = 3000  # pictures after which a film counts as read: these have fewer


def decode(path: Path) -> str:
    """Read a film as `formcheck` does: in parts where it has an index, from the beginning, and in between."""
    source = probe(path)
    glimpse(source, 0.2)
    index = index_of(source)
    parts: list[float] | None = None
    if index is not None:
        try:
            parts = [_looked_at(one) for one in PartReader(index, 0, min(len(index), _MANY))]
            list(PartReader(index, len(index) // 2, len(index) // 2 + 1))
        except NotInOrderError:
            parts = None
    reader = Reader(source)
    whole = []
    for picture in reader:
        whole.append(_looked_at(picture))
        if len(whole) >= _MANY:
            raise RuntimeError(f"more than {_MANY} pictures come out")
    clip = reader.clip()
    if parts is not None and parts != whole:
        raise RuntimeError(f"{len(parts)} pictures in parts are other than {len(whole)} in a row")
    if not 0 < clip.duration_s < 1e6:
        raise RuntimeError(f"a film of {clip.duration_s} s")
    if len(list(pictures_of(clip))) != len(clip.t):
        raise RuntimeError("other pictures the second time")
    return f"{len(clip.t)} pictures"


def _looked_at(picture: Picture) -> float:
    assert picture.rgb.flags["C_CONTIGUOUS"]
    assert picture.rgb.shape[2] == 3
    return picture.t


def analyze(path: Path) -> str:
    """Go the whole road, files included."""
    import formcheck
    from formcheck.report import write

    report = formcheck.analyze(path, keep=False)
    with tempfile.TemporaryDirectory() as folder:
        write(report, Path(folder) / "out")
    return report.gait.activity.name


def hang(path: Path) -> str:
    """Never come back, to try what watches over this."""
    while True:
        time.sleep(1)


def die(path: Path) -> str:
    """Crash as a decoder would, to try what watches over this."""
    os.kill(os.getpid(), signal.SIGSEGV)
    return "still here"


ROADS: dict[str, Callable[[Path], str]] = {"decode": decode, "analyze": analyze, "hang": hang, "die": die}


def tried(path: Path, road: Callable[[Path], str]) -> dict[str, object]:
    """Try one film and tell how it ended."""
    start = time.perf_counter()
    try:
        end, words = "report", road(path)
    except FormcheckError as error:
        words = str(error)
        # One sentence that can be shown on one line and says what to do.
        plain = words == shown(words) and words.endswith(".") and ":" in words
        end = "error" if plain else "otherwise"
    except BaseException:
        end, words = "otherwise", traceback.format_exc()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"end": end, "words": words, "seconds": time.perf_counter() - start, "peak_mb": peak}


def main() -> None:
    """Try films until there are no more lines."""
    import av

    av.logging.set_level(None)
    road, megabytes = ROADS[sys.argv[1]], int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for line in sys.stdin:
        print(json.dumps(tried(Path(json.loads(line)), road)), flush=True)


if __name__ == "__main__":
    main()
