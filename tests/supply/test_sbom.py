"""The bill of materials names what formcheck needs and its models, with hashes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from formcheck.pose.sources import KNOWN
from supply import sbom
from supply.locked import BUILDS, RUNTIME, locked
from supply.tools import FOLDER
from tests.support import absent


def listed() -> dict[str, Any]:
    """Return what cyclonedx-py makes of the lock file, in short."""
    parts = [
        {
            "type": "library",
            "name": one.name,
            "version": one.version,
            "purl": f"pkg:pypi/{one.name}@{one.version}",
            "bom-ref": f"line-{number}",
            "description": "a line of a file",
        }
        for number, one in enumerate(locked(RUNTIME))
    ]
    return {"bomFormat": "CycloneDX", "metadata": {"component": {"bom-ref": "root"}}, "components": parts}


def assert_complete(made: dict[str, Any]) -> None:
    """Hold a bill of materials against the lock file and the known models."""
    parts = {one["bom-ref"]: one for one in made["components"]}
    wanted = {f"pkg:pypi/{one.name}@{one.version}" for one in locked(RUNTIME) if one.name not in BUILDS}
    models = {f"model-{name}" for name in KNOWN}
    assert set(parts) == wanted | models
    for name, known in KNOWN.items():
        model = parts[f"model-{name}"]
        assert model["hashes"] == [{"alg": "SHA-256", "content": known.sha256}]
        assert model["externalReferences"][0]["url"] == known.url
    assert all(one["licenses"] for one in parts.values())
    needs = {one["ref"]: one.get("dependsOn", []) for one in made["dependencies"]}
    root = made["metadata"]["component"]["bom-ref"]
    assert set(needs) == set(parts) | {root}
    assert models <= set(needs[root])
    assert {"streamlit", "mediapipe", "pydantic"} <= {ref.split("/")[-1].split("@")[0] for ref in needs[root]}
    assert {ref for refs in needs.values() for ref in refs} <= set(parts)


def test_it_is_complete() -> None:
    assert_complete(sbom.completed(listed()))


def test_the_real_one(tmp_path: Path) -> None:
    if not FOLDER.exists():
        pytest.skip(f"{absent.NO_BILL}: 'python3 run.py sbom' installs it")
    sbom.write(tmp_path / "sbom.json")
    made = json.loads((tmp_path / "sbom.json").read_text(encoding="utf-8"))
    assert made["specVersion"] == "1.6"
    assert_complete(made)
    (numpy, *_) = [one for one in made["components"] if one["name"] == "numpy"]
    (source,) = numpy["externalReferences"]
    assert {one["content"] for one in source["hashes"]} <= {
        found for one in locked(RUNTIME) if one.name == "numpy" for found in one.hashes
    }
