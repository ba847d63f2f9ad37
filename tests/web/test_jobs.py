"""The desk: one film at a time, in order, each in its own folder that goes when the job goes."""

from __future__ import annotations

import io
import logging
import os
import stat
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from formcheck.errors import OutputError, UnreadableClipError
from formcheck.options import Options
from formcheck.progress import Progress
from formcheck.web import folders
from formcheck.web.job import Job
from formcheck.web.jobs import KEEP_S, MOST_WAITING, Desk

PATIENCE_S = 10.0


class Gate:
    """A runner that works until it is let go, and tells what it was given."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.order: list[str] = []

    def __call__(self, film: Path, options: Options, folder: Path, progress: Progress) -> str:
        self.order.append(film.name)
        folder.mkdir()
        (folder / "out.txt").write_bytes(film.read_bytes())
        waited = time.monotonic()
        while not self.open.is_set():
            progress("Waiting at the gate", 1, 4)
            time.sleep(0.005)
            assert time.monotonic() - waited < PATIENCE_S
        return f"{film.read_text()} {options.speed_kmh}"


@pytest.fixture
def gate() -> Gate:
    return Gate()


@pytest.fixture
def desk(gate: Gate) -> Iterator[Desk[str]]:
    one = Desk(gate)
    yield one
    one.close()


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.005)


def send(desk: Desk[str], text: str, **more: str) -> str:
    return desk.submit(io.BytesIO(text.encode()), f"{text}.mp4", Options(), **more)


def state(desk: Desk[str], job_id: str) -> str:
    job = desk.find(job_id)
    return "gone" if job is None else job.state


def test_films_are_worked_on_in_the_order_they_came(desk: Desk[str], gate: Gate) -> None:
    ids = [send(desk, name) for name in ("first", "second", "third")]
    until(lambda: state(desk, ids[0]) == "running")
    assert [desk.ahead_of(one) for one in ids] == [0, 1, 2]
    assert [state(desk, one) for one in ids] == ["running", "queued", "queued"]
    gate.open.set()
    until(lambda: state(desk, ids[2]) == "done")
    assert gate.order == ["first.mp4", "second.mp4", "third.mp4"]
    assert desk.ahead_of(ids[2]) == 0


def test_two_jobs_never_mix(desk: Desk[str], gate: Gate) -> None:
    one = desk.submit(io.BytesIO(b"one"), "same.mp4", Options(speed_kmh=10.0))
    two = desk.submit(io.BytesIO(b"two"), "same.mp4", Options(speed_kmh=12.0))
    gate.open.set()
    until(lambda: state(desk, two) == "done")
    first, second = desk.find(one), desk.find(two)
    assert first is not None
    assert second is not None
    assert (first.result, second.result) == ("one 10.0", "two 12.0")
    assert first.folder != second.folder
    assert (first.results / "out.txt").read_bytes() == b"one"
    assert (second.results / "out.txt").read_bytes() == b"two"


def test_ids_cannot_be_guessed(desk: Desk[str]) -> None:
    ids = {send(desk, "a") for _ in range(5)}
    assert len(ids) == 5
    assert all(len(one) >= 32 for one in ids)
    assert desk.find("") is None
    assert desk.find(None) is None
    assert desk.find("not-an-id") is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no mode bits")
def test_only_this_user_can_look_into_the_folders(desk: Desk[str]) -> None:
    job = desk.find(send(desk, "a"))
    assert job is not None
    for folder in (desk.root, job.folder):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_progress_is_told(desk: Desk[str]) -> None:
    job = desk.find(send(desk, "a"))
    assert job is not None
    until(lambda: job.pace.read().stage == "Waiting at the gate")
    assert job.pace.read().share == 0.25


def test_cancel_in_line_removes_the_film_and_the_next_moves_up(desk: Desk[str], gate: Gate) -> None:
    running, waiting, last = (send(desk, name) for name in ("a", "b", "c"))
    until(lambda: state(desk, running) == "running")
    job = desk.find(waiting)
    assert job is not None
    assert job.film.exists()
    desk.cancel(waiting)
    assert job.state == "cancelled"
    assert not job.folder.exists()
    assert desk.ahead_of(last) == 1
    gate.open.set()
    until(lambda: state(desk, last) == "done")
    assert gate.order == ["a.mp4", "c.mp4"]


def test_cancel_while_running_stops_the_work_and_removes_everything(desk: Desk[str], gate: Gate) -> None:
    first, second = send(desk, "a"), send(desk, "b")
    until(lambda: state(desk, first) == "running")
    job = desk.find(first)
    assert job is not None
    desk.cancel(first)
    until(lambda: job.state == "cancelled")
    assert not job.folder.exists()
    assert job.result is None
    until(lambda: state(desk, second) == "running")
    gate.open.set()
    until(lambda: state(desk, second) == "done")


def test_discarding_a_running_job_forgets_it_and_removes_its_folder(desk: Desk[str]) -> None:
    job_id = send(desk, "a")
    until(lambda: state(desk, job_id) == "running")
    job = desk.find(job_id)
    assert job is not None
    desk.discard(job_id)
    assert desk.find(job_id) is None
    until(lambda: not job.folder.exists())


def test_a_new_film_replaces_the_one_before(desk: Desk[str], gate: Gate) -> None:
    gate.open.set()
    first = send(desk, "a")
    until(lambda: state(desk, first) == "done")
    job = desk.find(first)
    assert job is not None
    assert job.folder.exists()
    second = send(desk, "b", instead_of=first)
    assert state(desk, first) == "gone"
    assert not job.folder.exists()
    until(lambda: state(desk, second) == "done")


def test_again_takes_the_film_up_in_its_own_way_and_replaces_the_first(desk: Desk[str], gate: Gate) -> None:
    gate.open.set()
    first = send(desk, "a")
    until(lambda: state(desk, first) == "done")
    job = desk.find(first)
    assert job is not None
    (job.folder / "beside.txt").write_text("kept")

    def quick(film: Path, options: Options, folder: Path, progress: Progress) -> str:
        return f"{film.read_text()} {film.with_name('beside.txt').read_text()} {options.height_cm}"

    second = desk.again(first, Options(height_cm=180.0), quick)
    until(lambda: state(desk, first) == "gone")
    after = desk.find(second)
    assert after is not None
    assert (after.state, after.result) == ("done", "a kept 180.0")
    assert after.film.read_text() == "a"
    assert not job.folder.exists()
    assert gate.order == ["a.mp4"]


def test_again_comes_next_in_line_and_its_end_leaves_the_first(desk: Desk[str], gate: Gate) -> None:
    gate.open.set()
    first = send(desk, "a")
    until(lambda: state(desk, first) == "done")
    gate.open.clear()
    running, waiting = send(desk, "b"), send(desk, "c")
    until(lambda: state(desk, running) == "running")
    again = desk.again(first, Options(), gate)
    assert [desk.ahead_of(one) for one in (again, waiting)] == [1, 2]
    desk.discard(again)
    assert state(desk, first) == "done"
    with pytest.raises(OutputError, match="choose it again"):
        desk.again(waiting, Options(), gate)
    with pytest.raises(OutputError, match="choose it again"):
        desk.again("unknown", Options(), gate)


def test_a_known_error_becomes_its_sentence() -> None:
    def fail(film: Path, options: Options, folder: Path, progress: Progress) -> str:
        raise UnreadableClipError("'x.mp4' is empty: copy it from the phone again.")

    desk = Desk(fail)
    try:
        job = desk.find(send(desk, "a"))
        assert job is not None
        until(lambda: job.over)
        assert (job.state, job.error) == ("failed", "'x.mp4' is empty: copy it from the phone again.")
        assert not job.folder.exists()
    finally:
        desk.close()


def test_an_unknown_error_is_kind_on_the_page_and_placed_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(film: Path, options: Options, folder: Path, progress: Progress) -> str:
        raise ZeroDivisionError(f"while reading {film}")

    desk = Desk(fail)
    try:
        with caplog.at_level(logging.ERROR):
            job = desk.find(send(desk, "a"))
            assert job is not None
            until(lambda: job.over)
        assert job.state == "failed"
        assert str(job.folder) not in job.error
        assert "ZeroDivisionError" not in job.error
        assert "ZeroDivisionError at test_jobs.py" in caplog.text
        assert "a.mp4" not in caplog.text  # no name of anybody's film
        assert not job.folder.exists()
        # The desk goes on with the next film.
        after = desk.find(send(desk, "b"))
        assert after is not None
        until(lambda: after.over)
    finally:
        desk.close()


def test_old_results_are_removed_when_another_film_comes(gate: Gate) -> None:
    now = 1000.0
    desk = Desk(gate, clock=lambda: now)
    try:
        gate.open.set()
        old = send(desk, "old")
        until(lambda: state(desk, old) == "done")
        job = desk.find(old)
        assert job is not None
        now += KEEP_S - 1
        send(desk, "soon")
        assert state(desk, old) == "done"
        now += 2
        send(desk, "late")
        assert state(desk, old) == "gone"
        assert not job.folder.exists()
    finally:
        desk.close()


def test_an_idle_desk_removes_old_results_by_itself(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("formcheck.web.jobs._LOOK_S", 0.01)
    now = 1000.0
    desk = Desk(gate, clock=lambda: now)
    try:
        gate.open.set()
        old = send(desk, "old")
        until(lambda: state(desk, old) == "done")
        now += KEEP_S + 1
        until(lambda: state(desk, old) == "gone")
        assert list(desk.root.iterdir()) == []
    finally:
        desk.close()


def test_closing_stops_the_work_and_leaves_nothing(gate: Gate) -> None:
    desk = Desk(gate)
    first = send(desk, "a")
    send(desk, "b")
    until(lambda: state(desk, first) == "running")
    began = time.monotonic()
    desk.close()
    assert time.monotonic() - began < 2
    assert not desk.root.exists()
    assert gate.order == ["a.mp4"]


def test_a_film_that_cannot_be_kept_says_so_and_leaves_nothing(desk: Desk[str]) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(28, "No space left on device")

    with pytest.raises(OutputError, match="free some space"):
        desk.submit(Broken(), "a.mp4", Options())
    assert list(desk.root.iterdir()) == []


def test_a_film_is_copied_in_pieces(desk: Desk[str]) -> None:
    class Counting(io.BytesIO):
        largest = 0

        def read(self, size: int | None = -1) -> bytes:
            assert size is not None
            assert size > 0
            Counting.largest = max(Counting.largest, size)
            return super().read(size)

    content = os.urandom(3_000_000)
    job = desk.find(desk.submit(Counting(content), "big.mp4", Options()))
    assert job is not None
    assert Counting.largest <= 1 << 20
    assert job.film.read_bytes() == content


def test_visitors_take_turns(desk: Desk[str], gate: Gate) -> None:
    for name in ("a1", "a2", "a3"):
        send(desk, name, owner="a")
    other = send(desk, "b1", owner="b")
    until(lambda: gate.order == ["a1.mp4"])
    assert desk.ahead_of(other) == 1
    gate.open.set()
    until(lambda: len(gate.order) == 4)
    assert gate.order == ["a1.mp4", "b1.mp4", "a2.mp4", "a3.mp4"]


def test_too_many_that_wait_are_turned_away(desk: Desk[str], gate: Gate) -> None:
    first = send(desk, "first")
    until(lambda: state(desk, first) == "running")
    for number in range(MOST_WAITING):
        send(desk, f"{number}")
    with pytest.raises(OutputError, match="try again"):
        send(desk, "one more")


def test_the_oldest_result_goes_when_there_is_no_room(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(folders.LIMIT_VARIABLE, "0.002")
    now = 0.0
    desk = Desk(gate, clock=lambda: now)
    try:
        gate.open.set()
        ids = []
        for _ in range(3):
            ids.append(desk.submit(io.BytesIO(bytes(600)), "film.mp4", Options()))
            until(lambda: state(desk, ids[-1]) == "done")
            now += 1
        assert [state(desk, one) for one in ids] == ["gone", "done", "done"]
    finally:
        desk.close()


def test_a_finished_result_is_amended_and_no_other(desk: Desk[str], gate: Gate) -> None:
    job_id = desk.submit(io.BytesIO(b"one"), "one.mp4", Options())
    desk.amend(job_id, str.upper)  # still at work: there is nothing to amend
    desk.amend("unknown", str.upper)
    gate.open.set()
    job = desk.find(job_id)
    assert job is not None
    until(lambda: job.over)
    assert job.result == "one None"
    desk.amend(job_id, str.upper)
    assert job.result == "ONE NONE"


def finished(desk: Desk[str], gate: Gate) -> Job[str]:
    gate.open.set()
    job = desk.find(send(desk, "film"))
    assert job is not None
    until(lambda: job.state == "done")
    return job


def test_a_finished_job_is_drawn_anew_beside_its_result(desk: Desk[str], gate: Gate) -> None:
    job = finished(desk, gate)
    drawing, on = threading.Event(), threading.Event()

    def draw(result: str, progress: Progress) -> Callable[[str], str]:
        drawing.set()
        assert on.wait(PATIENCE_S)
        return lambda now: f"{now}, drawn from {result}"

    desk.redraw(job.id, draw)
    assert drawing.wait(PATIENCE_S)
    assert job.state == "done"
    desk.redraw(job.id, draw)  # already under way
    desk.amend(job.id, lambda _: "newer")
    on.set()
    until(lambda: job.redraw is None)
    assert job.result == "newer, drawn from film None"


def test_a_job_that_is_drawn_anew_can_be_let_go(desk: Desk[str], gate: Gate) -> None:
    job = finished(desk, gate)
    drawing = threading.Event()

    def draw(result: str, progress: Progress) -> Callable[[str], str]:
        while True:
            drawing.set()
            progress("Drawing")
            time.sleep(0.005)

    desk.redraw(job.id, draw)
    assert drawing.wait(PATIENCE_S)
    desk.discard(job.id)
    until(lambda: not job.folder.exists())
    assert state(desk, send(desk, "next")) in ("queued", "running", "done")


def test_drawing_that_breaks_leaves_the_result(
    desk: Desk[str], gate: Gate, caplog: pytest.LogCaptureFixture
) -> None:
    job = finished(desk, gate)

    def draw(result: str, progress: Progress) -> Callable[[str], str]:
        raise ZeroDivisionError

    with caplog.at_level(logging.CRITICAL):
        desk.redraw(job.id, draw)
        until(lambda: job.redraw is None)
    assert (job.state, job.result) == ("done", "film None")
