"""Which findings come first, and which are not told twice or against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from formcheck.advice.data import Check, Ranking
from formcheck.advice.verdict import Call


@dataclass(frozen=True, slots=True)
class Candidate:
    """A check with its verdict, before it has a place."""

    id: str
    check: Check
    call: Call

    def urgency(self, ranking: Ranking) -> tuple[bool, float]:
        """Change before watch; then weight, which counts for more the further beyond the band."""
        steps = min(self.call.beyond / self.check.step, ranking.steps_count_up_to)
        return self.call.verdict == "change", self.check.weight.product * (1 + steps)


def places(candidates: Sequence[Candidate], ranking: Ranking) -> dict[str, int]:
    """Return the place (from 1) of each finding that gets one.

    Parameters
    ----------
    candidates
        All checks with their verdicts, in the order of the file (which breaks ties).
    ranking
        How many, and how far distance counts.
    """
    outside = [one for one in candidates if one.call.verdict in ("watch", "change")]
    outside.sort(key=lambda one: one.urgency(ranking), reverse=True)
    ids = {one.id for one in outside}
    chosen: list[Candidate] = []
    for one in outside:
        told = any(other in ids for other in one.check.told_with)
        if not told and not any(_clash(one, other) for other in chosen):
            chosen.append(one)
    return {one.id: place for place, one in enumerate(chosen[: ranking.at_most], start=1)}


def _clash(one: Candidate, other: Candidate) -> bool:
    return other.id in one.check.clashes_with or one.id in other.check.clashes_with
