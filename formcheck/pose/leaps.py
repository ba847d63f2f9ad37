"""Where the engine lets go of the runner and follows somebody else: the trunk leaps as no trunk can."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from formcheck.pose.landmarks import Landmark
from formcheck.pose.track import PoseTrack

Array = NDArray[np.float64]

# A runner's trunk gains at most gravity's pull between two frames, 0.02 trunk lengths at 30 a second, and the
# model jitters by less; with a passer-by taken for the runner it went 0.3 to 0.6 from one frame to the next.
_LEAP = 0.25  # trunk lengths a frame beyond the pace of the frames around
# Landmarks that tremble all the time, or leap again and again, are a person half seen, no passer-by.
_SHAKY = 6.0  # times the film's own median
_OFTEN = 0.03  # of the frames
_AROUND = 5  # frames on both sides that tell the pace
_LETTING_GO = 3  # frames before a leap in which the engine already slides away
_AWAY = 1.0  # trunk lengths, over frames in which nobody was found
_TRUNK = (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER, Landmark.LEFT_HIP, Landmark.RIGHT_HIP)


def find_leaps(track: PoseTrack) -> tuple[int, ...]:
    """Return the frames at which another person begins to be followed, in order.

    Parameters
    ----------
    track
        Landmarks of one shot.
    """
    seen = np.flatnonzero(track.seen)
    if len(seen) < 2 * _AROUND:
        return ()
    corners = track.xy[seen][:, _TRUNK]
    centre = corners.mean(1)
    length = float(np.median(np.linalg.norm(corners[:, :2].mean(1) - corners[:, 2:].mean(1), axis=-1)))
    step = np.diff(centre, axis=0) / max(length, 1e-6)
    apart = np.diff(seen)
    beyond = np.linalg.norm(step - apart[:, None] * _pace(step / apart[:, None]), axis=-1)
    limit = max(_LEAP, _SHAKY * float(np.median(beyond)))
    leapt = np.where(apart == 1, beyond > limit, np.linalg.norm(step, axis=-1) > _AWAY)
    if leapt.sum() > max(3, _OFTEN * len(leapt)):
        return ()
    return tuple(int(frame) for frame in seen[1:][leapt])


def calm_spans(track: PoseTrack, span: tuple[int, int]) -> list[tuple[int, int]]:
    """Cut a shot, frames from and up to, where another person begins to be followed."""
    first, stop = span
    leaps = [first + leap for leap in find_leaps(track.piece(first, stop))]
    starts, stops = [first, *leaps], [*(leap - _LETTING_GO for leap in leaps), stop]
    return [(a, b) for a, b in zip(starts, stops, strict=True) if b > a]


def _pace(step: Array) -> Array:
    """``(N, 2)`` median step of the frames around each."""
    padded = np.pad(step, ((_AROUND, _AROUND), (0, 0)), mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * _AROUND + 1, axis=0)
    return np.asarray(np.median(windows, axis=-1))
