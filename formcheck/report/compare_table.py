"""A comparison on a terminal: the doubts, what moved, what did not, what cannot be told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from formcheck.metrics import Change, Sides
from formcheck.plain import one_line
from formcheck.report.comparison import Comparison, change_number, compare_data, comparison, signed
from formcheck.report.read import load_document
from formcheck.report.units import unit_words

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table


def compared(first: Path, second: Path, sides: Sides = "same") -> RenderableType:
    """Read two report.json and return what ``rich`` prints.

    Raises
    ------
    formcheck.errors.OptionError
        When one of them cannot be used.
    """
    one, other = load_document(first), load_document(second)
    return compare_table(comparison(one, other, sides=sides), (one.clip.title, other.clip.title))


def compare_table(found: Comparison, names: tuple[str, str]) -> RenderableType:
    """Return something ``rich`` prints; `names` are those of the two films."""
    from rich.console import Group
    from rich.text import Text

    words = compare_data().words
    parts: list[RenderableType] = [Text(one_line(f"{names[0]}  →  {names[1]}"), style="bold")]
    if found.doubts:
        parts += [Text(), Text(words.doubts, style="bold")]
        parts += [Text(one_line(f"Note: {one.text}"), style="dim") for one in found.doubts]
    parts += [Text(), Text(words.moved if found.moved else words.nothing_moved, style="bold")]
    if found.moved:
        parts += [Text(words.moved_says), _table(found.moved, "bold")]
    if found.stayed:
        parts += [Text(), Text(words.stayed, style="bold"), Text(words.stayed_says), _table(found.stayed)]
    if found.untold:
        parts += [Text(), Text(words.untold, style="bold"), *_untold(found.untold)]
    return Group(*parts)


def title_of(one: Change) -> str:
    """Title with the leg it belongs to."""
    which = one.side or one.leg
    return one_line(f"{one.title}, {which}" if which else one.title)


def _table(changes: Sequence[Change], style: str = "") -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("Measure")
    for title in ("First", "Second", "Change", "Range"):
        table.add_column(title, justify="right")
    for one in changes:
        assert one.first is not None
        assert one.second is not None
        assert one.change is not None
        assert one.low is not None
        assert one.high is not None
        unit = one_line(unit_words(one.unit))
        table.add_row(
            Text(title_of(one) + (" *" if one.seen_differently else "")),
            Text(change_number(one, one.first) + unit),
            Text(change_number(one, one.second) + unit),
            Text(signed(one, one.change) + unit, style=style),
            Text(f"{signed(one, one.low)} to {signed(one, one.high)}"),
        )
    if any(one.seen_differently for one in changes):
        table.caption = Text(f"* {compare_data().words.seen_differently}", style="dim")
        table.caption_justify = "left"
    return table


def _untold(changes: Sequence[Change]) -> list[RenderableType]:
    from rich.text import Text

    by_reason: dict[str, list[str]] = {}
    for one in changes:
        by_reason.setdefault(one.reason, []).append(title_of(one))
    return [
        Text.assemble((", ".join(names), "bold"), one_line(f". {why}")) for why, names in by_reason.items()
    ]
