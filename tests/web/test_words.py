"""What is read in the viewer and in the player of two films comes from words.toml, and all of it is used."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from formcheck.web import words as module
from formcheck.web.viewer.values import MEASURES
from formcheck.web.words import Words, words, written

WEB = Path(module.__file__).parent
PARTS = ("viewer", "pair")
# Looked up by what they name: a leg, a side, a kind of footstep.
BY_NAME = {
    "viewer": {"near", "far", "left", "right", "initial_contact", "toe_off", "footstep"},
    "pair": {"left", "right"},
}
READ = ("aria-label", "title", "alt", "placeholder")
TEXT_OF_JS = re.compile(
    r"""(?:textContent|title|ariaLabel)\s*[:=]\s*["'`]|say\(\s*["'`]|fillText\(\s*["'`]"""
)


class Texts(HTMLParser):
    """Gathers what a person reads or hears."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in READ]

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def script(part: str) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((WEB / part).glob("*.js")))


@pytest.mark.parametrize("part", PARTS)
def test_the_page_holds_no_words_of_its_own(part: str) -> None:
    html = (WEB / part / f"{part}.html").read_text(encoding="utf-8")
    parser = Texts()
    parser.feed(re.sub(r"\{[{%].*?[%}]\}", "", html))
    assert [text for text in parser.found if re.search(r"[A-Za-z]", text)] == []


@pytest.mark.parametrize("part", PARTS)
def test_the_script_holds_no_words_of_its_own(part: str) -> None:
    assert TEXT_OF_JS.findall(script(part)) == []


@pytest.mark.parametrize("part", PARTS)
def test_every_word_of_the_page_is_there_and_used(part: str) -> None:
    html = (WEB / part / f"{part}.html").read_text(encoding="utf-8")
    assert set(re.findall(r"\bw\.(\w+)", html)) == set(words(part).page)
    made = written(WEB / part / f"{part}.html", words(part))
    assert not re.search(r"\{\{|built-in|object at", made)


@pytest.mark.parametrize("part", PARTS)
def test_every_word_of_the_script_is_there_and_used(part: str) -> None:
    used = set(re.findall(r"\bwords\.(\w+)", script(part))) - {"startsWith", "split"}
    assert used | BY_NAME[part] == set(words(part).said)


def test_every_number_of_a_frame_has_words() -> None:
    assert set(words("viewer").numbers) == set(MEASURES)


def test_a_missing_word_is_an_error(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>{{ w.nowhere }}</p>")
    with pytest.raises(UndefinedError):
        written(page, Words({}, {}, {}, {}))


def test_words_are_escaped(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('<p title="{{ w.one }}"></p>')
    assert written(page, Words({"one": '"<b>'}, {}, {}, {})) == '<p title="&#34;&lt;b&gt;"></p>'
