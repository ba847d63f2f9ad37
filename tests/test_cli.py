"""The command line as people call it: exit codes, one clear line, nothing left behind."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from formcheck.clip import VideoWriter
from formcheck.staging import Moves
from tests.support.films import sound_only

FILES = {
    "report.json",
    "report.html",
    "measures.csv",
    "clinical_sheet.html",
    "annotated.mp4",
    "metronome.wav",
    "keyframe_contact.png",
    "keyframe_loading.png",
    "keyframe_midstance.png",
    "keyframe_toe_off.png",
    "keyframe_far_contact.png",
    "keyframe_far_loading.png",
    "keyframe_far_midstance.png",
    "keyframe_far_toe_off.png",
}


def formcheck(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "formcheck", *(str(one) for one in arguments)]
    return subprocess.run(words, capture_output=True, text=True, check=False, timeout=600)


def refused(film: Path, out: Path) -> str:
    done = formcheck("analyze", film, "--out", out)
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("formcheck: ")
    assert not out.exists()
    return lines[0]


@pytest.mark.parametrize(
    ("content", "says"), [(b"", "is empty"), (b"just words\n" * 50, "not a video"), (None, "no file")]
)
def test_no_film(content: bytes | None, says: str, tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    if content is not None:
        film.write_bytes(content)
    assert says in refused(film, tmp_path / "out")


def test_sound_alone_is_no_film(tmp_path: Path) -> None:
    assert "only sound" in refused(sound_only(tmp_path / "film.mp4"), tmp_path / "out")


def test_bad_options(tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    for option in (
        ("--speed", "900"),
        ("--height", "3"),
        ("--facing", "up"),
        ("--model", "tiny"),
        ("--vertical", "50"),
    ):
        done = formcheck("analyze", film, *option)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr


def test_corrections_and_files_are_checked_before_the_film(tmp_path: Path) -> None:
    film, odd = tmp_path / "film.mp4", tmp_path / "odd.json"
    odd.write_text("[1]", encoding="utf-8")
    for says, words in (
        ("holds no list of corrections", ("--corrections", odd)),
        ("cannot be read", ("--corrections", tmp_path / "none.json")),
        ("one film", (film, "--corrections", odd)),
        ("choose from landmarks", ("--files", "landmarks, c3d")),
    ):
        done = formcheck("analyze", film, *words, "--out", tmp_path / "out")
        assert done.returncode == 2
        assert len(done.stderr.strip().splitlines()) == 1
        assert says in done.stderr
    assert not (tmp_path / "out").exists()


def test_help_is_quick_and_loads_nothing_heavy() -> None:
    code = (
        "import sys, formcheck.cli\n"
        "heavy = {'mediapipe', 'cv2', 'scipy', 'streamlit', 'av', 'plotly'} & set(sys.modules)\n"
        "sys.exit(', '.join(sorted(heavy)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    help_text = formcheck("--help")
    assert help_text.returncode == 0
    assert "analyze" in help_text.stdout


def test_version_and_models() -> None:
    assert formcheck("--version").stdout.startswith("formcheck ")
    listed = formcheck("models", "list")
    assert listed.returncode == 0
    assert "heavy" in listed.stdout
    assert "full" in listed.stdout


def test_nobody_in_the_film(tmp_path: Path, heavy_model: Path) -> None:
    film = tmp_path / "wall.mp4"
    with VideoWriter(film, 320, 240) as writer:
        for i in range(30):
            writer.add(np.full((240, 320, 3), 90 + i % 3, dtype=np.uint8), i / 30)
    done = formcheck("analyze", film, "--out", tmp_path / "out", "--all-files", "--blur-faces")
    assert done.returncode == 3, done.stderr
    assert "nobody" in done.stdout.lower()
    assert "No trc file: Nobody could be followed" in done.stdout
    assert (tmp_path / "out" / "wall" / "landmarks.npz").is_file()
    report = json.loads((tmp_path / "out" / "wall" / "report.json").read_text(encoding="utf-8"))
    assert report["activity"] == "nobody"


def test_one_bad_film_does_not_stop_the_others(tmp_path: Path, sample_clip: Path, heavy_model: Path) -> None:
    bad = tmp_path / "bad.mp4"
    bad.write_text("no film", encoding="utf-8")
    done = formcheck("analyze", bad, sample_clip, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert "bad.mp4" in done.stderr
    assert "Traceback" not in done.stderr
    folder = tmp_path / "out" / sample_clip.stem
    assert {path.name for path in folder.iterdir()} == FILES
    assert {path.name for path in (tmp_path / "out").iterdir()} == {sample_clip.stem}
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert (report["schema"], report["activity"], report["view"]) == (1, "running", "side")


def test_questions_are_printed_to_fill_in(tmp_path: Path) -> None:
    asked = formcheck("questions")
    assert asked.returncode == 0
    (tmp_path / "answers.toml").write_text(f"{asked.stdout}\nwarm_up_min = 900\n", encoding="utf-8")
    done = formcheck("analyze", tmp_path / "film.mp4", "--answers", tmp_path / "answers.toml")
    assert done.returncode == 2
    assert done.stderr.startswith("formcheck: warm_up_min in 'answers.toml' is 900")


def test_answers_go_into_the_report(tmp_path: Path, heavy_model: Path) -> None:
    film, answers = tmp_path / "wall.mp4", tmp_path / "answers.toml"
    answers.write_text("fever = true\nsurface = 'concrete'\n", encoding="utf-8")
    with VideoWriter(film, 320, 240) as writer:
        for i in range(30):
            writer.add(np.full((240, 320, 3), 90 + i % 3, dtype=np.uint8), i / 30)
    done = formcheck("analyze", film, "--out", tmp_path / "out", "--answers", answers)
    assert done.returncode == 3, done.stderr
    assert done.stdout.startswith("! Please get help now")
    report = json.loads((tmp_path / "out" / "wall" / "report.json").read_text(encoding="utf-8"))
    assert report["answers"]["surface"] == "concrete"
    assert [flag["id"] for flag in report["red_flags"]] == ["fever"]


@pytest.mark.parametrize("name", ["...mp4", "..mp4", " .mp4"])
def test_no_result_lies_above_its_folder(name: str, tmp_path: Path) -> None:
    from formcheck.cli import _folders

    (folder,) = _folders([Path(name)], tmp_path)
    assert folder.resolve().parent == tmp_path.resolve()
    assert folder.name.strip(". ")


def test_a_name_no_terminal_can_write_is_still_told(tmp_path: Path) -> None:
    film = tmp_path / "no \udcff film \x1b[31m.mp4"
    film.write_bytes(b"just words\n" * 50)
    line = refused(film, tmp_path / "out")
    assert "no \ufffd film \ufffd[31m.mp4" in line


def test_a_result_left_half_moved_is_finished_at_once(tmp_path: Path) -> None:
    """Even when nothing comes of the run that finds it."""
    folder = tmp_path / "out" / "film"
    for digit in "01":
        (folder / f".formcheck-{digit * 12}" / "new").mkdir(parents=True)
        (folder / f".formcheck-{digit * 12}" / "new" / "report.html").write_text(digit, encoding="utf-8")
    (folder / f".formcheck-{'1' * 12}" / "ready").write_bytes(Moves(("report.html",), ()).to_json())
    (tmp_path / "film.mp4").write_bytes(b"")
    assert formcheck("analyze", tmp_path / "film.mp4", "--out", tmp_path / "out").returncode == 2
    assert [path.name for path in folder.iterdir()] == ["report.html"]
    assert (folder / "report.html").read_text(encoding="utf-8") == "1"
