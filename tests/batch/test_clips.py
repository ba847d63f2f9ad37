"""Which clips a batch holds, and what their folders are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from formcheck.batch.clips import tasks_of
from formcheck.batch.value import Outcome, Task
from formcheck.errors import InputError
from formcheck.options import Options


def put(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x")
    return folder


def csv(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "clips.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_films_of_a_folder_in_order(tmp_path: Path) -> None:
    put(tmp_path, "b.MOV", "a.mp4", ".hidden.mp4", "notes.txt", "deeper/c.webm", ".cache/d.mp4")
    assert [one.id for one in tasks_of(tmp_path, tmp_path / "out")] == ["a", "b"]
    everything = tasks_of(tmp_path, tmp_path / "out", recursive=True)
    assert [(one.id, one.name) for one in everything] == [
        ("a", "a.mp4"),
        ("b", "b.MOV"),
        ("deeper-c", "deeper/c.webm"),
    ]
    assert all(one.clip.is_file() for one in everything)


def test_own_results_are_no_clips(tmp_path: Path) -> None:
    put(tmp_path, "a.mp4", "out/a/annotated.mp4", "old/a/annotated.mp4", "old/a/report.json")
    assert [one.name for one in tasks_of(tmp_path, tmp_path / "out", recursive=True)] == ["a.mp4"]


def test_each_clip_has_its_own_folder(tmp_path: Path) -> None:
    put(tmp_path, "run.mp4", "run.mov", "RUN.avi", "CON.mp4", "summary.csv.mp4", "a-b.mp4", "a/b.mp4")
    ids = [one.id for one in tasks_of(tmp_path, tmp_path / "out", recursive=True)]
    assert len({one.casefold() for one in ids}) == 7
    assert {"CON_", "summary.csv_", "a-b", "a-b-2"} <= set(ids)


def test_nothing_to_do(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--recursive"):
        tasks_of(tmp_path, tmp_path / "out")
    with pytest.raises(InputError, match="There is no"):
        tasks_of(tmp_path / "none", tmp_path / "out")
    with pytest.raises(InputError, match="neither a folder nor"):
        tasks_of(put(tmp_path, "a.mp4") / "a.mp4", tmp_path / "out")


def test_a_list_tells_about_each_clip(tmp_path: Path) -> None:
    text = (
        "clip,id,height_cm,speed_kmh,facing,model,blur_faces,note_group\n"
        "films/a.mp4,anna,170,,Left,full,yes,first\n"
        "\n"
        "films/a.mp4,,,12.5,,,,\n"
    )
    one, other = tasks_of(csv(tmp_path, text), tmp_path / "out", Options(speed_kmh=9, height_cm=180))
    assert one.clip == tmp_path / "films" / "a.mp4"
    assert one.options == Options(facing="left", height_cm=170, speed_kmh=9, model="full", blur_faces=True)
    assert (one.id, one.notes) == ("anna", (("note_group", "first"),))
    assert (other.id, other.options) == ("films-a", Options(speed_kmh=12.5, height_cm=180))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_list_from_a_spreadsheet(encoding: str, tmp_path: Path) -> None:
    path = csv(tmp_path, "clip;height_cm;title\r\nJörg.mp4;171,5;Jörg, Mai\r\n", encoding)
    (one,) = tasks_of(path, tmp_path / "out")
    assert (one.id, one.options) == ("Jörg", Options(height_cm=171.5, title="Jörg, Mai"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "lists no clips"),
        ("clip\n", "lists no clips"),
        ("film\na.mp4\n", "column 'film'"),
        ("id,model\na,full\n", "no column 'clip'"),
        ("clip,height\na.mp4,170\n", "do you mean height_cm"),
        ("clip,clip\na.mp4,b.mp4\n", "twice"),
        ("clip,height_cm\na.mp4,170\nb.mp4,tall\n", "Line 3 .* 'tall': write a number"),
        ("clip,height_cm\na.mp4,17\n", "Line 2 .* height is 17"),
        ("clip,height_cm\na.mp4,nan\n", "Line 2 .* height is nan"),
        ("clip,facing\na.mp4,up\n", "Line 2 .* left or right"),
        ("clip,blur_faces\na.mp4,perhaps\n", "Line 2 .* yes or no"),
        ("clip,id\n,a\n", "Line 2 .* names no clip"),
        ("clip,id\na.mp4,b,c\n", "Line 2 .* 3 cells under 2"),
        ("clip,id\na.mp4,x\nb.mp4,X\n", "Line 3: the id 'X' is there twice"),
        ("clip,id\na.mp4,../x\n", "Line 2: the id '../x' cannot name a folder"),
        ('clip,id\na.mp4,"x\n', "is no CSV"),
    ],
)
def test_a_list_that_cannot_be_used(text: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=says):
        tasks_of(csv(tmp_path, text), tmp_path / "out")


def test_a_list_in_another_encoding(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="CSV UTF-8"):
        tasks_of(csv(tmp_path, "clip\nJörg.mp4\n", "latin-1"), tmp_path / "out")


def test_a_path_never_leads_out_of_the_results(tmp_path: Path) -> None:
    names = "\n".join(("../../a.mp4", "/tmp/b.mp4", "..mp4", "c/../../d.mp4"))
    for one in tasks_of(csv(tmp_path, f"clip\n{names}\n"), tmp_path / "out"):
        assert one.folder.resolve().parent == (tmp_path / "out").resolve()


def test_values_travel_as_json(tmp_path: Path) -> None:
    task = Task(
        "ä", "ä.mp4", tmp_path / "ä.mp4", tmp_path, Options(height_cm=170), ("trc",), notes=(("note_a", "="),)
    )
    assert Task.from_json(task.to_json()) == task
    outcome = Outcome("ä", "failed", "no\nfilm", 1.5, 2)
    assert Outcome.from_json(outcome.to_json()) == outcome
    assert "\n" not in task.to_json() + outcome.to_json()
