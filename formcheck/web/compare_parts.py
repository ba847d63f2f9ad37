"""What changed between two films, as HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from formcheck.metrics import Change
from formcheck.plain import escape
from formcheck.report.compare_table import title_of
from formcheck.report.comparison import Doubt, change_number, compare_data, signed
from formcheck.report.schema import BandPart, Document
from formcheck.report.units import unit_words
from formcheck.web.dumbbell import dumbbell


def bands(told: Document) -> dict[str, BandPart]:
    """Return what each measure is held against, by its name."""
    return {finding.measurement: finding.band for finding in told.findings}


def doubts(found: Sequence[Doubt]) -> str:
    """Return what makes the comparison doubtful."""
    rows = "".join(f"<li>{escape(one.text)}</li>" for one in found)
    return f'<div class="fc-notes"><b>{escape(compare_data().words.doubts)}</b><ul>{rows}</ul></div>'


def moved(changes: Sequence[Change], held: Mapping[str, BandPart]) -> str:
    """Return the changes that are more than both films can tell, each with its drawing."""
    return f'<div class="fc-moved">{"".join(_moved(one, held.get(one.name)) for one in changes)}</div>'


def _moved(one: Change, band: BandPart | None) -> str:
    assert one.first is not None
    assert one.second is not None
    assert one.change is not None
    unit = escape(unit_words(one.unit))
    differs = escape(compare_data().words.seen_differently)
    note = f"<p><small>{differs}</small></p>" if one.seen_differently else ""
    return (
        f'<section><div><b class="fc-what">{escape(title_of(one))}</b>'
        f'<p class="fc-by">{signed(one, one.change)}{unit} <small>({_range(one)})</small></p>'
        f"<p>{change_number(one, one.first)} → {change_number(one, one.second)}{unit}</p>{note}</div>"
        f"{dumbbell(one, band)}</section>"
    )


def stayed(changes: Sequence[Change]) -> str:
    """Return a table of what did not move by more than the films can tell."""
    head = "".join(f'<th scope="col">{word}</th>' for word in ("Measure", "First", "Second", "Change"))
    body = "".join(_row(one) for one in changes)
    differs = escape(compare_data().words.seen_differently)
    note = f"<small>* {differs}</small>" if any(one.seen_differently for one in changes) else ""
    table = f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    return f'<table class="fc-measures fc-stayed">{table}</table>{note}'


def _row(one: Change) -> str:
    assert one.first is not None
    assert one.second is not None
    assert one.change is not None
    unit = escape(unit_words(one.unit))
    star = " *" if one.seen_differently else ""
    return (
        f'<tr><th scope="row">{escape(title_of(one))}{star}</th>'
        f'<td data-leg="first">{change_number(one, one.first)}{unit}</td>'
        f'<td data-leg="second">{change_number(one, one.second)}{unit}</td>'
        f'<td data-leg="change">{signed(one, one.change)}{unit} <small>{_range(one)}</small></td></tr>'
    )


def _range(one: Change) -> str:
    assert one.low is not None
    assert one.high is not None
    return f"{signed(one, one.low)} to {signed(one, one.high)}"


def untold(changes: Sequence[Change]) -> str:
    """Return what cannot be compared, gathered by the reason."""
    by_reason: dict[str, list[str]] = {}
    for one in changes:
        by_reason.setdefault(one.reason, []).append(title_of(one))
    rows = "".join(
        f"<li><b>{escape(', '.join(names))}</b> {escape(why)}</li>" for why, names in by_reason.items()
    )
    return f'<ul class="fc-plain">{rows}</ul>'
