"""The value of this stage: what to do, said kindly, with everything it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from formcheck.metrics import Measurement

Verdict = Literal["good", "watch", "change", "too close to call", "not visible"]
Moment = Literal["contact", "loading", "midstance", "toe_off"]


@dataclass(frozen=True, slots=True)
class Article:
    """One of the five articles: its number, title and the piece of advice it gives, in our own words."""

    id: str
    title: str
    says: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One paper.

    Attributes
    ----------
    cite
        Authors and year.
    doi
        Digital object identifier, or empty when it could not be confirmed.
    found
        What it found, in one plain sentence with its numbers.
    stance
        ``for``, ``against`` or ``context``.
    """

    cite: str
    doi: str
    found: str
    stance: Literal["for", "against", "context"]


@dataclass(frozen=True, slots=True)
class Band:
    """Limits the interval is held against; None is open on that side.

    Attributes
    ----------
    good_low, good_high
        Between these: good.
    watch_low, watch_high
        Between good and these: watch; beyond: change.
    unit
        Unit of all four.
    source
        Where they come from; our own reasoning is labelled so.
    fitted
        What moved them for this runner; empty when nothing did.
    """

    good_low: float | None
    good_high: float | None
    watch_low: float | None
    watch_high: float | None
    unit: str
    source: str
    fitted: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One check of the runner's form.

    Attributes
    ----------
    id
        Name of the check.
    verdict
        ``good``, ``watch``, ``change``, ``too close to call`` or ``not visible``.
    title
        What to do ("Land closer under you"), or what is fine.
    measured
        What was measured, with its range.
    why
        Why it may matter for the lower back.
    cue
        One thing to think of while running; empty when nothing is to change.
    drill
        One drill with its dose; empty when nothing is to change.
    measurement
        The number it rests on.
    band
        What it was held against.
    articles, evidence
        Who says so, and the papers for and against.
    moment
        The key frame that shows it.
    rank
        1 to 3 among the things to look at (what to change first, then what stays open), else None.
    also
        Other measurements told beside it.
    story
        How several findings hang together, told with the one that leads; else empty.
    told_by
        The finding that tells this one too, when it has no place of its own for that; else empty.
    exercise
        Name of the drill's row in exercises.toml; empty when nothing is to change.
    """

    id: str
    verdict: Verdict
    title: str
    measured: str
    why: str
    cue: str
    drill: str
    measurement: Measurement
    band: Band
    articles: tuple[Article, ...]
    evidence: tuple[Evidence, ...]
    moment: Moment
    rank: int | None = None
    also: tuple[Measurement, ...] = ()
    story: str = ""
    told_by: str = ""
    exercise: str = ""
