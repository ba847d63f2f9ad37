"""Many clips: ``formcheck.batch.run("films", "results")``, on this machine or on a cluster.

Each clip is done in a process of its own worker, written into its own folder, and found done by the next
run. Tables and a page over all of them lie in the folder of the results.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from formcheck.batch.value import Outcome, Task
    from formcheck.batch.whole import BatchResult, Pace, run

__all__ = ["BatchResult", "Outcome", "Pace", "Task", "run"]

_LAZY = {
    "BatchResult": "formcheck.batch.whole",
    "Pace": "formcheck.batch.whole",
    "run": "formcheck.batch.whole",
    "Outcome": "formcheck.batch.value",
    "Task": "formcheck.batch.value",
}


def __getattr__(name: str) -> Any:
    """Load only what is asked for: a worker that starts needs none of the tables."""
    from importlib import import_module

    if name in _LAZY:
        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
