"""Files for other programs, written on request only."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Literal, get_args

from formcheck.errors import LibraryError, OptionError, OutputError
from formcheck.report.landmarks_file import has_parquet, landmarks_npz, landmarks_parquet
from formcheck.report.pdf import NO_PDF, has_pdf, to_pdf
from formcheck.report.trc import trc, why_no_trc
from formcheck.report.value import Report

Extra = Literal["landmarks", "parquet", "trc", "pdf"]
EXTRAS: tuple[Extra, ...] = get_args(Extra)
NAMES: dict[Extra, str] = {
    "landmarks": "landmarks.npz",
    "parquet": "landmarks.parquet",
    "trc": "pose.trc",
    "pdf": "report.pdf",
}
_NO_PARQUET = 'A Parquet table needs pyarrow: install it with "pip install pyarrow".'


def chosen(words: Iterable[str]) -> tuple[Extra, ...]:
    """Return the files named, each once.

    Parameters
    ----------
    words
        Names of `EXTRAS`, such as ``["landmarks", "trc"]``.

    Raises
    ------
    formcheck.errors.OptionError
        When one is not known.
    """
    named = set(words)
    unknown = sorted(named - set(EXTRAS))
    if unknown:
        raise OptionError(f"files names '{unknown[0]}': choose from {', '.join(EXTRAS)}.")
    return tuple(extra for extra in EXTRAS if extra in named)


def lacking(extra: Extra) -> str:
    """Return what this machine lacks for a file, one sentence; empty when nothing."""
    if extra == "parquet" and not has_parquet():
        return _NO_PARQUET
    return NO_PDF if extra == "pdf" and not has_pdf() else ""


def wanted(names: str, everything: bool = False) -> tuple[Extra, ...]:
    """Return the files asked for: one named has to be possible on this machine, of all some may be left out.

    Parameters
    ----------
    names
        Words with commas between them.
    everything
        Ask for all.

    Raises
    ------
    formcheck.errors.FormcheckError
        When a name is not known or its file cannot be made on this machine.
    """
    named = chosen(word.strip() for word in names.split(",") if word.strip())
    for extra in named:
        if lacking(extra):
            raise LibraryError(lacking(extra))
    return EXTRAS if everything else named


def make_extras(report: Report, folder: Path, page: str, asked: Collection[Extra]) -> dict[Extra, str]:
    """Write the files asked for and return those left out, each with its reason.

    Parameters
    ----------
    report
        What is known.
    folder
        Where `page`, the finished report.html, lies already.
    page
        Its name.
    asked
        Which files.
    """
    left_out = {}
    for extra in asked:
        reason = lacking(extra) or (why_no_trc(report) if extra == "trc" else "")
        try:
            if not reason:
                _make(extra, report, folder, page)
        except (LibraryError, OutputError) as error:
            reason = str(error)
        if reason:
            left_out[extra] = reason
    return left_out


def _make(extra: Extra, report: Report, folder: Path, page: str) -> None:
    path = folder / NAMES[extra]
    if extra == "landmarks":
        path.write_bytes(landmarks_npz(report))
    elif extra == "parquet":
        path.write_bytes(landmarks_parquet(report))
    elif extra == "trc":
        path.write_text(trc(report, path.name), encoding="utf-8", newline="\n")
    else:
        to_pdf(folder / page, path)
