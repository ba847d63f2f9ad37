"""Measurements become findings that a runner can use."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formcheck.advice import Finding, assess, headline
from formcheck.advice.data import knowledge
from formcheck.metrics import Measurement
from tests.advice.conftest import EASY, Runner, one


def by_id(measurements: list[Measurement]) -> dict[str, Finding]:
    return {finding.id: finding for finding in assess(measurements, activity="running")}


def ranked(measurements: list[Measurement]) -> list[str]:
    findings = assess(measurements, activity="running")
    order = [finding for finding in findings if finding.rank is not None]
    assert [finding.rank for finding in order] == list(range(1, len(order) + 1))
    assert findings[: len(order)] == tuple(order)
    return [finding.id for finding in order]


@pytest.mark.parametrize("activity", ["walking", "other", "nobody", ""])
def test_only_running_is_advised_on(runner: Runner, activity: str) -> None:
    assert assess(runner(), activity=activity) == ()
    assert headline(()) == ""


def test_an_easy_runner_hears_nothing_but_good(runner: Runner) -> None:
    findings = assess(runner(), activity="running")
    assert {finding.verdict for finding in findings} == {"good"}
    assert not any(finding.cue or finding.drill or finding.rank for finding in findings)
    assert headline(findings) == knowledge().words.nothing_to_change


def test_every_check_speaks(runner: Runner) -> None:
    assert set(by_id(runner())) == set(knowledge().checks)


def test_over_stride_is_one_story_with_shin_knee_and_step_rate(runner: Runner) -> None:
    measurements = runner(
        overstride_ankle=(44, 4),
        shank_angle_at_contact=(19, 4),
        cadence=(146, 1),
        knee_flexion_at_contact=(3, 3),
    )
    findings = by_id(measurements)
    assert ranked(measurements) == ["overstride"]
    assert headline(assess(measurements, activity="running")) == knowledge().words.to_change
    landing = findings["overstride"]
    assert (landing.verdict, landing.moment, landing.measurement.leg) == ("change", "contact", "near")
    assert landing.title == "Land closer under you"
    assert "44 % of a leg length ahead of your hip (40 to 48)" in landing.measured
    assert "146 → 153 a minute" in landing.cue
    assert {other.name for other in landing.also} == {
        "shank_angle_at_contact",
        "knee_flexion_at_contact",
        "cadence",
    }
    for told in (findings["cadence"], findings["knee_at_contact"]):
        assert (told.verdict, told.rank, told.cue, told.drill) == ("watch", None, "", "")
        assert "This is part of “Land closer under you”." in told.measured
    assert {article.id for article in landing.articles} == {"001", "002"}


def test_the_step_rate_to_try_is_the_runners_own_plus_five_percent(runner: Runner) -> None:
    far = {"overstride_ankle": (36.0, 4.0), "shank_angle_at_contact": (14.0, 4.0)}
    assert "170 → 178 a minute" in by_id(runner(cadence=(170, 1), **far))["overstride"].cue
    quick = by_id(runner(cadence=(186, 1), **far))["overstride"].cue
    unknown = by_id(runner(cadence=None, **far))["overstride"].cue
    assert quick == unknown
    assert not any(letter.isdigit() for letter in quick)


def test_an_ordinary_step_rate_alone_brings_no_advice_on_it(runner: Runner) -> None:
    finding = by_id(runner(cadence=(165, 1)))["cadence"]
    assert (finding.verdict, finding.cue) == ("good", "")


def test_a_low_step_rate_alone_is_watched_never_changed(runner: Runner) -> None:
    finding = by_id(runner(cadence=(140, 1)))["cadence"]
    assert (finding.verdict, finding.rank) == ("watch", 1)
    assert headline((finding,)) == knowledge().words.to_watch
    assert "140 → 147 a minute" in finding.cue


@pytest.mark.parametrize(
    ("shank", "verdict"),
    [((19, 4), "change"), ((12, 4), "watch"), (None, "watch"), ((2, 4), "too close to call")],
)
def test_over_stride_needs_the_shin_to_agree(
    runner: Runner, shank: tuple[float, float] | None, verdict: str
) -> None:
    finding = by_id(runner(overstride_ankle=(46, 4), shank_angle_at_contact=shank))["overstride"]
    assert finding.verdict == verdict
    if verdict == "too close to call":
        assert knowledge().words.two_signs in finding.measured
        assert "shin is tilted 2°" in finding.measured


def test_the_far_leg_stands_in_and_it_is_said() -> None:
    near = one("overstride_ankle", None, leg="near", reason="the near foot is out of the picture")
    far = one("overstride_ankle", 20.0, 4.0, leg="far")
    finding = by_id([near, far])["overstride"]
    assert (finding.verdict, finding.measurement) == ("good", far)
    assert knowledge().words.other_leg in finding.measured


def test_what_cannot_be_seen_keeps_its_reason_and_says_how_to_film() -> None:
    reason = "the feet are out of the picture"
    finding = by_id([one("overstride_ankle", None, reason=reason)])["overstride"]
    assert finding.verdict == "not visible"
    assert finding.measured.startswith("The feet are out of the picture. Film ")
    assert (finding.cue, finding.drill, finding.rank) == ("", "", None)
    assert headline((finding,)) == knowledge().words.nothing_seen


def test_too_close_to_call_says_so_and_advises_nothing(runner: Runner) -> None:
    finding = by_id(runner(trunk_lean=(12, 3)))["trunk_lean"]
    assert finding.verdict == "too close to call"
    assert knowledge().words.too_close.format(limit="12° forward") in finding.measured
    assert knowledge().checks["trunk_lean"].film_better in finding.measured
    assert (finding.cue, finding.drill) == ("", "")


def test_what_stays_open_fills_the_places_that_changes_leave(runner: Runner) -> None:
    findings = by_id(runner(trunk_lean=(12, 3), overstride_ankle=(50, 4), shank_angle_at_contact=(20, 4)))
    assert findings["overstride"].rank == 1
    assert findings["trunk_lean"].rank == 2
    assert findings["trunk_lean"].verdict == "too close to call"


def test_leaning_forward_and_back_have_their_own_words(runner: Runner) -> None:
    forward = by_id(runner(trunk_lean=(20, 2)))["trunk_lean"]
    back = by_id(runner(trunk_lean=(-6, 2)))["trunk_lean"]
    unsure = by_id(runner(trunk_lean=(0, 3)))["trunk_lean"]
    assert (forward.verdict, back.verdict) == ("change", "change")
    assert forward.title != back.title
    assert "20° forward (18 to 22)" in forward.measured
    assert "6° back (4 to 8)" in back.measured
    assert "(3 back to 3 forward)" in unsure.measured


def test_the_lean_card_names_the_articles_that_pull_against_each_other(runner: Runner) -> None:
    for lean in ((6, 2), (20, 2)):
        finding = by_id(runner(trunk_lean=lean))["trunk_lean"]
        assert {"000", "002", "003", "004"} <= {article.id for article in finding.articles}
        assert all(article in finding.why for article in ("000", "002", "003", "004"))
    assert any(paper.cite == "Carson 2024" for paper in finding.evidence)


@pytest.mark.parametrize(("name", "value"), [("posture_angle", 70), ("head_pitch", -80)])
def test_posture_and_head_are_hints_at_most(runner: Runner, name: str, value: float) -> None:
    verdicts = {finding.verdict for finding in assess(runner(**{name: (value, 1)}), activity="running")}
    assert verdicts == {"good", "watch"}


def test_a_dropped_head_is_not_told_twice_as_a_slouch(runner: Runner) -> None:
    assert ranked(runner(posture_angle=(40, 4), head_pitch=(-60, 5))) == ["head"]
    assert ranked(runner(posture_angle=(40, 4))) == ["posture"]


def test_bounce_is_told_in_numbers(runner: Runner) -> None:
    finding = by_id(runner(vertical_oscillation=(15.5, 0.8)))["bounce"]
    assert finding.verdict == "change"
    assert "15.5 % of a leg length with each step (14.7 to 16.3)" in finding.measured


def test_lean_and_bounce_are_not_asked_for_together(runner: Runner) -> None:
    measurements = runner(trunk_lean=(20, 2), vertical_oscillation=(16, 1))
    assert ranked(measurements) == ["trunk_lean"]
    later = by_id(measurements)["bounce"]
    assert (later.verdict, later.cue, later.drill) == ("change", "", "")
    assert knowledge().words.later in later.measured


def test_change_comes_before_watch_and_heavier_before_lighter(runner: Runner) -> None:
    measurements = runner(
        overstride_ankle=(36, 4),
        shank_angle_at_contact=(15, 4),
        trunk_lean=(20, 2),
        head_pitch=(-60, 5),
        knee_flexion_midstance=(30, 4),
    )
    assert ranked(measurements) == ["trunk_lean", "overstride", "head"]


def test_the_order_of_the_measurements_does_not_matter(runner: Runner) -> None:
    measurements = runner(trunk_lean=(20, 2), overstride_ankle=(36, 4), shank_angle_at_contact=(15, 4))
    assert assess(measurements, activity="running") == assess(measurements[::-1], activity="running")


@st.composite
def clips(draw: st.DrawFn) -> list[Measurement]:
    found = []
    for name, (centre, half) in EASY.items():
        if draw(st.booleans()):
            spread = draw(st.floats(-8, 8)) * max(abs(centre) / 4, 2.0)
            found.append(one(name, centre + spread, half * draw(st.floats(0, 3))))
        else:
            found.append(one(name, None, reason="it was out of the picture"))
    return found


@settings(max_examples=150, deadline=None)
@given(clips())
def test_whatever_is_measured_the_findings_hold_together(measurements: list[Measurement]) -> None:
    known = knowledge()
    findings = assess(measurements, activity="running")
    listed = [finding for finding in findings if finding.rank is not None]
    assert len(listed) <= known.ranking.at_most == 3
    assert [finding.rank for finding in listed] == list(range(1, len(listed) + 1))
    asked = [finding for finding in listed if finding.verdict in ("watch", "change")]
    assert listed[: len(asked)] == asked
    for first, second in itertools.permutations(asked, 2):
        assert second.id not in known.checks[first.id].clashes_with
    for same in (asked, listed[len(asked) :]):
        for first, second in itertools.permutations(same, 2):
            assert second.id not in known.checks[first.id].told_with
    for finding in findings:
        outside = finding.verdict in ("watch", "change")
        assert bool(finding.cue) == bool(finding.drill) == (finding in asked)
        assert all((finding.title, finding.why, finding.measured))
        assert "{" not in f"{finding.title}{finding.measured}{finding.why}{finding.cue}{finding.drill}"
        assert finding.rank is None or outside or finding.verdict == "too close to call"
    assert bool(asked) == any(finding.verdict in ("watch", "change") for finding in findings)
    assert headline(findings)


def test_quick_steps_are_not_made_quicker(runner: Runner) -> None:
    usual = by_id(runner(overstride_ankle=(50, 4), shank_angle_at_contact=(20, 4), cadence=(165, 1)))
    quick = by_id(runner(overstride_ankle=(50, 4), shank_angle_at_contact=(20, 4), cadence=(194, 1)))
    assert "165 → 173" in usual["overstride"].cue
    assert "Metronome" in usual["overstride"].drill
    assert "quicker" not in quick["overstride"].cue
    assert "Metronome" not in quick["overstride"].drill
