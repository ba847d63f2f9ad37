"""Every run of the page has a folder of its own, and what dead ones leave is found and removed."""

from __future__ import annotations

import io
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from formcheck.caches import CACHE_VARIABLE
from formcheck.errors import OutputError
from formcheck.web import folders

_RUN = """
import sys, time
from formcheck.web.folders import Run
run = Run()
(run.path / "film.mp4").write_bytes(b"film")
print(run.path, flush=True)
time.sleep(60)
"""


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache" / "page"


def test_what_a_killed_run_left_is_removed_by_the_next_and_a_living_one_is_left_alone(home: Path) -> None:
    with (
        subprocess.Popen([sys.executable, "-c", _RUN], stdout=subprocess.PIPE, text=True) as dead,
        subprocess.Popen([sys.executable, "-c", _RUN], stdout=subprocess.PIPE, text=True) as alive,
    ):
        assert dead.stdout is not None
        assert alive.stdout is not None
        left, living = Path(dead.stdout.readline().strip()), Path(alive.stdout.readline().strip())
        dead.kill()
        dead.wait()
        try:
            assert (left / "film.mp4").exists()
            run = folders.Run()
            assert not left.parent.exists()
            assert (living / "film.mp4").exists()
            assert run.path.parent.parent == home
            run.close()
            assert folders.forget() == (0, 1)
        finally:
            alive.kill()
    assert folders.forget() == (1, 0)
    assert not list(home.glob("run-*"))


@pytest.mark.skipif(sys.platform == "win32", reason="no modes there")
def test_nobody_else_can_look_in(home: Path) -> None:
    run = folders.Run()
    film = folders.take_in(io.BytesIO(b"film"), "film.mp4", run.path)
    for folder in (home, run.path.parent, run.path, film.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(film.stat().st_mode) == 0o600
    run.close()
    run.close()
    assert not run.path.exists()


def test_nothing_to_forget_is_fine() -> None:
    assert folders.forget() == (0, 0)


def test_a_folder_somebody_else_made_stays(home: Path) -> None:
    home.mkdir(parents=True)
    (home / "mine").mkdir()
    (home / "run-link").symlink_to(home / "mine", target_is_directory=True)
    assert folders.forget() == (0, 0)
    assert (home / "mine").is_dir()


def test_a_place_that_cannot_be_written_to_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "file"))
    with pytest.raises(OutputError, match="name another folder in FORMCHECK_CACHE"):
        folders.Run()
