"""The pose model watches a film: everything that costs time, once, and kept for the next time."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from formcheck.clip import ChangeMeter, Clip, CutFinder, Reader, Source, find_repeats, probe
from formcheck.motion import Backdrop, StillSampler, find_backdrop
from formcheck.options import Options
from formcheck.pose import PoseTrack, follow
from formcheck.pose.engine import Engine
from formcheck.pose.leaps import calm_spans
from formcheck.pose.models import ModelFile, locate
from formcheck.progress import Progress, silent

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
    keep: bool = True,
    progress: Progress = silent,
) -> Watched:
    """Follow the runner through a film; the first half of `formcheck.analyze`, with the same errors.

    Parameters
    ----------
    path, options, progress
        As for `formcheck.analyze`.
    engine
        Another pose engine than MediaPipe's, such as one that plays back what was recorded; it is closed.
    keep
        Take what was kept of this very film, and keep what is watched now: landmarks and lines of the
        background, no picture (`formcheck.kept`). Never with an engine of one's own.
    """
    from formcheck.kept import Shelf

    progress("Opening the film")
    source = probe(path)
    model = locate((options or Options()).model, progress=progress)
    if engine is not None:
        with closing(engine):
            return _look(source, model, engine, progress)
    shelf = Shelf() if keep else None
    kept = shelf.find(source, model) if shelf else None
    if kept is None:
        kept = _look(source, model, None, progress)
        if shelf:
            shelf.put(kept)
    return kept


def _look(source: Source, model: ModelFile, engine: Engine | None, progress: Progress) -> Watched:
    from formcheck.pose.mediapipe_engine import MediaPipeEngine
    from formcheck.pose.scout import MediaPipeScout

    stills, meter = StillSampler(), ChangeMeter()
    progress("Finding you in the picture")
    watchers = (stills, meter)
    if engine is not None:
        clip, track = follow(Reader(source), engine, CutFinder(), watchers, progress)
    else:
        with closing(MediaPipeEngine(model.path)) as eyes, closing(MediaPipeScout(model.path)) as scout:
            clip, track = follow(Reader(source), eyes, CutFinder(), watchers, progress, scout)
    clip = replace(clip, repeats=find_repeats(clip.t, meter.changes, track.seen))
    shots = tuple(Shot(span, find_backdrop(stills.pictures(*span))) for span in _spans(clip, track))
    return Watched(clip, track, shots, model)


def _spans(clip: Clip, track: PoseTrack) -> Sequence[tuple[int, int]]:
    """Shots of one person, without standstills, long enough to look at; the longest one when none is."""
    repeats = clip.repeats
    shots = [part for shot in clip.pieces() for part in (repeats.spans(shot) if repeats else [shot])]
    spans = [part for shot in shots for part in calm_spans(track, shot)]
    long_enough = [span for span in spans if span[1] - span[0] >= _SHORTEST_PIECE]
    return long_enough or [max(spans, key=lambda span: span[1] - span[0])]
