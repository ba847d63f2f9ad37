"""Write docs/evidence.md from the TOML files.

``python -m formcheck.advice.evidence_page docs/evidence.md``
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from formcheck.advice import asked_page
from formcheck.advice.data import STANCES, BandRow, Check, Knowledge, Paper, Stance, knowledge
from formcheck.advice.markdown import table

_HEAD = """\
<!-- Generated: python -m formcheck.advice.evidence_page docs/evidence.md. Edit formcheck/advice/*.toml. -->

# What the advice rests on

Each verdict comes from the 95 % interval of a measurement, held against the band below. It is *good*,
*watch* or *change* only where the interval clears the limit, else *too close to call*. The evidence is
about what goes together. None of it shows that a way of running brings on back pain, so every finding
is a suggestion to try. Habits and self-tests come from the runner's own answers, see below.
"""


def page() -> str:
    """Return the whole page as Markdown."""
    known = knowledge()
    parts = [_HEAD, *_checks(known), *_pieces(known), *asked_page.parts(known), *_papers(known)]
    return "\n".join(parts).rstrip() + "\n"


def _checks(known: Knowledge) -> Iterator[str]:
    yield "## The checks\n"
    header = ["Check", "Measured", "Good", "Watch", "Change", "Source of the band"]
    header += ["For", "Against", "Context", "Articles"]
    rows = [_check_row(key, check, known) for key, check in known.checks.items()]
    yield from table(header, rows)
    for key, check in known.checks.items():
        if check.agree is not None:
            limits = _limits(check.agree.band)[0]
            yield (
                f"`{key}` has a second sign, `{check.agree.measurement}` (good {limits}): *change* needs it "
                f"outside, and where it is good the verdict stays open. {check.agree.band.source}\n"
            )
    yield from _fits(known)
    yield f"A step rate to try: {known.cadence_target.source}\n"


def _fits(known: Knowledge) -> Iterator[str]:
    for key, check in known.checks.items():
        for fit in check.fits:
            told, unit = ("height", "cm") if fit.on == "height_cm" else ("speed", "km/h")
            yield (
                f"`{key}` fits the runner's {told}: the limits hold at {fit.at:g} {unit} and move with the "
                f"power {_number(fit.exponent)} of it, from {fit.lowest:g} to {fit.highest:g} {unit}. "
                f"{fit.source}\n"
            )


def _check_row(key: str, check: Check, known: Knowledge) -> list[str]:
    articles = ", ".join(article.id for article in known.articles_of(check)) or "none"
    papers = [_cites(check, stance, known) for stance in STANCES]
    measured = f"`{check.measurement}` ({check.band.unit})"
    return [f"{check.name} (`{key}`)", measured, *_limits(check.band), check.band.source, *papers, articles]


def _cites(check: Check, stance: Stance, known: Knowledge) -> str:
    return (
        ", ".join(f"[{known.papers[key].cite}](#{key})" for key in check.evidence.get(stance, ()))
        or "none found"
    )


def _limits(band: BandRow) -> tuple[str, str, str]:
    """Read a band out as good, watch and change."""
    watch, change = [], []
    for good, limit, word in (
        (band.good_low, band.watch_low, "below"),
        (band.good_high, band.watch_high, "above"),
    ):
        if good is None:
            continue
        end = "" if limit is None else f", to {_number(limit)}"
        watch.append(f"{word} {_number(good)}{end}")
        if limit is not None:
            change.append(f"{word} {_number(limit)}")
    if band.good_low is not None and band.good_high is not None:
        good_text = f"{_number(band.good_low)} to {_number(band.good_high)}"
    elif band.good_high is not None:
        good_text = f"up to {_number(band.good_high)}"
    else:
        good_text = f"from {_number(band.good_low or 0.0)}"
    return good_text, "; ".join(watch), "; ".join(change) or "never"


def _number(x: float) -> str:
    return f"{x:g}".replace("-", "−")


def _pieces(known: Knowledge) -> Iterator[str]:
    yield "## What the five articles advise, and what answers it\n"
    titles = [[key, f"{row.title} {row.note}".strip()] for key, row in known.articles.items()]
    yield from table(["Article", "Title"], titles)
    rows = []
    for key, piece in known.pieces.items():
        said = "; ".join(f"{article}: {sentence}" for article, sentence in piece.said.items())
        checks = ", ".join(f"`{name}`" for name in piece.checks) or "none"
        shows = ", ".join(f"`{name}`" for name in piece.shows) or "none"
        asks = ", ".join(f"`{name}`" for name in piece.asks) or "none"
        rows.append([key, piece.advice, said, checks, shows, asks, piece.limit])
    header = ["Id", "Advice", "In our words", "Checked by", "Shown, not judged", "Asked", "Limit"]
    yield from table(header, rows)


def _papers(known: Knowledge) -> Iterator[str]:
    yield "## The papers\n"
    rows = [_paper_row(key, paper) for key, paper in known.papers.items()]
    yield from table(["Paper", "Found", "Who", "Kind", "DOI"], rows)


def _paper_row(key: str, paper: Paper) -> list[str]:
    doi = f"[{paper.doi}](https://doi.org/{paper.doi})" if paper.doi else "not confirmed"
    return [f'<a id="{key}"></a>{paper.cite}', paper.found, paper.population, paper.strength, doi]


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
