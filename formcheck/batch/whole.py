"""A whole batch: what to do, doing it, and the tables and the page over all of it."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from formcheck.batch.clips import tasks_of
from formcheck.batch.lines import Line, line_of
from formcheck.batch.overview import NAME as OVERVIEW
from formcheck.batch.overview import overview
from formcheck.batch.summary import CSV, PARQUET, summary_csv, summary_parquet
from formcheck.batch.value import WORK, Outcome, Task
from formcheck.errors import OptionError, OutputError
from formcheck.options import Options
from formcheck.report.extras import Extra
from formcheck.staging import put_all, tidy


class Heard(Protocol):
    """Told of every clip as soon as it is known what became of it; may raise to stop."""

    def __call__(self, task: Task, outcome: Outcome, done: int, total: int) -> None:
        """Take note."""
        ...


def _unheard(task: Task, outcome: Outcome, done: int, total: int) -> None:
    """Take no note (the default)."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How a batch is worked through.

    Attributes
    ----------
    workers
        Processes on this machine; one a core when None.
    timeout_s
        Longest time for one clip, seconds; None for as long as it takes.
    retries
        How many times a clip is begun again when its process died.
    dask
        Address of a dask scheduler to work on its cluster instead; None for this machine.
    """

    workers: int | None = None
    timeout_s: float | None = None
    retries: int = 1
    dask: str | None = None

    def __post_init__(self) -> None:
        if self.workers is not None and self.workers < 1:
            raise OptionError(f"workers is {self.workers}: give at least 1.")
        if self.timeout_s is not None and not self.timeout_s > 0:
            raise OptionError(f"timeout is {self.timeout_s:g}: give seconds above 0, or leave it out.")
        if self.retries < 0:
            raise OptionError(f"retries is {self.retries}: give 0 or more.")


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What became of a batch.

    Attributes
    ----------
    tasks, outcomes
        Every clip and what became of it, in the order of the list.
    out, csv, overview
        The folder, the table and the page.
    parquet
        The table as Parquet; None where pyarrow is not installed.
    """

    tasks: tuple[Task, ...]
    outcomes: tuple[Outcome, ...]
    out: Path
    csv: Path
    overview: Path
    parquet: Path | None

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """Those that could not be done."""
        return tuple(one for one in self.outcomes if one.state == "failed")


def run(
    clips: str | Path | Sequence[str | Path],
    out: str | Path,
    options: Options | None = None,
    *,
    pace: Pace | None = None,
    recursive: bool = False,
    files: tuple[Extra, ...] = (),
    film: bool = True,
    again: bool = False,
    keep: bool = True,
    heard: Heard = _unheard,
    work: str = WORK,
) -> BatchResult:
    """Analyse many films; one that cannot be done never stops the others.

    Films done before with the same options by the same formcheck are not done again, so a batch that was
    stopped in any way goes on where it was.

    Parameters
    ----------
    clips
        A folder of films, a CSV file with a column ``clip``, or films one by one.
    out
        Folder for the results, one folder a clip.
    options
        What holds for all clips; a row of the CSV file comes before it.
    pace
        Workers, time limit, retries, or a cluster.
    recursive
        Look into the folders inside a folder as well.
    files
        Files for other programs to write as well.
    film
        Write each clip's annotated film.
    again
        Do all clips, also those that are done.
    keep
        Keep landmarks on the machine that watched, as `formcheck.analyze` does.
    heard
        Told of every clip.
    work
        ``module:function`` that does a clip; for tests.

    Raises
    ------
    formcheck.errors.InputError
        When there is nothing to do or the list cannot be used.
    formcheck.errors.SetupError
        When no worker can be started or no cluster answers.
    formcheck.errors.OutputError
        When the folder cannot be written to.
    """
    out = Path(out).absolute()
    tasks = tasks_of(clips, out, options, recursive=recursive, files=files, film=film, again=again, keep=keep)
    _make_folder(out)
    asked, by_id = {task.id: task for task in tasks}, dict[str, Outcome]()
    with closing(_outcomes(tasks, pace or Pace(), work)) as outcomes:
        for outcome in outcomes:
            by_id[outcome.id] = outcome
            heard(asked[outcome.id], outcome, len(by_id), len(tasks))
    lines = [line_of(task, by_id[task.id]) for task in tasks]
    tables = _write(out, lines)
    return BatchResult(
        tasks=tasks,
        outcomes=tuple(line.outcome for line in lines),
        out=out,
        csv=out / CSV,
        overview=out / OVERVIEW,
        parquet=out / PARQUET if PARQUET in tables else None,
    )


def _outcomes(tasks: Sequence[Task], pace: Pace, work: str) -> Generator[Outcome, None, None]:
    if pace.dask is not None:
        from formcheck.batch.cluster import there

        return there(tasks, pace.dask, timeout_s=pace.timeout_s, retries=pace.retries, work=work)
    from formcheck.batch.pool import here

    if work == WORK:
        _look_for_models(tasks)
    return here(tasks, workers=pace.workers, timeout_s=pace.timeout_s, retries=pace.retries, work=work)


def _look_for_models(tasks: Sequence[Task]) -> None:
    """Fetch what is missing once and before all; without a model no clip could be done."""
    from formcheck.pose.engines import find_model

    for engine, model in {(task.options.engine, task.options.model) for task in tasks}:
        find_model(engine, model)


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        tidy(out)
    except OSError as error:
        raise OutputError(
            f"'{out}' cannot be made ({error.strerror}): choose another folder for the results."
        ) from error


def _write(out: Path, lines: Sequence[Line]) -> list[str]:
    """Write tables and page; return the names of the tables."""
    tables = {CSV: summary_csv(lines).encode("utf-8")}
    columns = summary_parquet(lines)
    if columns is not None:
        tables[PARQUET] = columns
    page = overview(lines, tuple(tables)).encode("utf-8")
    try:
        put_all(out, {**tables, OVERVIEW: page}, older=(PARQUET,), last=OVERVIEW)
    except OSError as error:
        raise OutputError(
            f"The tables could not be written to '{out}' ({error.strerror}): make room, close them in other "
            "programs, and start the same command again."
        ) from error
    return list(tables)
