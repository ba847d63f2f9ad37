"""A report becomes files: all of them, or none."""

from __future__ import annotations

import errno
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from formcheck.advice import Moment
from formcheck.clip.picture import Rgb
from formcheck.errors import FormcheckError, OutputError
from formcheck.motion import LEGS, Leg
from formcheck.progress import Progress, silent
from formcheck.report.document import to_json
from formcheck.report.extras import NAMES, Extra, make_extras
from formcheck.report.html import render
from formcheck.report.metronome import metronome
from formcheck.report.sheet import clinical_sheet
from formcheck.report.stride_choice import MOMENTS
from formcheck.report.tables import measures_csv
from formcheck.report.value import Report
from formcheck.staging import put_all, staged

JSON, HTML, CSV, FILM = "report.json", "report.html", "measures.csv", "annotated.mp4"
SHEET, BEAT = "clinical_sheet.html", "metronome.wav"
KEY_FRAMES: dict[Moment, str] = {moment: f"keyframe_{moment}.png" for moment in MOMENTS}
FAR_KEY_FRAMES: dict[Moment, str] = {moment: f"keyframe_far_{moment}.png" for moment in MOMENTS}
_NAMES: dict[Leg, dict[Moment, str]] = {"near": KEY_FRAMES, "far": FAR_KEY_FRAMES}
_OURS = frozenset(
    {JSON, HTML, CSV, FILM, SHEET, BEAT, *KEY_FRAMES.values(), *FAR_KEY_FRAMES.values(), *NAMES.values()}
)
_Pictures = Mapping[Leg, Mapping[Moment, Rgb]]


@dataclass(frozen=True)
class Written:
    """Where the files are.

    Attributes
    ----------
    folder, json, html, csv
        Always there.
    video
        The annotated film; None when nobody runs or it was not asked for.
    sheet
        The clinical sheet; None when nobody runs.
    beat
        The sound to run to; None where the plan has none.
    key_frames
        Pictures of the near leg by moment; empty when no stride can be shown.
    far_key_frames
        Those of the far leg; empty where it cannot be followed.
    extras
        Files for other programs that were asked for.
    left_out
        Those asked for that cannot be made, each with the reason, one sentence.
    """

    folder: Path
    json: Path
    html: Path
    csv: Path
    video: Path | None
    key_frames: dict[Moment, Path]
    sheet: Path | None = None
    beat: Path | None = None
    extras: dict[Extra, Path] = field(default_factory=dict)
    left_out: dict[Extra, str] = field(default_factory=dict)
    far_key_frames: dict[Moment, Path] = field(default_factory=dict)


def write(
    report: Report,
    folder: Path,
    *,
    files: Collection[Extra] = (),
    film: bool = True,
    workers: int | None = None,
    progress: Progress = silent,
) -> Written:
    """Write all files of a report into a folder.

    Everything is made aside first and moved into place once it is whole: on an error or when cancelled,
    nothing of it stays and an older result is left as it was. After a kill whoever writes or reads there
    next finishes or removes what was left (see `formcheck.staging`). Of two that write at once the later one
    wins whole. Other files in the folder are not touched.

    Parameters
    ----------
    report
        What is known.
    folder
        Where to write; made when it is missing.
    files
        Files for other programs to write as well: ``landmarks``, ``parquet``, ``trc``, ``pdf``.
    film
        Write the annotated film, which takes about a quarter of all the time; key frames are there without.
    workers
        1 keeps to one core, for where the others are at work as well.
    progress
        Told after every frame drawn.

    Raises
    ------
    formcheck.errors.OutputError
        When the folder cannot be written to, the disk is full, or a file to replace is held open.
    formcheck.errors.UnreadableClipError
        When the clip has gone or changed since it was measured.
    formcheck.errors.Cancelled
        When `progress` says so.
    """
    folder = Path(folder)
    if report.clip.source.path.resolve() == (folder / FILM).resolve():
        raise OutputError(f"The result would replace the film '{FILM}' itself: choose another folder.")
    try:
        with _made(folder), staged(folder) as staging:
            frames = _frames(report, staging.new, film, workers, progress)
            _make(report, staging.new, frames)
            left_out = make_extras(report, staging.new, HTML, files)
            # report.json comes last: where the new one stands, the rest is complete.
            names = staging.commit(_OURS, last=JSON)
    except FormcheckError:
        raise
    except OSError as error:
        raise OutputError(_sentence(error, folder)) from error
    return Written(
        folder=folder,
        json=folder / JSON,
        html=folder / HTML,
        csv=folder / CSV,
        video=folder / FILM if FILM in names else None,
        key_frames={moment: folder / name for moment, name in KEY_FRAMES.items() if name in names},
        sheet=folder / SHEET if SHEET in names else None,
        beat=folder / BEAT if BEAT in names else None,
        extras={extra: folder / name for extra, name in NAMES.items() if name in names},
        left_out=left_out,
        far_key_frames={moment: folder / name for moment, name in FAR_KEY_FRAMES.items() if name in names},
    )


def _frames(report: Report, folder: Path, film: bool, workers: int | None, progress: Progress) -> _Pictures:
    """Make the key frames, and the annotated film where it is asked for."""
    if not report.runs or report.motion is None:
        return {"near": {}, "far": {}}
    from formcheck.report.video import annotate, key_frames_of

    if film:
        found = annotate(report, folder / FILM, workers=workers, progress=progress)
    else:
        found = key_frames_of(report)
    return {leg: found.of(leg) for leg in LEGS}


def _make(report: Report, folder: Path, pictures: _Pictures) -> None:
    """Make all other files in a folder of their own."""
    from formcheck.report.keyframes import png

    for leg in LEGS:
        for moment, picture in pictures[leg].items():
            (folder / _NAMES[leg][moment]).write_bytes(png(picture))
    for name, content in _contents(report, folder, pictures).items():
        (folder / name).write_bytes(content)


def _contents(report: Report, folder: Path, pictures: _Pictures) -> dict[str, bytes]:
    """Return every file that is made of words and numbers; report.json is the last."""
    film = FILM if (folder / FILM).exists() else None
    target = report.plan.beat.target_spm if report.plan and report.plan.beat else None
    made = {} if target is None else {BEAT: metronome(target)}
    words = {CSV: measures_csv(report)}
    if report.runs:
        words[SHEET] = clinical_sheet(report)
    beat = BEAT if target else None
    words[HTML] = render(report, pictures["near"], pictures["far"], film=film, beat=beat)
    words[JSON] = to_json(report)
    return made | {name: text.encode("utf-8") for name, text in words.items()}


def rewrite(report: Report, folder: Path) -> Path | None:
    """Write the words and numbers of a report anew beside the pictures and the film that are there.

    Returns
    -------
    Path or None
        The beat to run to, where the plan has one.

    Raises
    ------
    formcheck.errors.OutputError
        When they cannot be written; the older ones are then as they were.
    """
    from formcheck.report.keyframes import read_png

    try:
        pictures: _Pictures = {
            leg: {at: read_png(folder / name) for at, name in names.items() if (folder / name).is_file()}
            for leg, names in _NAMES.items()
        }
        contents = _contents(report, folder, pictures)
        put_all(folder, contents, older=(BEAT,), last=JSON)
    except OSError as error:
        raise OutputError(_sentence(error, folder)) from error
    return folder / BEAT if BEAT in contents else None


@contextmanager
def _made(folder: Path) -> Iterator[None]:
    """Make the folder; on an error those that were made go again."""
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        _remove_empty(made)
        raise


def _remove_empty(folders: list[Path]) -> None:
    """Remove folders made here, the innermost first, as long as nobody put anything into them."""
    for path in folders:
        try:
            path.rmdir()
        except OSError:
            return


def _sentence(error: OSError, folder: Path) -> str:
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return f"The disk is full, so nothing was written to '{folder}': make room or choose another folder."
    if isinstance(error, BlockingIOError):
        return f"Another program is writing to '{folder}' just now: wait for it or choose another folder."
    if isinstance(error, PermissionError) and error.filename2 is not None:  # a move that was refused
        name = Path(error.filename2).name
        return (
            f"'{name}' in '{folder}' may not be replaced, so all is as it was: close it where it is open, or "
            "choose another folder."
        )
    if isinstance(error, IsADirectoryError) and error.filename:
        name = Path(error.filename).name
        return f"'{folder}' holds a folder named '{name}' where a file goes: choose another folder."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"Nothing can be written to '{folder}': choose a folder you may write to."
    if error.errno in (errno.EEXIST, errno.ENOTDIR):
        return f"'{folder}' is or lies under a file, not a folder: choose another place for the result."
    reason = error.strerror or type(error).__name__
    return f"The result could not be written to '{folder}' ({reason}): choose another folder."
