"""Two reports side by side: read back as written, and what makes a comparison doubtful."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import textstat

import formcheck
from formcheck.errors import OptionError
from formcheck.metrics import compare
from formcheck.motion import Level
from formcheck.options import Options
from formcheck.report import Report
from formcheck.report.comparison import Comparison, compare_data, comparison
from formcheck.report.document import document, to_json
from formcheck.report.read import load_document, load_measurements


def doubts(first: Report, second: Report) -> dict[str, str]:
    return {one.id: one.text for one in comparison(document(first), document(second)).doubts}


def other_film(report: Report, **changes: Any) -> Report:
    source = replace(report.clip.source, sha256="f" * 64)
    clip = replace(report.clip, source=source)
    return replace(report, clip=clip, **changes)


def faster_film(report: Report, **changes: Any) -> Report:
    """The same film with the stamps of sixty frames a second."""
    found = other_film(report, **changes)
    return replace(found, clip=replace(found.clip, t=found.clip.t / 2))


def test_a_report_gives_back_its_measurements(running: Report, tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text(to_json(running), encoding="utf-8")
    for given in (path, str(path), tmp_path):
        read = load_measurements(given)
        for one, other in zip(read, running.measurements, strict=True):
            assert (one.name, one.leg, one.side, one.reason, one.n) == (
                other.name,
                other.leg,
                other.side,
                other.reason,
                other.n,
            )
            assert one.value == pytest.approx(other.value)
            assert one.per_stride == pytest.approx(other.per_stride)
    assert formcheck.compare(read, running.measurements) != ()
    assert formcheck.load_measurements(path) == read


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("soon", "is no JSON"),
        ("[]", "no report of this version"),
        ('{"schema": 2}', "no report of this version"),
        ('{"schema": 1}', "no report of this version"),
    ],
)
def test_what_is_no_report_is_refused_in_one_sentence(text: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "odd.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OptionError, match=says) as refused:
        load_document(path)
    assert "\n" not in str(refused.value)
    assert str(tmp_path) not in str(refused.value)


@pytest.mark.parametrize(
    ("change", "says"), [({"leg": "left"}, "near or far"), ({"low": None}, "only part of")]
)
def test_half_a_measurement_is_refused(
    running: Report, change: dict[str, Any], says: str, tmp_path: Path
) -> None:
    told = json.loads(to_json(running))
    told["measurements"][0].update(change)
    (tmp_path / "report.json").write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(OptionError, match=says):
        load_document(tmp_path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="cannot be read"):
        load_document(tmp_path / "report.json")


def test_two_good_films_leave_no_doubt(running: Report) -> None:
    first = faster_film(running)
    assert doubts(first, faster_film(running)).keys() == {"same_film"}
    second = replace(first, clip=replace(first.clip, source=replace(first.clip.source, sha256="a" * 64)))
    assert doubts(first, second) == {}


def test_a_film_against_itself(running: Report) -> None:
    found = comparison(document(running), document(running))
    assert found.moved == ()
    assert {one.id for one in found.doubts} == {"same_film", "rate"}
    assert len(found.stayed) + len(found.untold) == len(running.measurements)


def test_each_doubt_is_told(running: Report, front: Report, nobody: Report) -> None:
    assert running.motion is not None
    first = faster_film(running)
    told = Options(speed_kmh=13.0, incline_pct=2.0)
    level = Level(None, 2.0, "none", "No upright lines.")
    model = replace(running.provenance, model_sha256="1" * 64, formcheck="0.2.0")
    second = other_film(running, options=told, motion=replace(running.motion, level=level), provenance=model)
    found = doubts(first, second)
    assert set(found) == {"same_film", "speed_told", "incline", "level", "rate", "model", "version"}
    assert "11 km/h" in found["speed_told"]
    assert "13 km/h" in found["speed_told"]
    assert "second film" in found["level"]
    assert doubts(first, front)["view"].startswith("One film is a side view and the other a front view")
    assert "second" in doubts(first, nobody)["not_running"]
    assert "either" in doubts(nobody, nobody)["not_running"]


def test_speed_that_is_not_told_is_taken_from_the_steps(running: Report) -> None:
    first = faster_film(running, options=Options())

    def at(times: float) -> dict[str, str]:
        numbers = tuple(
            replace(one, value=one.value * times) if one.name == "step_length" and one.value else one
            for one in running.measurements
        )
        return doubts(first, faster_film(running, options=Options(), measurements=numbers))

    assert "speed_measured" not in at(1.04)
    assert "6 % faster" in at(1.06)["speed_measured"]
    assert "6 % slower" in at(0.94)["speed_measured"]
    without = tuple(one for one in running.measurements if one.name != "step_length")
    assert "second film" in doubts(first, replace(first, measurements=without))["speed_unknown"]


def test_the_other_leg_near_the_camera_is_told(running: Report) -> None:
    sides: dict[Any, Any] = {"left": "right", "right": "left", None: None}
    turned = tuple(replace(one, side=sides[one.side]) for one in running.measurements)
    found = doubts(running, other_film(running, measurements=turned))
    assert "your right leg near the camera and the other your left leg" in found["near_leg"]
    mirrored = comparison(
        document(running), document(other_film(running, measurements=turned)), sides="mirrored"
    )
    assert "near_leg" not in {one.id for one in mirrored.doubts}


def test_every_change_is_in_one_group(running: Report, front: Report) -> None:
    found = Comparison((), compare(running.measurements, front.measurements))
    assert len(found.moved) + len(found.stayed) + len(found.untold) == len(found.changes)
    assert found.untold


def test_no_doubt_is_without_its_words() -> None:
    words = compare_data()
    for name in ("not_running", "speed_unknown", "clock", "level", "rate"):
        assert "{which}" in words.doubts[name]
        assert "{which}" not in words.doubts[f"{name}_both"]


def test_the_words_are_plain_and_kind() -> None:
    words = compare_data()
    said = [*words.doubts.values(), *words.words.model_dump().values()]
    text = " ".join(one if one.endswith(".") else f"{one}." for one in said)
    assert textstat.flesch_kincaid_grade(re.sub(r"\{[^}]*\}", "12", text)) <= 8.0
    stay_out = ("diagnos", "must ", "always", "perfect", "bad ", "wrong", "you have ", "score", "fault")
    assert [word for word in stay_out if word in text.lower()] == []
