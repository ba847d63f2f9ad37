"""pose.trc: markers in metres for OpenSim and its kin; x forward, y up, z 0, real time.

Such a file has metres and seconds or it has no meaning, so it is only made where both are known.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from formcheck.motion import Motion
from formcheck.plain import one_line
from formcheck.pose.landmarks import Landmark, index
from formcheck.report.value import Report

Array = NDArray[np.float64]

# Names as Sports2D and OpenSim's marker sets have them, in an order that reads well.
_PARTS = {
    "Hip": "hip",
    "Knee": "knee",
    "Ankle": "ankle",
    "Heel": "heel",
    "BigToe": "toe",
    "Shoulder": "shoulder",
    "Elbow": "elbow",
    "Wrist": "wrist",
    "Ear": "ear",
    "Eye": "eye",
}
MARKERS: dict[str, int] = {
    f"{side[0].upper()}{name}": index(part, side)
    for name, part in _PARTS.items()
    for side in ("right", "left")
} | {"Nose": int(Landmark.NOSE)}
_GROUND = 0.05  # share of the frames in which a foot may be measured below the ground


def why_no_trc(report: Report) -> str:
    """Return why there can be no such file, one sentence; empty when there can."""
    motion = report.motion
    if motion is None:
        return "Nobody could be followed in this film."
    if motion.view != "side":
        return "The film is not from the side, so how far forward each point lies is not known."
    if motion.scale.m_per_px is None:
        return "Metres are not known in this film: give your height or the belt's speed."
    if not (motion.time_factor.certain and motion.time_factor.value):
        return "How fast this film plays is not known: say at how many frames a second it was filmed."
    return ""


def trc(report: Report, name: str = "pose.trc") -> str:
    """Return the text of the file.

    The ground is at 0 and the hips are at 0 forward, both over the whole film. A point that is not known is
    an empty cell. Times are seconds of real time from the film's start.

    Parameters
    ----------
    report
        Of a film for which `why_no_trc` has no reason.
    name
        The file's name, which its first line holds.

    Raises
    ------
    ValueError
        When metres or seconds are not known.
    """
    reason = why_no_trc(report)
    if reason or report.motion is None:
        raise ValueError(reason)
    motion = report.motion
    slower = motion.time_factor.value or 1.0
    t, places = motion.t / slower, _metres(motion)
    rate = f"{motion.rate * slower:.6g}"
    size = f"{len(t)}\t{len(MARKERS)}\tm\t{rate}\t1\t{len(t)}"
    axes = "\t".join(f"X{n}\tY{n}\tZ{n}" for n in range(1, len(MARKERS) + 1))
    head = [
        f"PathFileType\t4\t(X/Y/Z)\t{one_line(name)}",
        "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames",
        f"{rate}\t{rate}\t{size}",
        "Frame#\tTime\t" + "\t\t\t".join(MARKERS) + "\t\t",
        f"\t\t{axes}",
        "",
    ]
    rows = [_row(n, at, row) for n, at, row in zip(range(1, len(t) + 1), t, places, strict=True)]
    return "\n".join([*head, *rows]) + "\n"


def _metres(motion: Motion) -> Array:
    """``(T, M, 2)`` markers in metres."""
    assert motion.scale.m_per_px is not None
    feet = [index(part, side) for part in ("heel", "toe") for side in ("left", "right")]
    ground = float(np.nanquantile(motion.xy[:, feet, 1], _GROUND)) if _any(motion.xy[:, feet]) else 0.0
    hips = motion.middle("hip")[:, 0]
    middle = float(np.nanmedian(hips)) if np.isfinite(hips).any() else 0.0
    places: Array = motion.xy[:, list(MARKERS.values())] - np.array([middle, ground])
    return places * motion.leg_px * motion.scale.m_per_px


def _any(xy: Array) -> bool:
    return bool(np.isfinite(xy).any())


def _row(number: int, at: float, places: Array) -> str:
    return f"{number}\t{at:.6f}\t" + "\t".join(_cells(place) for place in places)


def _cells(place: Array) -> str:
    return f"{place[0]:.6f}\t{place[1]:.6f}\t0.000000" if np.isfinite(place).all() else "\t\t"
