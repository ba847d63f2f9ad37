"""The work behind the page: the same road and the same files as the command line."""

from __future__ import annotations

import logging
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from formcheck.apart.places import kind_and_place
from formcheck.errors import Cancelled, FormcheckError, OutputError
from formcheck.options import Options
from formcheck.progress import Progress

if TYPE_CHECKING:  # none of it is needed for the first page
    from formcheck.advice import Answers
    from formcheck.gait import Correction
    from formcheck.report import Report, Written
    from formcheck.watching import Watched

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Basis:
    """What a report rests on beside the film: all that may be told or put right afterwards.

    Attributes
    ----------
    options, corrections
        Decide the numbers, and so the pictures too.
    answers
        Decide words only.
    """

    options: Options
    corrections: tuple[Correction, ...]
    answers: Answers | None

    @classmethod
    def of(cls, report: Report) -> Basis:
        """Return what a report rests on."""
        return cls(report.options, report.corrections, report.answers)

    def draws_like(self, other: Basis) -> bool:
        """Tell whether pictures drawn for the other one show the same."""
        return (self.options, self.corrections) == (other.options, other.corrections)


@dataclass(frozen=True)
class Result:
    """What came out of one film, and the files written for it.

    Attributes
    ----------
    report, written
        What is known, and where it was written.
    watched
        What the model saw; None when the film has to be watched again before it can be concluded again.
    film
        The film without lines, for the light table; None when nobody runs or it could not be written.
    in_words, in_pictures
        What the files of words and numbers, and the pictures and the film, were made of; as the report when
        not given.
    """

    report: Report
    written: Written
    watched: Watched | None = None
    film: Path | None = None
    in_words: Basis | None = None
    in_pictures: Basis | None = None

    def __post_init__(self) -> None:
        """Fresh files are made of the report they come with."""
        now = Basis.of(self.report)
        object.__setattr__(self, "in_words", self.in_words or now)
        object.__setattr__(self, "in_pictures", self.in_pictures or now)

    @property
    def words_behind(self) -> bool:
        """True when the files of words and numbers are not those of the report as it is now."""
        return self.in_words != Basis.of(self.report)

    @property
    def pictures_behind(self) -> bool:
        """True when pictures and film are not those of the report as it is now."""
        return self.in_pictures is None or not self.in_pictures.draws_like(Basis.of(self.report))


def check_form(film: Path, options: Options, folder: Path, progress: Progress) -> Result:
    """Analyse a film and write its files; the desk's runner."""
    from formcheck.pipeline import look
    from formcheck.report import write
    from formcheck.web.middle import keep_middle

    watched, report = look(film, options, progress=progress)
    written = write(report, folder, progress=progress)
    if report.runs:
        keep_middle(report, film)
    return Result(report, written, watched, _plain_film(report, folder, progress))


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


def concluded_again(watched: Watched, before: Report, options: Options, progress: Progress) -> Report:
    """Conclude from what was watched with other options; footsteps put right by hand stay so.

    Raises
    ------
    formcheck.errors.OptionError
        When those do not fit any more.
    """
    from formcheck.pipeline import conclude, correct

    report = conclude(watched, options, answers=before.answers, progress=progress)
    return correct(report, before.corrections) if before.corrections else report


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
        from formcheck.report import write

        watched = self.before.watched
        if watched is None or _watched_otherwise(self.before, options):
            return check_form(film, options, folder, progress)
        # The film is drawn from its new place: where it lay before is removed once this work is done.
        clip = watched.clip
        watched = replace(watched, clip=replace(clip, source=replace(clip.source, path=film)))
        report = concluded_again(watched, self.before.report, options, progress)
        written = write(report, folder, progress=progress)
        return Result(report, written, watched, self._film(report, folder, progress))

    def _film(self, report: Report, folder: Path, progress: Progress) -> Path | None:
        """Take the plain film along; written anew only where it would show something else."""
        if self.before.film is None or not _same_film(report, self.before.report) or not report.runs:
            return _plain_film(report, folder, progress)
        return Path(shutil.copy2(self.before.film, folder))


def _same_film(one: Report, other: Report) -> bool:
    return one.piece == other.piece and one.options.blur_faces == other.options.blur_faces


def _watched_otherwise(before: Result, options: Options) -> bool:
    """Whether the film would be watched by another model or in another part."""
    old = before.report.options
    asked = (options.model, options.engine, options.part_s, options.every_picture)
    return asked != (old.model, old.engine, old.part_s, old.every_picture)


def in_place(before: Result, options: Options) -> Report | None:
    """Measure anew with other options while everything else stays where it is.

    Returns
    -------
    Report or None
        None where that takes longer: with another model, another part of the film, or a face to hide.

    Raises
    ------
    formcheck.errors.OptionError
        When footsteps put right by hand do not fit any more.
    """
    from formcheck.progress import silent

    watched, old = before.watched, before.report
    if watched is None or _watched_otherwise(before, options):
        return None
    if options.blur_faces != old.options.blur_faces:
        return None
    report = concluded_again(watched, old, options, silent)
    return report if report.runs == old.runs and _same_film(report, old) else None


def draw_again(result: Result, progress: Progress) -> Drawn:
    """Draw pictures and film of a result whose numbers have moved on; for `Desk.redraw`."""
    from formcheck.report import write

    report, written, trouble = result.report, result.written, ""
    try:
        written = write(report, written.folder, files=tuple(written.extras), progress=progress)
    except Cancelled:
        raise
    except FormcheckError as error:  # the old ones stay; nothing is gained by trying for ever
        trouble = kind_and_place(error)
    return Drawn(written, Basis.of(report), trouble)


@dataclass(frozen=True, slots=True)
class Drawn:
    """Says of a result that its files are new.

    Attributes
    ----------
    written, basis
        The files, and what they were made of.
    trouble
        Kind and place of what hindered it; the files are the old ones then.
    """

    written: Written
    basis: Basis
    trouble: str = ""

    def __call__(self, now: Result) -> Result:
        """Return the result with its new files; the page's own program says here what hindered it."""
        if self.trouble:
            _log.warning("the pictures could not be drawn anew: %s", self.trouble)
        return replace(now, written=self.written, in_words=self.basis, in_pictures=self.basis)
