"""Where advice comes from, as HTML: what the articles say, and papers for and against."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from formcheck.advice import Article, Evidence
from formcheck.advice.data import STANCES, Stance, knowledge
from formcheck.plain import escape
from formcheck.report.environment import doi_link
from formcheck.web.addresses import PLACES

_LEVEL = 3  # under the heading of a section
_STANCES: dict[Stance, str] = {
    "for": "Speaks for it",
    "against": "Speaks against it",
    "context": "To know beside it",
}


def title(words: str, level: int = _LEVEL) -> str:
    """Return a small heading; its level is one below the heading it stands under."""
    return f"<h{level}>{escape(words)}</h{level}>"


def said(articles: Sequence[Article], level: int = _LEVEL) -> str:
    """Return what the articles say, in our own words."""
    head = title("What the articles say", level)
    if not articles:
        return f"{head}<p>None of the five articles names this.</p>"
    rows = "".join(
        f"<li>{escape(one.says)} <cite>Article {escape(one.id)}, {escape(one.title)}</cite></li>"
        for one in articles
    )
    return f"{head}<ul>{rows}</ul>"


def papers(evidence: Sequence[Evidence], nothing: str = "", level: int = _LEVEL) -> str:
    """Return the papers for, against and beside it; `nothing` where there are none."""
    parts = []
    for stance, words in _STANCES.items():
        rows = "".join(_paper(one) for one in evidence if one.stance == stance)
        if rows:
            parts.append(f"{title(words, level)}<ul>{rows}</ul>")
    return "".join(parts) or (f"<p>{escape(nothing)}</p>" if nothing else "")


def _paper(paper: Evidence) -> str:
    return f"<li>{escape(paper.found)} <cite>{cited(paper.cite, paper.doi)}</cite></li>"


def cited(cite: str, doi: str) -> str:
    """Return authors and year, linked where the paper has an address."""
    link = doi_link(doi)
    if not link:
        return escape(cite)
    return f'<a href="{escape(link)}" target="_blank" rel="noreferrer">{escape(cite)}</a>'


def folded(
    articles: Sequence[Article],
    evidence: Sequence[Evidence],
    pieces: Sequence[str],
    *,
    source: str = "",
    named: str = "Where this comes from",
    level: int = _LEVEL,
) -> str:
    """Return articles and papers behind a line that unfolds, with links to the page that has all of it."""
    links = ", ".join(_piece_link(name) for name in pieces)
    parts = [
        said(articles, level),
        papers(evidence, "We found no paper on this.", level),
        f"{title('How we got here', level)}<p>{escape(source)}</p>" if source else "",
        f"<p>More on this piece of advice: {links}</p>" if links else "",
    ]
    return (
        f'<details class="fc-whence"><summary>{escape(named)}</summary>'
        f'<div class="fc-reasons">{"".join(parts)}</div></details>'
    )


def of_pieces(
    pieces: Sequence[str], papers_too: Iterable[str] = (), *, source: str = "", level: int = _LEVEL
) -> str:
    """Return `folded` for pieces of advice, with all that is known about them and their checks.

    Parameters
    ----------
    pieces
        Keys of articles.toml.
    papers_too
        Keys of papers to know beside those of the pieces.
    source
        Our own reasoning.
    level
        Of the small headings in it.
    """
    known = knowledge()
    stances: dict[Stance, list[str]] = {stance: [] for stance in STANCES}
    rows: list[Mapping[Stance, Sequence[str]]] = [known.pieces[name].evidence for name in pieces]
    rows += [known.checks[check].evidence for name in pieces for check in known.pieces[name].checks]
    rows.append({"context": tuple(papers_too)})
    for row in rows:
        for stance, names in row.items():
            told = [name for have in stances.values() for name in have]
            stances[stance] += [name for name in names if name not in told]
    return folded(known.articles_on(pieces), known.papers_by(stances), pieces, source=source, level=level)


def _piece_link(name: str) -> str:
    # In a tab of its own: a link of this kind loads the page anew, and this tab would forget its answers.
    advice = knowledge().pieces[name].advice.rstrip(".").lower()
    address = f"{PLACES['sources'].path}?piece={name}"
    return f'<a href="{address}" target="_blank" rel="noopener">{escape(advice)}</a>'
