"""A real cluster on this machine: workers die, clips hang, every clip is told of once."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

import formcheck.batch
from formcheck.batch import Outcome, Pace, Task
from formcheck.batch.cluster import _outcome as told
from formcheck.batch.cluster import there
from formcheck.errors import LibraryError, SetupError
from tests.support import batch_work
from tests.support.batch_work import ECHO, beginnings

HURRY_S = 20.0


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Give a scheduler with two workers, each a process of its own that is started again when it dies."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50
    ) as found:
        yield found


def tasks(out: Path, *names: str) -> tuple[Task, ...]:
    return tuple(Task(name, name, out / f"{name}.mp4", out / name) for name in names)


def by_id(outcomes: Sequence[Outcome]) -> dict[str, Outcome]:
    found = {one.id: one for one in outcomes}
    assert len(found) == len(outcomes), "a clip was told of twice"
    return found


def test_clips_that_die_or_hang_cost_themselves_only(cluster: Any, tmp_path: Path) -> None:
    names = ("a", "dies", "hangs", "dies_once", "b", "c")
    given = tasks(tmp_path, *names)
    found = by_id(list(there(given, cluster.scheduler_address, timeout_s=2.0, retries=1, work=ECHO)))
    assert {name for name, one in found.items() if one.state == "failed"} == {"dies", "hangs"}
    assert set(found) == set(names)
    assert "longer than 2 s" in found["hangs"].error
    assert found["dies_once"].tries == 2


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_worker_killed_in_the_middle(cluster: Any, tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    names = [f"slow{number}" for number in range(8)]
    with distributed.Client(cluster.scheduler_address, set_as_default=False) as client:
        pids = set(client.run(os.getpid).values())
        running = there(tasks(tmp_path, *names), cluster.scheduler_address, work=ECHO)
        outcomes = [next(running)]
        os.kill(min(pids), signal.SIGKILL)  # it has a clip in its hands and more of them waiting
        outcomes += list(running)
        client.wait_for_workers(2, timeout=HURRY_S)
        assert set(client.run(os.getpid).values()) != pids
    found = by_id(outcomes)
    assert set(found) == set(names)
    assert {one.state for one in found.values()} == {"done"}
    begun = beginnings(tmp_path).read_text(encoding="utf-8").split()[::2]
    assert set(begun) == set(names)


def test_the_whole_batch_on_a_cluster(cluster: Any, tmp_path: Path) -> None:
    for name in ("a", "b"):
        batch_work.film(tmp_path / "films" / f"{name}.mp4")
    pace = Pace(dask=cluster.scheduler_address)
    for state in ("done", "skipped"):
        result = formcheck.batch.run(tmp_path / "films", tmp_path / "out", pace=pace, work=batch_work.DRAWN)
        assert [one.state for one in result.outcomes] == [state, state]
        assert result.overview.is_file()


def test_a_scheduler_that_goes_away(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    names = [f"slow{number}" for number in range(4)]
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50
    ) as lost:
        running = there(tasks(tmp_path, *names), lost.scheduler_address, work=ECHO)
        outcomes = [next(running)]
    began = time.monotonic()
    found = by_id(outcomes + list(running))
    assert time.monotonic() - began < HURRY_S
    assert set(found) == set(names)
    assert any("start the same command again" in one.error for one in found.values())


class Ended:
    """A future that went wrong."""

    def __init__(self, error: BaseException | None) -> None:
        self.status, self._error = "cancelled" if error is None else "error", error

    def exception(self) -> BaseException | None:
        return self._error


def test_what_dask_gives_up_on_becomes_a_sentence(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    (task,) = tasks(tmp_path, "a")
    killed = distributed.KilledWorker("a", None, 3)
    for error, says in (
        (killed, "Several workers ended"),
        (ModuleNotFoundError("No module named 'formcheck'"), "same formcheck on all"),
        (OSError("gone\nfar"), "OSError: gone far"),
        (None, "start the same command again"),
    ):
        outcome = told(Ended(error), task)
        assert (outcome.id, outcome.state) == ("a", "failed")
        assert says in outcome.error


def test_no_cluster_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("formcheck.batch.cluster._CONNECT_S", 0.5)
    for address in ("tcp://127.0.0.1:9", "nonsense://x"):
        with pytest.raises(SetupError, match="No cluster answers"):
            list(there(tasks(tmp_path, "a"), address))


def test_without_dask(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(LibraryError, match=r"formcheck\[cluster\]"):
        list(there(tasks(tmp_path, "a"), "tcp://127.0.0.1:9"))
