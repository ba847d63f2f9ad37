"""Measurements become findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from formcheck.advice import stories
from formcheck.advice.data import Agree, Beside, Check, Knowledge, Side, knowledge
from formcheck.advice.exercises import exercises
from formcheck.advice.personal import Person, band_for
from formcheck.advice.ranking import Candidate, places
from formcheck.advice.stories import Story
from formcheck.advice.value import Band, Finding, Verdict
from formcheck.advice.verdict import Call, judge, with_second_sign
from formcheck.advice.wording import cadence_step, fill, read_out, sentence_of
from formcheck.metrics import Measurement

_ORDER: tuple[Verdict, ...] = ("change", "watch", "too close to call", "good", "not visible")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The measurements of one clip, found by name and leg."""

    measurements: Sequence[Measurement]

    def find(self, name: str, legs: Sequence[str]) -> Measurement | None:
        """Return the first that has a value, legs in the order given; else the first there is."""
        wanted = legs or (None,)
        there = [one for leg in wanted for one in self.measurements if (one.name, one.leg) == (name, leg)]
        return next((one for one in there if one.value is not None), there[0] if there else None)


@dataclass(frozen=True, slots=True)
class _Judged:
    """A check held against its measurement; `alone` is the verdict before the second sign."""

    check: Check
    found: Measurement
    band: Band
    alone: Call
    call: Call


def assess(
    measurements: Sequence[Measurement], *, activity: str, person: Person | None = None
) -> tuple[Finding, ...]:
    """Turn measurements into findings: ranked ones first, then what stays open and what is fine.

    Parameters
    ----------
    measurements
        Numbers of one clip, each with its 95 % interval or the reason why not.
    activity
        What the person does; anything but ``running`` has no findings.
    person
        What moves the bands: height and speed, where they are known.
    """
    if activity != "running":
        return ()
    known, sheet = knowledge(), _Sheet(measurements)
    judged = {}
    for name, check in known.checks.items():
        found = sheet.find(check.measurement, check.legs)
        if found is not None:
            judged[name] = _hold(check, found, sheet, person or Person())
    told = stories.told({name: one.call for name, one in judged.items()}, lambda name: sheet.find(name, ()))
    findings = [_finding(name, one, sheet, known, told) for name, one in judged.items()]
    place = places([_candidate(name, one, told) for name, one in judged.items()], known.ranking)
    placed = [_placed(one, place.get(one.id), findings, told) for one in findings]
    return tuple(sorted(placed, key=lambda one: (one.rank is None, one.rank or 0, _ORDER.index(one.verdict))))


def _hold(check: Check, found: Measurement, sheet: _Sheet, person: Person) -> _Judged:
    band = band_for(check.band, check.fits, person)
    alone = Call("not visible") if found.value is None else judge(found.low, found.high, band)
    return _Judged(check, found, band, alone, _with_agreement(alone, check.agree, sheet))


def _candidate(name: str, one: _Judged, told: Mapping[str, Story]) -> Candidate:
    return Candidate(name, one.check, one.call, _tellers(name, one.check, told))


def _tellers(name: str, check: Check, told: Mapping[str, Story]) -> tuple[str, ...]:
    """Return the checks that tell this one too: always, and those whose story holds here."""
    return (*check.told_with, *(lead for lead, story in told.items() if name in story.tells))


def _placed(
    one: Finding, rank: int | None, findings: Sequence[Finding], told: Mapping[str, Story]
) -> Finding:
    """Give a finding its place; one that got none keeps its verdict but asks for nothing now."""
    if rank is not None or one.verdict not in ("watch", "change"):
        return replace(one, rank=rank)
    known = knowledge()
    tellers = _tellers(one.id, known.checks[one.id], told)
    by = next(
        (other for other in findings if other.id in tellers and other.verdict in ("watch", "change")), None
    )
    note = known.words.told_with.format(title=by.title) if by else known.words.later
    return replace(
        one,
        measured=f"{one.measured} {note}",
        cue="",
        drill="",
        exercise="",
        story="",
        told_by=by.id if by else "",
    )


def headline(findings: Sequence[Finding]) -> str:
    """Sum findings up in a sentence or two; empty without findings."""
    if not findings:
        return ""
    words = knowledge().words
    ranked = [one for one in findings if one.rank is not None and one.verdict in ("watch", "change")]
    if any(one.verdict == "change" for one in ranked):
        return words.to_change
    if ranked:
        return words.to_watch
    seen = sum(one.verdict != "not visible" for one in findings)
    told = any(one.verdict == "good" for one in findings)
    # A clip that shows one check in many (a step rate from the front) is no ground for an all-clear.
    return words.nothing_to_change if told and 2 * seen > len(findings) else words.nothing_seen


def _with_agreement(call: Call, agree: Agree | None, sheet: _Sheet) -> Call:
    if agree is None:
        return call
    second = sheet.find(agree.measurement, agree.legs)
    if second is None or second.value is None:
        return with_second_sign(call, Call("not visible"))
    return with_second_sign(call, judge(second.low, second.high, agree.band.band()))


def _finding(name: str, one: _Judged, sheet: _Sheet, known: Knowledge, told: Mapping[str, Story]) -> Finding:
    check, call = one.check, one.call
    side = _side(check, call)
    also = _beside(check, sheet)
    cue, exercise = _advice(side, sheet, known) if side else ("", "")
    return Finding(
        id=name,
        verdict=call.verdict,
        title=_title(check, call, side),
        measured=_measured(one, also, known),
        why=side.why if side and side.why else check.why,
        cue=cue,
        drill=_drill(exercise),
        measurement=one.found,
        band=one.band,
        articles=known.articles_of(check),
        evidence=known.evidence_of(check),
        moment=check.moment,
        also=tuple(other for _, other in also),
        story=told[name].text if name in told else "",
        exercise=exercise,
    )


def _side(check: Check, call: Call) -> Side | None:
    if call.side is None:
        return None
    return check.high if call.side == "high" else check.low


def _title(check: Check, call: Call, side: Side | None) -> str:
    if side is not None:
        return side.title_change if call.verdict == "change" else side.title_watch
    return check.good.title if call.verdict == "good" else check.name


def _beside(check: Check, sheet: _Sheet) -> list[tuple[Beside, Measurement]]:
    pairs = ((row, sheet.find(row.measurement, row.legs)) for row in check.beside)
    return [(row, one) for row, one in pairs if one is not None and one.value is not None]


def _measured(one: _Judged, also: Sequence[tuple[Beside, Measurement]], known: Knowledge) -> str:
    """Say what was measured; where nothing can be told, why not and how to film better."""
    words, check, found, call = known.words, one.check, one.found, one.call
    if call.verdict == "not visible":
        reason = sentence_of(found.reason) or words.not_visible
        return f"{reason} {check.film_better}"
    told = [fill(check.measured, found, check.number)]
    if check.legs and found.leg != check.legs[0]:
        told.append(words.other_leg)
    disagree = one.alone.verdict != call.verdict and call.verdict == "too close to call"
    if call.side is not None or disagree:
        told += [fill(row.sentence, other, row.number) for row, other in also]
    if disagree:
        told.append(words.two_signs)
    elif call.verdict == "too close to call":
        told += [words.too_close.format(limit=_crossed(one)), check.film_better]
    return " ".join(told)


def _crossed(one: _Judged) -> str:
    """Read out the limits of good that lie inside the range."""
    low, high = one.found.low, one.found.high
    limits = [limit for limit in (one.band.good_low, one.band.good_high) if limit is not None]
    inside = [limit for limit in limits if low is not None and high is not None and low < limit < high]
    return " and ".join(read_out(limit, one.check.number) for limit in inside or limits)


def _advice(side: Side, sheet: _Sheet, known: Knowledge) -> tuple[str, str]:
    """Choose cue and drill's name: with the runner's own step rate where a quicker one can be named."""
    rule = known.cadence_target
    step = cadence_step(sheet.find(rule.measurement, ()), rule)
    if step is None:
        return side.cue, side.drill
    own, target = step
    cue = side.cue_with_cadence.format(own=own, target=target) if side.cue_with_cadence else side.cue
    return cue, side.drill_with_cadence or side.drill


def _drill(name: str) -> str:
    """Tell a drill in a sentence or two; empty without one."""
    drill = exercises().get(name)
    return f"{drill.name}: {drill.short}" if drill else ""
