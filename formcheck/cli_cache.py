"""The command line of what is kept: landmarks of films that were watched."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Annotated

import typer

from formcheck.caches import cache_folder
from formcheck.cli_parts import BAD_INPUT
from formcheck.errors import FormcheckError
from formcheck.names import shown

if TYPE_CHECKING:
    from formcheck.kept import Shelf

cache_app = typer.Typer(
    help="Landmarks of films you analysed, kept so that no film is watched twice.",
    invoke_without_command=True,
)


@cache_app.callback()
def cache(context: typer.Context) -> None:
    """Show what is kept, where, and how much room it may take."""
    if context.invoked_subcommand is not None:
        return
    state = _shelf().state()
    films = "1 film" if state.films == 1 else f"{state.films} films"
    typer.echo(f"{films}, {state.megabytes:.1f} of at most {state.limit_mb:g} MB, in {shown(state.folder)}")
    typer.echo("Landmarks and lines of the background, no picture. 'formcheck cache clear' throws it away;")
    typer.echo("FORMCHECK_CACHE_MB sets the most it may take, 0 for none.")


@cache_app.command("clear")
def clear() -> None:
    """Throw away what is kept; models stay."""
    gone = _shelf().clear()
    typer.echo(f"Landmarks of {'1 film' if gone == 1 else f'{gone} films'} thrown away.")


def forget(
    models: Annotated[bool, typer.Option("--models", help="The pose models too.")] = False,
) -> None:
    """Remove all that formcheck keeps of you: films of the page, their pictures, landmarks."""
    from formcheck.web.folders import forget as forget_runs
    from formcheck.web.folders import page_folder

    gone = _shelf().clear()
    runs, alive = forget_runs()
    if models:
        shutil.rmtree(cache_folder() / "models", ignore_errors=True)
    typer.echo(f"Landmarks of {'1 film' if gone == 1 else f'{gone} films'} thrown away.")
    if runs:
        typer.echo(f"What {'a page' if runs == 1 else f'{runs} pages'} left behind is removed.")
    if alive:
        typer.echo(
            f"A page is open and holds films in {shown(page_folder())}: close it, then they are removed.",
            err=True,
        )
        raise typer.Exit(BAD_INPUT)


def _shelf() -> Shelf:
    from formcheck.kept import Shelf

    try:
        return Shelf()
    except FormcheckError as error:
        typer.echo(f"formcheck: {shown(error)}", err=True)
        raise typer.Exit(BAD_INPUT) from None
