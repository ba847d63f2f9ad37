"""The set-up program: what it finds missing, what it says, and when it does nothing."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import run

Calls = list[tuple[str, ...]]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    """Write down what would be run; everything succeeds."""
    made: Calls = []

    def call(*command: str | Path, **_: str) -> int:
        made.append(tuple(str(word) for word in command))
        return 0

    monkeypatch.setattr(run, "call", call)
    return made


@pytest.fixture
def linux_without(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Make a Linux that lacks some libraries."""

    def lacking(*names: str, environments: bool = True) -> None:
        def load(name: str) -> None:
            if name in names:
                raise OSError(name)

        monkeypatch.setattr("sys.platform", "linux")
        monkeypatch.setattr("ctypes.CDLL", load)
        monkeypatch.setattr(run, "can_make_environments", lambda: environments)
        monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")

    return lacking


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point the program at a project of its own whose environment works."""
    folder = tmp_path / ".venv"
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "python").touch()
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "VENV", folder)
    monkeypatch.setattr(run, "PYTHON", folder / "bin" / "python")
    monkeypatch.setattr(run, "STAMP", folder / "stamp.json")
    return folder


def installs(calls: Calls) -> list[str]:
    return [call[-1] for call in calls if "pip" in call]


def test_complete_system_is_left_alone(linux_without: Callable[..., None], calls: Calls) -> None:
    linux_without()
    run.complete_system(set())
    assert calls == []


def test_each_missing_library_names_its_package_once(linux_without: Callable[..., None]) -> None:
    linux_without("libGL.so.1", "libxcb.so.1", "libEGL.so.1")
    assert run.missing_packages(set()) == ["libgl1", "libegl1"]


def test_what_only_the_tests_need_is_only_asked_for_by_them(linux_without: Callable[..., None]) -> None:
    linux_without("libatomic.so.1")
    assert run.missing_packages(set()) == []
    assert run.missing_packages({"test"}) == ["libatomic1"]


def test_half_a_python_is_completed(linux_without: Callable[..., None]) -> None:
    linux_without(environments=False)
    (package,) = run.missing_packages(set())
    assert package.startswith("python3")
    assert package.endswith("-venv")


def test_without_root_the_line_to_run_is_said(
    linux_without: Callable[..., None],
    calls: Calls,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    linux_without("libGLESv2.so.2")
    monkeypatch.setattr("os.geteuid", lambda: 1000, raising=False)
    with pytest.raises(run.SetupFailed):
        run.complete_system(set())
    said = capsys.readouterr().err
    assert "sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends libgles2'" in said
    assert calls == []


def test_root_installs_and_what_still_fails_is_said(
    linux_without: Callable[..., None],
    calls: Calls,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    linux_without("libGLESv2.so.2")
    monkeypatch.setattr("os.geteuid", lambda: 0, raising=False)
    with pytest.raises(run.SetupFailed):
        run.complete_system(set())
    assert [call[:2] for call in calls] == [("apt-get", "update"), ("apt-get", "install")]
    assert calls[1][-1] == "libgles2"
    assert "could not be installed" in capsys.readouterr().err


def test_other_linux_is_told_what_it_lacks(
    linux_without: Callable[..., None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    linux_without("libGL.so.1")
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(run.SetupFailed):
        run.complete_system(set())
    assert "libgl1" in capsys.readouterr().err


def test_installs_once(environment: Path, calls: Calls) -> None:
    run.complete_environment(set())
    assert installs(calls) == ["."]
    calls.clear()
    run.complete_environment(set())
    assert installs(calls) == []


def test_test_tools_come_when_asked_for_and_stay(environment: Path, calls: Calls) -> None:
    run.complete_environment(set())
    run.complete_environment({"test"})
    assert installs(calls) == [".", ".[test]"]
    calls.clear()
    run.complete_environment(set())
    run.complete_environment({"test"})
    assert installs(calls) == []


def test_changed_pyproject_installs_again_with_all_that_was_there(environment: Path, calls: Calls) -> None:
    run.complete_environment({"test"})
    calls.clear()
    (environment.parent / "pyproject.toml").write_text("[project]\nname = 'y'\n")
    run.complete_environment(set())
    assert installs(calls) == [".[test]"]
    assert not any("venv" in call for call in calls)


@pytest.fixture
def locks(environment: Path) -> Path:
    """Give the project lock files."""
    for name in ("requirements.lock", "requirements-test.lock"):
        (environment.parent / name).write_text("numpy==2.0\n")
    return environment.parent


def test_locked_versions_are_installed_by_their_hashes(locks: Path, calls: Calls) -> None:
    run.complete_environment(set())
    run.complete_environment({"test"})
    pips = [call[3:] for call in calls if "pip" in call]
    assert [call[-1] for call in pips] == [
        str(locks / "requirements.lock"),
        ".",
        str(locks / "requirements-test.lock"),
        ".",
    ]
    assert all("--require-hashes" in call for call in pips[::2])
    assert all({"--no-deps", "--no-build-isolation"} <= set(call) for call in pips[1::2])


def test_other_locked_versions_are_installed_again(locks: Path, calls: Calls) -> None:
    run.complete_environment(set())
    calls.clear()
    run.complete_environment(set())
    assert installs(calls) == []
    (locks / "requirements.lock").write_text("numpy==2.1\n")
    run.complete_environment(set())
    assert len(installs(calls)) == 2


@pytest.mark.parametrize(
    ("system", "python"), [("linux", (3, 99)), ("darwin", (3, 12)), ("freebsd14", (3, 12))]
)
def test_where_the_locked_versions_may_not_fit_the_newest_are_taken(
    locks: Path,
    calls: Calls,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    system: str,
    python: tuple[int, int],
) -> None:
    monkeypatch.setattr("sys.platform", system)
    monkeypatch.setattr("platform.mac_ver", lambda: ("14.5", ("", "", ""), "arm64"))
    monkeypatch.setattr("sys.version_info", (*python, 0))
    run.complete_environment({"test"})
    assert installs(calls) == [".[test]"]
    assert "newest versions that fit" in capsys.readouterr().out


def test_newest_stays_newest(locks: Path, calls: Calls) -> None:
    run.complete_environment(set(), newest=True)
    assert installs(calls) == ["."]
    calls.clear()
    run.complete_environment(set())
    assert installs(calls) == []
    run.complete_environment({"test"})
    assert installs(calls) == [".[test]"]


def test_a_wrong_hash_is_no_reason_for_other_versions(
    locks: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made: Calls = []

    def call(*command: str | Path, **_: str) -> int:
        made.append(tuple(str(word) for word in command))
        return 1 if "--require-hashes" in command else 0

    monkeypatch.setattr(run, "call", call)
    with pytest.raises(run.SetupFailed):
        run.complete_environment(set())
    assert len(installs(made)) == 1
    assert "--newest" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "program"),
    [
        (["check"], ("supply.check",)),
        (["check", "--no-tests"], ("supply.check", "--no-tests")),
        (["lock", "--upgrade"], ("supply.lock", "--upgrade")),
        (["sbom"], ("supply.sbom",)),
    ],
)
def test_programs_about_the_supply(
    environment: Path,
    calls: Calls,
    linux_without: Callable[..., None],
    arguments: list[str],
    program: tuple[str, ...],
) -> None:
    linux_without()
    assert run.main(arguments) == 0
    assert calls[-1][1:] == ("-m", *program)
    assert installs(calls) == [".[test]"]


def test_broken_environment_is_made_anew(environment: Path, calls: Calls) -> None:
    run.complete_environment(set())
    calls.clear()
    (environment / "bin" / "python").unlink()
    run.complete_environment(set())
    assert any("venv" in call and "--clear" in call for call in calls)
    assert installs(calls) == ["."]


def test_failed_installation_is_tried_again_next_time(
    environment: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "call", lambda *command, **_: 1 if "pip" in command else 0)
    with pytest.raises(run.SetupFailed):
        run.complete_environment(set())
    assert "try again" in capsys.readouterr().err
    assert run.kept_stamp() == {}


def test_second_page_takes_the_next_port(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setattr(run, "FIRST_PORT", taken.getsockname()[1])
        assert run.free_port() > taken.getsockname()[1]


def test_older_python_gets_one_clear_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "OLDEST", (9, 9))
    with pytest.raises(run.SetupFailed) as caught:
        run.main(["page"])
    assert caught.value.code == 2
    assert "needs Python 9.9 or newer" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "words"), [(["--help"], 0, "run.py page"), ([], 2, "usage"), (["pag"], 2, "usage")]
)
def test_command_line(arguments: list[str], code: int, words: str) -> None:
    done = subprocess.run(
        [sys.executable, run.__file__, *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == code
    assert words in done.stdout + done.stderr


def test_only_the_standard_library_is_needed() -> None:
    program = f"import runpy, sys; runpy.run_path({run.__file__!r}); print(sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True, check=True
    )
    assert "argparse" in done.stdout
    assert "numpy" not in done.stdout
