"""What is told leads to what is said: whole, kind, in order, and nothing without an answer."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from formcheck.advice import (
    Answers,
    Habit,
    Question,
    SelfTestOutcome,
    asked,
    habits,
    read_self_tests,
    red_flag_heading,
    red_flags,
    self_tests,
    weekly_load,
)
from formcheck.advice.asked import resolved
from formcheck.advice.data import knowledge
from formcheck.advice.exercises import exercises
from tests.advice.test_data import ASKED, _hits, every_outcome, raw

FLAGS = list(asked().red_flags)


def borders(field: str) -> list[float]:
    """Values at, just below and far from every threshold on a field."""
    question = asked().every_question()[field]
    conditions = [one for outcome in every_outcome() for one in outcome.when if one.field == field]
    limits = [x for one in conditions for x in (one.at_least, one.below) if x is not None]
    return [question.low, question.high, *limits, *(math.nextafter(x, -math.inf) for x in limits)]


def single_answers() -> Iterator[Answers]:
    """Each question answered alone, in every way that matters."""
    for field, question in asked().every_question().items():
        for value in ways(field, question):
            yield Answers.model_validate({field: value})


def ways(field: str, question: Question) -> list[Any]:
    match question.kind:
        case "number":
            return list(borders(field))
        case "choice":
            return list(question.choices)
        case "choices":
            return [(word,) for word in question.choices]
        case "weeks":
            return [(10.0, 10.0), (10.0, 40.0), (10.0, 2.0)]
        case _:
            return [True, False]


def said(answers: Answers) -> set[str]:
    return {one.id for one in habits(answers)} | {one.id for one in read_self_tests(answers)}


def test_every_rule_can_be_reached() -> None:
    reached = set().union(*(said(answers) for answers in single_answers()))
    assert reached == {outcome.id for outcome in every_outcome()}
    assert len(every_outcome()) == len(reached), "two rules have one name"


def test_every_answer_but_a_no_to_a_warning_sign_is_answered() -> None:
    for answers in single_answers():
        flagged = [getattr(answers, name) for name in FLAGS if getattr(answers, name) is not None]
        assert bool(said(answers)) != bool(flagged)
        assert bool(red_flags(answers)) == any(flagged)


def test_one_answer_is_never_fine_and_worth_a_thought_at_once() -> None:
    for answers in single_answers():
        own = [one.verdict for one in habits(answers) if one.piece != "Q9"]
        assert len(set(own)) <= 1


def test_every_piece_on_habits_is_asked() -> None:
    known, questions = knowledge(), asked().every_question()
    for key, piece in known.pieces.items():
        assert all(name in questions for name in piece.asks)
        if key.startswith("Q"):
            assert piece.asks
    for name, question in asked().questions.items():
        assert name in known.pieces[question.piece].asks
    assert list(known.pieces["Q8"].asks) == FLAGS
    for name, test in self_tests().items():
        assert all(test.field in known.pieces[piece].asks for piece in test.pieces), name
    pieces = {rule.piece for rule in asked().rules}
    assert pieces == {"Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7", "Q9"}


def test_nothing_told_nothing_said() -> None:
    assert not habits(Answers())
    assert not red_flags(Answers())
    assert not read_self_tests(Answers())
    assert red_flag_heading(()) == ""
    assert weekly_load(Answers()).weeks == ()
    assert weekly_load(Answers()).jump is None


def test_what_is_worth_a_thought_comes_first_then_the_order_of_the_pieces() -> None:
    answers = Answers(weekly_km=(10, 10), warm_up_min=0, surface="concrete", runs_week=3, shoes_fit="good")
    found = habits(answers)
    assert [one.piece for one in found] == ["Q2", "Q6", "Q1", "Q5", "Q7", "Q9"]
    assert [one.verdict for one in found[:2]] == ["worth a thought"] * 2


def test_every_habit_names_its_articles() -> None:
    found = {one.id: one for answers in single_answers() for one in habits(answers)}
    assert {article.id for article in found["no_warm_up"].articles} == {"000", "003", "004"}
    for one in found.values():
        assert {article.id for article in one.articles} == set(knowledge().pieces[one.piece].said)
        assert all(article.id in knowledge().articles for article in one.articles)


def test_urgent_signs_come_first() -> None:
    everything = Answers.model_validate(dict.fromkeys(FLAGS, True))
    found = red_flags(everything)
    assert {flag.id for flag in found} == set(FLAGS)
    assert [flag.urgent for flag in found] == sorted((flag.urgent for flag in found), reverse=True)
    assert found[0].id == "bladder_bowel"
    assert red_flag_heading(found) == asked().said.urgent
    assert red_flag_heading(red_flags(Answers(lasting=True))) == asked().said.soon


@st.composite
def answered(draw: st.DrawFn) -> Answers:
    given_: dict[str, Any] = {}
    for field, question in asked().every_question().items():
        if question.kind == "weeks":
            weeks = st.lists(st.none() | st.floats(0, 400), min_size=1, max_size=8)
            given_[field] = draw(st.none() | weeks.map(tuple))
        elif question.kind == "number":
            given_[field] = draw(st.none() | st.floats(question.low, question.high))
        else:
            given_[field] = draw(st.none() | st.sampled_from(ways(field, question)))
    return Answers.model_validate(given_)


@settings(max_examples=100, deadline=None)
@given(answered())
def test_whatever_is_told_it_holds_together(answers: Answers) -> None:
    told: list[Habit | SelfTestOutcome] = [*habits(answers), *read_self_tests(answers)]
    assert len({one.id for one in told}) == len(told)
    for one in told:
        assert one.title
        assert not any(sign in one.text for sign in "{}")
        assert "nan" not in one.text
        assert not list(_hits(f"{one.title} {one.text}"))
    for name in FLAGS:
        assert (name in {flag.id for flag in red_flags(answers)}) is bool(getattr(answers, name))


def test_four_tests_are_guided_and_say_their_limit() -> None:
    tests = self_tests()
    assert [test.figure for test in tests.values()] == [
        "test_plank",
        "test_thomas",
        "test_hamstring",
        "test_wall_tilt",
    ]
    for test in tests.values():
        assert 3 <= len(test.steps) <= 6
        assert "top when" in test.care
        assert bool(test.choices) != bool(test.unit)
    assert {piece for test in tests.values() for piece in test.pieces} == {"F10", "F11", "F12", "Q3", "Q4"}
    assert "Schache 2000" in tests["thomas"].limit
    assert "Raabe & Chaudhari 2018" in tests["plank"].limit


def test_what_is_worth_a_thought_after_a_test_comes_with_exercises() -> None:
    for test in asked().tests.values():
        for result in test.results:
            assert result.exercises or result.verdict == "fine"
            assert set(result.exercises) <= set(exercises())


WEEKS = st.lists(st.integers(0, 90).map(float), min_size=2, max_size=8)


@given(st.floats(0, 400), st.integers(2, 8))
def test_a_constant_distance_never_jumps(km: float, weeks: int) -> None:
    load = weekly_load(Answers(weekly_km=(km,) * weeks))
    assert [week.jump for week in load.weeks] == [None] + [False] * (weeks - 1)
    assert "weekly_steady" in said(Answers(weekly_km=(km,) * weeks))


@given(WEEKS, st.sampled_from((2.0, 4.0)))
def test_scaling_all_weeks_keeps_the_verdict_where_the_floor_in_km_is_passed(
    weeks: list[float], factor: float
) -> None:
    floor = asked().weekly_jump.km
    small, large = (weekly_load(Answers(weekly_km=tuple(x * k for x in weeks))) for k in (1.0, factor))
    for before, after in zip(small.weeks, large.weeks, strict=True):
        assert (before.jump is None) == (after.jump is None)
        assert after.jump or not before.jump
        if before.km is not None and before.usual is not None and before.km - before.usual > floor:
            assert before.jump == after.jump


@given(WEEKS, st.floats(0, 300))
def test_running_less_in_the_latest_week_never_makes_a_jump(weeks: list[float], less: float) -> None:
    jump = weekly_load(Answers(weekly_km=tuple(weeks))).jump
    fewer = weekly_load(Answers(weekly_km=(*weeks[:-1], min(weeks[-1], less)))).jump
    assert jump or not fewer


def test_only_the_three_weeks_before_count_and_unknown_ones_are_left_out() -> None:
    load = weekly_load(Answers(weekly_km=(90, 10, None, 12, 30)))
    assert load.usual == 11
    assert load.jump is True
    assert "30 km" in load.sentence
    assert "11 km" in load.sentence


@pytest.mark.parametrize("weeks", [(20,), (20, None), (None, 20), (None, None, None)])
def test_a_single_known_week_is_compared_with_nothing(weeks: tuple[float | None, ...]) -> None:
    answers = Answers(weekly_km=weeks)
    assert weekly_load(answers).jump is None
    assert weekly_load(answers).sentence == asked().weekly_jump.unknown
    assert habits(answers) == ()


def test_the_latest_week_is_fine_where_an_older_one_jumped() -> None:
    load = weekly_load(Answers(weekly_km=(10, 30, 25)))
    assert [week.jump for week in load.weeks] == [None, True, False]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda data: data["rules"][0].update(piece="Q77"), "Q77"),
        (lambda data: data["rules"][2]["when"][0].update(field="mood"), "mood"),
        (lambda data: data["rules"][0].update(papers={"for": ["nobody_1999"]}), "nobody_1999"),
        (lambda data: data["tests"]["plank"]["results"][0].update(exercises=["juggling"]), "juggling"),
        (lambda data: data["rules"][0].update(when=[{"field": "surface"}]), "condition"),
        (lambda data: data["questions"]["surface"].pop("choices"), "choices"),
        (lambda data: data["red_flags"]["fall"].update(articles=["000"]), "000"),
    ],
)
def test_data_that_do_not_hold_together_are_refused(change: Any, says: str) -> None:
    data = raw(ASKED)
    change(data)
    with pytest.raises((ValidationError, ValueError), match=says):
        resolved(data)


def test_a_source_stands_beside_every_outcome() -> None:
    sources = [outcome.source for outcome in every_outcome()]
    for source in (*sources, *(row.source for row in asked().red_flags.values())):
        cited = {paper.cite for paper in knowledge().papers.values()}
        assert source.startswith(("Our own reasoning: ", "Article", *cited))
