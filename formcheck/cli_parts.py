"""What all commands share: how they end, how they complain, how they show progress."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from formcheck.errors import FormcheckError
from formcheck.names import shown
from formcheck.progress import Progress

if TYPE_CHECKING:
    from rich.console import Console

FilmToo = Annotated[
    bool, typer.Option("--film/--no-film", help="Write the annotated film; a quarter quicker without.")
]
DONE, BAD_INPUT, NOBODY_RUNS = 0, 2, 3


def complain(errors: Console, error: FormcheckError) -> None:
    """Say on one line what went wrong."""
    errors.print(f"formcheck: {shown(error)}", soft_wrap=True, highlight=False, markup=False)


@contextmanager
def bar(console: Console) -> Iterator[Progress]:
    """Show stages with a bar and the time left; plain silence where there is no terminal."""
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Bars(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        task = bars.add_task("Starting", total=None)
        shown = ""

        def progress(stage: str, done: int = 0, total: int | None = None) -> None:
            nonlocal shown
            if stage != shown:
                bars.reset(task, description=stage, total=total)
                shown = stage
            bars.update(task, completed=done, total=total)

        yield progress
