"""The pose model watches a film: everything that costs time, once, and kept for the next time."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from formcheck.clip import ChangeMeter, Clip, CutFinder, Picture, Reader, Source, find_repeats, probe
from formcheck.clip.index import FrameIndex, NotInOrderError, index_of
from formcheck.clip.sampling import PLACES, Sampling, Wish, sampling_of
from formcheck.cores import cores
from formcheck.errors import UnreadableClipError
from formcheck.memory import keep_few_arenas
from formcheck.motion import Backdrop, StillSampler, find_backdrop
from formcheck.motion.still import spread_over
from formcheck.options import Options
from formcheck.pose import PoseTrack, follow
from formcheck.pose.engine import Engine
from formcheck.pose.engines import engine_maker, engine_of, find_model, scout_model
from formcheck.pose.follow import track_of
from formcheck.pose.leaps import calm_spans
from formcheck.pose.light import median_level
from formcheck.pose.models import ModelFile
from formcheck.pose.scout import Scout
from formcheck.progress import Progress, silent

if TYPE_CHECKING:
    from formcheck.pose.together import Together

_SHORTEST_PIECE = 20  # frames; a shorter shot cannot hold three steps at any usual rate


@dataclass(frozen=True, slots=True)
class Shot:
    """A part of a film that shows one person without a break.

    Attributes
    ----------
    span
        Frames from and up to.
    backdrop
        What stands still behind the runner.
    """

    span: tuple[int, int]
    backdrop: Backdrop


@dataclass(frozen=True, slots=True)
class Watched:
    """A film after the pose model has seen it: all that costs time is behind, and no picture is kept.

    Attributes
    ----------
    clip, track
        The film and the landmarks in it.
    shots
        Parts worth a closer look, at least one.
    model
        The model that looked.
    """

    clip: Clip
    track: PoseTrack
    shots: tuple[Shot, ...]
    model: ModelFile


def watch(
    path: str | Path,
    options: Options | None = None,
    *,
    engine: Engine | None = None,
    sampling: Sampling | None = None,
    place: float = PLACES[0],
    every_picture: bool = False,
    keep: bool = True,
    workers: int | None = None,
    progress: Progress = silent,
) -> Watched:
    """Follow the runner through a film; the first half of `formcheck.analyze`, with the same errors.

    Parameters
    ----------
    path, options, progress
        As for `formcheck.analyze`.
    engine
        Another pose engine than MediaPipe's, such as one that plays back what was recorded; it is closed.
    sampling
        Pictures an engine of one's own is shown, where they are to be others than those that are chosen.
    place
        Middle of the part of a long film that is watched, as a share of its length.
    every_picture
        Have the model look at every picture that is taken, as `Options.every_picture` does.
    keep
        Take what was kept of this very film, and keep what is watched now: landmarks and lines of the
        background, no picture (`formcheck.kept`). Never with an engine of one's own.
    workers
        How many parts of the film are watched at the same time, each by a core; all cores when None. The
        numbers do not depend on it.
    """
    from formcheck.kept import Shelf

    progress("Opening the film")
    options = options or Options()
    source = probe(path)
    model = find_model(options.engine, options.model, progress)
    every_picture |= options.every_picture
    wish = Wish(options.capture_fps or source.capture_fps, place, options.part_s, every_picture)
    if engine is not None:
        progress("Finding you in the picture")
        with closing(engine):
            chosen = sampling or sampling_of(_all_times(source), wish)
            return _one_by_one(source, chosen, model, engine, None, progress)
    shelf = Shelf() if keep else None
    kept = shelf.find(source, model, wish) if shelf else None
    if kept is None:
        kept = _look(source, wish, model, workers, progress)
        if shelf:
            shelf.put(kept, wish)
    return kept


def _look(source: Source, wish: Wish, model: ModelFile, workers: int | None, progress: Progress) -> Watched:
    """Follow the runner with the model, through several parts at once where the file allows it."""
    from formcheck.pose.scout import MediaPipeScout
    from formcheck.pose.together import Makers, follow_together

    progress("Finding you in the picture")
    keep_few_arenas()
    make = engine_maker(engine_of(model), model)
    seeing = scout_model(model, progress)
    index = index_of(source)
    sampling = sampling_of(_all_times(source, index), wish)
    if index is not None:
        index = index.picking(sampling)
        every = spread_over(len(index))
        makers = Makers(
            make, lambda: MediaPipeScout(seeing), CutFinder, lambda first: _Background(first, every)
        )
        try:
            found = follow_together(index, makers, workers or cores(), progress)
        except NotInOrderError:
            pass  # the file is not what it says: read it from the beginning
        else:
            return _joined(Clip(source, index.t, found.cuts, sampling=sampling), found, model)

    def from_the_start(chosen: Sampling) -> Watched:
        with closing(make()) as engine, closing(MediaPipeScout(seeing)) as scout:
            return _one_by_one(source, chosen, model, engine, scout, progress)

    try:
        return from_the_start(sampling)
    except UnreadableClipError:
        if not sampling.partly or wish.part_s != (None, None):
            raise
        # It is shorter than it says: what there is of it is watched whole.
        return from_the_start(replace(sampling, first=0, stop=None))


def _all_times(source: Source, index: FrameIndex | None = None) -> NDArray[np.float64]:
    """Return the times of all pictures as the file promises them; empty when it does not."""
    index = index or index_of(source)
    return source.promised_t if index is None else index.t


def _joined(clip: Clip, found: Together[_Background], model: ModelFile) -> Watched:
    track = track_of(clip, found.rows, median_level(found.levels), scouted=True)
    seen = [part.watchers for part in found.parts]
    changes = np.concatenate([one.changes for one in seen])
    pictures = [picture for one in seen for picture in one.stills.kept]
    return _watched(clip, track, changes, StillSampler.of(pictures), model)


def _one_by_one(
    source: Source,
    sampling: Sampling,
    model: ModelFile,
    engine: Engine,
    scout: Scout | None,
    progress: Progress,
) -> Watched:
    """Follow the runner from the first picture to the last."""
    seen = _Background()
    reader = Reader(source, sampling)
    clip, track = follow(reader, engine, CutFinder(), (seen,), progress, scout)
    return _watched(clip, track, seen.changes, seen.stills, model)


def _watched(
    clip: Clip, track: PoseTrack, changes: NDArray[np.float64], stills: StillSampler, model: ModelFile
) -> Watched:
    clip = replace(clip, repeats=find_repeats(clip.t, changes, track.seen))
    shots = tuple(Shot(span, find_backdrop(stills.pictures(*span))) for span in _spans(clip, track))
    return Watched(clip, track, shots, model)


class _Background:
    """Looks at pictures beside whoever follows the runner: what stands still, and what repeats.

    Parameters
    ----------
    first
        Number of the first picture that counts; those before only tell how much it changed.
    every
        Of how many pictures one is kept; 0 finds out on the way.
    """

    def __init__(self, first: int = 0, every: int = 0) -> None:
        self._first = first
        self._before = 0
        self.stills = StillSampler.every(every) if every else StillSampler()
        self._meter = ChangeMeter()

    def feed(self, picture: Picture) -> None:
        """Take the next picture."""
        self._meter.feed(picture)
        if picture.index >= self._first:
            self.stills.feed(picture)
        else:
            self._before += 1

    @property
    def padded(self) -> bool:
        """Whether the last pictures hold one that only repeats the one before."""
        return self._meter.padded

    @property
    def changes(self) -> NDArray[np.float64]:
        """``(T,)`` how much each picture that counts differs from the one before."""
        return self._meter.changes[self._before :]


def _spans(clip: Clip, track: PoseTrack) -> Sequence[tuple[int, int]]:
    """Shots of one person, without standstills, long enough to look at; the longest one when none is."""
    repeats = clip.repeats
    shots = [part for shot in clip.pieces() for part in (repeats.spans(shot) if repeats else [shot])]
    spans = [part for shot in shots for part in calm_spans(track, shot)]
    long_enough = [span for span in spans if span[1] - span[0] >= _SHORTEST_PIECE]
    return long_enough or [max(spans, key=lambda span: span[1] - span[0])]
