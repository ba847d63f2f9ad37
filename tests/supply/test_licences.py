"""Every licence is known and allowed, and the page says so."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

import pytest

from supply import licences
from supply.licences import PAGE, Package, allowed, licence_of, main, packages, rules
from tests.support import absent


def test_every_package_may_be_used() -> None:
    runtime, tests = packages()
    assert [one for one in (*runtime, *tests) if not one.allowed] == []
    assert {"mediapipe", "streamlit", "av"} <= {one.name for one in runtime}
    assert {"pytest", "ruff"} <= {one.name for one in tests}
    assert not {one.licence for one in runtime} & set(rules().test - rules().runtime)


def test_the_page_is_in_step(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0, capsys.readouterr().out
    text = PAGE.read_text(encoding="utf-8")
    assert "x264" in text
    assert "GPL-2.0-or-later" in text
    assert "| not known |" not in text


@pytest.mark.parametrize(
    ("expression", "yes"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("", False),
        ("MIT OR GPL-3.0-only", True),
        ("MIT AND GPL-3.0-only", False),
        ("GPL-3.0-only OR MIT AND GPL-3.0-only", False),
        ("(GPL-3.0-only OR MIT) AND MIT", True),
        ("(GPL-3.0-only AND MIT) OR GPL-3.0-only", False),
        ("GPL-3.0-only WITH GCC-exception-3.1", False),
    ],
)
def test_expressions(expression: str, yes: bool) -> None:
    assert allowed(expression, ["MIT", "ISC"]) is yes


def test_what_is_not_known_or_not_allowed_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = (Package("odd", ("1",), "", False), Package("shy", ("1",), "SSPL-1.0", False))
    monkeypatch.setattr(licences, "packages", lambda: (odd, ()))
    assert main([]) == 1
    said = capsys.readouterr().out
    assert "odd: 'not known'" in said
    assert "shy: 'SSPL-1.0'" in said
    assert licence_of("there-is-no-such-package") == ""


def test_what_was_read_by_hand_is_still_needed() -> None:
    names = {one.name for part in packages() for one in part}
    assert set(rules().read) <= names
    assert set(rules().inside) <= names


def test_installed_versions_are_those_looked_at() -> None:
    other = {}
    for one in (*packages()[0], *packages()[1]):
        try:
            found = version(one.name)
        except PackageNotFoundError:
            continue
        if found not in one.versions:
            other[one.name] = found
    if other:
        pytest.skip(f"{absent.NOT_LOCKED}: {', '.join(sorted(other))}")
