"""The command line: formcheck analyze, batch, compare, questions, models, cache, forget."""

from __future__ import annotations

import io
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from formcheck import __version__
from formcheck.cli_batch import batch
from formcheck.cli_cache import cache_app, forget
from formcheck.cli_models import models_app
from formcheck.cli_parts import BAD_INPUT, DONE, NOBODY_RUNS, FilmToo, bar, complain
from formcheck.errors import FormcheckError, OptionError
from formcheck.names import shown
from formcheck.options import EngineName, Facing, ModelName, Options

if TYPE_CHECKING:
    from rich.console import Console

    from formcheck.advice import Answers
    from formcheck.gait import Correction
    from formcheck.report.extras import Extra

app = typer.Typer(
    name="formcheck",
    help="Running form from a phone video, on your own machine.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(models_app, name="models")
app.add_typer(cache_app, name="cache")
app.command()(batch)
app.command()(forget)


def _version(show: bool) -> None:
    if show:
        typer.echo(f"formcheck {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Take options that stand before the command."""


@app.command()
def analyze(
    videos: Annotated[list[Path], typer.Argument(help="Films to analyse.", show_default=False)],
    out: Annotated[Path, typer.Option(help="Folder for the results, one folder a film.")] = Path(
        "formcheck_out"
    ),
    facing: Annotated[Facing | None, typer.Option(help="Side of the picture you face.")] = None,
    speed: Annotated[float | None, typer.Option(metavar="KMH", help="Belt speed, km/h.")] = None,
    height: Annotated[float | None, typer.Option(metavar="CM", help="Your height, cm.")] = None,
    incline: Annotated[float | None, typer.Option(metavar="PCT", help="Belt incline, %.")] = None,
    capture_fps: Annotated[
        float | None, typer.Option(metavar="N", help="Frames a second it was filmed at (slow motion).")
    ] = None,
    vertical: Annotated[
        float | None,
        typer.Option(metavar="DEG", help="True vertical against the picture's, clockwise positive."),
    ] = None,
    from_s: Annotated[
        float | None, typer.Option("--from", metavar="S", help="Look at the film from this second on.")
    ] = None,
    until_s: Annotated[
        float | None, typer.Option("--until", metavar="S", help="Look at the film up to this second.")
    ] = None,
    model: Annotated[ModelName, typer.Option(help="heavy is better, full is faster.")] = "heavy",
    engine: Annotated[
        EngineName, typer.Option(help="What finds the landmarks; rtmpose needs weights of your own.")
    ] = "mediapipe",
    answers: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Your answers; see 'formcheck questions'.")
    ] = None,
    corrections: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Landings and toe-offs put right by hand, or a report.json."),
    ] = None,
    every_picture: Annotated[
        bool, typer.Option("--every-picture", help="Look at every picture; takes longer.")
    ] = False,
    blur_faces: Annotated[
        bool, typer.Option("--blur-faces", help="Blur your face in every picture and film written.")
    ] = False,
    files: Annotated[
        str, typer.Option(metavar="NAMES", help="More files: landmarks, parquet, trc, pdf; commas between.")
    ] = "",
    all_files: Annotated[
        bool, typer.Option("--all-files", help="All of these that can be made here.")
    ] = False,
    film: FilmToo = True,
    keep: Annotated[
        bool, typer.Option("--keep/--no-keep", help="Keep landmarks, so that a film is watched only once.")
    ] = True,
    workers: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Cores to use for a film; all when left out.")
    ] = None,
) -> None:
    """Analyse films and write report, annotated film, key frames and table.

    Ends with 0 when done, 2 when a film or option cannot be used, 3 when nobody runs in a film.
    """
    from rich.console import Console

    console, errors = Console(), Console(stderr=True)
    try:
        options = Options(
            facing=facing,
            speed_kmh=speed,
            height_cm=height,
            incline_pct=incline,
            capture_fps=capture_fps,
            vertical_deg=vertical,
            from_s=from_s,
            until_s=until_s,
            model=model,
            engine=engine,
            every_picture=every_picture,
            blur_faces=blur_faces,
        )
        told = _Told(
            _answers(answers),
            _corrections(corrections, videos),
            _more(files, all_files),
            film,
            keep,
            workers,
        )
    except FormcheckError as error:
        complain(errors, error)
        raise typer.Exit(BAD_INPUT) from None
    folders = _folders(videos, out)
    codes = [
        _analyze_one(console, errors, video, folder, options, told)
        for video, folder in zip(videos, folders, strict=True)
    ]
    raise typer.Exit(BAD_INPUT if BAD_INPUT in codes else max(codes))


@app.command()
def compare(
    first: Annotated[Path, typer.Argument(help="report.json of one film, or its folder.")],
    second: Annotated[Path, typer.Argument(help="report.json of the other film, or its folder.")],
    mirrored: Annotated[bool, typer.Option("--mirrored", help="Hold left against right.")] = False,
) -> None:
    """Compare two films by their report.json: what moved by more than both can tell comes first.

    Ends with 0 when done, 2 when a file cannot be used.
    """
    from rich.console import Console

    from formcheck.report.compare_table import compared

    try:
        table = compared(first, second, "mirrored" if mirrored else "same")
    except FormcheckError as error:
        complain(Console(stderr=True), error)
        raise typer.Exit(BAD_INPUT) from None
    Console().print(table)


@app.command()
def questions() -> None:
    """Print the questions about habits, warning signs and self-tests as a TOML file to fill in."""
    from formcheck.advice import template

    typer.echo(template(), nl=False)


@dataclass(frozen=True)
class _Told:
    """What is told beside the options, read and checked before the first film."""

    answers: Answers | None
    corrections: tuple[Correction, ...]
    files: tuple[Extra, ...]
    film: bool
    keep: bool
    workers: int | None


def _answers(path: Path | None) -> Answers | None:
    if path is None:
        return None
    from formcheck.advice import load_answers

    return load_answers(path)


def _corrections(path: Path | None, videos: list[Path]) -> tuple[Correction, ...]:
    if path is None:
        return ()
    if len(videos) > 1:
        raise OptionError("Corrections belong to one film: give one film with --corrections.")
    from formcheck.report.corrections_file import load_corrections

    return load_corrections(path)


def _more(names: str, everything: bool) -> tuple[Extra, ...]:
    if not (names or everything):
        return ()
    from formcheck.report.extras import wanted

    return wanted(names, everything)


def _analyze_one(
    console: Console, errors: Console, video: Path, folder: Path, options: Options, told: _Told
) -> int:
    from formcheck.pipeline import analyze as analyze_film
    from formcheck.pipeline import correct
    from formcheck.report import write
    from formcheck.report.summary import summary
    from formcheck.staging import tidy

    with suppress(OSError):  # what hinders it is told when the result is written
        tidy(folder)
    try:
        with bar(errors) as progress:
            report = analyze_film(
                video, options, told.answers, keep=told.keep, workers=told.workers, progress=progress
            )
            report = correct(report, told.corrections)
            written = write(
                report,
                folder,
                files=told.files,
                film=told.film,
                workers=told.workers,
                progress=progress,
            )
    except FormcheckError as error:
        complain(errors, error)
        return BAD_INPUT
    console.print(summary(report))
    for name, reason in written.left_out.items():
        console.print(f"No {name} file: {reason}", soft_wrap=True, highlight=False, markup=False)
    console.print(f"Files are in {shown(written.folder)}", soft_wrap=True, highlight=False, markup=False)
    return DONE if report.runs else NOBODY_RUNS


def _folders(videos: list[Path], out: Path) -> list[Path]:
    """One folder a film, named after it; films of the same name are numbered."""
    taken: set[str] = set()
    folders = []
    for video in videos:
        # "...mp4" without its ending would be the folder above.
        plain = video.stem if video.stem.strip(". ") else video.name.replace(".", "_")
        name, number = plain, 2
        while name in taken:
            name = f"{plain}-{number}"
            number += 1
        taken.add(name)
        folders.append(out / name)
    return folders


def main() -> None:
    """Run the command line; the entry point of the ``formcheck`` program."""
    for stream in (sys.stdout, sys.stderr):  # a name may hold letters the terminal cannot write
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        app()
    except KeyboardInterrupt:
        typer.echo("formcheck: stopped.", err=True)
        sys.exit(130)
