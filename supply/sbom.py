"""Write build/sbom.json, a bill of materials (CycloneDX 1.6): ``python3 run.py sbom``.

cyclonedx-py lists what requirements.lock holds; licences, who needs whom, and the pose models are added.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from formcheck.pose.sources import KNOWN
from supply.licences import licence_of, rules
from supply.locked import BUILDS, ROOT, RUNTIME, Locked, locked
from supply.tools import tools_python

OUT = ROOT / "build" / "sbom.json"
SPEC = "1.6"
_CHECK = """
import sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
error = JsonStrictValidator(SchemaVersion.V1_6).validate_str(open(sys.argv[1], encoding="utf-8").read())
sys.exit(f"This is no CycloneDX: {error}" if error else 0)
"""
Part = dict[str, Any]


def completed(listed: Part) -> Part:
    """Add to what cyclonedx-py lists: licences, who needs whom, the pose models.

    Parameters
    ----------
    listed
        A bill of materials made from requirements.lock; it is not changed.
    """
    pins = {(one.name, one.version): one for one in locked(RUNTIME)}
    parts = [
        _package(part, pins[part["name"], part["version"]])
        for part in listed["components"]
        if part["name"] not in BUILDS
    ]
    refs: dict[str, list[str]] = {}
    for part in parts:
        refs.setdefault(part["name"], []).append(part["bom-ref"])
    root, models = listed["metadata"]["component"]["bom-ref"], list(_models())
    needs = [{"ref": part["bom-ref"], "dependsOn": _needed_by(part["name"], refs)} for part in parts]
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    direct = [*_among(pyproject["project"]["dependencies"], refs), *(one["bom-ref"] for one in models)]
    return {
        **listed,
        "components": [*parts, *models],
        "dependencies": [
            {"ref": root, "dependsOn": direct},
            *needs,
            *({"ref": one["bom-ref"]} for one in models),
        ],
    }


def _package(part: Part, pin: Locked) -> Part:
    told = {name: value for name, value in part.items() if name != "description"}
    told["bom-ref"] = part["purl"]
    if pin.marker:
        told["properties"] = [{"name": "formcheck:marker", "value": pin.marker}]
    licence = licence_of(pin.name)
    if licence:
        told["licenses"] = [{"expression": licence, "acknowledgement": "declared"}]
    return told


def _needed_by(name: str, refs: Mapping[str, list[str]]) -> list[str]:
    """Refer to what a package asks for; nothing where it is not installed here."""
    try:
        return _among(requires(name) or (), refs)
    except PackageNotFoundError:
        return []


def _among(asked: Iterable[str], refs: Mapping[str, list[str]]) -> list[str]:
    """Refer to all versions that are locked of what is asked for without extras."""
    read = (Requirement(one) for one in asked)
    names = (canonicalize_name(one.name) for one in read if "extra" not in str(one.marker or ""))
    return sorted({ref for each in names for ref in refs.get(each, ())})


def _models() -> Iterable[Part]:
    for one in KNOWN.values():
        yield {
            "type": "machine-learning-model",
            "bom-ref": f"model-{one.name}",
            "name": one.file_name,
            # The makers number none; the file is known by its hash.
            "version": f"sha256-{one.sha256[:12]}",
            "description": f"Pose model '{one.name}' of MediaPipe, fetched on first use.",
            "hashes": [{"alg": "SHA-256", "content": one.sha256}],
            "licenses": [{"expression": rules().models["licence"], "acknowledgement": "declared"}],
            "externalReferences": [
                {"type": "distribution", "url": one.url},
                {
                    "type": "distribution",
                    "url": f"https://pypi.org/project/{one.package.replace('==', '/')}/",
                    "comment": f"Where the address above does not answer: {one.member} in its wheel.",
                },
            ],
        }


def write(out: Path = OUT) -> None:
    """Write and check the file.

    Raises
    ------
    subprocess.CalledProcessError
        When the tool cannot be installed or says no.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    python = str(tools_python())
    command = [python, "-W", "ignore", "-m", "cyclonedx_py", "requirements", str(RUNTIME)]
    command += ["--pyproject", "pyproject.toml", "--output-format", "JSON", "--spec-version", SPEC]
    command += ["--output-reproducible"]
    listed = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout
    out.write_text(json.dumps(completed(json.loads(listed)), indent=1) + "\n", encoding="utf-8")
    subprocess.run([python, "-c", _CHECK, str(out)], check=True)


def main() -> int:
    """Write it and say where."""
    try:
        write()
    except subprocess.CalledProcessError as error:
        print(f"There is no bill of materials; see the lines above ({error.cmd[0]}).", file=sys.stderr)
        return 1
    print(f"{OUT.relative_to(ROOT)} is written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
