"""The command line: formcheck batch."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from formcheck.cli_parts import BAD_INPUT, DONE, FilmToo, complain
from formcheck.errors import FormcheckError
from formcheck.names import shown
from formcheck.options import EngineName, Facing, ModelName, Options

if TYPE_CHECKING:
    from rich.console import Console

    from formcheck.batch import BatchResult, Outcome, Task
    from formcheck.batch.whole import Heard

SOME_FAILED, STOPPED = 1, 130


def batch(
    clips: Annotated[
        Path, typer.Argument(help="Folder of films, or a CSV file with a column 'clip'.", show_default=False)
    ],
    out: Annotated[Path, typer.Option(help="Folder for the results, one folder a clip.")] = Path(
        "formcheck_out"
    ),
    recursive: Annotated[bool, typer.Option("--recursive", help="Look into folders in it too.")] = False,
    workers: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Clips at the same time; one a core.")
    ] = None,
    timeout: Annotated[
        float | None, typer.Option(metavar="SECONDS", help="Longest time for one clip; no limit.")
    ] = None,
    retries: Annotated[
        int, typer.Option(metavar="N", min=0, help="Further tries for a clip whose process died.")
    ] = 1,
    again: Annotated[bool, typer.Option("--again", help="Do clips that are done once more.")] = False,
    film: FilmToo = True,
    keep: Annotated[
        bool, typer.Option("--keep/--no-keep", help="Keep landmarks, so that a film is watched only once.")
    ] = True,
    dask: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Work on the dask cluster at this address.")
    ] = None,
    facing: Annotated[Facing | None, typer.Option(help="Side of the picture they face.")] = None,
    speed: Annotated[float | None, typer.Option(metavar="KMH", help="Belt speed, km/h.")] = None,
    height: Annotated[float | None, typer.Option(metavar="CM", help="Body height, cm.")] = None,
    incline: Annotated[float | None, typer.Option(metavar="PCT", help="Belt incline, %.")] = None,
    capture_fps: Annotated[
        float | None, typer.Option(metavar="N", help="Frames a second they were filmed at.")
    ] = None,
    model: Annotated[ModelName, typer.Option(help="heavy is better, full is faster.")] = "heavy",
    engine: Annotated[
        EngineName, typer.Option(help="What finds the landmarks; rtmpose needs weights of your own.")
    ] = "mediapipe",
    blur_faces: Annotated[
        bool, typer.Option("--blur-faces", help="Blur the runner's face in all that is written.")
    ] = False,
    files: Annotated[
        str, typer.Option(metavar="NAMES", help="More files: landmarks, parquet, trc, pdf; commas between.")
    ] = "",
) -> None:
    """Analyse many films: one folder each, a table (CSV, Parquet) and a page over all.

    Stopped in any way, the same command goes on where it was. Options hold for all clips; columns of the
    CSV file come before them. Ends with 0 when all are done, 1 when some could not be, 2 when the list, an
    option or the cluster cannot be used.
    """
    from rich.console import Console

    console, errors = Console(), Console(stderr=True)
    try:
        from formcheck.batch import Pace, run
        from formcheck.report.extras import wanted

        options = Options(
            facing=facing,
            speed_kmh=speed,
            height_cm=height,
            incline_pct=incline,
            capture_fps=capture_fps,
            model=model,
            engine=engine,
            blur_faces=blur_faces,
        )
        pace = Pace(workers, timeout, retries, dask)
        with _told(errors) as heard:
            result = run(
                clips,
                out,
                options,
                pace=pace,
                recursive=recursive,
                files=wanted(files),
                film=film,
                again=again,
                keep=keep,
                heard=heard,
            )
    except FormcheckError as error:
        complain(errors, error)
        raise typer.Exit(BAD_INPUT) from None
    except KeyboardInterrupt:
        _say(errors, "formcheck: stopped. The same command goes on from here.")
        raise typer.Exit(STOPPED) from None
    _sum_up(console, result)
    raise typer.Exit(SOME_FAILED if result.failed else DONE)


@contextmanager
def _told(console: Console) -> Iterator[Heard]:
    """Show how many clips are done and the time left; a clip that could not be done gets its line."""
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bars(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        shown = bars.add_task("Clips", total=None)

        def heard(task: Task, outcome: Outcome, done: int, total: int) -> None:
            bars.update(shown, completed=done, total=total)
            if outcome.state == "failed":
                _say(console, f"{task.name}: {outcome.error}")

        yield heard


def _sum_up(console: Console, result: BatchResult) -> None:
    states = [one.state for one in result.outcomes]
    words = {"done": "done", "skipped": "done before", "failed": "could not be done"}
    _say(console, ", ".join(f"{states.count(one)} {said}" for one, said in words.items() if one in states))
    _say(console, f"All on one page: {result.overview}")
    _say(console, f"All in one table: {result.parquet or result.csv}")


def _say(console: Console, text: str) -> None:
    console.print(shown(text), soft_wrap=True, highlight=False, markup=False)
