"""Whatever a film is called, an answer holds or a kept report tells: the pages show it as it is."""

from __future__ import annotations

import io
import json
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from streamlit.testing.v1 import AppTest

from formcheck.errors import UnreadableClipError
from formcheck.options import Options
from formcheck.plain import one_line
from formcheck.report.document import to_json
from formcheck.web import session
from formcheck.web.compare_parts import moved, stayed, untold
from formcheck.web.job import Job
from formcheck.web.jobs import Desk
from formcheck.web.work import Result
from tests.support import reports
from tests.support.hostile import HOSTILE, unseen
from tests.web.conftest import Finish
from tests.web.test_compare import after
from tests.web.test_compare import page as compare_page
from tests.web.test_pages import open_page

ALL = " ".join(text for name, text in HOSTILE.items() if name not in ("long", "half a pair"))
_READER = MarkdownIt("commonmark")
_HARM = {"script", "img", "iframe", "object", "embed", "link", "base", "form"}


class _Parts(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.harm: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = tag == "img" and str(dict(attrs).get("src")).startswith("data:image/")
        self.harm += [tag] if tag in _HARM and not own else []
        self.harm += [name for name, _ in attrs if name.startswith("on")]


def assert_harmless(app: AppTest) -> None:
    """No piece of the page holds anything that a name could have brought along."""
    assert not app.exception, app.exception
    for one in app.get("html"):
        body = one.proto.body
        if not body.startswith(("<script>", "<style>")):  # the page's own
            assert _Parts(body).harm == []
            assert unseen(body) == set()
    written = ("title", "header", "subheader", "markdown", "caption", "error", "info", "warning")
    for kind in written:
        for one in app.get(kind):
            text = str(getattr(one, "value", ""))
            tokens = _READER.parse(text)
            parts = [*tokens, *(part for token in tokens for part in token.children or ())]
            assert {part.type for part in parts} & {"image", "link_open"} == set(), text
            for part in parts:
                assert not part.type.startswith("html") or _Parts(part.content).harm == []
            assert unseen(text) == set()


@pytest.fixture
def named(finish: Finish) -> Job[Result]:
    return finish(reports.running, Options(speed_kmh=11.0, title=ALL))


@pytest.mark.parametrize("name", ["check", "plan"])
def test_a_film_of_any_name(named: Job[Result], name: str) -> None:
    app = open_page(name, named)
    assert_harmless(app)
    assert any("onerror" in one.proto.body for one in app.get("html"))  # it is told, as words


def test_two_films_of_any_name(named: Job[Result], finish: Finish) -> None:
    app = compare_page(named, finish(after, Options(title=ALL)))
    assert_harmless(app)
    # A list to choose from shows words as they are; beside the films they are Markdown.
    assert one_line(ALL) in app.selectbox[0].options[0]
    assert any(one.value.startswith("First: ") for one in app.caption)


def test_a_kept_report_that_means_harm(finish: Finish, tmp_path: Path) -> None:
    told = json.loads(to_json(reports.running(tmp_path)))
    told["clip"]["title"] = told["provenance"]["created_utc"] = ALL
    for one in told["measurements"]:
        one["title"] = one["unit"] = ALL
    for one in told["findings"]:
        one["band"]["unit"] = one["band"]["source"] = ALL
    told["measurements"][0] |= {"value": None, "low": None, "high": None, "reason": ALL}
    app = compare_page(finish(after))
    app.file_uploader[0].upload("report.json", json.dumps(told).encode(), "application/json").run()
    assert_harmless(app)
    assert len(app.selectbox[0].options) == 2
    # HTML within Markdown ends at an empty line: there is none.
    assert not [one for one in app.markdown if "<div" in one.value and "\n\n" in one.value]


def test_a_report_named_to_do_harm(finish: Finish) -> None:
    app = compare_page(finish(after))
    app.file_uploader[0].upload(
        f"{ALL}.json".replace("\0", ""), json.dumps({ALL: ALL}).encode(), "application/json"
    ).run()
    assert_harmless(app)
    assert "no report of this version" in app.error[0].value


def test_why_a_film_failed_may_name_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> Result:
        raise UnreadableClipError(f"'{ALL}' is empty: copy it from the phone again.")

    desk: Desk[Result] = Desk(fail)
    monkeypatch.setattr(session, "desk", lambda: desk)
    try:
        job = desk.find(desk.submit(io.BytesIO(b""), ALL, Options()))
        assert job is not None
        assert unseen(job.film.name, "") == set()
        assert job.film.resolve().parent.parent == desk.root.resolve()
        while not job.over:
            time.sleep(0.01)
        app = open_page(job=job)
        assert_harmless(app)
        assert "is empty\\: copy" in app.error[0].value or "is empty: copy" in app.error[0].value
    finally:
        desk.close()


def test_answers_that_mean_harm() -> None:
    app = open_page("questions")
    file = f'[sit_hours]\n"{"x" * 20}<script>" = "![x](http://evil.invalid/x.png)"\n'
    app.file_uploader[0].upload("a![x](http://b).toml", file.encode(), "application/toml").run()
    assert_harmless(app)
    assert len(app.error) == 1


def test_no_change_is_no_markup() -> None:
    assert _Parts(moved((), {}) + stayed(()) + untold(())).harm == []
