"""The distance run week by week, and where it jumps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from formcheck.advice.answers import Answers
from formcheck.advice.asked import WeeklyJump, asked
from formcheck.advice.wording import plain


@dataclass(frozen=True, slots=True)
class Week:
    """One week.

    Attributes
    ----------
    km
        Distance run; None when it is not known.
    usual
        Mean of the weeks before it that the rule looks at; None without any.
    jump
        Whether it is a jump from there; None when that cannot be told.
    """

    km: float | None
    usual: float | None
    jump: bool | None


@dataclass(frozen=True, slots=True)
class WeeklyLoad:
    """The last weeks, oldest first, for a plot.

    Attributes
    ----------
    weeks
        As told, oldest first; empty when nothing was told.
    sentence
        What the latest week means, or why that cannot be told; empty when nothing was told.
    """

    weeks: tuple[Week, ...]
    sentence: str

    @property
    def latest(self) -> float | None:
        """Distance of the latest week, km."""
        return self.weeks[-1].km if self.weeks else None

    @property
    def usual(self) -> float | None:
        """Usual distance before the latest week, km."""
        return self.weeks[-1].usual if self.weeks else None

    @property
    def jump(self) -> bool | None:
        """Whether the latest week is a jump; None when that cannot be told."""
        return self.weeks[-1].jump if self.weeks else None


def weekly_load(answers: Answers) -> WeeklyLoad:
    """Hold each week against the mean of those before it."""
    told = answers.weekly_km
    if told is None:
        return WeeklyLoad((), "")
    rule = asked().weekly_jump
    weeks = tuple(_week(km, told[max(0, i - rule.weeks_before) : i], rule) for i, km in enumerate(told))
    last = weeks[-1]
    if last.jump is None or last.km is None or last.usual is None:
        return WeeklyLoad(weeks, rule.unknown)
    sentence = rule.jump if last.jump else rule.steady
    return WeeklyLoad(weeks, sentence.format(latest=plain(last.km), usual=plain(last.usual)))


def _week(km: float | None, before: Sequence[float | None], rule: WeeklyJump) -> Week:
    known = [one for one in before if one is not None]
    usual = sum(known) / len(known) if known else None
    if km is None or usual is None:
        return Week(km, usual, None)
    return Week(km, usual, km > usual * (1 + rule.share) and km - usual > rule.km)
