"""Follow the runner through a clip: one pass over the frames, landmarks out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from formcheck.clip import Clip, Picture, Reader
from formcheck.pose.between import read_between
from formcheck.pose.engine import Engine, Pose
from formcheck.pose.keeper import Keeper
from formcheck.pose.landmarks import COUNT
from formcheck.pose.light import LightMeter
from formcheck.pose.scout import Scout
from formcheck.pose.track import PoseTrack
from formcheck.progress import Progress, silent

STAGE = "Following you through the film"


class Trackers(Protocol):
    """Someone who looks at every picture on the way, such as a cut finder or a background sampler."""

    def feed(self, picture: Picture) -> None:
        """Take the next picture."""
        ...


class Watcher(Trackers, Protocol):
    """Someone who also notices pictures that bring nothing new."""

    @property
    def padded(self) -> bool:
        """Whether the last pictures hold one that only repeats the one before."""
        ...


class CutRule(Protocol):
    """Tells whether a picture begins a new shot."""

    def feed(self, picture: Picture) -> bool:
        """Take the next picture; True when it begins a new shot."""
        ...


@dataclass(slots=True)
class Rows:
    """Landmarks gathered picture by picture.

    Attributes
    ----------
    first
        Number of the picture of the first row.
    looked
        Whether the model looked at a picture at all.
    """

    first: int = 0
    looked: list[bool] = field(default_factory=list)
    xy: list[NDArray[np.float64]] = field(default_factory=list)
    visibility: list[NDArray[np.float64]] = field(default_factory=list)
    world: list[NDArray[np.float64]] = field(default_factory=list)
    company: list[bool] = field(default_factory=list)

    def skip(self) -> None:
        """Take the next picture, at which nobody looked."""
        self.add(None, bool(self.company and self.company[-1]))
        self.looked[-1] = False

    def add(self, pose: Pose | None, company: bool) -> None:
        """Take the pose in the next picture, and whether somebody else is in it."""
        self.looked.append(True)
        self.xy.append(np.full((COUNT, 2), np.nan) if pose is None else pose.xy)
        self.visibility.append(np.zeros(COUNT) if pose is None else pose.visibility)
        self.world.append(np.full((COUNT, 3), np.nan) if pose is None else pose.world)
        self.company.append(company)

    def blank(self, index: int) -> None:
        """Take back what was added from a picture on: it showed somebody else."""
        for row in range(max(index - self.first, 0), len(self.xy)):
            self.xy[row] = np.full((COUNT, 2), np.nan)
            self.visibility[row] = np.zeros(COUNT)
            self.world[row] = np.full((COUNT, 3), np.nan)


class Follower:
    """Follows one person through pictures that come one after another.

    Parameters
    ----------
    engine
        Follows one person; restarted at every cut.
    cut_rule
        Tells where a new shot begins.
    scout
        Finds everybody in a picture, so that the runner is followed and nobody else; without one the engine
        is trusted blindly.
    first
        Number of the first picture it will be shown.
    """

    def __init__(self, engine: Engine, cut_rule: CutRule, scout: Scout | None, first: int = 0) -> None:
        self.rows = Rows(first)
        self.cuts: list[int] = []
        self.light = LightMeter()
        self.reached_back = False  # beyond the first picture: who is followed was somebody else before it too
        self._cut_rule = cut_rule
        self._keeper = Keeper(engine, scout)

    def feed(self, picture: Picture, *, look: bool = True) -> None:
        """Take the next picture, and look at it or not."""
        if self._cut_rule.feed(picture):
            self.cuts.append(picture.index)
            self._keeper.restart(picture.index)
        if not look:
            self.rows.skip()
            return
        pose = self._keeper(picture)
        wrong_from = self._keeper.wrong_from
        if wrong_from is not None:
            self.reached_back |= wrong_from <= self.rows.first
            self.rows.blank(wrong_from)
        self.rows.add(pose, self._keeper.company)
        self.light.feed(picture, pose)


def follow(
    reader: Reader,
    engine: Engine,
    cut_rule: CutRule,
    watchers: Iterable[Watcher] = (),
    progress: Progress = silent,
    scout: Scout | None = None,
) -> tuple[Clip, PoseTrack]:
    """Run the engine over every picture of a file.

    Parameters
    ----------
    reader
        The file's pictures; read once, one at a time, so memory stays flat.
    engine, cut_rule, scout
        As for `Follower`.
    watchers
        Look at the same pictures on the way, so that the file is decoded once.
    progress
        Told after every picture.

    Raises
    ------
    formcheck.errors.UnreadableClipError
        When the file holds fewer than two pictures.
    formcheck.errors.Cancelled
        When `progress` says so.
    """
    follower = Follower(engine, cut_rule, scout)
    watchers = tuple(watchers)
    for picture in reader:
        for watcher in watchers:
            watcher.feed(picture)
        # Among pictures that repeat, a new one must not be passed over.
        padded = any(watcher.padded for watcher in watchers)
        follower.feed(picture, look=padded or reader.sampling.looks(picture.index))
        progress(STAGE, picture.index + 1, reader.source.declared_frames)
    clip = reader.clip(tuple(follower.cuts))
    return clip, track_of(clip, follower.rows, follower.light.brightness, scouted=scout is not None)


def track_of(clip: Clip, rows: Rows, brightness: float | None, *, scouted: bool) -> PoseTrack:
    """Make a track of gathered landmarks; `scouted` tells whether anybody looked for other people."""
    track = PoseTrack(
        t=clip.t,
        xy=np.array(rows.xy),
        visibility=np.array(rows.visibility),
        world=np.array(rows.world),
        width=clip.source.width,
        height=clip.source.height,
        company=np.array(rows.company) if scouted else None,
        brightness=brightness,
    )
    return read_between(track, np.array(rows.looked), clip.cuts)
