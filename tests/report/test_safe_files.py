"""Whatever a film is called and whatever was told: files and the terminal show it and nothing comes of it."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from rich.console import Console

from formcheck.errors import FormcheckError
from formcheck.options import Options
from formcheck.plain import one_line
from formcheck.report import Report
from formcheck.report.compare_table import compare_table
from formcheck.report.comparison import comparison
from formcheck.report.corrections_file import load_corrections
from formcheck.report.document import to_json
from formcheck.report.html import render
from formcheck.report.read import load_document, parse_document
from formcheck.report.sheet import clinical_sheet
from formcheck.report.summary import summary
from formcheck.report.tables import measures_csv
from formcheck.report.trc import trc
from tests.support.hostile import HOSTILE, unseen

NAMES = [name for name in HOSTILE if name != "half a pair"]
_POLICY = re.compile(
    r"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'(; img-src data:)?"
)


@pytest.fixture(params=HOSTILE.values(), ids=list(HOSTILE))
def hostile(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def everywhere(report: Report, text: str) -> Report:
    """Put a text wherever a file or a user can put one."""
    source = replace(report.clip.source, name=text, codec=text)
    return replace(
        report,
        clip=replace(report.clip, source=source, warnings=(text,)),
        notes=(text,),
        options=replace(report.options, title=text),
        measurements=tuple(
            replace(one, reason=text) if one.value is None else one for one in report.measurements
        ),
        provenance=replace(report.provenance, model=text),
    )


class _Page(HTMLParser):
    """Tags with their attributes, and words, of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.links: list[str] = []
        self.policy = ""
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self.links += [str(told[name]) for name in ("href", "src") if name in told]
        if told.get("http-equiv") == "Content-Security-Policy":
            self.policy = str(told["content"])

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize("who", ["running", "nobody"])
def test_pages_are_built_as_for_a_harmless_name(
    who: str, hostile: str, request: pytest.FixtureRequest
) -> None:
    report: Report = request.getfixturevalue(who)
    makers = [lambda one: render(one, {}, film="annotated.mp4"), clinical_sheet]
    for make in makers if who == "running" else makers[:1]:
        page, calm = (_Page(make(everywhere(report, text))) for text in (hostile, "run.mp4"))
        assert page.tags == calm.tags
        assert page.links == calm.links
        assert one_line(hostile) in page.words
        assert unseen(page.words) == set()
        assert _POLICY.fullmatch(page.policy)


def test_links_lead_into_the_page_beside_it_or_to_a_paper(running: Report) -> None:
    page = _Page(render(running, {}, film="annotated.mp4"))
    outside = [link for link in page.links if not link.startswith(("#", "https://doi.org/10."))]
    assert outside == ["annotated.mp4"]


def test_the_table(running: Report, hostile: str) -> None:
    one = replace(running.measurements[0], title=hostile, unit=hostile, reason=hostile)
    text = measures_csv(replace(running, measurements=(one,)))
    assert unseen(text, "\r\n") == set()
    header, row = csv.reader(io.StringIO(text, newline=""))
    assert len(row) == len(header)
    assert not [told for told in row if told.lstrip()[:1] in ("=", "+", "@")]
    float(row[header.index("value")])


def test_the_data(running: Report, hostile: str) -> None:
    text = to_json(everywhere(running, hostile))
    assert unseen(text) == set()
    text.encode("utf-8")
    assert json.loads(text)["clip"]["title"] == hostile


def test_markers_keep_their_first_line(running: Report, hostile: str) -> None:
    first, second = trc(running, hostile).splitlines()[:2]
    assert first == f"PathFileType\t4\t(X/Y/Z)\t{one_line(hostile)}"
    assert second.startswith("DataRate\t")


def _printed(what: object) -> str:
    out = io.StringIO()
    console = Console(file=out, width=400, force_terminal=True, color_system=None)
    console.print(what)
    return out.getvalue()


@pytest.mark.parametrize("who", ["running", "nobody"])
def test_the_terminal_is_told_and_not_steered(who: str, hostile: str, request: pytest.FixtureRequest) -> None:
    said = _printed(summary(everywhere(request.getfixturevalue(who), hostile)))
    assert one_line(hostile) in said
    assert set(re.findall(r"\x1b.{1,4}", said)) <= set()
    assert unseen(said) == set()


@pytest.mark.parametrize("name", NAMES)
def test_reports_that_are_read_back(running: Report, name: str) -> None:
    told = json.loads(to_json(running))
    text = HOSTILE[name]
    told["clip"]["title"] = text
    for one in told["measurements"]:
        one["title"] = one["unit"] = text
    told["measurements"][0] |= {"value": None, "low": None, "high": None, "reason": text}
    kept = parse_document(json.dumps(told), "report.json")
    said = _printed(compare_table(comparison(kept, parse_document(to_json(running), "x")), (text, "x")))
    assert unseen(said) == set()
    assert one_line(text)[:40] in said


def test_what_is_refused_is_named_harmlessly(tmp_path: Path, hostile: str) -> None:
    """Messages may name what was given; the command line shows them on one line."""
    from formcheck.cli_parts import complain

    file = tmp_path / "report.json"
    out = io.StringIO()
    for load, told in (
        (load_corrections, [{"leg": hostile, "kind": hostile, "was_s": 1.0, "now_s": hostile}]),
        (load_corrections, [{hostile: hostile}]),
        (load_document, {hostile: hostile}),
        (load_document, hostile),
    ):
        file.write_text(json.dumps(told), encoding="utf-8")
        with pytest.raises(FormcheckError) as caught:
            load(file)
        complain(Console(file=out, width=400, color_system=None), caught.value)
    said = out.getvalue()
    assert unseen(said) == set()
    assert len(said.splitlines()) == 4


def test_options_name_what_was_given_harmlessly(hostile: str) -> None:
    with pytest.raises(FormcheckError):
        Options(facing=hostile)  # type: ignore[arg-type]
