"""Whatever work does to its process, whoever asked gets an answer and goes on."""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from formcheck.apart import Apart, Limits
from formcheck.errors import Cancelled, OptionError, UnreadableClipError, WorkLostError
from tests.apart import works

PATIENCE_S = 20.0


@pytest.fixture
def apart(tmp_path: Path) -> Iterator[Apart]:
    one = Apart(tmp_path, Limits(memory_mb=1500))
    yield one
    one.close()
    assert not list(tmp_path.glob("formcheck-work-*"))


def alive(pid: int) -> bool:
    """Tell whether a process runs; one that has ended and was not waited for does not."""
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def test_gives_back_what_the_function_returns_and_tells_how_far_it_is(apart: Apart) -> None:
    told: list[tuple[str, int, int | None]] = []
    (found, pid), (again, other) = (
        apart(works.add, 2, 3, progress=lambda stage, done=0, total=None: told.append((stage, done, total))),
        apart(works.add, 5, 6),
    )
    assert (found, again) == (5, 11)
    assert ("Adding", 2, 2) in told
    assert len({pid, other, os.getpid()}) == 3  # a process for each


def test_errors_meant_for_the_user_come_through(apart: Apart) -> None:
    with pytest.raises(UnreadableClipError, match="choose another"):
        apart(works.refuse)


def test_an_unexpected_error_is_placed_in_the_log_without_its_words(
    apart: Apart, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR), pytest.raises(WorkLostError, match="our fault"):
        apart(works.stumble, "my film.mp4")
    assert "KeyError at works.py" in caplog.text
    assert "my film" not in caplog.text


@pytest.mark.parametrize("work", [works.crash, works.give_up])
@pytest.mark.skipif(sys.platform == "win32", reason="crashes open a window there")
def test_a_crash_in_native_code_is_said_and_the_next_work_goes_on(
    apart: Apart, work: object, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR), pytest.raises(WorkLostError, match="break off"):
        apart(work)  # type: ignore[arg-type]
    assert "signal SIG" in caplog.text
    assert f"in {work.__name__}" in caplog.text  # type: ignore[attr-defined]
    assert apart(works.add, 1, 1)[0] == 2


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux alone keeps the limit")
def test_memory_ends_at_the_limit(apart: Apart) -> None:
    with pytest.raises(WorkLostError, match=r"more memory than it may have here \(1\.5 GB"):
        apart(works.fill_memory)
    assert apart(works.add, 1, 1)[0] == 2


def test_what_takes_too_long_is_stopped(tmp_path: Path) -> None:
    apart = Apart(tmp_path, Limits(seconds=0.5))
    began = time.monotonic()
    with pytest.raises(WorkLostError, match="stopped after"):
        apart(works.hang)
    assert time.monotonic() - began < PATIENCE_S
    apart.close()


def test_cancelling_ends_the_process_within_two_seconds_and_leaves_nothing(
    apart: Apart, tmp_path: Path
) -> None:
    marker = tmp_path / "pid"
    stop = threading.Event()

    def progress(stage: str, done: int = 0, total: int | None = None) -> None:
        if stop.is_set():
            raise Cancelled("Stopped.")

    def stop_later() -> None:
        while not marker.is_file() or " " not in marker.read_text():
            time.sleep(0.01)
        stop.set()
        at.append(time.monotonic())

    at: list[float] = []
    threading.Thread(target=stop_later, daemon=True).start()
    with pytest.raises(Cancelled):
        apart(works.hang_and_leave_a_thread, str(marker), progress=progress)
    assert time.monotonic() - at[0] < 2
    pid, _, folder = marker.read_text().partition(" ")
    assert not alive(int(pid))
    assert Path(folder).parent == tmp_path
    assert not Path(folder).exists()


def test_a_result_that_cannot_be_packed_is_an_error(apart: Apart) -> None:
    with pytest.raises(WorkLostError, match="our fault"):
        apart(works.not_to_be_packed)


def test_a_spare_that_died_is_replaced(apart: Apart) -> None:
    apart(works.add, 1, 1)
    spare = apart._spare
    assert spare is not None
    spare._process.kill()
    spare._process.wait()
    assert apart(works.add, 1, 2)[0] == 3


def test_limits_are_told_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORMCHECK_JOB_MB", "700")
    monkeypatch.setenv("FORMCHECK_JOB_MINUTES", "2")
    assert Limits.told() == Limits(700.0, 120.0)
    monkeypatch.setenv("FORMCHECK_JOB_MINUTES", "soon")
    with pytest.raises(OptionError, match="FORMCHECK_JOB_MINUTES is 'soon'"):
        Limits.told()
