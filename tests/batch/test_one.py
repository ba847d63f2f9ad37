"""One clip: its files, what goes wrong, and when it counts as done."""

from __future__ import annotations

import json
import os
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from formcheck.batch import one
from formcheck.batch.resume import THUMBNAIL, done_before, put_stamp, tidy
from formcheck.batch.value import Outcome, Task
from formcheck.options import Options
from formcheck.report import Report, write
from formcheck.staging import Moves
from tests.support import batch_work
from tests.support.killed import killed_before


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with a clip that is done."""
    folder = tmp_path_factory.mktemp("done")
    task = Task("a", "a.mp4", batch_work.film(folder / "a.mp4"), folder / "out" / "a")
    assert one.do(task, batch_work.look).state == "done"
    return folder


@pytest.fixture
def task(done: Path, tmp_path: Path) -> Task:
    """Give a clip of the test's own that is done."""
    shutil.copytree(done, tmp_path, dirs_exist_ok=True)  # keeps the times of change
    return Task("a", "a.mp4", tmp_path / "a.mp4", tmp_path / "out" / "a")


def refuses(path: Path, options: Options) -> Report:
    raise AssertionError("looked at again")


def again(task: Task) -> Outcome:
    return one.do(task, batch_work.look)


def test_files_and_a_small_picture(task: Task) -> None:
    names = {path.name for path in task.folder.iterdir()}
    assert {"report.json", "report.html", "annotated.mp4", "batch.json", "thumbnail.jpg"} <= names
    assert not any(name.startswith(".") for name in names)
    assert one.do(task, refuses).state == "skipped"


def test_done_again_when_something_is_different(task: Task, monkeypatch: pytest.MonkeyPatch) -> None:
    for other in (
        replace(task, again=True),
        replace(task, options=Options(height_cm=170)),
        replace(task, options=Options(height_cm=170), files=("landmarks",)),
    ):
        assert again(other).state == "done"
    assert one.do(replace(other, files=()), refuses).state == "skipped"
    monkeypatch.setattr("formcheck.batch.resume.__version__", "9.9")
    assert again(other).state == "done"


def test_a_film_that_is_missing_is_made_and_one_too_many_is_none(task: Task) -> None:
    spare = replace(task, film=False)
    assert one.do(spare, refuses).state == "skipped"
    assert again(replace(spare, again=True)).state == "done"
    assert not (task.folder / "annotated.mp4").exists()
    assert Task.from_json(spare.to_json()) == spare
    assert one.do(spare, refuses).state == "skipped"
    assert again(task).state == "done"
    assert (task.folder / "annotated.mp4").exists()


def test_another_film_under_the_same_name(task: Task) -> None:
    os.utime(task.clip, (1, 1))
    assert one.do(task, refuses).state == "skipped"
    task.clip.write_bytes(task.clip.read_bytes() + b"\0" * 8)
    assert again(task).state == "done"


@pytest.mark.parametrize("name", ["report.json", "batch.json"])
@pytest.mark.parametrize("share", [0.0, 0.5])
def test_a_file_cut_short_is_not_done(name: str, share: float, task: Task) -> None:
    path = task.folder / name
    content = path.read_bytes()
    path.write_bytes(content[: int(share * len(content))])
    (task.folder / ".partial-abc").mkdir()
    assert again(task).state == "done"
    assert json.loads(path.read_text(encoding="utf-8"))
    assert not list(task.folder.glob(".partial-*"))


def test_what_goes_wrong_becomes_a_sentence(tmp_path: Path) -> None:
    film = batch_work.film(tmp_path / "raises.mp4")
    (tmp_path / "junk.mp4").write_text("no film", encoding="utf-8")
    missing = one.do(Task("m", "m.mp4", tmp_path / "m.mp4", tmp_path / "m"))
    junk = one.do(Task("j", "junk.mp4", tmp_path / "junk.mp4", tmp_path / "j"))
    odd = again(Task("o", "o.mp4", film, tmp_path / "o"))
    assert {missing.state, junk.state, odd.state} == {"failed"}
    assert "no file" in missing.error
    assert "not a video" in junk.error
    assert "RuntimeError: a surprise of two lines" in odd.error
    assert "Traceback" in (tmp_path / "o" / "error.log").read_text(encoding="utf-8")
    assert not (tmp_path / "j").exists()


def test_a_clip_that_works_in_the_end_keeps_no_old_error(tmp_path: Path) -> None:
    task = Task("a", "a.mp4", batch_work.film(tmp_path / "a.mp4"), tmp_path / "a")
    one.log(task.folder, "old")
    assert again(task).state == "done"
    assert not (task.folder / "error.log").exists()


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    film = batch_work.film(tmp_path / "raises.mp4")
    for clip in (film, batch_work.film(tmp_path / "a.mp4")):
        outcome = again(Task("a", "a.mp4", clip, tmp_path / "out" / "a"))
        assert outcome.state == "failed"
        assert outcome.error


def test_a_result_put_there_since_is_not_done(task: Task) -> None:
    """As when a later batch with other options was killed before it said that the clip is done."""
    write(batch_work.look(task.clip, Options(height_cm=170)), task.folder)
    assert again(task).state == "done"
    assert one.do(task, refuses).state == "skipped"


def test_what_a_killed_process_left_is_finished_or_removed(task: Task) -> None:
    before = {path.name: path.read_bytes() for path in task.folder.iterdir()}
    ready, half = (task.folder / f".formcheck-{digit * 12}" for digit in "01")
    for root in (ready, half):
        (root / "new").mkdir(parents=True)
        (root / "new" / "measures.csv").write_bytes(b"moved")
    (ready / "ready").write_bytes(Moves(("measures.csv",), ("thumbnail.jpg",)).to_json())
    assert one.do(task, refuses).state == "skipped"
    after = {path.name: path.read_bytes() for path in task.folder.iterdir()}
    del before["thumbnail.jpg"]
    assert after == {**before, "measures.csv": b"moved"}


@pytest.mark.skipif(sys.platform == "win32", reason="no fork")
def test_a_clip_killed_at_any_file_operation_is_done_by_the_next_start(tmp_path: Path) -> None:
    """Killed where the report stands and the stamp does not, and in the stamp's own moves."""
    task = Task("a", "a.mp4", batch_work.film(tmp_path / "a.mp4"), tmp_path / "a")
    assert again(task).state == "done"
    other = replace(task, options=Options(height_cm=170))
    report = batch_work.look(task.clip, other.options)
    write(report, task.folder)
    seen = (1, 2)
    number = 1
    while killed_before(number, lambda: put_stamp(other, seen, report.clip.source.sha256, 1.0, {})):
        tidy(task.folder)
        assert done_before(task) is None
        stamp = done_before(other)
        assert not any(path.name.startswith(".") for path in task.folder.iterdir())
        assert stamp is None or not (task.folder / THUMBNAIL).exists()
        number += 3
    assert done_before(other) is not None
