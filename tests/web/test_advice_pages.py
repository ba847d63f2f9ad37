"""The pages that give advice: plan, questions, self-tests, sources, and what was left out."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import PageLink

from formcheck.advice import Answers, asked, red_flags, self_tests
from formcheck.advice.data import knowledge
from formcheck.advice.exercises import exercises
from formcheck.advice.left_out import left_out
from formcheck.advice.plan import plan
from formcheck.report import Report
from formcheck.web import session
from formcheck.web.job import Job
from formcheck.web.work import Result
from tests.support import reports
from tests.web.conftest import Finish
from tests.web.test_pages import PATIENCE_S, open_page, press, settle, words

FLAGGED = Answers(weakness=True)


def told(name: str, answers: Answers, job: Job[Result] | None = None) -> AppTest:
    """Open a page in a tab that knows some answers."""
    app = AppTest.from_string(
        f"from formcheck.web.pages import {name}\n{name}.page()", default_timeout=PATIENCE_S
    )
    app.session_state["answers"] = answers
    if job is not None:
        app.session_state["job_id"] = job.id
    app.run()
    assert not app.exception, app.exception
    return app


def html_of(app: AppTest) -> str:
    return "".join([*(one.proto.body for one in app.get("html")), *(one.value for one in app.markdown)])


def in_order(app: AppTest) -> str:
    """All words and markup in the order of the page."""
    nodes: list[Any] = list(app.main)
    return " ".join(str(getattr(one, "value", "") or getattr(one.proto, "body", "")) for one in nodes)


def buttons(app: AppTest) -> list[Any]:
    """The choices of a page."""
    return list(app.get("button_group"))


def links(app: AppTest) -> list[str]:
    return [one.label for one in app.get("page_link") if isinstance(one, PageLink)]


def advised(folder: Path) -> Report:
    """Give a report whose first finding has a drill run to a beat, a story, and a band that was moved."""
    report = reports.running(folder)
    findings = tuple(
        replace(
            one,
            exercise=next(row.id for row in exercises().values() if row.to_a_beat),
            story="This goes together with slow steps.",
            band=replace(one.band, fitted="Moved for a height of 182 cm."),
        )
        if one.rank == 1
        else one
        for one in report.findings
    )
    return replace(report, findings=findings)


# ---- the plan


def test_without_a_film_the_plan_holds_what_the_articles_offer() -> None:
    app = open_page("plan")
    said = words(app)
    made = plan((), (), Answers())
    for exercise in (*made.warm_up, *made.later, *(one.exercise for one in (*made.strength, *made.stretch))):
        assert exercise.name in said
        assert exercise.dose in said
        assert all(step in said for step in exercise.how)
    for day in made.week:
        assert day.name in said
    for text in (made.film_again, made.milestone, made.stop, "There is no film yet"):
        assert text in said
    assert "Film yourself for a plan of your own" in links(app)


def test_every_exercise_of_the_plan_shows_its_drawing() -> None:
    app = open_page("plan")
    drawn = re.findall(r'<title id="([^"]+)"', html_of(app))
    made = plan((), (), Answers())
    shown = [*made.warm_up, *made.later, *(one.exercise for one in (*made.strength, *made.stretch))]
    for exercise in shown:
        assert any(f"fg-{exercise.figure}-" in one for one in drawn), exercise.name
    assert len(drawn) == len(set(drawn)) == len(shown)
    ids = re.findall(r' id="([^"]+)"', "".join(one.value for one in app.markdown))
    assert len(ids) == len(set(ids))


def test_every_card_of_the_plan_says_where_it_comes_from(finish: Finish) -> None:
    html = html_of(open_page("plan", finish(advised)))
    cards = re.findall(r"<article.*?</article>", html)
    assert len(cards) > 10
    for card in cards:
        assert "Where this comes from" in card
        assert re.search(r"Article 00\d", card) or "None of the five articles names this." in card
        assert "sources?piece=" in card


def test_a_film_gives_the_cue_the_drill_and_the_beat(finish: Finish) -> None:
    job = finish(advised)
    app = open_page("plan", job)
    assert job.result is not None
    made = job.result.report.plan
    assert made is not None
    assert made.drill is not None
    assert made.beat is not None
    said = words(app)
    page = in_order(app)
    assert page.index(made.cue) < page.index(made.drill.name) < page.index("Brisk walk")
    assert f"{made.beat.target_spm} steps a minute" in said
    assert len(app.get("audio")) == 1
    assert "Download the beat" in said


def test_answers_change_the_plan() -> None:
    before, after = open_page("plan"), told("plan", Answers(plank_s=10.0, runs_week=2.0, warm_up_min=0.0))
    assert "self-test" not in words(before)
    assert "because of your self-test “Plank hold”" in words(after)
    assert "Habits worth a thought" in words(after)
    assert "Warm up for five minutes" in words(after)
    assert "Habits worth a thought" not in words(before)


@pytest.mark.parametrize("name", ["plan", "questions", "check", "self_tests"])
def test_a_red_flag_comes_first(name: str, running: Job[Result]) -> None:
    app = told(name, FLAGGED, running)
    (flag,) = red_flags(FLAGGED)
    bodies = [one.proto.body for one in app.get("html") if "<style" not in one.proto.body]
    assert 'class="fc-red" role="alert"' in bodies[0]
    assert flag.say in words(app)
    assert flag.ask in words(app)


def test_a_red_flag_holds_the_plan_back(running: Job[Result]) -> None:
    app = told("plan", FLAGGED, running)
    assert plan((), (), FLAGGED).held_back in words(app)
    assert "<svg" not in html_of(app)
    assert len(app.get("audio")) == 0


# ---- the questions


def test_every_question_is_asked_and_none_is_answered_for_the_runner() -> None:
    app = open_page("questions")
    labels = [one.label for one in (*buttons(app), *app.number_input)] + [words(app)]
    for name, question in asked().every_question().items():
        if name not in {test.field for test in self_tests().values()}:
            assert any(question.ask in one for one in labels), question.ask
    assert all(one.value is None for one in app.number_input)
    assert all(not one.value for one in buttons(app))
    assert app.session_state["answers"] == Answers()
    assert "this computer" in words(app)


def test_the_safety_questions_come_first() -> None:
    labels = [one.label for one in buttons(open_page("questions"))]
    assert labels[: len(asked().red_flags)] == [row.ask for row in asked().red_flags.values()]


def test_a_yes_is_told_at_once_and_taken_back() -> None:
    app = open_page("questions")
    answer = next(one for one in buttons(app) if one.label == asked().red_flags["fever"].ask)
    answer.set_value("Yes").run()
    assert not app.exception, app.exception
    assert app.session_state["answers"] == Answers(fever=True)
    assert asked().red_flags["fever"].say in words(app)
    next(one for one in buttons(app) if one.label == answer.label).set_value("No").run()
    assert app.session_state["answers"] == Answers(fever=False)
    assert asked().red_flags["fever"].say not in words(app)


def test_weeks_are_drawn_with_the_jump_in_words() -> None:
    app = open_page("questions")
    for ago, km in ((4, 20.0), (3, 22.0), (1, 40.0)):
        app.number_input(key=f"ask-0-weekly_km-{ago}").set_value(km)
    app.run()
    assert not app.exception, app.exception
    assert app.session_state["answers"].weekly_km == (20.0, 22.0, None, 40.0)
    (chart,) = app.get("plotly_chart")
    drawn = json.loads(chart.proto.spec)
    bars, usual = drawn["data"]
    assert bars["text"] == ["20", "22", "", "jump<br>40"]
    assert len(set(bars["marker"]["color"])) == 2
    assert usual["name"] == "usual before that week"
    assert "km" in drawn["layout"]["title"]["text"]
    said = words(app)
    assert "is a jump from the weeks before it" in said
    assert "4 weeks ago 20 km, 3 weeks ago 22 km, 2 weeks ago not known, last week 40 km (a jump)" in said
    assert "Step the distance up more slowly" in said


def test_what_cannot_be_meant_is_explained_and_not_kept() -> None:
    app = open_page("questions")
    app.number_input(key="ask-0-warm_up_min").set_value(500.0).run()
    assert not app.exception, app.exception
    assert "from 0 to 120" in app.warning[0].value
    assert app.session_state["answers"] == Answers()


def test_answers_outlive_another_page_and_a_new_tab(running: Job[Result]) -> None:
    app = open_page("questions", running)
    app.number_input(key="ask-0-warm_up_min").set_value(3.0).run()
    assert running.result is not None
    assert running.result.report.answers == Answers(warm_up_min=3.0)
    again = open_page("questions", running)  # a reload: the session is new, the film's address is the same
    assert again.number_input(key="ask-0-warm_up_min").value == 3.0


def test_answers_are_kept_loaded_and_deleted(tmp_path: Path) -> None:
    app = told("questions", Answers(leg_pain=True, weekly_km=(10.0, None, 12.0), other_sport=("yoga",)))
    assert "Download my answers" in words(app)
    app.file_uploader[0].upload(
        "mine.toml", b"warm_up_min = 8\nsurface = 'track'\n", "application/toml"
    ).run()
    assert not app.exception, app.exception
    assert app.session_state["answers"] == Answers(warm_up_min=8.0, surface="track")
    assert app.number_input(key="ask-1-warm_up_min").value == 8.0
    press(app, "Delete my answers")
    assert app.session_state["answers"] == Answers()
    assert app.number_input(key="ask-2-warm_up_min").value is None


def test_a_file_that_holds_no_answers_is_explained() -> None:
    app = open_page("questions")
    app.file_uploader[0].upload("mine.toml", b"warm_up = 8\n", "application/toml").run()
    assert "did you mean 'warm_up_min'?" in app.error[0].value


# ---- the self-tests


def test_each_self_test_is_told_in_full_with_its_drawing() -> None:
    app = open_page("self_tests")
    said = words(app)
    html = html_of(app)
    for test in self_tests().values():
        for text in (test.name, test.what_you_need, *test.steps, test.care):
            assert text in said
        assert f"fg-{test.figure}-title" in html


def test_a_result_is_told_with_its_limit_and_its_exercises() -> None:
    app = open_page("self_tests")
    app.number_input(key="ask-0-plank_s").set_value(12.0).run()
    assert not app.exception, app.exception
    said, plank = words(app), self_tests()["plank"]
    assert "Build up your plank" in said
    assert plank.limit in said
    for name in ("plank", "bird_dog", "glute_bridge"):
        assert exercises()[name].name in said
        assert f"fg-{exercises()[name].figure}-plank_short" in html_of(app)
    assert "Why we say this" in said


# ---- sources and what was left out


def test_every_piece_article_and_paper_is_there() -> None:
    app = open_page("sources")
    said, html, known = words(app), html_of(app), knowledge()
    for row in known.articles.values():
        assert row.title in said
    for name, piece in known.pieces.items():
        assert f'id="{name}"' in html
        assert piece.advice in said
        assert piece.limit in said
        assert all(text in said for text in piece.said.values())
    for key, paper in known.papers.items():
        assert f'id="paper-{key}"' in html
        assert paper.found in said
        assert not paper.doi or f"https://doi.org/{paper.doi}" in html


def test_a_link_to_one_piece_shows_it_first() -> None:
    app = AppTest.from_string("from formcheck.web.pages import sources\nsources.page()")
    app.query_params["piece"] = "Q4"
    app.run()
    assert not app.exception
    bodies = [one.proto.body for one in app.get("html") if "<style" not in one.proto.body]
    assert " open>" in bodies[0]
    assert knowledge().pieces["Q4"].advice in bodies[0]


def test_everything_left_out_is_shown_with_who_says_it() -> None:
    said = words(open_page("left_out"))
    known = knowledge()
    for row in left_out().values():
        assert row.title in said
        assert row.says in said
        assert all(known.papers[name].found in said for name in row.papers)
        assert all(known.articles[name].title in said for name in row.articles)


# ---- the result


def test_the_result_tells_story_fit_and_what_is_usual(finish: Finish) -> None:
    app = open_page(job=finish(advised))
    said = words(app)
    for text in (
        "This goes together with slow steps.",
        "Moved for a height of 182 cm.",
        f"Good already: {knowledge().checks['head'].name.lower()}",
        "Shorter at higher speed.",
    ):
        assert text in said
    assert links(app).count("See it in my plan") == 2


def test_the_files_to_take_along_hold_the_answers(running: Job[Result]) -> None:
    told("questions", Answers(warm_up_min=2.0, severe=True), running)
    open_page(job=running)
    assert running.result is not None
    written = running.result.written
    kept = json.loads(written.json.read_text(encoding="utf-8"))
    assert kept["answers"]["warm_up_min"] == 2.0
    assert [one["id"] for one in kept["red_flags"]] == ["severe"]
    assert asked().red_flags["severe"].say in written.html.read_text(encoding="utf-8")
    assert not running.result.words_behind


def test_answers_go_along_when_a_film_is_measured_again(running: Job[Result]) -> None:
    app = told("check", Answers(warm_up_min=2.0), running)
    press(app, "Measure again")
    settle(app)
    job = session.desk().find(app.session_state["job_id"])
    assert job is not None
    assert job.id != running.id
    assert job.result is not None
    assert job.result.report.answers == Answers(warm_up_min=2.0)
    assert not job.result.words_behind
