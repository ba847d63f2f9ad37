"""The data are whole, every reference leads somewhere, and the words are kind."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from formcheck.advice.asked import Outcome, asked
from formcheck.advice.data import BandRow, Check, Knowledge, knowledge
from formcheck.advice.exercises import exercises
from formcheck.advice.left_out import left_out
from formcheck.advice.usual import compared
from formcheck.advice.usual import rows as usual_rows
from tests.advice.conftest import DECLARED, Runner

ARTICLES = Path(__file__).parents[2].parent / "shared" / "articles"
FORBIDDEN = (
    r"diagnos\w*|must|always|perfect\w*|bad|wrong|you have|causes? your pain|scores?|scored|"
    r"fault\w*|incorrect|herniat\w*|sciatica|stenosis|scoliosis|arthritis|"
    r"spondyl\w*|discs?|disks?|syndrome|strained muscle"
)
TITLES = {"title", "doi", "cite"}


KNOWN = ("articles.toml", "evidence.toml", "checks.toml")
ASKED = ("questions.toml", "self_tests.toml")
TOLD = ("exercises.toml", "stories.toml", "plan.toml", "usual.toml", "left_out.toml")


def raw(names: Sequence[str] = KNOWN) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for name in names:
        merged |= tomllib.loads(files("formcheck.advice").joinpath(name).read_text(encoding="utf-8"))
    return merged


def written() -> list[tuple[str, str]]:
    """Return every string of all files with its place."""
    return list(strings(raw((*KNOWN, *ASKED, *TOLD))))


def strings(node: Any, where: str = "") -> Iterator[tuple[str, str]]:
    """Yield each string of the data with its place; titles of articles are theirs and left out."""
    if isinstance(node, dict):
        for key, value in node.items():
            published = where.startswith("articles.") and key in TITLES
            if not published and key not in ("doi", "cite"):
                yield from strings(value, f"{where}.{key}".lstrip("."))
    elif isinstance(node, list):
        for value in node:
            yield from strings(value, where)
    elif isinstance(node, str):
        yield where, node


def spoken() -> list[tuple[str, str]]:
    """Return the sentences a finding can be made of."""
    return [(where, text) for where, text in strings(raw()) if where.startswith(("checks.", "words."))]


def every_outcome() -> list[Outcome]:
    """Return what can be said about habits and self-tests."""
    return [*asked().rules, *(one for test in asked().tests.values() for one in test.results)]


CHECKS = sorted(knowledge().checks.items())
each_check = pytest.mark.parametrize(("key", "check"), CHECKS, ids=[key for key, _ in CHECKS])


@each_check
def test_each_check_rests_on_declared_measurements(key: str, check: Check) -> None:
    rows = [(check.measurement, check.legs, check.band.unit)]
    rows += [(row.measurement, row.legs, DECLARED[row.measurement][0]) for row in check.beside]
    if check.agree is not None:
        rows.append((check.agree.measurement, check.agree.legs, check.agree.band.unit))
    for name, legs, unit in rows:
        assert DECLARED[name] == (unit, bool(legs))


@each_check
def test_each_check_is_told_in_full(key: str, check: Check) -> None:
    assert len(check.band.source.split()) >= 8
    for side in (check.high, check.low):
        if side is not None:
            assert side.drill in exercises()
            assert side.cue
    assert "{value}" in check.measured
    assert "{range}" in check.measured
    assert check.evidence.get("against") or check.evidence.get("context")
    # Without a paper for it, it stays a hint.
    if not check.evidence.get("for"):
        assert check.band.watch_low is None
        assert check.band.watch_high is None


@each_check
def test_each_band_says_whose_it_is(key: str, check: Check) -> None:
    cites = {paper.cite for paper in knowledge().papers.values()}
    source = check.band.source
    assert source.startswith("Our own reasoning") or source.split(":")[0] in cites


@each_check
def test_papers_named_in_the_words_stand_beside_them(key: str, check: Check) -> None:
    mine = {paper.cite for paper in knowledge().evidence_of(check)}
    texts = [check.why, *(side.why for side in (check.high, check.low) if side is not None)]
    for cite in {paper.cite for paper in knowledge().papers.values()}:
        assert cite in mine or not any(cite in text for text in texts)


@each_check
def test_articles_named_in_the_words_stand_beside_them(key: str, check: Check) -> None:
    mine = {article.id for article in knowledge().articles_of(check)}
    texts = [check.why, *(side.why for side in (check.high, check.low) if side is not None)]
    assert {number for text in texts for number in re.findall(r"\b00\d\b", text)} <= mine


def test_the_five_articles_and_all_form_advice_are_there() -> None:
    known = knowledge()
    assert sorted(known.articles) == ["000", "001", "002", "003", "004"]
    form, habits = ([f"{kind}{number}" for number in range(1, stop)] for kind, stop in (("F", 16), ("Q", 10)))
    assert list(known.pieces) == form + habits
    for key, piece in known.pieces.items():
        assert all(key in known.checks[name].pieces for name in piece.checks)
        assert all(name in DECLARED for name in piece.shows)
    for key, check in known.checks.items():
        assert all(key in known.pieces[name].checks for name in check.pieces)


def test_every_paper_is_used_and_its_doi_looks_like_one() -> None:
    known = knowledge()
    used = {name for check in known.checks.values() for names in check.evidence.values() for name in names}
    used |= {name for piece in known.pieces.values() for names in piece.evidence.values() for name in names}
    used |= {name for outcome in every_outcome() for names in outcome.papers.values() for name in names}
    used |= {name for row in usual_rows().values() for name in row.papers}
    used |= {name for row in compared().values() for name in row.papers}
    used |= {name for row in exercises().values() for name in row.papers}
    used |= {name for row in left_out().values() for name in row.papers}
    assert used == set(known.papers)
    for paper in known.papers.values():
        assert paper.doi == "" or re.fullmatch(r"10\.\d{4,}/\S+", paper.doi)


def test_the_drill_names_the_same_step_as_the_target() -> None:
    percent = f"{(knowledge().cadence_target.factor - 1) * 100:.0f} %"
    metronomes = [row for row in exercises().values() if row.to_a_beat]
    assert metronomes
    assert all(percent in row.short and percent in row.how[0] for row in metronomes)


def test_no_forbidden_word_in_any_string() -> None:
    found = [(where, hit.group()) for where, text in written() for hit in _hits(text)]
    assert found == []


def _hits(text: str) -> Iterator[re.Match[str]]:
    return re.finditer(rf"\b({FORBIDDEN})\b", text, re.IGNORECASE)


def test_the_word_filter_finds_what_it_looks_for() -> None:
    for text in (
        "You must stop",
        "a Bad landing",
        "you have",
        "this causes your pain",
        "a herniated disc",
        "Score",
    ):
        assert list(_hits(text))


def test_findings_name_no_joint_disorder() -> None:
    assert not [text for _, text in spoken() if "sacroiliac" in text.lower()]


def test_no_single_step_rate_for_everybody() -> None:
    assert not [text for where, text in spoken() if "180" in text and not where.endswith("source")]


def test_sentences_are_short() -> None:
    long = [
        (where, sentence)
        for where, text in written()
        if not where.endswith("source")
        for sentence in re.split(r"(?<=[.!?:;])\s+", text)
        if len(sentence.split()) > 24
    ]
    assert long == []


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the five articles are not beside the repository")
def test_no_sentence_is_copied_from_the_articles() -> None:
    runs = {run for path in ARTICLES.glob("*.txt") for run in _runs(path.read_text(encoding="utf-8"))}
    assert len(runs) > 1000
    copied = [(where, run) for where, text in written() for run in _runs(text) if run in runs]
    assert copied == []


def _runs(text: str, length: int = 6) -> Iterator[str]:
    words = re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))
    return (" ".join(words[start : start + length]) for start in range(len(words) - length + 1))


def test_findings_stay_kind_with_real_numbers_in_them(runner: Runner) -> None:
    from formcheck.advice import assess

    for changed in ({"trunk_lean": (20, 2)}, {"trunk_lean": (-6, 2)}, {"head_pitch": None}):
        for finding in assess(runner(**changed), activity="running"):
            text = " ".join((finding.title, finding.measured, finding.why, finding.cue, finding.drill))
            assert not list(_hits(text))


def test_a_missing_reference_is_refused() -> None:
    data = raw()
    data["checks"]["head"]["evidence"]["context"] = ["nobody_1999"]
    with pytest.raises(ValidationError, match="nobody_1999"):
        Knowledge.model_validate(data)


def test_an_undeclared_field_is_refused() -> None:
    data = raw()
    data["checks"]["head"]["sevrity"] = 3
    with pytest.raises(ValidationError, match="sevrity"):
        Knowledge.model_validate(data)


@pytest.mark.parametrize(
    "limits",
    [{}, {"good_high": 5.0, "watch_high": 3.0}, {"good_low": 5.0, "watch_high": 9.0}, {"watch_low": -1.0}],
)
def test_a_band_that_makes_no_sense_is_refused(limits: dict[str, float]) -> None:
    with pytest.raises(ValidationError):
        BandRow(**limits, unit="deg", source="a source that is long enough to pass")
