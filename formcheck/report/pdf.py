"""report.pdf: the page as a printer would have it; needs the extra ``pdf``."""

from __future__ import annotations

import logging
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from formcheck.errors import LibraryError, OutputError

Paper = Literal["A4", "Letter"]

NO_PDF = "A PDF needs WeasyPrint: install it with \"pip install 'formcheck[pdf]'\", or print report.html."


def has_pdf() -> bool:
    """Whether the extra is installed."""
    return find_spec("weasyprint") is not None


def to_pdf(html: Path, out: Path, *, paper: Paper = "A4") -> None:
    """Print a page to a PDF; nothing is fetched, for all the page needs is in it.

    Parameters
    ----------
    html
        report.html or clinical_sheet.html.
    out
        The PDF to write; an older one is replaced.
    paper
        Its size.

    Raises
    ------
    formcheck.errors.LibraryError
        When WeasyPrint or a library that it needs is missing.
    formcheck.errors.OutputError
        When WeasyPrint cannot lay the page out.
    """
    if not has_pdf():
        raise LibraryError(NO_PDF)
    logging.getLogger("weasyprint").setLevel(logging.ERROR)  # it lists every style it does not know
    try:
        from weasyprint import CSS, HTML
        from weasyprint.urls import URLFetcher
    except OSError as error:  # Pango comes from the system, not from pip
        raise LibraryError(
            "A PDF needs the system library Pango, which is missing: install it, or print report.html."
        ) from error
    size = CSS(string=f"@page {{ size: {paper}; }}")
    try:
        HTML(filename=str(html), url_fetcher=URLFetcher(allowed_protocols=("data",))).write_pdf(
            str(out), stylesheets=[size]
        )
    except AssertionError as error:  # its layout gives up on a few pages that it cannot break
        raise OutputError("This page could not be set as a PDF: print report.html instead.") from error
