"""The whole road on one screen: a file in, a report out."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from formcheck.advice import Answers, assess, person_of
from formcheck.clip.sampling import PLACES
from formcheck.errors import OptionError
from formcheck.gait import Correction, Gait, corrected, find_gait, settle
from formcheck.metrics import measure
from formcheck.motion import Hints, Motion, NoMotion, playing_rate, understand
from formcheck.options import Options
from formcheck.pose.engines import calibrated, engine_of
from formcheck.progress import Progress, silent
from formcheck.report import Report
from formcheck.report.notes import notes
from formcheck.report.provenance import provenance
from formcheck.watching import Shot, Watched, watch

__all__ = ["Watched", "analyze", "conclude", "correct", "look", "watch"]

_PREFERENCE = {"running": 3, "walking": 2, "other": 1, "nobody": 0}


def analyze(
    path: str | Path,
    options: Options | None = None,
    answers: Answers | None = None,
    *,
    keep: bool = True,
    workers: int | None = None,
    progress: Progress = silent,
) -> Report:
    """Analyse the running form in a film.

    Parameters
    ----------
    path
        A film that PyAV reads: MP4, MOV, M4V, WebM, AVI, GIF and others.
    options
        What the user tells about it; everything is optional.
    answers
        What the runner tells about habits, warning signs and self-tests; it changes no measurement.
    keep
        Keep the landmarks on this machine, so that the same film is not watched twice (`formcheck.kept`).
    workers
        How many cores watch the film; all when None. The numbers do not depend on it.
    progress
        Told at every step; may raise `Cancelled` to stop.

    Returns
    -------
    Report
        Always, also when nobody runs in the film: then with the activity and its reason.

    Raises
    ------
    formcheck.errors.UnreadableClipError
        When the file holds no film.
    formcheck.errors.SetupError
        When the pose model or a system library is missing.
    formcheck.errors.Cancelled
        When `progress` says so.
    """
    options = options or Options()
    return look(path, options, answers, keep=keep, workers=workers, progress=progress)[1]


def look(
    path: str | Path,
    options: Options,
    answers: Answers | None = None,
    *,
    keep: bool = True,
    workers: int | None = None,
    progress: Progress = silent,
) -> tuple[Watched, Report]:
    """Do what `analyze` does, and return what was watched as well.

    Of a long film the middle is watched; where nobody runs there, another part. Where what is seen cannot be
    made out, the model looks once more, at every picture.
    """
    threading.Thread(target=_load_ahead, daemon=True).start()

    def at(place: float, *, every_picture: bool = False) -> tuple[Watched, Report]:
        watched = watch(
            path,
            options,
            place=place,
            every_picture=every_picture,
            keep=keep,
            workers=workers,
            progress=progress,
        )
        return watched, conclude(watched, options, answers=answers, progress=progress)

    for place in PLACES:
        watched, report = at(place)
        if report.gait.activity.name == "other" and watched.track.looked is not None:
            watched, report = at(place, every_picture=True)
        if report.runs or not watched.clip.sampling.partly or options.part_s != (None, None):
            break
    return watched, report


def _load_ahead() -> None:
    """Load what concluding needs while the film is watched; half a second, and not in anybody's way."""
    import scipy.interpolate
    import scipy.signal

    del scipy


def conclude(
    watched: Watched,
    options: Options | None = None,
    *,
    correct: bool = True,
    answers: Answers | None = None,
    progress: Progress = silent,
) -> Report:
    """Turn what was seen into a report; the second half of `analyze`, a second or two.

    Parameters
    ----------
    watched
        From `watch`.
    options, answers, progress
        As for `analyze`.
    correct
        Take off the pose model's mean errors; False for landmarks that come from elsewhere. Never done for
        an engine whose errors were not measured.
    """
    options = options or Options()
    clip, engine = watched.clip, engine_of(watched.model)
    correct = correct and calibrated(engine)
    progress("Listening for footsteps")
    pieces = [_understand(watched, shot, options) for shot in watched.shots]
    piece = max(pieces, key=_usefulness)
    progress(f"Measuring {piece.gait.steps} steps")
    motion = piece.motion if isinstance(piece.motion, Motion) else None
    measurements = measure(motion, piece.gait, correct=correct)
    return Report(
        clip=clip,
        track=watched.track,
        piece=piece.span,
        motion=motion,
        gait=piece.gait,
        measurements=measurements,
        findings=assess(
            measurements,
            activity=piece.gait.activity.name,
            person=person_of(options, measurements),
        ),
        notes=notes(clip, piece.span, motion, piece.gait, watched.track, engine=engine),
        options=options,
        provenance=provenance(watched.model),
        answers=answers,
        calibrated=correct,
    )


def correct(report: Report, corrections: Sequence[Correction]) -> Report:
    """Measure again with contacts and toe-offs put right by hand; the film is not looked at again.

    Parameters
    ----------
    report
        From `analyze`, or from here: corrections made before are dropped, they never pile up.
    corrections
        All that hold now, in their order; leaving the last one out takes it back.

    Raises
    ------
    formcheck.errors.OptionError
        When one of them does not fit the events of this film.
    """
    corrections = tuple(corrections)
    if corrections == report.corrections:
        return report
    found, motion = report.found or report.gait, report.motion
    _inside(corrections, motion)
    gait = corrected(found, corrections)
    measurements = measure(motion, gait, correct=report.calibrated)
    return replace(
        report,
        gait=gait,
        measurements=measurements,
        findings=assess(
            measurements,
            activity=gait.activity.name,
            person=person_of(report.options, measurements),
        ),
        notes=notes(
            report.clip,
            report.piece,
            motion,
            gait,
            report.track,
            len(corrections),
            report.provenance.engine,
        ),
        corrections=corrections,
        found=found if corrections else None,
    )


def _inside(corrections: Sequence[Correction], motion: Motion | None) -> None:
    if motion is None:
        return
    first, last = float(motion.t[0]), float(motion.t[-1])
    for one in corrections:
        if one.now_s is not None and not first <= one.now_s <= last:
            raise OptionError(
                f"A correction is at {one.now_s:.3f} s, where nothing was measured: "
                f"give a time from {first:.2f} to {last:.2f} s."
            )


@dataclass(frozen=True, slots=True)
class _Piece:
    """One shot of the film, understood."""

    span: tuple[int, int]
    motion: Motion | NoMotion
    gait: Gait


def _understand(watched: Watched, shot: Shot, options: Options) -> _Piece:
    clip, span = watched.clip, shot.span
    track = watched.track.piece(*span)
    if clip.repeats is not None:  # what was seen in a repeat is no second look
        track = watched.track.pick(*clip.repeats.new_times(span))
    fps = clip.sampling.every * (playing_rate(track.t) if len(track.t) > 1 else clip.fps_mean)
    hints = Hints(shot.backdrop, fps, clip.source.capture_fps)
    motion = understand(track, hints, options)
    gait = find_gait(motion)
    return _Piece(span, settle(motion, gait, options) if isinstance(motion, Motion) else motion, gait)


def _usefulness(piece: _Piece) -> tuple[int, bool, int, int]:
    """Order pieces: somebody runs, contacts can be seen, many steps, long."""
    gait = piece.gait
    return (
        _PREFERENCE[gait.activity.name],
        gait.near is not None,
        gait.steps,
        piece.span[1] - piece.span[0],
    )
