"""Articles, pieces of advice and papers as HTML, each with an address of its own on the page."""

from __future__ import annotations

from collections.abc import Iterator

from formcheck.advice import asked
from formcheck.advice.data import Piece, knowledge
from formcheck.metrics import METRICS
from formcheck.plain import escape
from formcheck.web import whence


def articles() -> str:
    """Return the five articles, each with the pieces of advice it holds."""
    known = knowledge()
    rows = []
    for key, row in known.articles.items():
        own = [name for name, piece in known.pieces.items() if key in piece.said]
        links = "".join(f'<li><a href="#{name}">{escape(known.pieces[name].advice)}</a></li>' for name in own)
        note = f' <span class="fc-quiet">{escape(row.note)}</span>' if row.note else ""
        rows.append(
            f'<details class="fc-more" id="article-{key}"><summary>{key} · {escape(row.title)} '
            f"<small>{len(own)} pieces of advice</small></summary>{note}<ul>{links}</ul></details>"
        )
    return "".join(rows)


def piece(name: str, *, unfolded: bool = False, anchor: bool = True) -> str:
    """Return one piece of advice: who says it how, what becomes of it, its limit, and the papers."""
    known = knowledge()
    row = known.pieces[name]
    answered = "".join(f"<li>{escape(one)}</li>" for one in _answered(row))
    parts = [
        whence.said(known.articles_on((name,))),
        f"{whence.title('What becomes of it')}<ul>{answered}</ul>",
        f"{whence.title('The limit')}<p>{escape(row.limit)}</p>" if row.limit else "",
        whence.papers(known.papers_by(row.evidence)),
        *_of_checks(row),
    ]
    place = f' id="{name}"' if anchor else ""
    state = " open" if unfolded else ""
    return (
        f'<details class="fc-more"{place}{state}><summary>{name} · {escape(row.advice)} '
        f'<small>{_in_short(row)}</small></summary><div class="fc-reasons">{"".join(parts)}</div></details>'
    )


def _in_short(row: Piece) -> str:
    words = (("measured", row.checks), ("shown", row.shows), ("asked", row.asks))
    return ", ".join(word for word, there in words if there) or "explained"


def _answered(row: Piece) -> Iterator[str]:
    titles = {metric.name: metric.title for metric in METRICS}
    questions = asked().every_question()
    for name in row.checks:
        yield f"Measured in your film: {knowledge().checks[name].name}"
    for name in row.shows:
        yield f"Shown, not judged: {titles.get(name, name.replace('_', ' '))}"
    for name in row.asks:
        yield f"Asked of you: {questions[name].ask}"
    if not (row.checks or row.shows or row.asks):
        yield "Explained here; neither measured nor asked."


def _of_checks(row: Piece) -> Iterator[str]:
    """Tell the papers behind each check, and the limits with their source."""
    known = knowledge()
    for name in row.checks:
        check = known.checks[name]
        told = whence.papers(known.evidence_of(check))
        yield (
            f'<details class="fc-whence"><summary>Papers and limits of the check “{escape(check.name)}”'
            f"</summary>{told}{whence.title('Where the limits come from')}"
            f"<p>{escape(check.band.source)}</p></details>"
        )


def papers() -> str:
    """Return every paper with what it found, in whom, and what kind of study it is."""
    rows = (
        f'<li id="paper-{key}"><b>{whence.cited(paper.cite, paper.doi)}</b> {escape(paper.found)} '
        f'<span class="fc-quiet">{escape(paper.population)}; {escape(paper.strength)}.</span></li>'
        for key, paper in knowledge().papers.items()
    )
    return (
        f'<details class="fc-more"><summary>All {len(knowledge().papers)} papers</summary>'
        f'<ul class="fc-plain fc-papers">{"".join(rows)}</ul></details>'
    )
