"""The lock files: whole, with hashes, and in step with pyproject.toml."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from supply.locked import ROOT, RUNTIME, TEST, TOOLS, locked

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PYTHONS = ("3.11", "3.12", "3.13", "3.14")


def pins(path: Path, python: str, system: str = "linux") -> dict[str, str]:
    """Return what one Python gets."""
    place = {"python_version": python, "python_full_version": f"{python}.1", "sys_platform": system}
    fits = [one for one in locked(path) if not one.marker or Marker(one.marker).evaluate(dict(place))]
    names = [one.name for one in fits]
    assert len(names) == len(set(names)), "two versions of one package"
    return {canonicalize_name(one.name): one.version for one in fits}


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("system", ["linux", "win32", "darwin"])
def test_all_that_is_asked_for_is_locked(python: str, system: str) -> None:
    runtime = PROJECT["project"]["dependencies"] + PROJECT["build-system"]["requires"]
    tests = PROJECT["project"]["optional-dependencies"]["test"]
    for path, asked in ((RUNTIME, runtime), (TEST, runtime + tests)):
        found = pins(path, python, system)
        for line in asked:
            one = Requirement(line)
            assert one.specifier.contains(found[canonicalize_name(one.name)]), f"run.py lock: {line}"


def test_nothing_is_locked_that_is_no_longer_asked_for() -> None:
    blocks = re.split(r"^(?=[a-z])", RUNTIME.read_text(encoding="utf-8"), flags=re.MULTILINE)
    direct = {block.split("==")[0] for block in blocks if "formcheck (pyproject.toml)" in block}
    asked = {canonicalize_name(Requirement(one).name) for one in PROJECT["project"]["dependencies"]}
    assert direct == asked, "run.py lock"


@pytest.mark.parametrize("python", PYTHONS)
def test_tests_run_with_what_people_get(python: str) -> None:
    assert pins(RUNTIME, python).items() <= pins(TEST, python).items()


def test_tools_are_locked() -> None:
    wanted = (ROOT / "supply" / "tools.in").read_text(encoding="utf-8").splitlines()
    assert {name for name in wanted if not name.startswith("#")} <= set(pins(TOOLS, "3.11"))


def test_no_address_and_no_folder_of_a_machine_is_in_them() -> None:
    for path in (RUNTIME, TEST, TOOLS):
        text = path.read_text(encoding="utf-8")
        assert "://" not in text
        assert "file:" not in text


@pytest.mark.parametrize(
    "line", ["numpy>=2\n", "numpy==2.0\n", f"numpy==2.0,==2.1 --hash=sha256:{'0' * 64}\n"]
)
def test_what_is_not_locked_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "x.lock").write_text(f"# comment\n{line}\n")
    with pytest.raises(ValueError, match="numpy is not locked"):
        locked(tmp_path / "x.lock")


def test_a_lock_is_read(tmp_path: Path) -> None:
    text = f"a-b==1.0 ; python_version < '3.12' \\\n    --hash=sha256:{'1' * 64}\n    # via c\n"
    (tmp_path / "x.lock").write_text(text)
    (one,) = locked(tmp_path / "x.lock")
    assert (one.name, one.version, one.hashes) == ("a-b", "1.0", ("1" * 64,))
    assert one.marker == 'python_version < "3.12"'
