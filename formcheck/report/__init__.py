"""Findings become drawn frames, plots, HTML and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from formcheck.report.value import Provenance, Report

if TYPE_CHECKING:
    from formcheck.report.writing import Written, write

__all__ = ["Provenance", "Report", "Written", "write"]


def __getattr__(name: str) -> object:
    """Load what writes files only when it is asked for: it brings pydantic, jinja2 and more along."""
    if name in ("Written", "write"):
        from formcheck.report import writing

        return getattr(writing, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
