"""Faults of a pose model, put on purpose into landmarks that had none: legs exchanged, lost, thrown away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from formcheck.pose import PoseTrack
from formcheck.pose.landmarks import COUNT, index

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Fault = Callable[[PoseTrack, "Dice"], PoseTrack]

FOOT = ("ankle", "heel", "toe")
LEG = ("knee", *FOOT)
ARM = ("shoulder", "elbow", "wrist")
SIDES = ("left", "right")


@dataclass(frozen=True)
class Dice:
    """Chance, and the runner's leg length in pixels."""

    rng: np.random.Generator
    leg_px: float

    def bursts(self, count: int, length: int, share: float) -> Flags:
        """Pick runs of `length` frames at random until `share` of `count` frames is covered."""
        frames = np.zeros(count, dtype=bool)
        while frames.mean() < share:
            start = int(self.rng.integers(1 - length, count))
            frames[max(0, start) : start + length] = True
        return frames


def exchanged(track: PoseTrack, frames: Flags, joints: tuple[str, ...] = LEG) -> PoseTrack:
    """Exchange left and right in some frames."""
    xy, visibility = track.xy.copy(), track.visibility.copy()
    for joint in joints:
        a, b = (index(joint, side) for side in SIDES)
        xy[frames, a], xy[frames, b] = track.xy[frames, b], track.xy[frames, a]
        visibility[frames, a], visibility[frames, b] = (
            track.visibility[frames, b],
            track.visibility[frames, a],
        )
    return replace(track, xy=xy, visibility=visibility)


def blended(track: PoseTrack, frames: Flags, joints: tuple[str, ...] = FOOT) -> PoseTrack:
    """Draw both joints of a pair half-way towards each other, as between two guesses."""
    xy = track.xy.copy()
    for joint in joints:
        a, b = (index(joint, side) for side in SIDES)
        one, other = track.xy[frames, a], track.xy[frames, b]
        xy[frames, a], xy[frames, b] = 0.6 * one + 0.4 * other, 0.4 * one + 0.6 * other
    return replace(track, xy=xy)


def collapsed(track: PoseTrack, frames: Flags, onto: str, joints: tuple[str, ...] = LEG) -> PoseTrack:
    """Put both joints of a pair onto one leg."""
    xy = track.xy.copy()
    for joint in joints:
        at = track.xy[frames, index(joint, onto)]
        for side in SIDES:
            xy[frames, index(joint, side)] = at
    return replace(track, xy=xy)


def lost(track: PoseTrack, frames: Flags, joints: tuple[int, ...] = tuple(range(COUNT))) -> PoseTrack:
    """Lose some landmarks in some frames."""
    xy, visibility, world = track.xy.copy(), track.visibility.copy(), track.world.copy()
    for joint in joints:
        xy[frames, joint], visibility[frames, joint] = np.nan, 0.0
    if len(joints) == COUNT:
        world[frames] = np.nan
    return replace(track, xy=xy, visibility=visibility, world=world)


def thrown(track: PoseTrack, share: float, dice: Dice) -> PoseTrack:
    """Throw single joints 0.3 to 1 leg lengths away for one to four frames, as onto a console or rail."""
    xy, rng = track.xy.copy(), dice.rng
    for joint in LEG:
        for side in SIDES:
            touched = 0
            while touched < share * len(xy):
                start, length = int(rng.integers(0, len(xy))), int(rng.integers(1, 5))
                angle, far = rng.uniform(0, 2 * np.pi), rng.uniform(0.3, 1.0) * dice.leg_px
                xy[start : start + length, index(joint, side)] += far * np.array(
                    [np.cos(angle), np.sin(angle)]
                )
                touched += length
    return replace(track, xy=xy)


def stuck(track: PoseTrack, times: int, seconds: float, dice: Dice) -> PoseTrack:
    """Leave a leg hanging on something that stands still."""
    xy, rng = track.xy.copy(), dice.rng
    length = max(2, round(seconds / float(np.median(np.diff(track.t)))))
    for number in range(times):
        start = int(rng.integers(1, len(xy) - length))
        at = rng.uniform(-0.4, 0.4, 2) * dice.leg_px
        for joint in LEG:
            k = index(joint, SIDES[number % 2])
            xy[start : start + length, k] = track.xy[start, k] + at
    return replace(track, xy=xy)


def front_is_right(track: PoseTrack) -> PoseTrack:
    """Call whichever foot is further along the picture the right one: wrong in half of every stride."""
    ahead = track.xy[:, index("ankle", "right"), 0] < track.xy[:, index("ankle", "left"), 0]
    return exchanged(track, np.asarray(ahead))


def held_every_stride(track: PoseTrack, joint: str, dice: Dice) -> PoseTrack:
    """Take something beside the belt for a joint at the same moment of every stride."""
    xy, place = track.xy.copy(), index(joint, "left")
    x = track.xy[:, place, 0]
    front = np.asarray(x > np.nanquantile(x, 0.92))  # a few frames at the end of the swing
    xy[front, place] = np.nanmedian(track.xy[front, place], axis=0) + dice.leg_px * np.array([0.3, -0.3])
    return replace(track, xy=xy)


def _swaps(length: int, share: float, joints: tuple[str, ...] = LEG) -> Fault:
    return lambda track, dice: exchanged(track, dice.bursts(len(track.t), length, share), joints)


def _gaps(seconds: float, joints: tuple[int, ...] = tuple(range(COUNT))) -> Fault:
    def fault(track: PoseTrack, dice: Dice) -> PoseTrack:
        length = max(1, round(seconds / float(np.median(np.diff(track.t)))))
        return lost(track, dice.bursts(len(track.t), length, 0.05), joints)

    return fault


_ANKLE = (index("ankle", "left"),)
FAULTS: dict[str, Fault] = {
    "nothing": lambda track, _: track,
    # Half or more: only what swings against the legs, the arms, can say which naming is the right one.
    "legs: every second frame": lambda track, _: exchanged(track, np.arange(len(track.t)) % 2 == 1),
    "legs: every second frame, 90 % of the film": lambda track, _: exchanged(
        track, (np.arange(len(track.t)) % 2 == 1) & (np.arange(len(track.t)) < 0.9 * len(track.t))
    ),
    "legs: random half of the frames": lambda track, dice: exchanged(
        track, dice.rng.random(len(track.t)) < 0.5
    ),
    "legs: random 40 % of the frames": lambda track, dice: exchanged(
        track, dice.rng.random(len(track.t)) < 0.4
    ),
    **{f"legs: 20 % in bursts of {length}": _swaps(length, 0.2) for length in (1, 5, 15, 40)},
    "legs: whole film": lambda track, _: exchanged(track, np.ones(len(track.t), dtype=bool)),
    "legs: the foot in front always called right": lambda track, _: front_is_right(track),
    "knee only, 20 % in bursts of 5": _swaps(5, 0.2, ("knee",)),
    "foot only, 20 % in bursts of 5": _swaps(5, 0.2, FOOT),
    "toe only, 20 % in bursts of 5": _swaps(5, 0.2, ("toe",)),
    "heel only, 20 % in bursts of 5": _swaps(5, 0.2, ("heel",)),
    "half a leg (knee and ankle), 20 % in bursts of 5": _swaps(5, 0.2, ("knee", "ankle")),
    "feet half-way, 10 % in bursts of 2": lambda track, dice: blended(
        track, dice.bursts(len(track.t), 2, 0.1)
    ),
    "both legs on one, 10 % in bursts of 4": lambda track, dice: collapsed(
        track, dice.bursts(len(track.t), 4, 0.1), SIDES[int(dice.rng.integers(2))]
    ),
    "joints thrown 0.3 to 1 leg, 5 %, 1 to 4 frames": lambda track, dice: thrown(track, 0.05, dice),
    "a leg stuck for 0.3 s, twice": lambda track, dice: stuck(track, 2, 0.3, dice),
    "an ankle elsewhere in every stride": lambda track, dice: held_every_stride(track, "ankle", dice),
    "a knee elsewhere in every stride": lambda track, dice: held_every_stride(track, "knee", dice),
    "a toe elsewhere in every stride": lambda track, dice: held_every_stride(track, "toe", dice),
    "body lost, single frames": _gaps(0.0),
    "body lost, 0.1 s": _gaps(0.1),
    "body lost, 0.4 s": _gaps(0.4),
    "an ankle lost, single frames": _gaps(0.0, _ANKLE),
    "an ankle lost, 0.1 s": _gaps(0.1, _ANKLE),
    "an ankle lost, 0.4 s": _gaps(0.4, _ANKLE),
    "arms: 20 % in bursts of 5": _swaps(5, 0.2, ARM),
    "arms: random half of the frames": lambda track, dice: exchanged(
        track, dice.rng.random(len(track.t)) < 0.5, ARM
    ),
}
