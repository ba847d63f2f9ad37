from __future__ import annotations

import csv
import errno
import io
import json
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from formcheck.advice import assess
from formcheck.errors import Cancelled, OptionError, OutputError
from formcheck.locks import hold
from formcheck.report import Report, write, writing
from formcheck.report.corrections_file import load_corrections
from formcheck.report.read import load_document
from formcheck.report.tables import HEADER, measures_csv
from formcheck.report.writing import rewrite

_ALL = {
    "report.json",
    "report.html",
    "measures.csv",
    "clinical_sheet.html",
    "annotated.mp4",
    "keyframe_contact.png",
    "keyframe_loading.png",
    "keyframe_midstance.png",
    "keyframe_toe_off.png",
    "keyframe_far_contact.png",
    "keyframe_far_loading.png",
    "keyframe_far_midstance.png",
    "keyframe_far_toe_off.png",
}


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def _stop(stage: str, done: int = 0, total: int | None = None) -> None:
    if done == 5:
        raise Cancelled("stop")


def test_all_files_of_a_runner(running: Report, tmp_path: Path) -> None:
    written = write(running, tmp_path / "a" / "b")
    assert _names(tmp_path / "a" / "b") == _ALL
    assert json.loads(written.json.read_text(encoding="utf-8"))["activity"] == "running"
    assert written.video is not None
    assert written.video.read_bytes()[4:8] == b"ftyp"
    for frames in (written.key_frames, written.far_key_frames):
        assert set(frames) == {"contact", "loading", "midstance", "toe_off"}
        assert all(path.read_bytes().startswith(b"\x89PNG") for path in frames.values())
    assert 'href="annotated.mp4"' in written.html.read_text(encoding="utf-8")


def test_without_the_film_all_else_is_the_same(running: Report, tmp_path: Path) -> None:
    whole, short = write(running, tmp_path / "film"), write(running, tmp_path / "none", film=False)
    assert short.video is None
    assert _names(short.folder) == _ALL - {"annotated.mp4"}
    assert "annotated.mp4" not in short.html.read_text(encoding="utf-8")
    for names in (short.key_frames, short.far_key_frames):
        for path in names.values():
            assert path.read_bytes() == (whole.folder / path.name).read_bytes()
    write(running, whole.folder, film=False)  # an older film would belong to another result
    assert not (whole.folder / "annotated.mp4").exists()
    hidden = replace(running, options=replace(running.options, blur_faces=True))
    blurred = write(hidden, tmp_path / "hidden", film=False).key_frames["contact"]
    assert blurred.read_bytes() != short.key_frames["contact"].read_bytes()


def test_a_plan_with_a_beat_brings_its_sound(running: Report, tmp_path: Path) -> None:
    found = assess(running.measurements, activity="running")
    slow = [replace(one, rank=1) if one.id == "cadence" else replace(one, rank=None) for one in found]
    asks = [replace(one, verdict="watch", exercise="metronome_minutes") for one in slow if one.rank]
    written = write(replace(running, findings=tuple(asks)), tmp_path)
    assert written.beat is not None
    assert written.beat.read_bytes()[:4] == b"RIFF"
    assert 'href="metronome.wav"' in written.html.read_text(encoding="utf-8")
    slower = [replace(one, value=140.0) if one.name == "cadence" else one for one in running.measurements]
    sound = written.beat.read_bytes()
    assert rewrite(replace(running, findings=tuple(asks), measurements=tuple(slower)), tmp_path)
    assert written.beat.read_bytes() != sound  # the beat follows the step rate
    again = write(replace(running, findings=()), tmp_path)
    assert again.beat is None
    assert not (tmp_path / "metronome.wav").exists()


def test_where_nobody_runs_there_is_no_film(nobody: Report, walking: Report, tmp_path: Path) -> None:
    for name, report in (("nobody", nobody), ("walking", walking)):
        written = write(report, tmp_path / name)
        assert _names(tmp_path / name) == {"report.json", "report.html", "measures.csv"}
        assert written.video is None
        assert written.key_frames == {}


def test_a_far_leg_that_cannot_be_followed_has_no_pictures(running: Report, tmp_path: Path) -> None:
    write(running, tmp_path)
    near_only = replace(running, gait=replace(running.gait, far=None))
    written = write(near_only, tmp_path)  # the older pictures of the far leg go
    assert written.far_key_frames == {}
    assert _names(tmp_path) == {name for name in _ALL if "_far_" not in name}
    assert "Your other leg" not in written.html.read_text(encoding="utf-8")


def test_writing_again_keeps_the_pictures_in_the_page(running: Report, tmp_path: Path) -> None:
    page = write(running, tmp_path).html
    pictures = page.read_text(encoding="utf-8").count("data:image/jpeg")
    assert pictures == 8
    rewrite(running, tmp_path)
    assert page.read_text(encoding="utf-8").count("data:image/jpeg") == pictures


def test_from_the_front_there_is_a_film_but_no_key_frame(front: Report, tmp_path: Path) -> None:
    written = write(front, tmp_path)
    assert written.video is not None
    assert written.key_frames == {}


def test_cancelling_leaves_nothing(running: Report, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        write(running, tmp_path / "new" / "deep", progress=_stop)
    assert list(tmp_path.iterdir()) == []


def test_cancelling_leaves_the_older_result(running: Report, nobody: Report, tmp_path: Path) -> None:
    write(nobody, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(Cancelled):
        write(running, tmp_path, progress=_stop)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_new_result_replaces_the_old_and_nothing_else(
    running: Report, nobody: Report, tmp_path: Path
) -> None:
    write(running, tmp_path)
    (tmp_path / "diary.txt").write_text("mine", encoding="utf-8")
    write(nobody, tmp_path)
    assert _names(tmp_path) == {"report.json", "report.html", "measures.csv", "diary.txt"}


def test_a_file_in_the_way_is_a_clear_error(nobody: Report, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    for folder in (tmp_path / "taken", tmp_path / "taken" / "under"):
        with pytest.raises(OutputError, match="choose another"):
            write(nobody, folder)
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "a file"


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "disk is full"), (errno.EACCES, "may write to"), (errno.EIO, "choose another")],
)
def test_a_disk_that_fails_is_a_clear_error(
    nobody: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    def fail(report: Report) -> str:
        raise OSError(number, "no")

    monkeypatch.setattr(writing, "measures_csv", fail)
    with pytest.raises(OutputError, match=words):
        write(nobody, tmp_path / "new")
    assert list(tmp_path.iterdir()) == []


def test_the_film_itself_is_never_replaced(running: Report, tmp_path: Path) -> None:
    film = tmp_path / "annotated.mp4"
    film.write_bytes(running.clip.source.path.read_bytes())
    clip = replace(running.clip, source=replace(running.clip.source, path=film))
    before = film.read_bytes()
    with pytest.raises(OutputError, match="another folder"):
        write(replace(running, clip=clip), tmp_path)
    assert film.read_bytes() == before


def test_the_table_has_a_line_for_each_measurement(running: Report) -> None:
    rows = list(csv.DictReader(io.StringIO(measures_csv(running), newline="")))
    assert tuple(rows[0]) == HEADER
    assert len(rows) == len(running.measurements)
    head = next(row for row in rows if row["name"] == "head_pitch")
    assert (head["value"], head["low"], head["high"]) == ("-4", "-8", "0")
    hidden = next(row for row in rows if row["name"] == "elbow_angle" and row["leg"] == "far")
    assert (hidden["value"], hidden["side"], hidden["reason"]) == (
        "",
        "left",
        "The far elbow is hidden behind the body.",
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_no_cell_runs_as_a_formula(running: Report, start: str) -> None:
    nasty = f'{start}HYPERLINK("x"),"a"'
    one = replace(running.measurements[0], title=nasty)
    rows = list(csv.DictReader(io.StringIO(measures_csv(replace(running, measurements=(one,))), newline="")))
    assert rows[0]["title"] == "'" + nasty.replace("\t", " ")


def _half_moved(report: Report, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave a folder as a kill after a few moves does."""
    left = 3

    def die(*_: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise KeyboardInterrupt

    def nothing(*_: object, **__: object) -> None:
        """The dead tidy nothing up."""

    with monkeypatch.context() as patch:
        patch.setattr("formcheck.staging._remember", die)
        patch.setattr("formcheck.staging.Staging._move_back", nothing)
        patch.setattr("formcheck.staging.Path.unlink", nothing)
        patch.setattr("formcheck.scratch.shutil.rmtree", nothing)
        with pytest.raises(KeyboardInterrupt):
            write(report, folder)
    assert list(folder.glob(".formcheck-*/ready"))


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_who_reads_a_half_moved_result_finishes_it(
    running: Report, nobody: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(running, tmp_path / "whole")
    for name, read in (("by_folder", load_document), ("by_file", load_corrections)):
        folder = tmp_path / name
        write(nobody, folder)
        _half_moved(running, folder, monkeypatch)
        read(folder if read is load_document else folder / "report.json")
        assert _bytes(folder) == _bytes(tmp_path / "whole")


def test_who_reads_while_it_is_written_is_told_so(
    running: Report, nobody: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(nobody, tmp_path)
    _half_moved(running, tmp_path, monkeypatch)
    monkeypatch.setattr("formcheck.staging._READER_WAIT_S", 0.05)
    with hold(tmp_path / ".formcheck-lock", 0), pytest.raises(OptionError, match="being written just now"):
        load_document(tmp_path)

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("formcheck.staging._finish_one", refuse)
    with pytest.raises(OptionError, match="only half in place"):
        load_document(tmp_path)


def test_who_writes_over_a_half_moved_result_leaves_only_its_own(
    running: Report, nobody: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(nobody, tmp_path)
    _half_moved(running, tmp_path, monkeypatch)
    write(nobody, tmp_path)
    assert _names(tmp_path) == {"report.json", "report.html", "measures.csv"}


@pytest.mark.parametrize("way", [write, rewrite])
def test_a_file_held_open_elsewhere_leaves_the_older_result(
    way: Callable[[Report, Path], object],
    running: Report,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write(running, tmp_path)
    before = _bytes(tmp_path)
    real = Path.replace

    def replace_(path: Path, target: Path) -> Path:
        if target == tmp_path / "report.html" and path.parent.name == "new":
            raise PermissionError(errno.EACCES, "in use", str(path), None, str(target))
        return real(path, target)

    monkeypatch.setattr(Path, "replace", replace_)
    with pytest.raises(OutputError, match=r"'report\.html' in .* close it where it is open"):
        way(replace(running, findings=()), tmp_path)
    assert _bytes(tmp_path) == before


def test_of_two_that_write_at_once_one_wins_whole(running: Report, nobody: Report, tmp_path: Path) -> None:
    for name, report in (("a", running), ("b", nobody)):
        write(report, tmp_path / name)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda report: write(report, tmp_path / "out"), (running, nobody) * 2))
    assert _bytes(tmp_path / "out") in (_bytes(tmp_path / "a"), _bytes(tmp_path / "b"))


def test_a_folder_where_a_file_goes_is_a_clear_error(nobody: Report, tmp_path: Path) -> None:
    (tmp_path / "report.html").mkdir()
    (tmp_path / "report.html" / "mine").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match=r"holds a folder named 'report\.html'"):
        write(nobody, tmp_path)
    assert _names(tmp_path) == {"report.html"}


def test_while_another_one_moves_for_long_it_is_told(
    nobody: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("formcheck.scratch.WAIT_S", 0.05)
    with (
        hold(tmp_path / ".formcheck-lock", 0),
        pytest.raises(OutputError, match="Another program is writing"),
    ):
        write(nobody, tmp_path)
    assert _names(tmp_path) == set()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="may write everywhere")
def test_a_folder_that_may_not_be_written_to_is_a_clear_error(nobody: Report, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(OutputError, match="may write to"):
            write(nobody, tmp_path)
    finally:
        tmp_path.chmod(0o700)
