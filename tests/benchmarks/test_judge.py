"""The judge of the accuracy table: what it says of a report whose errors are known."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks import tables
from benchmarks.curves import flexion_deg
from benchmarks.films import Film
from benchmarks.judge import Judged, judge
from benchmarks.kept import keep, load
from benchmarks.short import short_table
from formcheck.motion import LEGS
from formcheck.pose.landmarks import COUNT, PAIRED, Landmark, index
from formcheck.report import Report
from sample_videos.renderer.seeds.matrix import JUDGING_SEEDS
from tests.support import reports


def _truth(report: Report) -> dict[str, Any]:
    """Say of a report's film exactly what the report says."""
    assert report.motion is not None
    measures: dict[str, dict[str, Any]] = {}
    for one in report.measurements:
        measures.setdefault(one.name, {"unit": one.unit})[one.leg or "value"] = one.value
    events = {}
    for leg in LEGS:
        own = report.gait.events(leg)
        assert own is not None
        events[leg] = {
            "initial_contact_s": own.initial_contact_s.tolist(),
            "toe_off_s": own.toe_off_s.tolist(),
        }
    return {
        "fps": 30.0,
        "time_factor": 1.0,
        "roll_deg": report.motion.level.roll_deg,
        "view": "side",
        "facing": report.motion.facing.side,
        "activity": "running",
        "camera": {"azimuth": 186.0, "level": 1.0, "aim": 0.9, "distance": 4.0},
        "events": events,
        "measurements": measures,
    }


def _film(folder: Path, report: Report, truth: dict[str, Any]) -> Film:
    assert report.motion is not None
    path = folder / "film.mp4"
    path.with_suffix(".json").write_text(json.dumps(truth), encoding="utf-8")
    numbers = [int(Landmark.NOSE), *(index(j, s) for j in PAIRED for s in ("left", "right"))]
    pixels = report.track.xy[:, numbers]
    told = {"landmarks": [Landmark(n).name.lower() for n in numbers], "frames": pixels.tolist()}
    path.with_suffix(".landmarks.json").write_text(json.dumps(told), encoding="utf-8")
    return Film(path)


@pytest.fixture
def report(tmp_path: Path) -> Report:
    return reports.running(tmp_path)


def test_a_report_that_tells_the_truth_has_no_error(tmp_path: Path, report: Report) -> None:
    found = judge(_film(tmp_path, report, _truth(report)), report)
    assert found.understood.activity
    assert found.understood.view
    assert found.understood.facing
    assert found.understood.clock
    assert found.level_off == 0
    assert found.yaw == pytest.approx(6)
    assert found.pitch == pytest.approx(1.43, abs=0.01)
    assert found.legs is not None
    assert found.legs.before == found.legs.after == 0
    assert [one for one in found.measures if one.measured is not None]
    for one in found.measures:
        assert one.measured is None or (one.off == 0 and one.held)
    assert {(one.kind, one.leg) for one in found.events} == {
        (kind, leg) for kind in ("initial_contact", "toe_off") for leg in LEGS
    }
    for event in found.events:
        assert not np.any(event.off_ms)
        assert event.missed == event.invented == 0


def test_events_that_come_late_are_late_by_as_much(tmp_path: Path, report: Report) -> None:
    truth = _truth(report)
    own = truth["events"]["near"]
    own["initial_contact_s"] = [t - 0.012 for t in own["initial_contact_s"]]
    found = judge(_film(tmp_path, report, truth), report)
    near = next(one for one in found.events if (one.kind, one.leg) == ("initial_contact", "near"))
    assert near.off_ms == pytest.approx([12.0] * len(near.off_ms), abs=0.01)


def test_a_step_that_was_not_found_is_missed(tmp_path: Path, report: Report) -> None:
    assert report.gait.near is not None
    contacts = report.gait.near.initial_contact_s
    assert len(contacts) > 2
    fewer = replace(report.gait.near, initial_contact_s=np.delete(contacts, 1))
    less = replace(report, gait=replace(report.gait, near=fewer))
    found = judge(_film(tmp_path, report, _truth(report)), less)
    near = next(one for one in found.events if (one.kind, one.leg) == ("initial_contact", "near"))
    assert (near.missed, near.invented) == (1, 0)


def test_exchanged_legs_are_counted_before_and_after(tmp_path: Path, report: Report) -> None:
    film = _film(tmp_path, report, _truth(report))
    swapped = report.track.xy.copy()
    half = slice(0, len(swapped) // 2)
    for joint in PAIRED:
        pair = [index(joint, "left"), index(joint, "right")]
        swapped[half, pair] = swapped[half, pair[::-1]]
    found = judge(film, replace(report, track=replace(report.track, xy=swapped)))
    assert found.legs is not None
    assert found.legs.before == pytest.approx(0.5, abs=0.1)
    assert found.legs.after == 0
    assert [one.joint for one in found.legs.joints] == ["knee", "ankle", "heel", "toe"]
    for one in found.legs.joints:
        assert one.before == pytest.approx(0.5, abs=0.12)
        assert one.off_before > 0.1
        assert one.after == one.off_after == one.unknown == 0


def test_an_interval_that_misses_the_truth_did_not_hold(tmp_path: Path, report: Report) -> None:
    truth = _truth(report)
    lean = report.measurement("trunk_lean")
    assert lean is not None
    assert lean.value is not None
    assert lean.high is not None
    truth["measurements"]["trunk_lean"]["value"] = lean.high + 1
    found = judge(_film(tmp_path, report, truth), report)
    one = next(one for one in found.measures if one.name == "trunk_lean")
    assert one.held is False
    assert one.off == pytest.approx(lean.value - lean.high - 1)


def test_landmarks_are_read_back_where_they_belong(tmp_path: Path, report: Report) -> None:
    pixels = _film(tmp_path, report, _truth(report)).pixels
    assert pixels is not None
    assert pixels.shape[1:] == (COUNT, 2)
    assert np.allclose(pixels[:, Landmark.LEFT_HEEL], report.track.xy[:, Landmark.LEFT_HEEL])
    assert np.isnan(pixels[:, Landmark.LEFT_EYE]).all()


def test_tables_say_bias_and_spread_and_are_square(tmp_path: Path, report: Report) -> None:
    one = judge(_film(tmp_path, report, _truth(report)), report)
    films: list[Judged] = []
    for off in (-1.0, 0.0, 4.0):
        moved = tuple(replace(m, truth=m.truth - off) if m.name == "trunk_lean" else m for m in one.measures)
        films.append(replace(one, measures=moved))
    lines = tables.measures_table(films)
    assert len({line.count("|") for line in lines}) == 1
    row = next(line for line in lines if line.startswith("| trunk_lean |"))
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells[2:4] == ["3 of 3", "+1.0"]
    assert cells[5:7] == ["2.6", "2.4"]
    for table in (tables.events_table(films), tables.by_conditions(films)[:3]):
        assert len({line.count("|") for line in table if line}) == 1
    assert any("0.00 % after the repair" in line for line in tables.understood_lines(films))


def test_judged_films_are_read_back_as_they_were_kept(tmp_path: Path, report: Report) -> None:
    one = judge(_film(tmp_path, report, _truth(report)), report)
    kept = tmp_path / "kept.json"
    keep(kept, "a title", [one], [one])
    title, films, ideal = load(kept)
    assert title == "a title"
    assert films == ideal
    assert films[0].understood == one.understood
    assert [m.name for m in films[0].measures] == [m.name for m in one.measures]
    assert tables.measures_table(films) == tables.measures_table([one])


def test_the_readme_tells_what_was_measured() -> None:
    root = Path(__file__).resolve().parents[2]
    _, films, ideal = load(root / "docs" / "accuracy.json")
    table = "\n".join(short_table(films, ideal))
    assert table in (root / "README.md").read_text(encoding="utf-8")
    seeds = [int(film.film.removeprefix("seed-")) for film in films]
    assert set(seeds) <= set(JUDGING_SEEDS)


def test_a_bent_chain_has_the_angle_between_its_parts() -> None:
    chain = np.array(
        [[[0.0, 0.0], [0.0, 1.0], [np.sin(a), 1.0 + np.cos(a)]] for a in np.radians([0, 30, 95])]
    )
    assert flexion_deg(chain) == pytest.approx([0, 30, 95])
