"""What the runner told stands in every file, and warning signs stand above all the rest."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace

import jsonschema
import pytest
from rich.console import Console

from formcheck.advice import Answers, asked
from formcheck.report import Report, schema
from formcheck.report.document import to_json
from formcheck.report.html import render
from formcheck.report.summary import summary

TOLD = Answers(
    weekly_km=(10, 12, None, 30),
    warm_up_min=10,
    surface="concrete",
    plank_s=20,
    leg_pain=True,
    bladder_bowel=True,
    fever=False,
)
EVERYBODY = pytest.mark.parametrize("who", ["running", "front", "walking", "nobody"])


@pytest.fixture
def report(who: str, request: pytest.FixtureRequest) -> Report:
    found: Report = request.getfixturevalue(who)
    return replace(found, answers=TOLD)


def printed(report: Report, width: int = 100) -> str:
    out = io.StringIO()
    Console(file=out, width=width, color_system=None).print(summary(report))
    return out.getvalue()


@EVERYBODY
def test_warning_signs_come_first_on_the_page(report: Report) -> None:
    page = render(report, {})
    body = page[page.index("<body>") + len("<body>") :].lstrip()
    assert body.startswith('<section class="stop" role="alert">')
    assert re.findall(r"<h2>(.*?)</h2>", page)[0] == asked().said.urgent
    assert page.index(asked().red_flags["bladder_bowel"].say) < page.index(asked().red_flags["leg_pain"].say)
    assert asked().red_flags["leg_pain"].say in page[: page.index("<h1>")]
    assert asked().red_flags["fever"].say not in page


@EVERYBODY
def test_habits_and_self_tests_stand_on_the_page(report: Report) -> None:
    page = render(report, {})
    assert f"<h2>{asked().said.told}</h2>" in page
    assert f"<h2>{asked().said.tests}</h2>" in page
    titles = [*(one.title for one in report.habits), *(one.title for one in report.self_tests)]
    assert all(title in page for title in titles)
    assert "30 km after about 11 km a week" in page


@EVERYBODY
def test_warning_signs_come_first_on_the_terminal(report: Report) -> None:
    text = printed(report)
    assert text.startswith(f"! {asked().said.urgent}")
    assert text.index("leg") < text.index(report.name)
    assert "◉ Step the distance up more slowly  worth a thought" in text
    assert "✓ You warm up  fine" in text
    assert max(len(line.rstrip()) for line in printed(report, 60).splitlines()) <= 60


@EVERYBODY
def test_what_was_told_is_written_and_keeps_to_the_schema(report: Report) -> None:
    text = to_json(report)
    plain = json.loads(text)
    jsonschema.validate(plain, schema.json_schema())
    back = schema.Document.model_validate_json(text)
    assert back.answers == TOLD
    assert plain["answers"]["weekly_km"] == [10, 12, None, 30]
    assert plain["answers"]["shoes_km"] is None
    assert [flag["id"] for flag in plain["red_flags"]] == ["bladder_bowel", "leg_pain"]
    assert plain["habits"][0]["id"] == "weekly_jump"
    assert {article["id"] for article in plain["habits"][0]["articles"]} == {"000", "002", "004"}
    assert plain["self_tests"][0]["exercises"] == ["plank", "bird_dog", "glute_bridge"]


@EVERYBODY
def test_without_answers_nothing_of_it_is_there(who: str, request: pytest.FixtureRequest) -> None:
    for answers in (None, Answers()):
        report = replace(request.getfixturevalue(who), answers=answers)
        page, plain = render(report, {}), json.loads(to_json(report))
        assert "<body>\n<header>" in page
        assert 'role="alert"' not in page
        assert asked().said.told not in page
        assert asked().said.told not in printed(report)
        assert (plain["red_flags"], plain["habits"], plain["self_tests"]) == ([], [], [])
        assert (plain["answers"] is None) is (answers is None)
