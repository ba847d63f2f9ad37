"""The command line of the pose models: list, fetch, verify."""

from __future__ import annotations

from typing import Annotated

import typer

from formcheck.cli_parts import BAD_INPUT, bar, complain
from formcheck.errors import FormcheckError
from formcheck.names import shown
from formcheck.options import ModelName

models_app = typer.Typer(help="List, fetch and verify the pose models.", no_args_is_help=True)


@models_app.command("list")
def models_list() -> None:
    """Show which models are on this machine."""
    from formcheck.pose.models import status

    for one in status():
        state = "ready" if one.verified else "damaged, fetch it again" if one.present else "not fetched yet"
        typer.echo(f"{one.name:6} {state:24} {shown(one.path)}")


@models_app.command("fetch")
def models_fetch(
    name: Annotated[ModelName, typer.Argument(help="Which model.")] = "heavy",
) -> None:
    """Fetch a model into your cache and verify it."""
    from rich.console import Console

    from formcheck.pose.models import fetch

    errors = Console(stderr=True)
    try:
        with bar(errors) as progress:
            path = fetch(name, progress=progress).path
    except FormcheckError as error:
        complain(errors, error)
        raise typer.Exit(BAD_INPUT) from None
    typer.echo(f"{name}: {shown(path)}")


@models_app.command("verify")
def models_verify() -> None:
    """Check the files of the models that are on this machine; ends with 2 when one is damaged."""
    from formcheck.pose.models import status

    present = [one for one in status() if one.present]
    for one in present:
        typer.echo(f"{one.name}: {'whole' if one.verified else 'damaged'}")
    if not present:
        typer.echo("No model is on this machine yet: 'formcheck models fetch' gets it.")
    if not all(one.verified for one in present):
        raise typer.Exit(BAD_INPUT)
