"""formcheck batch as people call it: exit codes, clear lines, nothing heavy for the help."""

from __future__ import annotations

import itertools
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from formcheck.clip import Reader, VideoWriter, probe
from tests.test_cli import formcheck

_FRAMES = 90  # of the sample: enough for a real run, soon over


def test_help_is_quick_and_loads_nothing_heavy() -> None:
    code = (
        "import sys, formcheck.cli\n"
        "heavy = {'mediapipe', 'cv2', 'scipy', 'streamlit', 'av', 'distributed', 'pydantic', 'pyarrow'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said = formcheck("batch", "--help")
    assert said.returncode == 0
    assert "--dask" in said.stdout


def test_what_cannot_be_used_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "clips.csv").write_text("clip,height\na.mp4,170\n", encoding="utf-8")
    (tmp_path / "a.mp4").write_bytes(b"x")
    for says, words in (
        ("There is no", (tmp_path / "none",)),
        ("do you mean height_cm", (tmp_path / "clips.csv",)),
        ("height is 3", (tmp_path, "--height", "3")),
        ("choose from landmarks", (tmp_path, "--files", "c3d")),
        ("timeout is -1", (tmp_path, "--timeout", "-1")),
    ):
        done = formcheck("batch", *words, "--out", tmp_path / "out")
        assert done.returncode == 2, done.stderr
        assert len(done.stderr.strip().splitlines()) == 1
        assert says in done.stderr
    assert not (tmp_path / "out").exists()


def test_some_could_not_be_done(tmp_path: Path, heavy_model: Path) -> None:
    (tmp_path / "a.mp4").write_text("no film", encoding="utf-8")
    done = formcheck("batch", tmp_path, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert done.stderr.startswith("a.mp4: 'a.mp4' is not a video")
    assert "1 could not be done" in done.stdout
    assert {path.name for path in (tmp_path / "out").iterdir()} >= {"overview.html", "summary.csv"}


def test_without_the_model_nothing_is_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.mp4").write_bytes(b"x")
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "pose_landmarker_heavy.task").write_bytes(b"damaged")
    monkeypatch.setenv("FORMCHECK_MODEL_DIR", str(tmp_path / "models"))
    done = formcheck("batch", tmp_path, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert not list((tmp_path / "out").iterdir())


@pytest.fixture
def short_clip(sample_clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the beginning of the sample, watched by each test itself."""
    monkeypatch.setenv("FORMCHECK_CACHE_MB", "0")
    source = probe(sample_clip)
    path = tmp_path / "films" / "short.mp4"
    path.parent.mkdir()
    with VideoWriter(path, source.width, source.height) as writer:
        for picture in itertools.islice(Reader(source), _FRAMES):
            writer.add(picture.rgb, picture.t)
    return path


def test_a_real_clip_then_nothing_left_to_do(short_clip: Path, heavy_model: Path, tmp_path: Path) -> None:
    for says in ("1 done", "1 done before"):
        done = formcheck("batch", short_clip.parent, "--out", tmp_path / "out", "--speed", "11")
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith(f"{says}\n")
        assert done.stderr == ""
    report = json.loads((tmp_path / "out" / "short" / "report.json").read_text(encoding="utf-8"))
    assert (report["activity"], report["options"]["speed_kmh"]) == ("running", 11)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_ctrl_c_stops_at_once_and_says_how_to_go_on(
    short_clip: Path, heavy_model: Path, tmp_path: Path
) -> None:
    code = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from formcheck.cli import main; main()"
    )
    words = [sys.executable, "-c", code, "batch", str(short_clip.parent), "--out", str(tmp_path / "out")]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as begun:
        deadline = time.monotonic() + 60
        while not (tmp_path / "out").exists():
            assert time.monotonic() < deadline
            time.sleep(0.05)
        time.sleep(0.5)  # long enough to be at work, the clip takes several seconds
        begun.send_signal(signal.SIGINT)
        out, said = begun.communicate(timeout=30)
    assert (begun.returncode, out) == (130, "")
    assert said == "formcheck: stopped. The same command goes on from here.\n"
    assert not (tmp_path / "out" / "short" / "report.json").exists()
