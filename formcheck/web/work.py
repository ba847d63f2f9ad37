"""The work behind the page: the same road and the same files as the command line."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from formcheck.advice import Answers
from formcheck.errors import OutputError
from formcheck.gait import Correction
from formcheck.options import Options
from formcheck.progress import Progress
from formcheck.report import Report, Written

if TYPE_CHECKING:
    from formcheck.pose.models import ModelFile


InFiles = tuple[Answers | None, tuple[Correction, ...]]


@dataclass(frozen=True, slots=True)
class Result:
    """What came out of one film, and the files written for it.

    Attributes
    ----------
    report, written
        What is known, and where it was written.
    model
        The model that watched; None when the film has to be watched again before it can be concluded again.
    in_files
        The answers and corrections that the files hold.
    film
        The film without lines, for the light table; None when nobody runs or it could not be written.
    """

    report: Report
    written: Written
    model: ModelFile | None = None
    in_files: InFiles = (None, ())
    film: Path | None = None


def check_form(film: Path, options: Options, folder: Path, progress: Progress) -> Result:
    """Analyse a film and write its files; the desk's runner.

    What was watched is kept for `check_again`: clip and landmarks in the report, the still pictures in a
    file beside the film, so that a result on the shelf holds no pictures in memory.
    """
    from formcheck.pipeline import conclude, watch
    from formcheck.report import write

    watched = watch(film, options, progress=progress)
    try:
        watched.stills.save(_stills(film))
    except OSError:  # no room: a second look watches the film again
        _stills(film).unlink(missing_ok=True)
    report = conclude(watched, options, progress=progress)
    written = write(report, folder, progress=progress)
    return Result(report, written, watched.model, film=_plain_film(report, folder, progress))


def _plain_film(report: Report, folder: Path, progress: Progress) -> Path | None:
    """Write the measured piece as a film that every browser plays, frame by frame and without lines."""
    from formcheck.report.blur import FaceBlur
    from formcheck.web.viewer.proxy import write_proxy

    if not report.runs or report.motion is None:
        return None
    path = folder / "plain.mp4"
    hide = FaceBlur(report).hide if report.options.blur_faces else None
    try:
        write_proxy(report.clip, report.piece, path, progress, hide=hide)
    except (OSError, OutputError):
        path.unlink(missing_ok=True)
        return None
    return path


@dataclass(frozen=True, slots=True)
class CheckAgain:
    """Conclude again from what was watched before; a runner for `Desk.again`.

    The film is watched again only when another model is asked for.

    Attributes
    ----------
    before
        The result that is looked at again.
    """

    before: Result

    def __call__(self, film: Path, options: Options, folder: Path, progress: Progress) -> Result:
        """Do the work, with the arguments of `check_form`."""
        from formcheck.motion import StillSampler
        from formcheck.pipeline import Watched, conclude, correct
        from formcheck.report import write

        model, report = self.before.model, self.before.report
        if model is None or model.name != options.model or not _stills(film).is_file():
            return check_form(film, options, folder, progress)
        # The film is drawn from its new place: where it lay before is removed once this work is done.
        clip = replace(report.clip, source=replace(report.clip.source, path=film))
        watched = Watched(clip, report.track, StillSampler.load(_stills(film)), model)
        corrections, span = report.corrections, report.piece
        report = conclude(watched, options, answers=report.answers, progress=progress)
        if corrections:
            report = correct(report, corrections)
        written = write(report, folder, progress=progress)
        return Result(
            report,
            written,
            model,
            (report.answers, report.corrections),
            self._film(report, span, folder, progress),
        )

    def _film(self, report: Report, span: tuple[int, int], folder: Path, progress: Progress) -> Path | None:
        """Take the plain film along; written anew only where another piece is measured now."""
        same = report.piece == span and report.options.blur_faces == self.before.report.options.blur_faces
        if self.before.film is None or not same or not report.runs:
            return _plain_film(report, folder, progress)
        return Path(shutil.copy2(self.before.film, folder))


def _stills(film: Path) -> Path:
    return film.with_name(f"{film.name}.stills.npz")
