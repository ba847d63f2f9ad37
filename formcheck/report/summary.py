"""A report on a terminal: what was understood, what to work on, the numbers, the notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from formcheck.advice import Finding, Verdict, asked, headline, red_flag_heading
from formcheck.plain import one_line
from formcheck.report.understood import heading, sentence, understood
from formcheck.report.units import range_text, value_text
from formcheck.report.value import Report
from formcheck.report.verdicts import HABIT_LOOKS, LOOKS

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

_COLOURS: dict[Verdict, str] = {
    "good": "green",
    "watch": "yellow",
    "change": "bright_red",
    "too close to call": "bright_black",
    "not visible": "bright_black",
}
# The terminal shows what answers the articles' advice; the rest stands in the files.
_MAIN = (
    "cadence",
    "trunk_lean",
    "overstride_ankle",
    "shank_angle_at_contact",
    "knee_flexion_at_contact",
    "vertical_oscillation",
    "contact_time",
    "flight_time",
    "duty_factor",
    "head_pitch",
    "posture_angle",
)


def summary(report: Report) -> RenderableType:
    """Return something ``rich`` prints: plain where there is no colour, wrapped to the terminal's width."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    parts: list[RenderableType] = [*_red_flags(report)]
    parts += [Text(one_line(report.name), style="bold"), Text(" · ".join(understood(report)))]
    if not report.runs:
        parts += [Text(one_line(sentence(report.gait.activity.reason)), style="bold")]
    else:
        parts += [Text(), *_findings(report)]
        if any(one.value is not None for one in report.measurements):
            parts += [Text(), _measures(report)]
    parts += _told(report)
    notes = [note for note in (*report.notes, *report.clip.warnings) if note != report.gait.activity.reason]
    if notes:
        parts += [Text(), *(Padding(Text(f"Note: {one_line(note)}", style="dim"), (0, 0)) for note in notes)]
    return Group(*parts)


def _red_flags(report: Report) -> Iterator[RenderableType]:
    """Warning signs stand above all the rest, and only they are red."""
    from rich.padding import Padding
    from rich.text import Text

    if not report.red_flags:
        return
    title = red_flag_heading(report.red_flags)
    yield Text.assemble((f"! {title}", "bold red"), f". {asked().said.flags}")
    for flag in report.red_flags:
        yield Padding(
            Text.assemble((flag.say, "bold"), (f" You said yes to: {flag.ask}", "dim")), (0, 0, 0, 4)
        )
    yield Text()


def _told(report: Report) -> Iterator[RenderableType]:
    """Habits and self-tests in short: what is worth a thought with its text, the rest by its title."""
    from rich.text import Text

    said = asked().said
    for title, outcomes in ((said.told, report.habits), (said.tests, report.self_tests)):
        if outcomes:
            yield Text()
            yield Text(title, style="bold")
        for one in outcomes:
            look, thought = HABIT_LOOKS[one.verdict], one.verdict == "worth a thought"
            colour = "yellow" if thought else "green"
            line = Text.assemble((f"{look.sign} ", colour), (one.title, "bold"), (f"  {look.word}", colour))
            yield Text.assemble(line, f". {one.text}") if thought else line


def _findings(report: Report) -> Iterator[RenderableType]:
    from rich.text import Text

    yield Text(heading(report), style="bold")
    if headline(report.findings):
        yield Text(headline(report.findings))
    first = report.three_things()
    for place, finding in enumerate(first, start=1):
        yield from _in_full(finding, place)
    for finding in report.findings:
        if finding not in first:
            yield _headline(finding, "")


def _in_full(finding: Finding, place: int) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    yield _headline(finding, f"{place} ", measured=False)
    for words in (finding.measured, finding.why):
        yield Padding(Text(words), (0, 0, 0, 4))
    for label, words in (("Think: ", finding.cue), ("Try: ", finding.drill)):
        if words:
            yield Padding(Text.assemble((label, "bold"), words), (0, 0, 0, 4))


def _headline(finding: Finding, place: str, *, measured: bool = True) -> RenderableType:
    from rich.text import Text

    look, colour = LOOKS[finding.verdict], _COLOURS[finding.verdict]
    line = Text.assemble(
        (f"{place}{look.sign} ", colour), (finding.title, "bold"), (f"  {look.word}", colour), overflow="fold"
    )
    return Text.assemble(line, f". {finding.measured}") if measured else line


def _measures(report: Report) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="dim")
    for title, side in (("Measure", "left"), ("Value", "right"), ("Range", "right"), ("Strides", "right")):
        table.add_column(title, justify="right" if side == "right" else "left")
    for one in report.measurements:
        if one.name in _MAIN and one.value is not None:
            title = f"{one.title}, {one.side}" if one.side else one.title
            cells = (title, value_text(one), range_text(one), str(one.n))
            table.add_row(*(Text(cell) for cell in cells))
    return table
