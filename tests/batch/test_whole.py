"""A whole batch: tables, page, going on after a kill."""

from __future__ import annotations

import csv
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

import formcheck.batch
from formcheck.advice.data import knowledge
from formcheck.batch import BatchResult, Outcome, Pace, Task
from formcheck.batch.dots import plot
from formcheck.batch.lines import Line, line_of
from formcheck.batch.overview import overview
from formcheck.batch.summary import columns, measure_columns, row, summary_csv
from formcheck.errors import OptionError
from tests.support import batch_work

TWO = Pace(workers=2)
ODD = "<b>&'x"  # a name as no system forbids it


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> BatchResult:
    """Give a batch of four clips; one is no film, one brings its process down once."""
    folder = tmp_path_factory.mktemp("films")
    for name in ("a", "dies_once", ODD):
        batch_work.film(folder / f"{name}.mp4")
    (folder / "junk.mp4").write_text("no film", encoding="utf-8")
    (folder / "list.csv").write_text(
        f"clip,height_cm,note_group\na.mp4,170,=1+1\ndies_once.mp4,,\n{ODD}.mp4,,\njunk.mp4,,\n",
        encoding="utf-8",
    )
    heard: list[tuple[str, int, int]] = []

    def note(task: Task, outcome: Outcome, done: int, total: int) -> None:
        heard.append((outcome.state, done, total))

    made = formcheck.batch.run(
        folder / "list.csv", folder / "out", pace=TWO, heard=note, work=batch_work.DRAWN
    )
    assert [(done, total) for _, done, total in heard] == [(done, 4) for done in (1, 2, 3, 4)]
    return made


def test_every_clip_is_told_of_once(result: BatchResult) -> None:
    states = {one.id: (one.state, one.tries) for one in result.outcomes}
    assert len(result.outcomes) == 4
    assert states["a"] == ("done", 1)
    assert states["dies_once"] == ("done", 2)
    assert [one.id for one in result.failed] == ["junk"]


def test_tables(result: BatchResult) -> None:
    with result.csv.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [one["state"] for one in rows] == ["done", "done", "done", "failed"]
    assert rows[0]["note_group"] == "'=1+1"  # no spreadsheet runs it
    assert float(rows[0]["overstride_ankle_near_low"]) < float(rows[0]["overstride_ankle_near"])
    assert rows[0]["verdict_overstride"] in ("change", "watch", "good")
    assert (rows[0]["height_cm"], rows[1]["height_cm"], rows[3]["cadence"]) == ("170", "", "")
    assert "not a video" in rows[3]["error"]
    assert result.parquet is not None
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(result.parquet)
    assert table.column_names == list(rows[0])
    assert table.schema.field("cadence").metadata == {b"unit": b"spm"}
    assert table["cadence"].to_pylist()[3] is None


def test_columns_hold_all_that_is_measured(result: BatchResult) -> None:
    lines = [line_of(task, one) for task, one in zip(result.tasks, result.outcomes, strict=True)]
    names = [one.name for one in columns(lines)]
    assert len(set(names)) == len(names)
    made_up = {"verdict_lean", "verdict_arms"}  # checks of the stick runner only
    assert set(row(lines[0])) - made_up <= set(names)


def test_columns_are_told_of() -> None:
    told = (Path(__file__).resolve().parents[2] / "docs" / "batch.md").read_text(encoding="utf-8")
    measured = {one.name for one in measure_columns()}
    for one in columns(()):
        if one.name not in measured and not one.name.startswith("verdict_"):
            assert f"`{one.name}`" in told, one.name


def test_no_cell_is_a_formula(result: BatchResult) -> None:
    task = replace(result.tasks[3], id="=a()", name="@b", notes=(("note_x", "+c"), ("note_y", "\td")))
    text = summary_csv([Line(task, Outcome("=a()", "failed", "-e"))])
    for cells in csv.reader(text.splitlines()):
        assert not any(re.match(r"[=+@\t\r-]", cell) for cell in cells)


class Page(HTMLParser):
    """Collects tags."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append((tag, dict(attrs)))

    def all(self, attribute: str) -> list[str]:
        """Return all values of an attribute."""
        return [value for _, attributes in self.tags if (value := attributes.get(attribute))]


def test_page(result: BatchResult) -> None:
    text = result.overview.read_text(encoding="utf-8")
    page = Page(text)
    assert "<b>&amp;" not in text
    assert "&lt;b&gt;&amp;" in text or "_b_" in text
    assert "default-src &#39;none&#39;" in text or "default-src 'none'" in text
    assert not [tag for tag, _ in page.tags if tag in ("script", "link", "iframe", "object")]
    ids = page.all("id")
    assert len(set(ids)) == len(ids)
    for address in (*page.all("href"), *page.all("src")):
        if address.startswith("#"):
            assert address[1:] in ids
        else:
            assert (result.out / unquote(address)).is_file(), address
    images = [attributes for tag, attributes in page.tags if tag == "img"]
    assert len(images) == 3
    assert all(image["loading"] == "lazy" for image in images)
    assert "not a video" in text


def test_page_without_any_result(result: BatchResult) -> None:
    lines = [Line(task, Outcome(task.id, "failed", "No <film>.")) for task in result.tasks]
    text = overview(lines, ("summary.csv",))
    assert "No &lt;film&gt;." in text
    assert "Measure by measure" not in text


def test_dots_lie_in_their_frame_and_limits_may_differ(result: BatchResult) -> None:
    lines = [line_of(task, one) for task, one in zip(result.tasks, result.outcomes, strict=True)]
    check = knowledge().checks["overstride"]
    same = plot("overstride", check, lines)
    assert same is not None
    assert len(same.dots) == 3
    assert len(same.zones) == 1
    judged = tuple(replace(one, good_high=(one.good_high or 0) + 2) for one in lines[1].judged)
    other = plot("overstride", check, [lines[0], replace(lines[1], judged=judged), *lines[2:]])
    assert other is not None
    assert len(other.zones) == 3
    for dot in other.dots:
        assert dot.y_high <= dot.y <= dot.y_low
    assert plot("overstride", check, lines[3:]) is None


def test_a_second_run_does_nothing_again(result: BatchResult) -> None:
    source = result.tasks[0].clip.parent / "list.csv"
    second = formcheck.batch.run(source, result.out, pace=TWO, work=batch_work.DRAWN)
    assert [one.state for one in second.outcomes] == ["skipped", "skipped", "skipped", "failed"]


def test_results_that_cannot_be_seen_from_here(result: BatchResult, tmp_path: Path) -> None:
    line = line_of(replace(result.tasks[0], folder=tmp_path), Outcome("a", "done"))
    assert line.outcome.state == "failed"
    assert "same path" in line.outcome.error


@pytest.mark.parametrize(
    ("wrong", "says"),
    [({"workers": 0}, "workers"), ({"timeout_s": 0.0}, "timeout"), ({"retries": -1}, "retries")],
)
def test_pace_is_checked(wrong: dict[str, int], says: str) -> None:
    with pytest.raises(OptionError, match=says):
        Pace(**wrong)  # type: ignore[arg-type]


SCRIPT = """
import sys
import formcheck.batch
from tests.support.batch_work import DRAWN

def heard(task, outcome, done, total):
    print(task.id, outcome.state, flush=True)

formcheck.batch.run(sys.argv[1], sys.argv[2], pace=formcheck.batch.Pace(workers=2), heard=heard, work=DRAWN)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_goes_on_after_a_kill(tmp_path: Path) -> None:
    films = tmp_path / "films"
    whole = batch_work.film(films / "a.mp4").read_bytes()
    for name in ("b", "c", "d"):
        (films / f"{name}.mp4").write_bytes(whole)
    words = [sys.executable, "-c", SCRIPT, str(films), str(tmp_path / "out")]
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=root
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline().strip().endswith("done")
        first.send_signal(signal.SIGKILL)
        first.communicate(timeout=60)
    assert first.returncode not in (0, None)
    time.sleep(1.0)  # workers end by themselves when their owner is gone
    result = formcheck.batch.run(films, tmp_path / "out", pace=TWO, work=batch_work.DRAWN)
    states = [one.state for one in result.outcomes]
    assert len(states) == 4
    assert set(states) == {"done", "skipped"}
    assert not list((tmp_path / "out").rglob(".partial-*"))
