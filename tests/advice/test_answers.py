"""Answers are read kindly: each mistake gets one sentence that says what to do."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from formcheck.advice import Answers, asked, load_answers, template
from formcheck.errors import OptionError


def test_every_field_has_its_question_and_every_question_its_field() -> None:
    assert set(Answers.model_fields) == set(asked().every_question())


def test_nothing_is_needed_and_nothing_is_assumed() -> None:
    answers = Answers()
    assert set(answers.model_dump().values()) == {None}
    assert hash(answers) == hash(Answers())


@pytest.mark.parametrize(
    ("field", "question"),
    [pair for pair in asked().every_question().items() if pair[1].choices],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_each_choice_can_be_answered(field: str, question: Any) -> None:
    for word in question.choices:
        value = (word,) if question.kind == "choices" else word
        assert getattr(Answers.model_validate({field: value}), field) == value


def test_the_template_left_alone_tells_nothing(tmp_path: Path) -> None:
    file = tmp_path / "answers.toml"
    file.write_text(template(), encoding="utf-8")
    assert load_answers(file) == Answers()
    for name, question in asked().every_question().items():
        assert f"#{name} = " in template()
        assert question.ask in template()


def test_the_template_filled_in_answers_everything(tmp_path: Path) -> None:
    file = tmp_path / "answers.toml"
    file.write_text(re.sub(r"^#(?=\w+ = )", "", template(), flags=re.MULTILINE), encoding="utf-8")
    answers = load_answers(file)
    assert None not in answers.model_dump().values()
    assert answers.weekly_km == (12.0, 14.0, None, 15.0)


def test_toml_and_json_say_the_same(tmp_path: Path) -> None:
    told = {"weekly_km": [10, 12.5, 14], "surface": "grass or trail", "fever": False, "other_sport": ["yoga"]}
    (tmp_path / "a.json").write_text(json.dumps(told), encoding="utf-8")
    text = "\n".join(f"{key} = {json.dumps(value)}" for key, value in told.items())
    assert tomllib.loads(text) == told
    (tmp_path / "a.toml").write_text(text, encoding="utf-8")
    assert (
        load_answers(tmp_path / "a.json") == load_answers(tmp_path / "a.toml") == Answers.model_validate(told)
    )
    (tmp_path / "b.json").write_text('{"weekly_km": [null, 12, "?"]}', encoding="utf-8")
    assert load_answers(tmp_path / "b.json").weekly_km == (None, 12.0, None)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("warm_up_min = 900", ("warm_up_min", "900", "from 0 to 120 (minutes)")),
        ("warm_up_min = -1", ("warm_up_min", "-1", "from 0")),
        ("warm_up_min = nan", ("warm_up_min", "a number from 0 to 120")),
        ("warm_up_min = true", ("warm_up_min", "true", "a number")),
        ('warm_up_min = "five"', ("warm_up_min", "'five'", "a number")),
        ('surface = "moon"', ("surface", "'moon'", '"treadmill"', '"concrete"')),
        ("weekly_km = []", ("weekly_km", "one to 8 numbers", "0 to 400")),
        ("weekly_km = [1,2,3,4,5,6,7,8,9]", ("weekly_km", "one to 8 numbers")),
        ("weekly_km = [5, 4000]", ("weekly_km", "0 to 400")),
        ("weekly_km = 20", ("weekly_km", "in brackets")),
        ('other_sport = ["none", "yoga"]', ("other_sport", "one or more of")),
        ("other_sport = []", ("other_sport", "leave it out")),
        ('fever = "perhaps"', ("fever", "'perhaps'", "true or false")),
        ("warmup_min = 5", ("'warmup_min'", "did you mean 'warm_up_min'?")),
        ("zzz = 5", ("'zzz'", "formcheck questions")),
        ("warm_up_min 5", ("not TOML", "formcheck questions")),
    ],
)
def test_a_mistake_is_told_in_one_sentence(line: str, says: tuple[str, ...], tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(OptionError) as caught:
        load_answers(file)
    message = str(caught.value)
    assert "mine.toml" in message
    assert "\n" not in message
    assert all(part in message for part in says), message
    assert caught.value.__cause__ is None


def test_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="no such file"):
        load_answers(tmp_path / "gone.toml")
    with pytest.raises(OptionError, match="cannot be opened"):
        load_answers(tmp_path)
    for name, content in (("a.json", b"[1]"), ("b.json", b"{"), ("c.toml", b"\xff\xfe\x00")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(OptionError, match=name):
            load_answers(tmp_path / name)


def test_answers_do_not_change_and_know_no_other_field() -> None:
    with pytest.raises(ValidationError):
        Answers(fever=True).fever = False  # type: ignore[misc]
    with pytest.raises(ValidationError):
        Answers(mood="good")  # type: ignore[call-arg]


@pytest.mark.parametrize(
    "text", ["[" * 200_000, '{"a":' * 100_000, '{"age": ' + "9" * 5000 + "}", "a = " + "[" * 5000, "\0"]
)
@pytest.mark.parametrize("name", ["answers.json", "answers.toml"])
def test_text_without_end_is_refused_in_one_sentence(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OptionError, match="mend that line") as caught:
        load_answers(path)
    assert len(str(caught.value)) < 400
