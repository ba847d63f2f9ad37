"""Follow the runner through a clip: one pass over the frames, landmarks out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from formcheck.clip import Clip, Picture, Reader
from formcheck.pose.engine import Engine, Pose
from formcheck.pose.keeper import Keeper
from formcheck.pose.landmarks import COUNT
from formcheck.pose.light import LightMeter
from formcheck.pose.scout import Scout
from formcheck.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class PoseTrack:
    """Landmarks of one person over a clip.

    Attributes
    ----------
    t
        ``(T,)`` seconds, the clip's own times.
    xy
        ``(T, 33, 2)`` pixels, origin top left, y down; NaN is "not seen".
    visibility
        ``(T, 33)`` 0 to 1; 0 where nobody was found.
    world
        ``(T, 33, 3)`` metres round the hip middle, z away from the camera; NaN is "not seen".
    width, height
        Size of the picture, pixels.
    company
        ``(T,)`` True where somebody else is in the picture; None when nobody looked.
    brightness
        Grey level round the runner, median, 0 black to 255 white; None when it was not measured.
    """

    t: NDArray[np.float64]
    xy: NDArray[np.float64]
    visibility: NDArray[np.float64]
    world: NDArray[np.float64]
    width: int
    height: int
    company: NDArray[np.bool_] | None = None
    brightness: float | None = None

    @property
    def seen(self) -> NDArray[np.bool_]:
        """``(T,)`` True where a person was found."""
        seen: NDArray[np.bool_] = np.isfinite(self.xy[:, 0, 0])
        return seen

    def pick(self, frames: NDArray[np.intp], t: NDArray[np.float64]) -> PoseTrack:
        """Return some frames at times of their own, such as one shot without the pictures that repeat."""
        company = None if self.company is None else self.company[frames]
        return replace(
            self,
            t=t,
            xy=self.xy[frames],
            visibility=self.visibility[frames],
            world=self.world[frames],
            company=company,
        )

    def piece(self, first: int, stop: int) -> PoseTrack:
        """Return the frames from `first` up to `stop` (one shot)."""
        return self.pick(np.arange(*slice(first, stop).indices(len(self.t))), self.t[first:stop])


class Trackers(Protocol):
    """Someone who looks at every picture on the way, such as a cut finder or a background sampler."""

    def feed(self, picture: Picture) -> None:
        """Take the next picture."""
        ...


class CutRule(Protocol):
    """Tells whether a picture begins a new shot."""

    def feed(self, picture: Picture) -> bool:
        """Take the next picture; True when it begins a new shot."""
        ...


@dataclass(slots=True)
class _Rows:
    """Landmarks gathered picture by picture."""

    xy: list[NDArray[np.float64]] = field(default_factory=list)
    visibility: list[NDArray[np.float64]] = field(default_factory=list)
    world: list[NDArray[np.float64]] = field(default_factory=list)

    def add(self, pose: Pose | None) -> None:
        self.xy.append(np.full((COUNT, 2), np.nan) if pose is None else pose.xy)
        self.visibility.append(np.zeros(COUNT) if pose is None else pose.visibility)
        self.world.append(np.full((COUNT, 3), np.nan) if pose is None else pose.world)

    def blank(self, first: int) -> None:
        """Take back what was added from a row on: it showed somebody else."""
        count = len(self.xy) - first
        del self.xy[first:], self.visibility[first:], self.world[first:]
        for _ in range(count):
            self.add(None)


def follow(
    reader: Reader,
    engine: Engine,
    cut_rule: CutRule,
    watchers: Iterable[Trackers] = (),
    progress: Progress = silent,
    scout: Scout | None = None,
) -> tuple[Clip, PoseTrack]:
    """Run the engine over every picture of a file.

    Parameters
    ----------
    reader
        The file's pictures; read once, one at a time, so memory stays flat.
    engine
        Follows one person; restarted at every cut.
    cut_rule
        Tells where a new shot begins.
    watchers
        Look at the same pictures on the way, so that the file is decoded once.
    progress
        Told after every picture.
    scout
        Finds everybody in a picture, so that the runner is followed and nobody else; without one the engine
        is trusted blindly.

    Raises
    ------
    formcheck.errors.UnreadableClipError
        When the file holds fewer than two pictures.
    formcheck.errors.Cancelled
        When `progress` says so.
    """
    rows = _Rows()
    cuts: list[int] = []
    company: list[bool] = []
    watchers = tuple(watchers)
    keeper = Keeper(engine, scout)
    light = LightMeter()
    for picture in reader:
        if cut_rule.feed(picture):
            cuts.append(picture.index)
            keeper.restart(picture.index)
        pose = keeper(picture)
        if keeper.wrong_from is not None:
            rows.blank(keeper.wrong_from)
        rows.add(pose)
        company.append(keeper.company)
        light.feed(picture, pose)
        for watcher in watchers:
            watcher.feed(picture)
        progress("Following you through the film", picture.index + 1, reader.source.declared_frames)
    clip = reader.clip(tuple(cuts))
    track = PoseTrack(
        t=clip.t,
        xy=np.array(rows.xy),
        visibility=np.array(rows.visibility),
        world=np.array(rows.world),
        width=reader.source.width,
        height=reader.source.height,
        company=None if scout is None else np.array(company),
        brightness=light.brightness,
    )
    return clip, track
