"""Sentences about the picture: who else is in it, what of the runner is cut off, whether it is too dark."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from formcheck.pose import PoseTrack
from formcheck.pose.landmarks import Landmark, index

# When a sentence is worth a runner's attention; none of these decides a number.
_OFTEN = 0.3  # share of the frames
_SOME_S = 0.3
# Sample clips and a real one were darkened, with noise: from a grey level of 30 down the leg landmarks move
# by two to three times their usual error, at 7 the model finds nobody.
_DARK = 30.0
_FEET = tuple(index(joint, side) for joint in ("ankle", "heel", "toe") for side in ("left", "right"))
_HEAD = (Landmark.NOSE, Landmark.LEFT_EAR, Landmark.RIGHT_EAR)


def about_picture(track: PoseTrack) -> Iterator[str]:
    """Say what of the picture limits the measurement, and what to do.

    Parameters
    ----------
    track
        Landmarks of the frames that were measured.
    """
    yield from _about_others(track)
    if not track.seen.any():
        return
    feet, head = _outside(track, _FEET), _outside(track, _HEAD)
    if feet > _OFTEN and head > _OFTEN:
        yield (
            "Your head and your feet are cut off: "
            "step back with the camera until you are whole in the picture."
        )
    elif feet > _OFTEN:
        yield (
            f"Your feet are out of the picture in {100 * feet:.0f} % of the frames, so landings cannot be "
            "measured then: lower the camera or step back until the belt or ground under you is in view."
        )
    elif head > _OFTEN:
        yield (
            f"Your head is out of the picture in {100 * head:.0f} % of the frames: "
            "step back with the camera or tilt it up."
        )
    if track.brightness is not None and track.brightness < _DARK:
        yield (
            "You are very dark in the picture, so joints are placed less exactly: "
            "switch the lights on, or film with the window behind the camera."
        )


def _about_others(track: PoseTrack) -> Iterator[str]:
    if track.company is None or not track.seen.any():
        return
    step = float(np.median(np.diff(track.t))) if len(track.t) > 1 else 0.0
    if track.company.sum() * step < _SOME_S:
        return
    yield (
        "Somebody else is in the picture: the one who runs was followed. "
        "If the lines are not on you, film again with nobody else in view."
    )
    hidden = float((track.company & ~track.seen).sum() * step)
    if hidden >= _SOME_S:
        yield (
            f"For {hidden:.1f} seconds the other person hid you; these are left out. "
            "Film again with nobody passing for narrower ranges."
        )


def _outside(track: PoseTrack, points: tuple[int, ...]) -> float:
    """Share of the frames with somebody in which all but a third of the points lie outside the picture."""
    xy = track.xy[track.seen][:, list(points)]
    out = ((xy < 0) | (xy > [track.width, track.height])).any(-1)
    return float((out.mean(1) > 1 / 3).mean())
