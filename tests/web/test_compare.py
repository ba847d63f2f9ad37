"""Two films side by side on the page."""

from __future__ import annotations

import html
import re
import time
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from streamlit.testing.v1 import AppTest

from formcheck.metrics import Change
from formcheck.options import Options
from formcheck.report import Report
from formcheck.report.comparison import compare_data
from formcheck.report.document import to_json
from formcheck.report.schema import BandPart
from formcheck.web import session
from formcheck.web.dumbbell import dumbbell
from formcheck.web.job import Job
from formcheck.web.pair.pair import feet, whole
from formcheck.web.work import Result
from tests.support import reports
from tests.web.conftest import Finish
from tests.web.test_pages import PATIENCE_S, STAY_OUT, press, words


def after(folder: Path) -> Report:
    """The same runner with quicker, shorter steps."""
    report = reports.running(folder, name="after.mp4")
    by = {"cadence": 9.0, "overstride_ankle": -9.0}
    moved = tuple(
        replace(one, value=one.value + by[one.name], low=one.low + by[one.name], high=one.high + by[one.name])
        if one.name in by and one.value is not None and one.low is not None and one.high is not None
        else one
        for one in report.measurements
    )
    return replace(report, measurements=moved)


def page(*jobs: Job[Result], at: dict[str, str] | None = None) -> AppTest:
    app = AppTest.from_string(
        "from formcheck.web.pages import compare\ncompare.page()", default_timeout=PATIENCE_S
    )
    app.session_state["kept_job_ids"] = [job.id for job in jobs]
    for name, value in (at or {}).items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception
    return app


@pytest.fixture
def two(finish: Finish) -> tuple[Job[Result], Job[Result]]:
    return finish(reports.running), finish(after, Options(speed_kmh=11.0, incline_pct=3.0))


def headers(app: AppTest) -> list[str]:
    return [one.value for one in (*app.header, *app.subheader)]


def test_without_two_films_it_says_what_to_do(finish: Finish) -> None:
    app = page()
    assert "Two films are needed" in app.info[0].value
    app = page(finish(reports.running))
    assert "Two films are needed" in app.info[0].value
    assert len(app.selectbox) == 2


def test_doubts_come_first_then_what_moved(two: tuple[Job[Result], Job[Result]]) -> None:
    app = page(*two)
    said = words(app)
    titles = headers(app)
    assert re.fullmatch(r"Moved: 3 of \d+ measures", titles[0])
    assert titles[1:] == [
        "The same moments",
        "Both films together",
        compare_data().words.stayed,
        compare_data().words.untold,
    ]
    assert "The belt was set to 0 % in the first film and to 3 % in the second." in said
    assert "+9 a minute" in said
    # What is held against limits comes first, the rest is folded.
    assert "1 more that moved" in said
    assert said.index("Ankle ahead of the hip at contact, right") < said.index("Cadence")
    moved = "".join(one.value for one in app.markdown if "fc-moved" in one.value)
    assert moved.count("<svg") == 3
    assert "−9 % of a leg" in html.unescape(moved)
    assert len(app.get("image")) == 8
    assert len(app.get("video")) == 2
    assert [word for word in STAY_OUT if word in said.lower()] == []


def test_exchanged_films_turn_the_signs(two: tuple[Job[Result], Job[Result]]) -> None:
    app = page(*two)
    press(app, "Exchange")
    assert "−9 a minute" in words(app)
    assert app.query_params["first"] in (two[1].id, [two[1].id])


def test_a_choice_is_kept_and_found_by_its_address(two: tuple[Job[Result], Job[Result]]) -> None:
    app = page(*two)
    app.selectbox[1].set_value(two[0].id).run()
    assert not app.exception
    assert compare_data().words.nothing_moved in headers(app)
    assert "Both are the same film" in words(app)
    app = page(at={"first": two[1].id, "second": two[0].id})
    assert "−9 a minute" in words(app)


def test_the_other_leg_is_held_against_it(two: tuple[Job[Result], Job[Result]]) -> None:
    app = page(*two)
    assert "far in the other" not in words(app)
    app.segmented_control[0].set_value("mirrored").run()
    assert not app.exception
    assert "far in the other" in words(app)


def test_a_report_kept_earlier_has_no_pictures(finish: Finish, tmp_path: Path) -> None:
    app = page(finish(after))
    kept = to_json(reports.running(tmp_path)).encode()
    app.file_uploader[0].upload("report.json", kept, "application/json").run()
    assert not app.exception
    assert "+9 a minute" in words(app)  # what was kept earlier comes first
    assert "numbers only" in str(app.selectbox[0].options)
    assert len(app.get("image")) == 0
    assert len(app.get("video")) == 0
    assert "only where both were measured here" in words(app)


def test_what_is_no_report_is_explained(finish: Finish) -> None:
    app = page(finish(reports.running))
    app.file_uploader[0].upload("notes.json", b"{}", "application/json").run()
    assert not app.exception
    assert "no report of this version" in app.error[0].value


def test_a_sample_is_measured_beside_the_film(finish: Finish) -> None:
    own = finish(reports.running)
    app = page(own)
    app.session_state["job_id"] = own.id
    sample = next(one for one in app.button if one.key and one.key.startswith("compare-sample-"))
    sample.click().run()
    assert not app.exception
    waiting = session.desk().find(app.session_state["compare-waiting"])
    while waiting is not None and not waiting.over:
        time.sleep(0.02)
    app.run()
    assert not app.exception
    assert len(app.get("video")) == 2
    assert app.session_state["job_id"] == own.id
    assert own.folder.exists()
    assert len(session.desk()._jobs) == 2


@pytest.mark.parametrize("make", [reports.nobody, reports.walking, reports.front])
def test_films_that_tell_little_are_compared_as_far_as_they_go(finish: Finish, make: object) -> None:
    app = page(finish(reports.running), finish(make))  # type: ignore[arg-type]
    assert headers(app)[-1] == compare_data().words.untold


def test_finished_films_stay_until_there_are_too_many(
    finish: Finish, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    import streamlit as st

    monkeypatch.setattr(st, "session_state", {})
    monkeypatch.setattr(st, "query_params", {})
    ids = []
    for number in range(session.MOST_KEPT + 2):
        job = finish(reports.nobody)
        session.desk().discard(job.id)
        session.start(io.BytesIO(b"film"), f"{number}.mp4", Options())
        shown = session.desk().find(st.session_state["job_id"])
        assert shown is not None
        while not shown.over:
            pass
        ids.append(shown.id)
    assert [job.id for job in session.kept()] == ids[-session.MOST_KEPT :]
    assert session.desk().find(ids[0]) is None


def change(first: float = 30.0, second: float = 21.0, half: float = 2.0) -> Change:
    ends = (first - half, first + half), (second - half, second + half)
    by = second - first
    return Change("a", "A & <b>", "% leg", "left", ("near", "near"), first, second, *ends, by, by - 3, by + 3)


def test_the_drawing_holds_both_ranges_and_the_good_part() -> None:
    band = BandPart(good_low=None, good_high=28.0, watch_low=None, watch_high=38.0, unit="% leg", source="us")
    drawn = ET.fromstring(dumbbell(change(), band))
    circles = [float(one.attrib["cx"]) for one in drawn.iter("circle")]
    assert circles[1] < circles[0]
    (good,) = drawn.iter("rect")
    right = float(good.attrib["x"]) + float(good.attrib["width"])
    assert circles[1] < right < circles[0]
    assert drawn.attrib["aria-label"].startswith("A & <b>, left: first 30 % of a leg, second 21")
    assert list(ET.fromstring(dumbbell(change())).iter("rect")) == []
    other = replace_unit(band)
    assert list(ET.fromstring(dumbbell(change(), other)).iter("rect")) == []


def replace_unit(band: BandPart) -> BandPart:
    return band.model_copy(update={"unit": "cm"})


@pytest.mark.parametrize(
    ("first", "second", "half"), [(0.0, 0.0, 0.0), (1e-3, 2e-3, 1e-4), (-500, 900, 40), (5, 5, 1)]
)
def test_any_numbers_can_be_drawn(first: float, second: float, half: float) -> None:
    drawn = ET.fromstring(dumbbell(change(first, second, half)))
    ticks = [one for one in drawn.iter("text") if one.text and one.text[-1] == "%"]
    assert 1 <= len(ticks) <= 6


def test_landings_of_the_same_foot_are_shown_together(two: tuple[Job[Result], Job[Result]]) -> None:
    from formcheck.report.document import document

    first, second = (document(job.result.report) for job in two if job.result)
    same = feet(first, second)
    assert [one.name for one in same] == ["right", "left"]
    assert same[0].first == same[0].second
    mirrored = feet(first, second, "mirrored")
    assert mirrored[0].second == same[1].second


def test_a_landing_that_was_not_found_is_filled_in() -> None:
    assert whole([0.1, 0.8, 2.2, 2.9]) == (0.1, 0.8, 1.5, 2.2, 2.9)
    assert whole([]) == ()
