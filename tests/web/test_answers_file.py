"""Answers written as TOML are read again as they were."""

from __future__ import annotations

import pytest

from formcheck.advice import Answers
from formcheck.errors import OptionError
from formcheck.web.answers_file import from_upload, to_toml

FULL = Answers(
    leg_pain=False,
    fever=True,
    weekly_km=(None, 12.5, 0.0, 30.0),
    weeks_since_break=0.1 + 0.2,
    shoes_fit="good",
    surface="grass or trail",
    other_sport=("swimming", "yoga"),
    plank_s=45.0,
    wall_gap="flat hand",
)


@pytest.mark.parametrize("answers", [Answers(), FULL], ids=["none", "many"])
def test_there_and_back(answers: Answers) -> None:
    assert from_upload("answers.toml", to_toml(answers).encode()) == answers


def test_json_is_read_too() -> None:
    assert from_upload("a.json", FULL.model_dump_json().encode()) == FULL


def test_an_evil_name_stays_in_its_folder() -> None:
    assert from_upload("../../etc/answers.toml", b"plank_s = 3") == Answers(plank_s=3.0)


def test_what_is_no_answer_is_explained() -> None:
    with pytest.raises(OptionError, match="is no question of formcheck"):
        from_upload("answers.toml", b"speed = 3")
