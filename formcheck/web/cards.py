"""The cards of the result, as HTML made of escaped text; the page places them."""

from __future__ import annotations

from collections.abc import Sequence

from formcheck.advice import Finding, Habit, HabitVerdict, Verdict
from formcheck.advice.data import knowledge
from formcheck.metrics import Measurement
from formcheck.plain import escape
from formcheck.report.html import limits
from formcheck.report.understood import sentence
from formcheck.report.units import range_text, value_text
from formcheck.report.verdicts import HABIT_LOOKS, LOOKS, VerdictLook
from formcheck.web import whence

_LEVEL = 4  # of the headings within a card


def badge(verdict: Verdict) -> str:
    """Return the verdict as a shape and a word; style.css gives the colour."""
    return _badge(LOOKS[verdict], verdict.replace(" ", "-"))


def _badge(look: VerdictLook, name: str) -> str:
    return f'<span class="fc-badge fc-{name}"><i aria-hidden="true">{look.sign}</i>{look.word}</span>'


def heading(finding: Finding) -> str:
    """Return number, title and verdict of a card."""
    number = f'<span class="fc-number">{finding.rank}</span>' if finding.rank else ""
    title = f"<h3>{escape(finding.title)}</h3>{badge(finding.verdict)}"
    return f'<div class="fc-heading" id="finding-{finding.id}">{number}{title}</div>'


def body(finding: Finding) -> str:
    """Return what was measured, why it may matter, the cue and the drill."""
    # What is outside its band tells the other signs in its own sentence already.
    beside = () if finding.verdict in ("watch", "change") else finding.also
    also = "".join(f"<li>{escape(_told(one))}</li>" for one in beside)
    parts = [
        _measured(finding.measured),
        f'<ul class="fc-also">{also}</ul>' if also else "",
        f"<p>{escape(finding.why)}</p>",
        f'<p class="fc-story">{escape(finding.story)}</p>' if finding.story else "",
        _try("Think", finding.cue),
        _try("Practise", finding.drill),
    ]
    return f'<div class="fc-body">{"".join(parts)}</div>'


def _measured(text: str) -> str:
    """Let the number stand out, not what is said about it afterwards."""
    first, stop, rest = text.partition(". ")
    return f'<p class="fc-measured">{escape(first + stop.strip())}</p>' + (
        f"<p>{escape(rest)}</p>" if rest else ""
    )


def _told(one: Measurement) -> str:
    leg, interval = f", {one.leg} leg" if one.leg else "", range_text(one)
    value = f"{value_text(one)} ({interval})" if interval else one.reason or "cannot tell"
    return f"{one.title}{leg}: {value}"


def _try(label: str, text: str) -> str:
    return f'<p class="fc-try"><b>{label}</b><span>{escape(text)}</span></p>' if text else ""


def reasons(finding: Finding) -> str:
    """Return the articles, the papers for and against, and the band with its source."""
    parts = [
        whence.said(finding.articles, _LEVEL),
        whence.papers(finding.evidence, level=_LEVEL),
        f"{whence.title('Held against', _LEVEL)}<p>{escape(_band(finding))}</p>",
    ]
    return f'<div class="fc-reasons">{"".join(parts)}</div>'


def _band(finding: Finding) -> str:
    said = (limits(finding.band), finding.band.fitted, finding.band.source)
    return " ".join(sentence(part) for part in said if part)


def good_already(findings: Sequence[Finding]) -> str:
    """Return what is good already in one line; nothing when nothing is."""
    checks = knowledge().checks
    names = " · ".join(
        escape(checks[one.id].name.lower() if one.id in checks else one.title)
        for one in findings
        if one.verdict == "good"
    )
    sign = f'<i aria-hidden="true">{LOOKS["good"].sign}</i>'
    return f'<p class="fc-good-line">{sign} Good already: {names}</p>' if names else ""


def outcome_badge(verdict: HabitVerdict) -> str:
    """Return what an answer goes with as a shape and a word."""
    return _badge(HABIT_LOOKS[verdict], "good" if verdict == "fine" else "watch")


def habit(one: Habit) -> str:
    """Return what one answer goes with, and where that comes from."""
    return (
        f'<div class="fc-habit"><div class="fc-line">{outcome_badge(one.verdict)}'
        f"<b>{escape(one.title)}</b></div>"
        f"<p>{escape(one.text)}</p><p>{escape(one.why)}</p>"
        f"{whence.folded(one.articles, one.evidence, (one.piece,))}</div>"
    )


def named(findings: list[Finding]) -> str:
    """Return findings as a short list: verdict, title, measured."""
    rows = "".join(
        f"<li>{badge(one.verdict)}<span><b>{escape(one.title)}</b> {escape(one.measured)}</span></li>"
        for one in findings
    )
    return f'<ul class="fc-named">{rows}</ul>'


def untold(measurements: list[Measurement]) -> str:
    """Return measures that could not be taken, gathered by their reason."""
    by_reason: dict[str, list[str]] = {}
    for one in measurements:
        names = by_reason.setdefault(one.reason, [])
        if one.title not in names:
            names.append(one.title)
    rows = "".join(
        f"<li><b>{escape(', '.join(names))}</b> {escape(reason)}</li>" for reason, names in by_reason.items()
    )
    return f'<ul class="fc-plain">{rows}</ul>'


def pills(parts: tuple[str, ...]) -> str:
    """Return the line of what was understood."""
    return f'<p class="fc-pills">{"".join(f"<span>{escape(part)}</span>" for part in parts)}</p>'
