"""Standard error is quiet while anybody wants it so, and speaks again afterwards."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from formcheck.pose.hush import quiet_stderr


def say(words: bytes) -> None:
    os.write(2, words)


def test_it_is_quiet_inside_and_speaks_after(capfd: pytest.CaptureFixture[str]) -> None:
    say(b"before ")
    with quiet_stderr():
        say(b"chatter ")
    say(b"after")
    assert capfd.readouterr().err == "before after"


def test_threads_do_not_wait_for_each_other_and_the_last_one_ends_it(
    capfd: pytest.CaptureFixture[str],
) -> None:
    inside, leave = threading.Event(), threading.Event()

    def other() -> None:
        with quiet_stderr():
            inside.set()
            assert leave.wait(5)

    thread = threading.Thread(target=other)
    thread.start()
    assert inside.wait(5)
    with quiet_stderr():
        say(b"mine ")
    say(b"still the other's ")
    leave.set()
    thread.join()
    say(b"heard")
    assert capfd.readouterr().err == "heard"


def test_an_error_inside_ends_it(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ZeroDivisionError), quiet_stderr():
        raise ZeroDivisionError
    say(b"heard")
    assert capfd.readouterr().err == "heard"


def test_handles_do_not_grow() -> None:
    handles = Path("/proc/self/fd")
    if not handles.is_dir():
        pytest.skip("only Linux tells the handles of a program")
    before = len(list(handles.iterdir()))
    for _ in range(20):
        with quiet_stderr(), quiet_stderr():
            pass
    assert len(list(handles.iterdir())) == before
