"""Whatever a list or a folder names: the tables and the page over all show it and nothing comes of it."""

from __future__ import annotations

import csv
import io
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from formcheck.batch.clips import tasks_of
from formcheck.batch.lines import Line
from formcheck.batch.overview import overview
from formcheck.batch.summary import columns, summary_csv
from formcheck.batch.value import Outcome, Task
from formcheck.errors import FormcheckError
from formcheck.plain import one_line
from tests.support.hostile import HOSTILE, unseen


@pytest.fixture(params=HOSTILE.values(), ids=list(HOSTILE))
def hostile(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def lines(text: str) -> list[Line]:
    """Tell of a clip that was done and one that failed, with a text in every place."""
    task = Task(text, text, Path("run.mp4"), Path("out"), notes=((f"note_{text}", text),))
    seen: dict[str, str | float | int | None] = {
        "title": text,
        "activity": text,
        "view": text,
        "model": text,
        "remarks": text,
        "steps": 9,
    }
    return [
        Line(task, Outcome(text, "done"), seen, pictured=True),
        Line(task, Outcome(text, "failed", error=text)),
    ]


class _Page(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.links: list[str] = []
        self.policy = self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self.links += [str(told[name]) for name in ("href", "src") if name in told]
        if told.get("http-equiv") == "Content-Security-Policy":
            self.policy = str(told["content"])

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_page_is_built_as_for_a_harmless_name(hostile: str) -> None:
    if "\udcff" in hostile:
        hostile = one_line(hostile)  # what names a folder has been through `shown`
    page, calm = (_Page(overview(lines(text), ["summary.csv"])) for text in (hostile, "run"))
    assert page.tags == calm.tags
    assert one_line(hostile) in page.words
    assert unseen(page.words) == set()
    assert page.policy.startswith("default-src 'none'; style-src 'unsafe-inline'")
    for link in page.links:
        split = urlsplit(link)
        assert (split.scheme, split.netloc, split.query) == ("", "", "")
    assert f"{hostile}/report.html" in map(unquote, page.links)


def test_the_table(hostile: str) -> None:
    text = summary_csv(lines(hostile))
    assert unseen(text, "\r\n") == set()
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    assert [len(row) for row in rows] == [len(header)] * 2 == [len(columns(lines(hostile)))] * 2
    for told in (*header, *rows[0], *rows[1]):
        assert told.lstrip()[:1] not in ("=", "+", "@", "-")


def test_numbers_of_a_list_stay_numbers() -> None:
    task = Task("a", "a", Path("run.mp4"), Path("out"), notes=(("note_pain", "-2.5"),))
    header, row = csv.reader(io.StringIO(summary_csv([Line(task, Outcome("a", "done"))])))
    assert row[header.index("note_pain")] == "-2.5"


def test_folders_stay_inside_and_show_what_they_are(tmp_path: Path, hostile: str) -> None:
    films = tmp_path / "films"
    films.mkdir()
    text = io.StringIO()
    csv.writer(text).writerows([["clip", "title", "note_x"], [f"{hostile}.mp4", hostile, hostile]])
    (films / "list.csv").write_text(one_line(text.getvalue()) if "\udcff" in hostile else text.getvalue())
    out = tmp_path / "out"
    try:
        (task,) = tasks_of(films / "list.csv", out)
    except FormcheckError:
        assert hostile in (HOSTILE["lines"], HOSTILE["half a pair"])  # no CSV: refused as a whole
        return
    assert task.folder.parent == out
    assert task.folder.resolve().parent == out.resolve()
    assert len(task.folder.name.encode()) <= 255
    assert unseen(task.folder.name, "") == set()


@pytest.mark.parametrize("name", [name for name in HOSTILE if name not in ("long", "half a pair", "lines")])
def test_an_id_that_could_harm_is_refused(tmp_path: Path, name: str) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([["clip", "id"], ["run.mp4", HOSTILE[name]]])
    (tmp_path / "list.csv").write_text(text.getvalue(), encoding="utf-8")
    try:
        (task,) = tasks_of(tmp_path / "list.csv", tmp_path / "out")
    except FormcheckError:
        return
    assert task.folder.resolve().parent == (tmp_path / "out").resolve()
    assert unseen(task.id, "") == set()
