"""Each page runs without an exception and says what it should."""

from __future__ import annotations

import html
import re
import time
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import PageLink

from formcheck.apart import Limits
from formcheck.clip.sampling import Wish
from formcheck.errors import OutputError
from formcheck.kept import Shelf
from formcheck.motion import Backdrop, ClockSigns, TimeFactor
from formcheck.options import Options
from formcheck.pose.models import ModelFile
from formcheck.progress import Progress
from formcheck.report import Report
from formcheck.report.understood import heading, sentence
from formcheck.report.verdicts import LOOKS
from formcheck.watching import Shot, Watched
from formcheck.web import samples, session
from formcheck.web.job import Job
from formcheck.web.jobs import Desk
from formcheck.web.work import Result
from tests.support import reports
from tests.web.conftest import Finish

ROOT = Path(__file__).parents[2]
PAGES = ("check", "compare", "plan", "questions", "self_tests", "film", "sources", "left_out")
STAY_OUT = (
    "diagnos",
    "must ",
    "always",
    "perfect",
    "bad ",
    "wrong",
    "you have ",
    "causes your pain",
    "score",
)
PATIENCE_S = 20


def open_page(name: str = "check", job: Job[Result] | None = None) -> AppTest:
    app = AppTest.from_string(
        f"from formcheck.web.pages import {name}\n{name}.page()", default_timeout=PATIENCE_S
    )
    if job is not None:
        app.session_state["job_id"] = job.id
    app.run()
    assert not app.exception, app.exception
    return app


def words(app: AppTest) -> str:
    """All words on the page, without markup."""
    written = ("title", "header", "subheader", "markdown", "caption", "error", "info", "warning", "success")
    texts = [str(getattr(one, "value", "")) for kind in written for one in app.get(kind)]
    texts += [one.proto.body for one in app.get("html")]
    labelled = ("expander", "button", "download_button")
    texts += [str(getattr(one, "label", "")) for kind in labelled for one in app.get(kind)]
    plain = re.sub(r"<style>.*?</style>|<[^>]+>", " ", " ".join(texts), flags=re.DOTALL)
    return " ".join(html.unescape(plain).split())


@pytest.mark.parametrize("name", PAGES)
def test_page_opens(name: str) -> None:
    said = words(open_page(name))
    assert len(said) > 100
    assert [word for word in STAY_OUT if word in said.lower()] == []


def test_app_is_navigation_only() -> None:
    assert len((ROOT / "app.py").read_text().splitlines()) <= 30
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE_S).run()
    assert not app.exception
    assert app.title[0].value == "Check my running form"


def test_the_guide_draws_and_ticks_six_things() -> None:
    app = open_page("film")
    drawings = [one.value for one in app.markdown if "<svg" in one.value]
    assert len(drawings) == 2
    assert all("href" not in one and "script" not in one for one in drawings)
    assert "".join(one.proto.body for one in app.get("html")).count("<li>") == 6
    for thing in (
        "hip height",
        "3 to 5 metres",
        "Square to the belt",
        "belt in view",
        "10 to 20 seconds",
        "tight top",
    ):
        assert thing in words(app)


def test_result_tells_everything(running: Job[Result]) -> None:
    app = open_page(job=running)
    said = words(app)
    assert running.result is not None
    report = running.result.report
    for finding in report.findings:
        assert finding.title in said
        assert " ".join(finding.measured.split()) in said
    for finding in report.three_things():
        for text in (finding.why, finding.cue, finding.drill, sentence(finding.band.source)):
            assert text in said
        for paper in finding.evidence:
            assert paper.found in said
            assert paper.cite in said
        for article in finding.articles:
            assert article.says in said
            assert article.title in said
    for one in report.measurements:
        assert one.title in said
    for part in ("Running", "side view", "facing right", "real time", "11 km/h (you)"):
        assert part in said
    for label in ("Report", "Video", "Key frames", "Measures", "Data", "Check another film"):
        assert label in said
    assert report.notes[0] in said
    assert "physiotherapist" in said
    assert len(app.get("video")) == 1
    assert len(app.get("image")) == 4 + len(report.three_things())


def test_what_is_still_open_has_its_card_when_it_has_a_place(finish: Finish) -> None:
    """Nothing to change, yet three places: the page shows the same things as report.html."""

    def still_open(folder: Path) -> Report:
        report = reports.running(folder)
        rank = {"overstride": 1, "lean": 2, "head": 3}
        return replace(
            report,
            findings=tuple(
                replace(one, verdict="too close to call", cue="", drill="", rank=rank.get(one.id))
                for one in report.findings
            ),
        )

    job = finish(still_open)
    app = open_page(job=job)
    assert job.result is not None
    report = job.result.report
    titles = re.findall(r"<h3>(.*?)</h3>", "".join(one.proto.body for one in app.get("html")))
    assert titles == ["Land closer under you", "Forward lean", "Head up"]
    assert heading(report) == app.header[0].value
    assert report.things_to_change() == ()


def test_result_keeps_the_words_that_stay_out_out(running: Job[Result]) -> None:
    said = words(open_page(job=running)).lower()
    assert [word for word in STAY_OUT if word in said] == []


def test_verdicts_have_a_word_and_a_shape(running: Job[Result]) -> None:
    badges = re.findall(
        r'<span class="fc-badge fc-([a-z-]+)"><i aria-hidden="true">(.)</i>([a-z ]+)</span>',
        "".join(one.proto.body for one in open_page(job=running).get("html")),
    )
    assert {(name, sign) for name, sign, _ in badges} == {
        ("change", "➜"),
        ("watch", "◉"),
        ("good", "✓"),
        ("too-close-to-call", "~"),
        ("not-visible", "–"),
    }
    assert all(name == word.replace(" ", "-") for name, _, word in badges)


def test_the_page_and_the_report_share_their_colours() -> None:
    css = (ROOT / "formcheck" / "web" / "style.css").read_text()
    assert {f"light-dark({look.light}, {look.dark})" in css for look in LOOKS.values()} == {True}


def test_the_style_fetches_nothing() -> None:
    for file in (ROOT / "formcheck" / "web").rglob("*.[cs][sv][sg]"):
        text = file.read_text().replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert not re.search(r"https?:|@import|url\(|@font-face", text), file.name


def test_a_front_view_says_what_was_seen_and_how_to_film_again(finish: Finish) -> None:
    app = open_page(job=finish(reports.front))
    said = words(app)
    assert "front view" in said
    assert "This is a front view: film from the side, square to the belt." in said
    assert "What this film cannot tell" in said
    links = [one.label for one in app.get("page_link") if isinstance(one, PageLink)]
    assert [one for one in links if one.startswith("How to film")] == [
        "How to film so that it can tell more",
        "How to film so that it can",
    ]


@pytest.mark.parametrize(
    ("make", "heading"),
    [(reports.walking, "This looks like walking"), (reports.nobody, "No runner found in this film")],
)
def test_no_running_is_said_plainly(finish: Finish, make: object, heading: str) -> None:
    job = finish(make)  # type: ignore[arg-type]
    app = open_page(job=job)
    said = words(app)
    assert job.result is not None
    assert heading in said
    assert job.result.report.gait.activity.reason in said
    assert len([one for one in app.markdown if "<svg" in one.value]) == 2
    assert len(app.get("video")) == 0
    assert "Check another film" in said


def test_a_wicked_name_is_only_text(finish: Finish) -> None:
    def wicked(folder: Path) -> Report:
        report = reports.running(folder)
        source = replace(report.clip.source, name='<img src=x onerror="alert(1)">.mp4')
        return replace(report, clip=replace(report.clip, source=source), notes=("<b>bold</b> note",))

    app = open_page(job=finish(wicked))
    bodies = "".join(one.proto.body for one in app.get("html"))
    assert "<img src=x" not in bodies
    assert "&lt;img src=x" in bodies
    assert "<b>bold</b>" not in bodies


def test_check_another_film_and_back(running: Job[Result]) -> None:
    app = open_page(job=running)
    press(app, "Check another film")
    assert app.title[0].value == "Check my running form"
    assert len(app.file_uploader) == 1
    assert running.folder.exists()
    press(app, "Back to the last result")
    assert len(app.get("video")) == 1


def test_measure_again_with_what_the_runner_told(running: Job[Result]) -> None:
    app = open_page(job=running)
    app.number_input(key="after-height").set_value(182.0)
    press(app, "Measure again")
    settle(app)
    job = session.desk().find(app.session_state["job_id"])
    assert job is not None
    assert job.id != running.id
    assert job.options == Options(speed_kmh=11.0, height_cm=182.0)
    assert not running.folder.exists()
    assert "182 cm tall (you)" in words(app)


def test_a_film_of_unknown_speed_asks_and_takes_the_answer(finish: Finish) -> None:
    def unsure(folder: Path) -> Report:
        report = reports.running(folder)
        assert report.motion is not None
        why = "this film plays in slow motion, about 3.5 to 4.6 times slower than life"
        factor = TimeFactor(4.0, False, "step rate and bounce", why, (4.0, 1.0, 8.0))
        signs = ClockSigns(1.4, 0.09, None, 30.0, None)
        return replace(report, motion=replace(report.motion, time_factor=factor, signs=signs))

    app = open_page(job=finish(unsure))
    (asked,) = app.radio
    assert asked.options == [
        "slow motion: filmed at 120 frames a second, 4 times slower",
        "real time, as it was run",
        "slow motion: filmed at 240 frames a second, 8 times slower",
    ]
    assert asked.value is None
    asked.set_value(240.0).run()
    press(app, "Measure with this speed")
    settle(app)
    job = session.desk().find(app.session_state["job_id"])
    assert job is not None
    assert job.options == Options(speed_kmh=11.0, capture_fps=240.0)


def test_a_known_speed_is_not_asked_about(running: Job[Result]) -> None:
    assert len(open_page(job=running).radio) == 0


def test_the_plumb_line_is_set_by_hand_and_given_back(running: Job[Result]) -> None:
    app = open_page(job=running)
    (line,) = app.slider
    assert (line.value, line.min, line.max, line.step) == (2.0, -15.0, 15.0, 0.25)  # where it was found
    press(app, "A little right")
    press(app, "A little right")
    press(app, "A little left")
    assert app.slider[0].value == 2.25
    assert "Find the level by itself again" not in words(app)
    app.slider[0].set_value(-3.5).run()
    press(app, "Use this line")
    settle(app)
    job = session.desk().find(app.session_state["job_id"])
    assert job is not None
    assert job.options == Options(speed_kmh=11.0, vertical_deg=-3.5)
    press(app, "Find the level by itself again")
    settle(app)
    job = session.desk().find(app.session_state["job_id"])
    assert job is not None
    assert job.options == Options(speed_kmh=11.0)


def test_cancelling_a_second_look_shows_the_first(running: Job[Result]) -> None:
    app = open_page(job=running)
    again = session.desk().again(running.id, Options(), _never_done)
    app.session_state["job_id"] = again
    app.run()
    press(app, "Cancel")
    app.run()
    assert app.session_state["job_id"] == running.id
    assert len(app.get("video")) == 1


def test_a_second_look_that_fails_says_why_and_keeps_the_first(running: Job[Result]) -> None:
    def fail(*args: object) -> Result:
        raise OutputError("The disk is full.")

    app = open_page(job=running)
    app.session_state["job_id"] = session.desk().again(running.id, Options(), fail)
    app.session_state["last_job_id"] = running.id
    settle(app)
    assert app.error[0].value == "The disk is full."
    press(app, "Back to the last result")
    assert len(app.get("video")) == 1


def _never_done(film: Path, options: Options, folder: Path, progress: Progress) -> Result:
    while True:
        progress("Waiting")
        time.sleep(0.01)


def test_a_number_out_of_range_is_explained_and_nothing_starts() -> None:
    app = open_page()
    app.number_input(key="before-speed").set_value(95.0).run()
    assert not app.exception
    assert "give a number from 2 to 40 km/h" in app.warning[0].value


def test_upload_starts_at_once_with_the_facts_given(finish: Finish, monkeypatch: pytest.MonkeyPatch) -> None:
    finish(reports.running)  # so that the runner knows what to make
    app = open_page()
    app.number_input(key="before-speed").set_value(12.5).run()
    app.file_uploader[0].upload("My run.mp4", b"a film", "video/mp4").run()
    assert not app.exception, app.exception
    settle(app)
    job = session.desk().find(app.session_state["job_id"])
    assert job is not None
    assert job.film.name == "My run.mp4"
    assert job.film.read_bytes() == b"a film"
    assert job.options.speed_kmh == 12.5
    assert app.query_params["job"] in (job.id, [job.id])


def test_a_reload_finds_the_result_by_its_address(running: Job[Result]) -> None:
    app = AppTest.from_string(
        "from formcheck.web.pages import check\ncheck.page()", default_timeout=PATIENCE_S
    )
    app.query_params["job"] = running.id
    app.run()
    assert not app.exception
    assert len(app.get("video")) == 1


def test_an_address_of_the_past_says_so() -> None:
    app = AppTest.from_string(
        "from formcheck.web.pages import check\ncheck.page()", default_timeout=PATIENCE_S
    )
    app.query_params["job"] = "long-gone"
    app.run()
    assert not app.exception
    assert "no longer kept" in app.info[0].value
    assert len(app.file_uploader) == 1
    assert "job" not in app.query_params


def test_a_failed_film_shows_its_sentence_and_the_upload(monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    from formcheck.errors import UnreadableClipError

    def fail(*args: object) -> Result:
        raise UnreadableClipError("'run.mp4' is empty: copy it from the phone again.")

    desk: Desk[Result] = Desk(fail)
    monkeypatch.setattr(session, "desk", lambda: desk)
    try:
        job = desk.find(desk.submit(io.BytesIO(b""), "run.mp4", Options()))
        assert job is not None
        while not job.over:
            time.sleep(0.01)
        app = open_page(job=job)
        assert app.error[0].value == "'run.mp4' is empty: copy it from the phone again."
        assert len(app.file_uploader) == 1
    finally:
        desk.close()


def test_samples_are_offered_and_start(
    finish: Finish, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish(reports.running)
    (tmp_path / "over_stride.mp4").write_bytes(b"sample film")
    (tmp_path / "notes.txt").write_text("not a film")
    monkeypatch.setattr("formcheck.web.choose.samples", lambda: samples.samples(tmp_path))
    app = open_page()
    press(app, "Try it with a sample")
    settle(app)
    job = session.desk().find(app.session_state["job_id"])
    assert job is not None
    assert job.film.read_bytes() == b"sample film"


def test_without_samples_no_button_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("formcheck.web.choose.samples", lambda: samples.samples(tmp_path / "none"))
    assert "Try it with a sample" not in words(open_page())


def press(app: AppTest, label: str) -> None:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception, app.exception


def settle(app: AppTest) -> None:
    """Run the page until its job is over."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        job = session.desk().find(app.session_state["job_id"])
        if job is None or job.over:
            break
        time.sleep(0.02)
    app.run()
    assert not app.exception, app.exception


def test_curves_are_drawn_when_asked_for(running: Job[Result]) -> None:
    app = open_page(job=running)
    app.toggle[0].set_value(True).run()
    assert not app.exception
    assert [box.label for box in app.selectbox if box.label == "Curve"]


def test_a_setting_that_is_no_number_is_said_on_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    session.desk.clear()  # a function Streamlit caches
    monkeypatch.setenv("FORMCHECK_JOB_MB", "lots")
    page = AppTest.from_file(str(ROOT / "app.py")).run(timeout=60)
    assert [one.value for one in page.error] == [
        f"FORMCHECK_JOB_MB is 'lots': give a number above 0, or leave it out for {Limits().memory_mb:g}."
    ]
    assert not page.exception


def test_a_forgotten_film_is_gone_from_the_disk(running: Job[Result]) -> None:
    assert running.result is not None
    shelf = Shelf()
    report = running.result.report
    shots = (Shot((0, len(report.clip.t)), Backdrop()),)
    model = ModelFile(Path("heavy.task"), "0" * 64, "heavy")
    shelf.put(Watched(report.clip, report.track, shots, model), Wish())
    kept = shelf.state().films
    app = open_page(job=running)
    assert running.folder.is_dir()
    next(one for one in app.button if one.label == "Forget it now").click().run()
    assert not app.exception
    assert "Check my running form" in words(app)
    assert not running.folder.exists()
    assert session.desk().find(running.id) is None
    assert shelf.state().films == kept - 1
