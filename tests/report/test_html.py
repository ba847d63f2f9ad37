from __future__ import annotations

import base64
import re
from dataclasses import replace
from html.parser import HTMLParser

import numpy as np
import pytest

from formcheck.advice import Band, Moment
from formcheck.clip.picture import Rgb
from formcheck.options import Options
from formcheck.report import Report
from formcheck.report.environment import doi_link
from formcheck.report.html import limits, render

_KEY_FRAMES: dict[Moment, Rgb] = {
    "contact": np.full((60, 40, 3), 10, np.uint8),
    "loading": np.full((60, 40, 3), 60, np.uint8),
    "midstance": np.full((60, 40, 3), 120, np.uint8),
    "toe_off": np.full((60, 40, 3), 240, np.uint8),
}
_OUT = ("diagnosis", "must", "always", "perfect", "bad", "wrong", "you have", "causes your pain", "score")


class _Page(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._inside: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._inside and self._inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "style" not in self._inside:
            self.words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self.words))


def _headings(page: str) -> list[str]:
    return re.findall(r"<h2>(.*?)</h2>", page)


def test_it_is_self_contained(running: Report) -> None:
    page = _Page(render(running, _KEY_FRAMES, film="annotated.mp4"))
    assert not [tag for tag, _ in page.tags if tag in ("script", "link", "iframe", "object", "base")]
    sources = [attributes["src"] or "" for _, attributes in page.tags if "src" in attributes]
    assert len(sources) == 4
    assert all(source.startswith("data:image/jpeg;base64,") for source in sources)
    assert base64.b64decode(sources[0].split(",")[1], validate=True).startswith(b"\xff\xd8")
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    # A drawing may point into itself.
    assert "url(" not in render(running, {}).replace("url(#", "")


def test_the_other_leg_has_a_row_of_its_own(running: Report) -> None:
    page = _Page(render(running, _KEY_FRAMES, _KEY_FRAMES))
    assert "Your other leg" in page.text
    alts = [attributes["alt"] or "" for tag, attributes in page.tags if tag == "img"]
    assert len(set(alts)) == 8
    assert sum(alt.startswith("Loading, left leg, far") for alt in alts) == 1
    assert "Your other leg" not in _Page(render(running, _KEY_FRAMES)).text


def test_things_to_change_come_first_and_in_order(running: Report) -> None:
    page = render(running, _KEY_FRAMES)
    assert _headings(page)[0] == "Two things, in this order"
    first, second = page.index("Land closer under you"), page.index("Run a little flatter")
    assert first < second < page.index("Still open") < page.index("Good already")
    assert page.index("Good already") < page.index("What this clip cannot tell") < page.index("All measures")


def test_a_card_says_what_why_and_against(running: Report) -> None:
    text = _Page(render(running, _KEY_FRAMES)).text
    finding = running.things_to_change()[0]
    for words in (finding.measured, finding.why, finding.cue, finding.drill, finding.band.source):
        assert words in text
    for paper in finding.evidence:
        assert paper.found in text
        assert paper.cite in text
    assert "Article 002" in text
    assert finding.articles[0].says in text


@pytest.mark.parametrize("verdict", ["good", "watch", "change", "too close to call", "not visible"])
def test_every_verdict_has_its_word_and_its_shape(running: Report, verdict: str) -> None:
    page = render(running, {})
    shapes = {
        "good": "tick",
        "watch": "eye",
        "change": "arrow",
        "too close to call": "tilde",
        "not visible": "dash",
    }
    assert f">{verdict}<" in page
    assert f'class="shape {shapes[verdict]}"' in page


def test_each_picture_is_shown_once(running: Report) -> None:
    page = render(running, _KEY_FRAMES)
    uris = re.findall(r'src="(data:[^"]+)"', page)
    assert len(uris) == len(set(uris)) == 4


def test_a_picture_shared_by_two_cards_is_pointed_to(running: Report) -> None:
    findings = tuple(replace(one, moment="contact") for one in running.findings)
    page = render(replace(running, findings=findings), _KEY_FRAMES)
    assert "The picture with “Land closer under you” shows this too." in page
    assert "More of the same stride" in page


def test_the_table_holds_every_measure(running: Report) -> None:
    text = _Page(render(running, {})).text
    for one in running.measurements:
        assert one.title in text
    assert "30 % of a leg 28 to 33" in text
    assert "Elbow angle (left) The far elbow is hidden behind the body." in text


def test_what_a_file_is_called_stays_text(running: Report) -> None:
    nasty = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&"
    report = replace(running, options=Options(title=nasty), notes=(nasty,))
    page = render(report, {})
    parsed = _Page(page)
    assert not [tag for tag, _ in parsed.tags if tag in ("script", "img")]
    assert "&lt;script&gt;" in page
    assert nasty in parsed.text


@pytest.mark.parametrize(
    ("doi", "link"), [("10.1589/jpts.34.327", "https://doi.org/10.1589/jpts.34.327"), ("", "")]
)
def test_papers_are_linked_by_their_identifier(doi: str, link: str) -> None:
    assert doi_link(doi) == link


def test_what_is_no_identifier_is_no_link() -> None:
    assert doi_link("javascript:alert(1)") == doi_link('10.1/"onclick="x') == ""


def test_from_the_front_it_does_not_claim_that_all_is_well(front: Report) -> None:
    page = render(front, {})
    assert "This clip cannot tell about your form" in page
    assert "Nothing to work on" not in page
    one_seen = (replace(front.findings[0], verdict="good"), *front.findings[1:])
    page = render(replace(front, findings=one_seen), {})
    assert "This clip tells little about your form" in page
    assert "From the side, square to the belt" in page


@pytest.mark.parametrize(
    ("edges", "words"),
    [
        ((None, 28.0, None, 38.0), "Good: up to 28 % of a leg; change: above 38 % of a leg"),
        (
            (2.0, 10.5, 0.0, 14.0),
            "Good: 2 to 10.5 % of a leg; change: below 0 % of a leg or above 14 % of a leg",
        ),
        ((8.0, None, None, None), "Good: from 8 % of a leg"),
    ],
)
def test_limits_in_words(edges: tuple[float | None, ...], words: str) -> None:
    low, high, watch_low, watch_high = edges
    assert limits(Band(low, high, watch_low, watch_high, "% leg", "")) == words


def test_what_stays_open_is_not_called_a_thing_to_change(running: Report) -> None:
    still_open = tuple(replace(one, rank=1) for one in running.findings if one.verdict == "too close to call")
    assert "One thing this clip leaves open" in render(replace(running, findings=still_open), {})


def test_where_nothing_asks_for_change_it_says_so(running: Report) -> None:
    calm = tuple(one for one in running.findings if one.verdict == "good")
    assert "Nothing to work on stood out" in render(replace(running, findings=calm), {})


@pytest.mark.parametrize("who", ["nobody", "walking"])
def test_where_nobody_runs_it_says_what_was_seen(who: str, request: pytest.FixtureRequest) -> None:
    report: Report = request.getfixturevalue(who)
    text = _Page(render(report, {})).text
    assert "No running found in this clip" in text
    assert report.gait.activity.reason in text
    assert "How to film so that it works" in text
    assert "All measures" not in text


@pytest.mark.parametrize("who", ["running", "front", "walking", "nobody"])
def test_words_that_stay_out(who: str, request: pytest.FixtureRequest) -> None:
    text = _Page(render(request.getfixturevalue(who), _KEY_FRAMES)).text.lower()
    assert not [word for word in _OUT if re.search(rf"\b{word}\b", text)]
    assert "no medical advice" in text
    for sign in ("down a leg", "numb", "weak", "night", "fever", "fall", "bladder"):
        assert sign in text
