"""Which findings come first, and which are not told twice or against each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from formcheck.advice.data import Check, Ranking
from formcheck.advice.verdict import Call


@dataclass(frozen=True, slots=True)
class Candidate:
    """A check with its verdict, before it has a place; `told_by`: checks whose story tells this one too."""

    id: str
    check: Check
    call: Call
    told_by: tuple[str, ...] = ()

    def urgency(self, ranking: Ranking) -> tuple[bool, float]:
        """Change before watch; then weight, which counts for more the further beyond the band."""
        steps = min(self.call.beyond / self.check.step, ranking.steps_count_up_to)
        return self.call.verdict == "change", self.check.weight.product * (1 + steps)


def places(candidates: Sequence[Candidate], ranking: Ranking) -> dict[str, int]:
    """Return the place (from 1) of each finding that gets one: what to change, then what stays open.

    A finding that is too close to call takes a place only when fewer than three are outside their band: it is
    the next best thing to look at, and it asks for nothing but a better film.

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
        told = any(other in ids for other in one.told_by)
        if not told and not any(_clash(one, other) for other in chosen):
            chosen.append(one)
    still_open = [one for one in candidates if one.call.verdict == "too close to call"]
    still_open.sort(key=lambda one: one.check.weight.product, reverse=True)
    listed = [*chosen, *(one for one in still_open if not _told_by(one, candidates))]
    return {one.id: place for place, one in enumerate(listed[: ranking.at_most], start=1)}


def _told_by(one: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Tell whether a finding that tells this one too is itself outside its band or open."""
    return any(
        other.id in one.told_by and other.call.verdict in ("watch", "change", "too close to call")
        for other in candidates
    )


def _clash(one: Candidate, other: Candidate) -> bool:
    return other.id in one.check.clashes_with or one.id in other.check.clashes_with
