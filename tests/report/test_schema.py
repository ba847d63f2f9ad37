from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from formcheck.report import Report, schema
from formcheck.report.document import to_json

_PUBLISHED = Path(schema.__file__).with_name("report.schema.json")
_EVERYBODY = ("running", "front", "walking", "nobody")


def _read(report: Report) -> dict[str, Any]:
    def refuse(word: str) -> None:
        raise AssertionError(f"{word} is no JSON")

    plain: dict[str, Any] = json.loads(to_json(report), parse_constant=refuse)
    return plain


def test_the_published_schema_is_fresh() -> None:
    assert json.loads(_PUBLISHED.read_text(encoding="utf-8")) == schema.json_schema()


@pytest.mark.parametrize("who", _EVERYBODY)
def test_every_report_keeps_to_the_published_schema(who: str, request: pytest.FixtureRequest) -> None:
    published = json.loads(_PUBLISHED.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(published)
    jsonschema.validate(_read(request.getfixturevalue(who)), published)


def test_a_report_without_its_parts_breaks_the_schema(running: Report) -> None:
    plain = _read(running)
    del plain["events"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(plain, schema.json_schema())


@pytest.mark.parametrize("who", _EVERYBODY)
def test_it_can_be_read_back(who: str, request: pytest.FixtureRequest) -> None:
    text = to_json(request.getfixturevalue(who))
    back = schema.Document.model_validate_json(text)
    assert json.loads(text) == back.model_dump(mode="json", by_alias=True)


def test_the_contract_of_a_runner(running: Report) -> None:
    plain = _read(running)
    assert plain["schema"] == 1
    assert (plain["view"], plain["facing"], plain["activity"]) == ("side", "right", "running")
    assert plain["clip"]["frames"] == 90
    assert plain["clip"]["duration_s"] == pytest.approx(3.0)
    assert plain["time_factor"]["value"] == 1.0
    assert plain["time_factor"]["certain"] is True
    assert plain["roll_deg"] == {"value": 2.0, "source": "background", "sd": 0.6, "reason": ""}
    assert plain["scale"]["source"] == "speed"
    assert plain["quality"]["legs_swapped_back_share"] == pytest.approx(0.02)
    assert plain["quality"]["frames_seen_share"] == 1.0
    assert plain["provenance"]["model_sha256"] == "0" * 64
    assert plain["options"]["speed_kmh"] == 11.0


def test_events_are_seconds_of_the_file(running: Report) -> None:
    near = _read(running)["events"]["near"]
    assert near["initial_contact_s"] == pytest.approx([0.7, 1.4, 2.1, 2.8])
    assert near["toe_off_s"] == pytest.approx([0.266, 0.966, 1.666, 2.366])
    assert near["initial_contact_sd_s"] == pytest.approx((0.006**2 + 0.004**2) ** 0.5, rel=1e-3)


def test_measurements_carry_interval_or_reason(running: Report) -> None:
    rows = _read(running)["measurements"]
    assert len(rows) == len(running.measurements)
    for row in rows:
        if row["value"] is None:
            assert row["reason"]
            assert row["low"] is None
            assert row["high"] is None
        else:
            assert row["low"] <= row["value"] <= row["high"]
            assert len(row["per_stride"]) == len(row["stride_times_s"]) == row["n"]
    hidden = next(row for row in rows if (row["name"], row["leg"]) == ("elbow_angle", "far"))
    assert (hidden["value"], hidden["side"]) == (None, "left")


def test_findings_name_their_measurement_and_articles(running: Report) -> None:
    rows = {row["id"]: row for row in _read(running)["findings"]}
    first = rows["overstride"]
    assert (first["verdict"], first["rank"]) == ("change", 1)
    assert (first["measurement"], first["leg"]) == ("overstride_ankle", "near")
    assert [article["id"] for article in first["articles"]] == ["002", "000"]
    assert {paper["stance"] for paper in first["evidence"]} == {"for", "against", "context"}


def test_where_nobody_is_found_everything_is_unknown(nobody: Report) -> None:
    plain = _read(nobody)
    assert (plain["view"], plain["facing"], plain["activity"]) == ("unclear", "unclear", "nobody")
    assert (plain["scale"]["m_per_px"], plain["scale"]["source"]) == (None, "none")
    assert plain["roll_deg"]["value"] is None
    assert plain["time_factor"]["value"] is None
    assert plain["events"]["near"] == plain["events"]["far"]
    assert plain["events"]["near"]["initial_contact_s"] == []
    assert plain["quality"]["frames_seen_share"] == 0.0
    assert plain["quality"]["legs_swapped_back_share"] is None


@pytest.mark.parametrize("odd", [float("nan"), float("inf")])
def test_no_number_is_written_that_is_none(running: Report, odd: float) -> None:
    lost = replace(running.measurements[0], value=odd, low=odd, high=odd, per_stride=(1.0, odd))
    row = _read(replace(running, measurements=(lost,)))["measurements"][0]
    assert (row["value"], row["low"], row["high"]) == (None, None, None)
    assert row["reason"]
    assert row["per_stride"] == [1.0, None]
