"""How long work tells of its progress and learns that it should stop."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Called often by each stage.

    Parameters
    ----------
    stage
        What is going on, in words a runner understands.
    done, total
        Units finished and expected in this stage; ``total`` is None when not known.

    Raises
    ------
    formcheck.errors.Cancelled
        To stop the work; every stage cleans up after itself on the way out.
    """

    def __call__(self, stage: str, done: int = 0, total: int | None = None) -> None:
        """Report progress."""
        ...


def silent(stage: str, done: int = 0, total: int | None = None) -> None:
    """Report nothing (the default)."""
