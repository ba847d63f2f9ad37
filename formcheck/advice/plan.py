"""Findings and answers become a plan: one cue, one drill, routines, a week, and when to film again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from formcheck.advice.answers import Answers
from formcheck.advice.data import knowledge
from formcheck.advice.exercises import Exercise, exercises
from formcheck.advice.habits import red_flags
from formcheck.advice.plan_data import First, Week, plan_data
from formcheck.advice.self_tests import asked_for
from formcheck.advice.value import Finding
from formcheck.advice.wording import cadence_step
from formcheck.metrics import Measurement

Kind = Literal["strength", "stretch"]


@dataclass(frozen=True, slots=True)
class Offer:
    """An exercise of the routine; `because` says why it comes first, or is empty."""

    exercise: Exercise
    because: str = ""


@dataclass(frozen=True, slots=True)
class Beat:
    """A beat to run to, steps a minute: the runner's own rate and the one to try."""

    own_spm: int
    target_spm: int


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the week and what it holds."""

    name: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do until the next film.

    Attributes
    ----------
    held_back
        Why there is no plan yet; then everything else is empty.
    lead
        The finding that comes first, or None where nothing asks for a change.
    cue
        The one thing to think of while running; empty without a lead.
    drill
        The one drill, or None.
    no_drill
        Why there is no drill, where a film was judged and nothing asks for a change; else empty.
    beat
        A step rate to try, where quicker steps are part of the advice; else None.
    warm_up, strength, stretch
        The routines, in order.
    later
        What the articles name as well, for when these feel easy.
    week
        Seven days.
    film_again, milestone, stop
        Sentences.
    """

    held_back: str = ""
    lead: Finding | None = None
    cue: str = ""
    drill: Exercise | None = None
    no_drill: str = ""
    beat: Beat | None = None
    warm_up: tuple[Exercise, ...] = ()
    strength: tuple[Offer, ...] = ()
    stretch: tuple[Offer, ...] = ()
    later: tuple[Exercise, ...] = ()
    week: tuple[Day, ...] = ()
    film_again: str = ""
    milestone: str = ""
    stop: str = ""


def plan(
    findings: Sequence[Finding], measurements: Sequence[Measurement] = (), answers: Answers | None = None
) -> Plan:
    """Make a plan; without findings and answers it holds the routines the articles name.

    Parameters
    ----------
    findings
        In their order; only those with a place among the three are acted on.
    measurements
        For the runner's own step rate.
    answers
        What the runner told; a red flag holds the plan back.
    """
    data, answers = plan_data(), answers or Answers()
    if red_flags(answers):
        return Plan(held_back=data.held_back.says)
    asking = [one for one in findings if one.rank is not None and one.verdict in ("watch", "change")]
    lead = asking[0] if asking else None
    drill = exercises().get(lead.exercise) if lead is not None else None
    firsts = [data.first[one.id] for one in asking if one.id in data.first]
    wanted = asked_for(answers)
    strength = _offers(data.routine.strength, "strength", firsts, wanted, data.routine.strength_at_a_time)
    stretch = _offers(data.routine.stretch, "stretch", firsts, wanted, data.routine.stretch_at_a_time)
    offered = {one.exercise.id for one in (*strength, *stretch)}
    rest = [exercises()[name] for name in (*data.routine.strength, *data.routine.stretch)]
    again = data.film_again
    weeks, says = (
        (again.weeks_with_change, again.says_with_change)
        if lead
        else (again.weeks_without, again.says_without)
    )
    return Plan(
        lead=lead,
        cue=lead.cue if lead else "",
        drill=drill,
        no_drill=data.no_drill.says if findings and lead is None else "",
        beat=_beat(asking, measurements),
        warm_up=tuple(exercises()[name] for name in data.routine.warm_up),
        strength=strength,
        stretch=stretch,
        later=tuple(one for one in rest if one.id not in offered),
        week=_week(data.week, answers.runs_week, drill, sum(one.exercise.minutes for one in strength)),
        film_again=says.format(weeks=weeks),
        milestone=data.milestones.says,
        stop=data.stop.says,
    )


def _offers(
    order: Sequence[str], kind: Kind, firsts: Sequence[First], wanted: dict[str, str], count: int
) -> tuple[Offer, ...]:
    """Choose exercises: those of the findings first, then those of the self-tests, then the usual order."""
    because: dict[str, str] = {}
    for first in firsts:
        for name, why in first.exercises(kind):
            because.setdefault(name, why)
    for name, test in wanted.items():
        if name in order:
            because.setdefault(name, plan_data().routine.because_of_test.format(test=test))
    chosen = [*because, *(name for name in order if name not in because)][:count]
    return tuple(Offer(exercises()[name], because.get(name, "")) for name in chosen)


def _beat(asking: Sequence[Finding], measurements: Sequence[Measurement]) -> Beat | None:
    """Return a beat where a finding's drill is one to run to a beat and a target can be named."""
    if not any(exercises()[one.exercise].to_a_beat for one in asking if one.exercise):
        return None
    rule = knowledge().cadence_target
    cadence = next((one for one in measurements if one.name == rule.measurement), None)
    step = cadence_step(cadence, rule)
    return Beat(*step) if step else None


def _week(week: Week, runs: float | None, drill: Exercise | None, minutes: float) -> tuple[Day, ...]:
    few, most = min(week.days), min(max(week.days), week.most_runs)
    times = round(min(max(runs if runs is not None else week.usual_runs, few), most))
    words = plan_data().items

    def said(item: str) -> str:
        if item == "drill_run" and drill is None:
            item = "drill_run_plain"
        name = "" if drill is None else drill.name.lower()
        return words[item].format(drill=name, minutes=f"{minutes:.0f}")

    return tuple(
        Day(name, tuple(said(item) for item in items))
        for name, items in zip(week.names, week.days[times], strict=True)
    )
