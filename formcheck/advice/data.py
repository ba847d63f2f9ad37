"""What the advice rests on, read once from the TOML files beside this module and checked."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from formcheck.advice.value import Article, Band, Evidence, Moment

Stance = Literal["for", "against", "context"]
Leg = Literal["near", "far"]
Strength = Literal[
    "systematic review",
    "review",
    "trial",
    "experiment",
    "cohort study",
    "case-control study",
    "cross-sectional study",
    "clinical guide",
]
STANCES: tuple[Stance, ...] = ("for", "against", "context")


class Row(BaseModel):
    """A row of a TOML file; a field that is not declared is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ArticleRow(Row):
    """One of the five articles."""

    title: str = Field(min_length=1)
    note: str = ""


class Piece(Row):
    """One piece of advice: who says it how, and what answers it."""

    advice: str = Field(min_length=1)
    said: dict[str, str] = Field(min_length=1)
    checks: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    limit: str = ""
    evidence: dict[Stance, tuple[str, ...]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _answered(self) -> Self:
        if not (self.checks or self.shows or self.asks or self.limit):
            raise ValueError(f"'{self.advice}' is neither checked, shown, asked nor explained.")
        return self


class Paper(Row):
    """One paper and one thing it found."""

    cite: str = Field(min_length=1)
    doi: str
    found: str = Field(min_length=1)
    population: str = Field(min_length=1)
    strength: Strength


class BandRow(Row):
    """Limits of a measurement with their source; a missing limit is open."""

    good_low: float | None = None
    good_high: float | None = None
    watch_low: float | None = None
    watch_high: float | None = None
    unit: str
    source: str = Field(min_length=20)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.good_low is None and self.good_high is None:
            raise ValueError("a band needs at least one limit.")
        limits = (self.watch_low, self.good_low, self.good_high, self.watch_high)
        given = [limit for limit in limits if limit is not None]
        if given != sorted(given):
            raise ValueError(f"limits out of order: {given}.")
        if (self.watch_low is not None and self.good_low is None) or (
            self.watch_high is not None and self.good_high is None
        ):
            raise ValueError("a watch limit needs a good limit on the same side.")
        return self

    def band(self) -> Band:
        """Return it as the value other stages know."""
        return Band(self.good_low, self.good_high, self.watch_low, self.watch_high, self.unit, self.source)


class Fit(Row):
    """How limits move: times (told / at) to the power of `exponent`, from `lowest` to `highest`."""

    on: Literal["height_cm", "speed_kmh"]
    at: float = Field(gt=0)
    exponent: float
    lowest: float
    highest: float
    says: str = Field(min_length=1)
    source: str = Field(min_length=20)


class Number(Row):
    """How a number is read out: its unit and the words for plus and minus."""

    unit: str
    plus: str
    minus: str
    decimals: int = Field(default=0, ge=0, le=2)


class Beside(Row):
    """Another measurement told with a finding."""

    measurement: str
    legs: tuple[Leg, ...]
    number: Number
    sentence: str


class Agree(Row):
    """A second sign that has to agree before a verdict is firm."""

    measurement: str
    legs: tuple[Leg, ...]
    band: BandRow


class Weight(Row):
    """1 to 3 each: how strong the evidence, how near to the lower back, how easily changed."""

    evidence: int = Field(ge=1, le=3)
    back: int = Field(ge=1, le=3)
    changeable: int = Field(ge=1, le=3)

    @property
    def product(self) -> int:
        """All three together."""
        return self.evidence * self.back * self.changeable


class Good(Row):
    """Wording when nothing is to change."""

    title: str = Field(min_length=1)


class Side(Row):
    """Wording above or below the band."""

    title_watch: str = Field(min_length=1)
    title_change: str = Field(min_length=1)
    why: str = ""
    cue: str = Field(min_length=1)
    cue_with_cadence: str = ""
    drill: str = Field(min_length=1)
    drill_with_cadence: str = ""


class Check(Row):
    """One check; the head of checks.toml explains each field."""

    name: str = Field(min_length=1)
    pieces: tuple[str, ...]
    measurement: str
    legs: tuple[Leg, ...]
    moment: Moment
    why: str = Field(min_length=1)
    film_better: str = Field(min_length=1)
    weight: Weight
    step: float = Field(gt=0)
    number: Number
    measured: str
    told_with: tuple[str, ...]
    clashes_with: tuple[str, ...]
    band: BandRow
    fits: tuple[Fit, ...] = ()
    beside: tuple[Beside, ...] = ()
    agree: Agree | None = None
    good: Good
    high: Side | None = None
    low: Side | None = None
    evidence: dict[Stance, tuple[str, ...]]

    @model_validator(mode="after")
    def _worded(self) -> Self:
        if (self.high is None) != (self.band.good_high is None):
            raise ValueError(f"{self.name}: a limit above needs wording above, and the other way round.")
        if (self.low is None) != (self.band.good_low is None):
            raise ValueError(f"{self.name}: a limit below needs wording below, and the other way round.")
        return self


class Ranking(Row):
    """How findings are put in order."""

    at_most: int = Field(ge=1)
    steps_count_up_to: float = Field(gt=0)


class CadenceTarget(Row):
    """How a step rate to try is found from the runner's own."""

    measurement: str
    factor: float
    not_above: float
    source: str


class Words(Row):
    """Sentences all checks share."""

    too_close: str
    two_signs: str
    not_visible: str
    other_leg: str
    nothing_seen: str
    nothing_to_change: str
    to_watch: str
    to_change: str
    told_with: str
    later: str


class Knowledge(Row):
    """Everything in the three files, with every reference resolved."""

    articles: dict[str, ArticleRow]
    pieces: dict[str, Piece]
    papers: dict[str, Paper]
    ranking: Ranking
    cadence_target: CadenceTarget
    words: Words
    checks: dict[str, Check]

    @model_validator(mode="after")
    def _resolved(self) -> Self:
        for what, name, known in self._references():
            if name not in known:
                raise ValueError(f"{what} names '{name}', which is not there.")
        return self

    def _references(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        for key, piece in self.pieces.items():
            yield from ((f"piece {key}", name, self.articles) for name in piece.said)
            yield from ((f"piece {key}", name, self.checks) for name in piece.checks)
            own = [name for names in piece.evidence.values() for name in names]
            yield from ((f"piece {key}", name, self.papers) for name in own)
        for key, check in self.checks.items():
            yield from ((f"check {key}", name, self.pieces) for name in check.pieces)
            others = (*check.told_with, *check.clashes_with)
            yield from ((f"check {key}", name, self.checks) for name in others)
            papers = [name for names in check.evidence.values() for name in names]
            yield from ((f"check {key}", name, self.papers) for name in papers)

    def articles_of(self, check: Check) -> tuple[Article, ...]:
        """Return the articles that give this advice, each with all it says about it."""
        return self.articles_on(check.pieces)

    def articles_on(self, pieces: Sequence[str]) -> tuple[Article, ...]:
        """Return the articles behind pieces of advice, each with all it says about them."""
        said: dict[str, list[str]] = {}
        for piece in (self.pieces[name] for name in pieces):
            for article, sentence in piece.said.items():
                if sentence not in said.setdefault(article, []):
                    said[article].append(sentence)
        return tuple(Article(key, self.articles[key].title, " ".join(said[key])) for key in sorted(said))

    def evidence_of(self, check: Check) -> tuple[Evidence, ...]:
        """Return the papers for, then against, then as context."""
        return self.papers_by(check.evidence)

    def papers_by(self, stances: Mapping[Stance, Sequence[str]]) -> tuple[Evidence, ...]:
        """Return papers named by their stance: for, then against, then as context."""
        found = []
        for stance in STANCES:
            for paper in (self.papers[name] for name in stances.get(stance, ())):
                found.append(Evidence(paper.cite, paper.doi, paper.found, stance))
        return tuple(found)


@cache
def knowledge() -> Knowledge:
    """Read and check the three files, once."""
    merged: dict[str, Any] = {}
    for name in ("articles.toml", "evidence.toml", "checks.toml"):
        text = files("formcheck.advice").joinpath(name).read_text(encoding="utf-8")
        merged |= tomllib.loads(text)
    return Knowledge.model_validate(merged)
