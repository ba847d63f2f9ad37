"""How large a film may be, and its memory given back."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from streamlit import config
from streamlit.proto.Common_pb2 import FileURLs
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFile, UploadedFileRec

from formcheck.errors import OptionError
from formcheck.web import uploads

_SERVER = "server.maxUploadSize"


@pytest.fixture(autouse=True)
def _same_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv(uploads.VARIABLE, raising=False)
    before = config.get_option(_SERVER)
    yield
    config.set_option(_SERVER, before)


class Run:
    """As much of Streamlit's run of a script as is asked for."""

    def __init__(self) -> None:
        self.session_id = "tab"
        self.uploaded_file_mgr = MemoryUploadedFileManager("/upload")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    run = Run()
    monkeypatch.setattr(uploads, "get_script_run_ctx", lambda: run)
    return run


def uploaded(run: Run, name: str) -> UploadedFile:
    record = UploadedFileRec(name, f"{name}.mp4", "video/mp4", b"film" * 1000)
    run.uploaded_file_mgr.add_file("tab", record)
    return UploadedFile(record, FileURLs())


def test_memory_of_this_film_alone_is_given_back(run: Run) -> None:
    film, other = uploaded(run, "one"), uploaded(run, "two")
    uploads.give_back(film)
    assert [one.file_id for one in run.uploaded_file_mgr.get_files("tab", ["one", "two"])] == ["two"]
    assert film.getvalue() == b""
    assert other.getvalue() == b"film" * 1000


@pytest.mark.parametrize("other", [None, object()])
def test_a_streamlit_without_it_goes_on(run: Run, monkeypatch: pytest.MonkeyPatch, other: object) -> None:
    film = uploaded(run, "one")
    monkeypatch.setattr(uploads, "get_script_run_ctx", lambda: other)
    uploads.give_back(film)


def test_a_sample_stays_as_it_is(run: Run) -> None:
    film = io.BytesIO(b"film")
    uploads.give_back(film)
    assert film.getvalue() == b"film"


@pytest.mark.parametrize(("told", "most"), [(None, 1000), ("250", 250), ("0.2", 1), ("4000", 4000)])
def test_browser_and_server_are_held_to_the_same_size(
    told: str | None, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if told is not None:
        monkeypatch.setenv(uploads.VARIABLE, told)
    assert uploads.largest_mb() == most
    assert config.get_option(_SERVER) == most


def test_a_size_that_is_no_number_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(uploads.VARIABLE, "large")
    with pytest.raises(OptionError, match="FORMCHECK_UPLOAD_MB is 'large'"):
        uploads.largest_mb()
