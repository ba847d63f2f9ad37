"""Words from outside, made plain for each place."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from formcheck import plain
from formcheck.plain import cell, escape, json_text, markdown, one_line
from tests.support.hostile import HOSTILE, unseen

PACKAGE = Path(plain.__file__).parent
_EVERY = pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
_READER = MarkdownIt("commonmark").enable(["strikethrough", "table"])


class _Text(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags += [tag, *(f"{name}={value}" for name, value in attrs)]

    def handle_data(self, data: str) -> None:
        self.text += data


@_EVERY
def test_html_says_it_and_does_nothing(text: str) -> None:
    read = _Text(f"<i title='{escape(text)}'>{escape(text)}</i>")
    assert read.tags == ["i", f"title={one_line(text)}"]
    assert read.text == one_line(text)
    assert unseen(escape(text), "") == set()


@settings(max_examples=1000)
@given(st.text(max_size=40) | st.text("#*_-+=`~[]()<>!|$:&\\ a1.\n", max_size=20))
@example("\n\n![x](http://a)")
@example("1. x")
@example("1000) x")
@example(" #")
@example("    x")
@example("- x")
@example("x\\")
@example("&lt;")
def test_markdown_shows_it_as_it_is(text: str) -> None:
    made = markdown(text)
    tokens = _READER.parse(made)
    inside = [part for token in tokens for part in token.children or ()]
    kinds = {token.type for token in tokens}
    if one_line(text).strip():
        assert kinds == {"paragraph_open", "inline", "paragraph_close"}
    assert {part.type for part in inside} <= {"text", "text_special"}
    assert "".join(part.content for part in inside) == one_line(text).strip()


def test_names_of_fields_stay_readable_in_markdown() -> None:
    said = "Did you mean 'warm_up_min'? Give a number from 2 to 40 km/h: 'run.mp4' is empty (see above)."
    assert markdown(said) == said


@_EVERY
def test_no_directive_link_or_formula_of_the_page(text: str) -> None:
    made = markdown(text)
    for sign in ("[x]", "$x$", ":red", ":material", "http://", "<", "*"):
        assert sign not in made.replace(f"\\{sign[0]}", "")


@_EVERY
def test_a_cell_is_one_cell_and_no_formula(text: str) -> None:
    out = io.StringIO()
    csv.writer(out).writerow([cell(text), cell("x")])
    (row,) = csv.reader(io.StringIO(out.getvalue(), newline=""))
    assert row == [cell(text), "x"]
    assert row[0].lstrip()[:1] not in ("=", "+", "-", "@")
    assert unseen(row[0], "") == set()


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (None, ""),
        (-5.25, "-5.25"),
        (7, "7"),
        ("-5.25", "-5.25"),
        ("+3", "+3"),
        ("-1e3", "-1e3"),
        ("-5,5", "-5,5"),
        ("-1+1", "'-1+1"),
        ("+41 79", "'+41 79"),
        ("\t=1", "' =1"),
        ("  =1", "'  =1"),
        ("\n=1", "' =1"),
        ("＝1", "'＝1"),
        ("a=1", "a=1"),
    ],
)
def test_numbers_stay_numbers(value: str | float | None, told: str) -> None:
    assert cell(value) == told


@given(st.text(max_size=40))
@example("\u202e\x9b\u2028\udcff")
def test_json_says_the_same(text: str) -> None:
    made = json_text(json.dumps(text, ensure_ascii=False))
    assert json.loads(made) == text
    assert unseen(made, "") == set()
    made.encode("utf-8")


def _sources(*endings: str) -> list[tuple[Path, str]]:
    found = (path for ending in endings for path in PACKAGE.rglob(f"*{ending}"))
    return [(path, path.read_text(encoding="utf-8")) for path in found]


@pytest.mark.parametrize(
    ("endings", "signs", "own"),
    [
        # Words reach the page as text.
        ((".js",), r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", ()),
        # What templates say is escaped; nothing of a report runs.
        ((".html",), r"\|\s*safe\b|autoescape|<script|javascript:", ()),
        ((".py",), r"Markup\(", ("report/environment.py",)),
        ((".py",), r"from html import|html\.escape|import html\b", ("plain.py",)),
        ((".py",), r"unsafe_allow_javascript", ("web/arrive.py", "web/navigation.py")),
        # An error may name a file.
        ((".py",), r"st\.(error|warning|info|caption|write)\((str\(|error\b)", ()),
        ((".py",), r"csv\.writer", ("report/tables.py", "batch/summary.py")),
    ],
)
def test_there_is_one_way_out(endings: tuple[str, ...], signs: str, own: tuple[str, ...]) -> None:
    found = {
        path.relative_to(PACKAGE).as_posix() for path, text in _sources(*endings) if re.search(signs, text)
    }
    assert found == set(own)
