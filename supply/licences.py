"""Look at the licence of everything in the lock files, and write docs/licences.md with ``--write``.

Ends with 1 when a licence is not known or not allowed (licences.toml), or when the page is behind.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from supply.locked import BUILDS, ROOT, RUNTIME, TEST, locked

PAGE = ROOT / "docs" / "licences.md"
_RULES = ROOT / "supply" / "licences.toml"
_HEAD = """# Licences

formcheck is under Apache-2.0. It holds no code of others: pip fetches what it needs from the makers of each
package, in the versions of `requirements.lock`. `python3 run.py check` looks at the licence of each, and ends
with an error where one is not known or may not go with Apache-2.0. `python -m supply.licences --write` writes
this page.
"""


@dataclass(frozen=True, slots=True)
class Rules:
    """What licences.toml tells."""

    runtime: frozenset[str]
    test: frozenset[str]
    names: Mapping[str, str]
    read: Mapping[str, Mapping[str, str]]
    inside: Mapping[str, str]
    models: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Package:
    """A package, its locked versions, its licence as SPDX names it (empty: not known), and the verdict."""

    name: str
    versions: tuple[str, ...]
    licence: str
    allowed: bool


@cache
def rules() -> Rules:
    """Read licences.toml."""
    told = tomllib.loads(_RULES.read_text(encoding="utf-8"))
    runtime = frozenset(told["runtime"])
    test = runtime | frozenset(told["test_too"])
    return Rules(runtime, test, told["names"], told["read"], told["inside"], told["models"])


def licence_of(name: str) -> str:
    """Return a package's licence: as it was read by hand, else as the package tells; empty when not known."""
    if name in rules().read:
        return rules().read[name]["licence"]
    try:
        told = metadata(name).json
    except PackageNotFoundError:
        return ""
    if "license_expression" in told:
        return str(told["license_expression"])
    classes = [one.split(" :: ")[-1] for one in told.get("classifier", ()) if one.startswith("License")]
    for words in (*classes, str(told.get("license", "")).strip()):
        spdx = rules().names.get(words, words)
        if spdx in rules().test:
            return spdx
    return ""


def allowed(expression: str, licences: Iterable[str]) -> bool:
    """Tell whether an SPDX expression can be met: one side of each OR, and both of each AND.

    >>> allowed("GPL-2.0-or-later OR MIT", ["MIT"]), allowed("GPL-2.0-or-later AND MIT", ["MIT"])
    (True, False)
    """
    fine = set(licences)
    # Brackets are rare: without them AND binds closer than OR.
    if "(" in expression:
        inner = re.sub(r"\(([^()]*)\)", lambda part: _one(allowed(part[1], fine), fine), expression)
        return allowed(inner, fine) if inner != expression else False
    return any(all(part.strip() in fine for part in side.split(" AND ")) for side in expression.split(" OR "))


def _one(yes: bool, fine: set[str]) -> str:
    return min(fine) if yes else "none"


def packages() -> tuple[tuple[Package, ...], tuple[Package, ...]]:
    """Return what formcheck needs to run, and what only its tests need."""
    runtime, everything = _versions(RUNTIME), _versions(TEST)
    tests = {name: versions for name, versions in everything.items() if name not in runtime}
    return _looked_at(runtime, rules().runtime), _looked_at(tests, rules().test)


def _versions(lock: Path) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for one in locked(lock):
        if one.name not in BUILDS:
            found[one.name] = (*found.get(one.name, ()), one.version)
    return found


def _looked_at(found: Mapping[str, tuple[str, ...]], fine: frozenset[str]) -> tuple[Package, ...]:
    told = ((name, versions, licence_of(name)) for name, versions in found.items())
    return tuple(Package(name, versions, one, allowed(one, fine)) for name, versions, one in told)


def page() -> str:
    """Return docs/licences.md."""
    runtime, tests = packages()
    inside = "\n".join(f"- **{name}**: {words}" for name, words in rules().inside.items())
    models = rules().models
    return "\n".join(
        (
            _HEAD,
            "## To run formcheck\n",
            _table(runtime),
            "## Inside these packages\n",
            "Some wheels hold libraries of others, under licences of their own.\n",
            f"{inside}\n",
            "## Pose models\n",
            "`heavy` and `full` are fetched on first use and accepted by their SHA-256 alone: "
            f"{models['licence']}. {models['from']} They are no part of formcheck. "
            "Weights for `rtmpose` are your own.\n",
            "## Only for the tests\n",
            "Fetched by `python3 run.py test`, never handed on, so copyleft licences are fine here.\n",
            _table(tests).rstrip("\n") + "\n",
        )
    )


def _table(found: Iterable[Package]) -> str:
    rows = [f"| {one.name} | {', '.join(one.versions)} | {one.licence or 'not known'} |" for one in found]
    return "\n".join(("| Package | Version | Licence |", "|---|---|---|", *rows, ""))


def _versions_in(text: str) -> list[str]:
    """Rows of the tables without the licence, which some packages write differently for another Python."""
    return [line.rsplit("|", 2)[0] for line in text.splitlines() if line.startswith("| ")]


def main(arguments: list[str]) -> int:
    """Look, write when asked to, and say what does not fit."""
    runtime, tests = packages()
    unfit = [one for one in (*runtime, *tests) if not one.allowed]
    for one in unfit:
        print(f"{one.name}: '{one.licence or 'not known'}' is not among the licences of supply/licences.toml")
    if unfit:
        return 1
    if "--write" in arguments:
        PAGE.write_text(page(), encoding="utf-8")
    elif not PAGE.exists() or _versions_in(PAGE.read_text(encoding="utf-8")) != _versions_in(page()):
        print("docs/licences.md is behind: python -m supply.licences --write")
        return 1
    print(f"{len(runtime)} packages to run and {len(tests)} for the tests, all under allowed licences")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
