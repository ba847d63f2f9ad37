"""Films with known truth for the benchmarks: rendered by seed when they are not there yet, and watched once.

Everything is kept in a folder named after the renderer's own source, so that a changed renderer never meets
an old film; what the pose model saw is kept beside each film.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from formcheck.pose.landmarks import COUNT, Landmark
from formcheck.pose.models import ModelFile

if TYPE_CHECKING:
    from sample_videos.renderer.scene.clip import Clip

Array = NDArray[np.float64]
ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "sample_videos"
RENDERER = SAMPLES / "renderer"
_DRAWN_BY = ("movement", "people", "scene", "drawing", "seeds")


@dataclass(frozen=True)
class Film:
    """A film with its truth (``NAME.json``) and its landmarks (``NAME.landmarks.json``) beside it."""

    path: Path

    @cached_property
    def truth(self) -> dict[str, Any]:
        """What is known of it."""
        found: dict[str, Any] = json.loads(self.path.with_suffix(".json").read_text(encoding="utf-8"))
        return found

    @cached_property
    def pixels(self) -> Array | None:
        """``(T, 33, 2)`` true landmarks in each frame, NaN where none is defined; None when not kept."""
        path = self.path.with_suffix(".landmarks.json")
        if not path.is_file():
            return None
        told = json.loads(path.read_text(encoding="utf-8"))
        frames = np.array(told["frames"], dtype=np.float64)
        out = np.full((len(frames), COUNT, 2), np.nan)
        out[:, [int(Landmark[name.upper()]) for name in told["landmarks"]]] = frames
        return out


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def cache_folder() -> Path:
    """Folder of rendered films, by the source of what draws them."""
    from sample_videos.renderer.people.makehuman import cache_folder as renderer_cache

    drawn_by = (path for folder in _DRAWN_BY for path in (RENDERER / folder).glob("*.py"))
    return renderer_cache() / f"films-{_digest(drawn_by)}"


def _truth_version() -> str:
    """Tell which definitions a truth follows."""
    return _digest([*(RENDERER / "known").glob("*.py"), *(ROOT / "formcheck" / "metrics").glob("*.py")])


def by_seed(seeds: Iterable[int], folder: Path | None = None) -> list[Film]:
    """Return the runners of some seeds, rendered where they are missing.

    Raises
    ------
    sample_videos.renderer.people.makehuman.NoMeshError
        When the body mesh cannot be had.
    """
    from sample_videos.renderer.seeds.matrix import matrix

    return [drawn(f"seed-{seed}", partial(matrix, seed), folder) for seed in seeds]


def drawn(name: str, clip: Callable[[], Clip], folder: Path | None = None) -> Film:
    """Return one film under its name, rendered and its truth told where either is missing or out of date."""
    from sample_videos.renderer.drawing.film import write
    from sample_videos.renderer.making import tell

    folder = folder or cache_folder()
    folder.mkdir(parents=True, exist_ok=True)
    film = Film(folder / f"{name}.mp4")
    told = film.path.with_suffix(".truth")
    if not film.path.is_file():
        say(f"rendering {name}")
        draft = film.path.with_suffix(".part.mp4")
        write(clip(), draft)
        draft.rename(film.path)
    version = _truth_version()
    if not told.is_file() or told.read_text() != version:
        tell(clip(), film.path)
        told.write_text(version)
    return film


def samples() -> list[Film]:
    """Return the sample clips that come with the project."""
    return [Film(path) for path in sorted(SAMPLES.glob("*.mp4"))]


def recording(film: Film, model: ModelFile) -> Path:
    """Return what the pose model saw in a film, recorded on the first call."""
    # Alone in the picture a runner is followed to the same landmarks with and without looking round.
    how = "-among-others" if _others(film) else ""
    path = film.path.with_name(f"{film.path.stem}.{model.name}-{model.sha256[:8]}{how}.npz")
    if film.path.parent == SAMPLES:
        path = cache_folder().parent / f"{_digest([film.path])}-{model.sha256[:8]}.npz"
    if not path.is_file():
        from benchmarks.playback import record

        say(f"watching {film.path.stem}")

        path.parent.mkdir(parents=True, exist_ok=True)
        record(film.path, model, path)
    return path


def _others(film: Film) -> bool:
    """Whether somebody walks through the picture of a film drawn by seed."""
    from sample_videos.renderer.seeds.matrix import matrix

    kind, _, seed = film.path.stem.partition("-")
    return kind == "seed" and seed.isdigit() and matrix(int(seed)).passer_by is not None


def record_all(films: Sequence[Film], model: ModelFile, workers: int = 2) -> list[Path]:
    """Return the recordings of many films, those that are missing made side by side."""
    import multiprocessing

    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        return pool.starmap(recording, [(film, model) for film in films], chunksize=1)


def say(what: str) -> None:
    """Tell on the screen what goes on, apart from the results."""
    print(what, file=sys.stderr, flush=True)
