"""A watched film as one file of numbers: landmarks, frame times and lines of the background, no picture."""

from __future__ import annotations

import json
from dataclasses import astuple
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from formcheck.clip import Clip, Repeats, Source
from formcheck.clip.sampling import Sampling
from formcheck.motion import Backdrop, Lines
from formcheck.pose import PoseTrack
from formcheck.pose.models import ModelFile
from formcheck.watching import Shot, Watched


def pack(watched: Watched, file: BinaryIO) -> None:
    """Write a watched film into an open file (``.npz``)."""
    clip, track = watched.clip, watched.track
    arrays: dict[str, Any] = {
        "t": clip.t,
        "xy": track.xy,
        "visibility": track.visibility,
        "world": track.world,
    }
    if clip.repeats is not None:
        arrays["again"] = clip.repeats.again
    if track.looked is not None:
        arrays["looked"] = track.looked
    if track.company is not None:
        arrays["company"] = track.company
    about = {
        "cuts": clip.cuts,
        "warnings": clip.warnings,
        "sampling": astuple(clip.sampling),
        "brightness": track.brightness,
        "shots": [_shot(shot, number, arrays) for number, shot in enumerate(watched.shots)],
    }
    np.savez(file, about=np.array(json.dumps(about)), **arrays)


def _shot(shot: Shot, number: int, arrays: dict[str, Any]) -> dict[str, Any]:
    """Describe a shot; its lines become arrays of their own."""
    sizes = []
    for k, lines in enumerate(shot.backdrop.lines):
        arrays[f"lines_{number}_{k}"] = lines.ends
        sizes.append((lines.width, lines.height))
    return {"span": shot.span, "camera": shot.backdrop.camera, "sizes": sizes}


def unpack(path: Path, source: Source, model: ModelFile) -> Watched:
    """Read back what `pack` wrote.

    Parameters
    ----------
    path
        The file.
    source, model
        The film as it lies there now, and the model that watched it: neither is in the file.

    Raises
    ------
    OSError, ValueError, KeyError, zipfile.BadZipFile
        When the file is not whole.
    """
    # No pickles: numpy refuses them unless asked. It leaves a file it cannot read open, so we hold it.
    with path.open("rb") as file, np.load(file) as kept:
        arrays = {name: kept[name] for name in kept.files}
    about = json.loads(str(arrays["about"]))
    t = arrays["t"]
    frames = len(t)
    if not (arrays["xy"].shape[0] == arrays["visibility"].shape[0] == arrays["world"].shape[0] == frames):
        raise ValueError("the arrays are not of one film")
    clip = Clip(
        source=source,
        t=t,
        cuts=tuple(about["cuts"]),
        warnings=tuple(about["warnings"]),
        sampling=_sampling(*about["sampling"]),
        repeats=Repeats(t, arrays["again"]) if "again" in arrays else None,
    )
    track = PoseTrack(
        t=t,
        xy=arrays["xy"],
        visibility=arrays["visibility"],
        world=arrays["world"],
        width=source.width,
        height=source.height,
        company=arrays.get("company"),
        looked=arrays.get("looked"),
        brightness=about["brightness"],
    )
    shots = tuple(_unpacked(one, number, arrays) for number, one in enumerate(about["shots"]))
    return Watched(clip, track, shots, model)


def _sampling(every: int, first: int, stop: int | None, looked: tuple[int, int]) -> Sampling:
    return Sampling(every, first, stop, (looked[0], looked[1]))


def _unpacked(told: dict[str, Any], number: int, arrays: dict[str, Any]) -> Shot:
    lines = tuple(
        Lines(arrays[f"lines_{number}_{k}"], width, height) for k, (width, height) in enumerate(told["sizes"])
    )
    first, stop = told["span"]
    return Shot((first, stop), Backdrop(told["camera"], lines))
