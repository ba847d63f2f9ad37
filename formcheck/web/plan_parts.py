"""Parts of the plan as HTML."""

from __future__ import annotations

from formcheck.advice import Finding
from formcheck.advice.data import knowledge
from formcheck.advice.plan import Day
from formcheck.plain import escape
from formcheck.web import whence


def sentence(text: str) -> str:
    """Return a sentence that stands alone."""
    return f'<p class="fc-sentence">{escape(text)}</p>'


def quiet(text: str) -> str:
    """Return what is said beside it."""
    return f'<p class="fc-quiet">{escape(text)}</p>'


def cue(text: str, because_of: str) -> str:
    """Return the one thing to think of."""
    return (
        f'<h2 class="fc-quiet">The one thing to think of, for “{escape(because_of)}”</h2>'
        f'<p class="fc-cue">{escape(text)}</p>'
    )


def pieces_of(finding: Finding) -> tuple[str, ...]:
    """Return the pieces of advice behind a finding."""
    check = knowledge().checks.get(finding.id)
    return check.pieces if check is not None else ()


def cadence_source() -> str:
    """Say where the step rate to try comes from."""
    known = knowledge()
    check = known.checks["cadence"]
    return whence.folded(
        known.articles_of(check),
        known.evidence_of(check),
        check.pieces,
        source=known.cadence_target.source,
    )


def week(days: tuple[Day, ...]) -> str:
    """Return the days as a table; style.css makes it a list on a narrow screen."""
    rows = "".join(
        f'<tr><th scope="row">{escape(day.name)}</th><td>{escape("; ".join(day.items))}</td></tr>'
        for day in days
    )
    head = '<tr><th scope="col">Day</th><th scope="col">What</th></tr>'
    return f'<table class="fc-week"><thead>{head}</thead><tbody>{rows}</tbody></table>'
