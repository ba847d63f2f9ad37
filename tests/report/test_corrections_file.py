from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from formcheck.errors import OptionError
from formcheck.gait import Correction
from formcheck.report import Report
from formcheck.report.corrections_file import load_corrections
from formcheck.report.document import to_json

ALL = (
    Correction("near", "initial_contact", 0.7, 0.72),
    Correction("far", "toe_off", None, 1.5),
    Correction("far", "initial_contact", 1.05, None),
)


def test_a_report_gives_back_its_corrections(running: Report, tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text(to_json(replace(running, corrections=ALL)), encoding="utf-8")
    assert load_corrections(path) == ALL
    path.write_text(to_json(running), encoding="utf-8")
    assert load_corrections(path) == ()


def test_a_list_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text(
        json.dumps([{"leg": "near", "kind": "initial_contact", "was_s": 0.7, "now_s": 0.72}]),
        encoding="utf-8",
    )
    assert load_corrections(path) == ALL[:1]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("soon", "no JSON"),
        ("3", "no list"),
        ('{"clip": {}}', "no list"),
        ('[{"leg": "near", "kind": "hop", "was_s": 1, "now_s": 1}]', "1 kind"),
        ('[{"leg": "near", "kind": "toe_off", "was_s": 1}]', "1 now_s"),
        ('[{"leg": "near", "kind": "toe_off", "was_s": null, "now_s": null}]', "give the time"),
        ('[{"leg": "near", "kind": "toe_off", "was_s": NaN, "now_s": 1}]', "was_s"),
    ],
)
def test_what_is_no_correction_is_refused_in_one_sentence(text: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "odd.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OptionError, match=says) as refused:
        load_corrections(path)
    assert "\n" not in str(refused.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="cannot be read"):
        load_corrections(tmp_path / "none.json")


@pytest.mark.parametrize("text", ["[" * 200_000, '{"a":' * 100_000, "[" + "9" * 5000 + "]", "\0"])
def test_text_without_end_is_no_list(tmp_path: Path, text: str) -> None:
    path = tmp_path / "corrections.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OptionError, match="is no JSON"):
        load_corrections(path)
