"""All files become new or none, whenever the program is killed and whatever is refused."""

from __future__ import annotations

import errno
import json
import os
import stat
import sys
import tempfile
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formcheck import staging
from formcheck.locks import hold
from formcheck.scratch import lock_of, scratch, sweep
from formcheck.staging import PREFIX, Moves, finish, put_all, staged, tidy
from tests.support.killed import killed_before

Files = dict[str, bytes]

OURS = ("report.json", "report.html", "film.mp4", "beat.wav", "frame.png")
OLD: Files = {"report.json": b"old", "report.html": b"old page", "beat.wav": b"old beat", "frame.png": b"old"}
NEW: Files = {"report.json": b"new", "report.html": b"new page", "film.mp4": b"new film", "frame.png": b"new"}
MINE: Files = {"diary.txt": b"mine", ".hidden": b"mine", ".formcheck-notes": b"mine"}
forks = pytest.mark.skipif(sys.platform == "win32", reason="no fork")


def lay(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).write_bytes(content)


def seen(folder: Path) -> Files:
    """Every file there is, hidden ones too; a folder counts as one without content."""
    return {one.name: b"" if one.is_dir() else one.read_bytes() for one in folder.iterdir()}


def put(folder: Path, files: Mapping[str, bytes]) -> None:
    put_all(folder, files, OURS, last="report.json")


def half_moved(folder: Path) -> bool:
    return any(folder.glob(f"{PREFIX}*/ready"))


def test_new_files_come_older_ones_go_and_others_stay(tmp_path: Path) -> None:
    lay(tmp_path, OLD | MINE)
    put(tmp_path, NEW)
    assert seen(tmp_path) == NEW | MINE


@forks
def test_a_kill_before_any_file_operation_leaves_old_or_new(tmp_path: Path) -> None:
    ends, number = set(), 0
    while True:
        number += 1
        folder = tmp_path / str(number)
        folder.mkdir()
        lay(folder, OLD | MINE)
        if not killed_before(number, lambda folder=folder: put(folder, NEW)):  # type: ignore[misc]
            break
        was_half = half_moved(folder)
        if not was_half:  # nobody needs to come by for it to be whole
            assert {name: content for name, content in seen(folder).items() if name in OURS} in (OLD, NEW)
        finish(folder)
        read = {name: content for name, content in seen(folder).items() if name in OURS}
        assert read == NEW if was_half else read in (OLD, NEW)
        tidy(folder)
        assert seen(folder) == read | MINE, "left behind"
        ends.add((was_half, read == NEW))
    assert ends == {(False, False), (True, True), (False, True)}
    assert number > 25


@forks
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    results=st.lists(
        st.dictionaries(st.sampled_from(OURS), st.binary(max_size=4), min_size=1), min_size=2, max_size=5
    ),
    kills=st.lists(st.integers(1, 60), min_size=4, max_size=4),
)
def test_kill_after_kill_the_folder_holds_one_whole_result(results: list[Files], kills: list[int]) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        lay(folder, results[0] | MINE)
        may_be = [results[0]]
        for result, number in zip(results[1:], kills, strict=False):
            died = killed_before(number, lambda result=result: put(folder, result))  # type: ignore[misc]
            may_be = [*may_be, result] if died else [result]
            # A reader may be killed as well.
            killed_before(number, lambda: finish(folder))
        tidy(folder)
        assert seen(folder) in [one | MINE for one in may_be]


@forks
def test_a_kill_while_tidying_up_is_tidied_up(tmp_path: Path) -> None:
    for at in range(14, 60, 5):
        for number in range(1, 30, 3):
            folder = tmp_path / f"{at}-{number}"
            folder.mkdir()
            lay(folder, OLD | MINE)
            killed_before(at, lambda folder=folder: put(folder, NEW))  # type: ignore[misc]
            killed_before(number, lambda folder=folder: tidy(folder))  # type: ignore[misc]
            tidy(folder)
            assert seen(folder) in (OLD | MINE, NEW | MINE)


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("refused", sorted(NEW))
def test_a_move_that_is_refused_is_undone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: str, links: bool
) -> None:
    """As on Windows, where a file that is open elsewhere cannot be replaced."""
    lay(tmp_path, OLD | MINE)
    real = Path.replace

    def replace(path: Path, target: Path) -> Path:
        if target == tmp_path / refused and path.parent.name == "new":
            raise PermissionError(errno.EACCES, "open elsewhere", str(path), None, str(target))
        return real(path, target)

    def link(*_: object) -> None:
        raise OSError(errno.EOPNOTSUPP, "no links")

    monkeypatch.setattr(Path, "replace", replace)
    if not links:
        monkeypatch.setattr(os, "link", link)
    with pytest.raises(PermissionError):
        put(tmp_path, NEW)
    assert seen(tmp_path) == OLD | MINE


def test_a_folder_where_a_file_goes_is_left_alone(tmp_path: Path) -> None:
    lay(tmp_path, MINE)
    for name in ("film.mp4", "beat.wav"):  # one that comes, one that goes
        (tmp_path / name).mkdir()
        (tmp_path / name / "inside").write_bytes(b"mine")
    with pytest.raises(IsADirectoryError):
        put(tmp_path, NEW)
    assert seen(tmp_path) == MINE | {"film.mp4": b"", "beat.wav": b""}
    put(tmp_path, {"report.json": b"new"})
    assert (tmp_path / "beat.wav" / "inside").read_bytes() == b"mine"


def test_a_full_disk_leaves_the_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path, OLD)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    for name in ("put_whole", "_settle", "_remember"):
        with monkeypatch.context() as patch:
            patch.setattr(staging, name, full)
            with pytest.raises(OSError, match="No space"):
                put(tmp_path, NEW)
        assert seen(tmp_path) == OLD


def test_the_living_are_let_be_and_the_dead_swept(tmp_path: Path) -> None:
    dead = tmp_path / f"{PREFIX}0123456789ab"
    (dead / "new").mkdir(parents=True)
    (dead / "new" / "report.json").write_bytes(b"half")
    with staged(tmp_path) as first:
        assert not dead.exists()
        (first.new / "report.json").write_bytes(b"first")
        assert stat.S_IMODE(first.root.stat().st_mode) == 0o700 or sys.platform == "win32"
        put(tmp_path, {"report.json": b"second", "film.mp4": b"second"})  # tidies too
        assert seen(tmp_path).keys() == {"report.json", "film.mp4", first.root.name}
        first.commit(OURS)
    assert seen(tmp_path) == {"report.json": b"first"}


def test_of_two_that_write_at_once_one_wins_whole(tmp_path: Path) -> None:
    results = [{name: bytes([k]) * 1000 for name in OURS[: 2 + k % 4]} for k in range(24)]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda result: put(tmp_path, result), results))
    assert seen(tmp_path) in results


def test_names_that_only_look_alike_are_not_ours(tmp_path: Path) -> None:
    for name in (f"{PREFIX}0123456789AB", f"{PREFIX}0123456789abc", f"{PREFIX}0123", ".partial-0123"):
        (tmp_path / name).mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "ready").write_bytes(Moves((), ("diary.txt",)).to_json())
    (tmp_path / f"{PREFIX}000000000000").symlink_to(tmp_path / "elsewhere")
    lay(tmp_path, {"diary.txt": b"mine"})
    before = seen(tmp_path)
    put(tmp_path, NEW)
    assert seen(tmp_path) == before | NEW


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b'{"come": ["report.json"]}',
        b'{"come": 1, "go": []}',
        b'{"come": [], "go": ["../diary.txt"]}',
        b'{"come": [""], "go": []}',
        b'{"come": ["/etc/passwd"], "go": []}',
    ],
)
def test_a_list_nobody_of_ours_wrote_moves_nothing(tmp_path: Path, text: bytes) -> None:
    lay(tmp_path, {"diary.txt": b"mine"})
    folder = tmp_path / "out"
    root = folder / f"{PREFIX}0123456789ab"
    (root / "new").mkdir(parents=True)
    lay(folder, OLD)
    lay(root, {"ready": text, "new/report.json": b"new"})
    assert Moves.from_json(text) is None
    finish(folder)
    assert seen(folder) == OLD
    assert (tmp_path / "diary.txt").read_bytes() == b"mine"


def test_the_list_comes_back() -> None:
    moves = Moves(("a.json", "b b.csv"), ("ü.wav",))
    assert Moves.from_json(moves.to_json()) == moves
    assert json.loads(moves.to_json())["go"] == ["ü.wav"]


def test_a_link_to_a_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    lay(tmp_path / "real", OLD)
    put(tmp_path / "link", NEW)
    assert (tmp_path / "link").is_symlink()
    assert seen(tmp_path / "real") == NEW


def test_a_lock_that_stays_held_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "_READER_WAIT_S", 0.05)
    monkeypatch.setattr(staging, "WAIT_S", 0.05)
    root = tmp_path / f"{PREFIX}0123456789ab"
    (root / "new").mkdir(parents=True)
    lay(root, {"ready": Moves((), ()).to_json()})
    with hold(lock_of(tmp_path, PREFIX), 0), pytest.raises(BlockingIOError):
        finish(tmp_path)
    finish(tmp_path)
    assert seen(tmp_path) == {}


def test_one_at_a_time_holds_a_lock(tmp_path: Path) -> None:
    inside, most, guard = 0, 0, threading.Lock()

    def enter(_: int) -> None:
        nonlocal inside, most
        with hold(tmp_path / "lock", 20):
            with guard:
                inside += 1
                most = max(most, inside)
            with guard:
                inside -= 1

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(enter, range(200)))
    assert most == 1
    assert seen(tmp_path) == {}


def test_a_disk_without_locks_keeps_nobody_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_locks(_: int) -> None:
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr("formcheck.locks._try", no_locks)
    lay(tmp_path, OLD)
    (tmp_path / f"{PREFIX}0123456789ab").mkdir()
    put(tmp_path, NEW)
    assert seen(tmp_path) == NEW


def test_a_scratch_folder_goes_with_its_maker(tmp_path: Path) -> None:
    with scratch(tmp_path, ".fetch-") as folder:
        (folder / "half").write_bytes(b"x")
        sweep(tmp_path, ".fetch-")
        assert (folder / "half").exists()
    assert seen(tmp_path) == {}


@forks
def test_a_scratch_folder_of_the_killed_is_swept(tmp_path: Path) -> None:
    def work() -> None:
        with scratch(tmp_path, ".fetch-") as folder:
            (folder / "half").write_bytes(b"x")

    number = 1
    while killed_before(number, work):
        sweep(tmp_path, ".fetch-")
        assert set(seen(tmp_path)) <= {".fetch-lock"}
        number += 1
    assert seen(tmp_path) == {}
