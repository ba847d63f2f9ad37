"""Hold the report of one film against its truth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.curves import knee_curve
from benchmarks.films import Film
from benchmarks.found import Checked, checked
from benchmarks.identity import JOINTS, JointShares, at_times, shares
from formcheck.motion import LEGS, Motion
from formcheck.report import Report

Array = NDArray[np.float64]

_SAME_EVENT_S = 0.15  # an event further from any true one than this, real time, was invented


@dataclass(frozen=True)
class MeasureError:
    """One measure of one film; `measured` is None where it was withheld, `low` and `high` its 95 % interval.

    `by_joints` is the truth with hip and shoulder on the rig's joints: how much hangs on the definition.
    """

    name: str
    leg: str | None
    unit: str
    truth: float
    by_joints: float | None
    measured: float | None
    low: float | None
    high: float | None
    reason: str

    @property
    def off(self) -> float:
        """Measured less true."""
        return (self.measured if self.measured is not None else np.nan) - self.truth

    @property
    def held(self) -> bool | None:
        """Whether the interval holds the truth."""
        if self.low is None or self.high is None:
            return None
        return self.low <= self.truth <= self.high


@dataclass(frozen=True)
class EventError:
    """Contacts or toe-offs of one leg: errors in ms of real time, late positive; how many were missed."""

    kind: str
    leg: str
    off_ms: tuple[float, ...]
    missed: int
    invented: int


@dataclass(frozen=True)
class Legs:
    """Share of frames (ankles apart) with left and right exchanged: by the model, and after the repair.

    `joints` tells the same, and what is in the wrong place, of each pair of joints.
    """

    before: float
    after: float
    joints: tuple[JointShares, ...] = ()


@dataclass(frozen=True)
class Understood:
    """What was made of the film before anything was measured: right, wrong, or (None) not told."""

    activity: bool | None
    view: bool | None
    facing: bool | None
    clock: bool | None


@dataclass(frozen=True)
class Judged:
    """All that can be said of one film."""

    film: str
    fps: float
    filmed_fps: float
    roll: float
    yaw: float
    pitch: float
    seen: float
    understood: Understood
    level_off: float | None
    level_sd: float | None
    legs: Legs | None
    measures: tuple[MeasureError, ...]
    events: tuple[EventError, ...]
    knee_curve: float | None = None  # RMSE of the near knee's flexion over the strides, degrees
    checks: tuple[Checked, ...] = ()


def judge(film: Film, report: Report) -> Judged:
    """Compare a report with the truth of its film."""
    truth = film.truth
    motion = report.motion
    level = motion.level if motion else None
    known = level is not None and level.roll_deg is not None
    return Judged(
        film=film.path.stem,
        fps=truth["fps"],
        filmed_fps=truth["fps"] * truth["time_factor"],
        roll=truth["roll_deg"],
        yaw=_yaw(truth),
        pitch=_pitch(truth),
        seen=float(report.track.seen.mean()),
        understood=_understood(report, truth),
        level_off=(level.roll_deg or 0.0) - truth["roll_deg"] if level and known else None,
        level_sd=level.sd_deg if level and known else None,
        legs=_legs(film, report, motion) if motion and truth["view"] == "side" else None,
        measures=tuple(_measures(report, truth)),
        events=tuple(_events(report, truth)),
        knee_curve=knee_curve(film, report, motion) if motion and truth["view"] == "side" else None,
        checks=tuple(checked(report, truth)),
    )


def _yaw(truth: dict[str, Any]) -> float:
    """Camera off square, degrees, -90 to 90; 0 where the truth does not tell."""
    azimuth = truth.get("camera", {}).get("azimuth", 0.0)
    return float((azimuth + 90) % 180 - 90)


def _pitch(truth: dict[str, Any]) -> float:
    """Camera looking down, degrees."""
    camera = truth.get("camera")
    if not camera:
        return 0.0
    return float(np.degrees(np.arctan2(camera["level"] - camera["aim"], camera["distance"])))


def _understood(report: Report, truth: dict[str, Any]) -> Understood:
    motion = report.motion
    activity = report.gait.activity.name == truth["activity"]
    if motion is None:
        return Understood(activity, None, None, None)
    side = motion.facing.side
    factor = motion.time_factor
    clock = None
    if factor.certain and factor.value:
        clock = bool(abs(factor.value / truth["time_factor"] - 1) < 0.02)
    return Understood(
        activity=activity,
        view=None if motion.view == "unclear" else motion.view == truth["view"],
        facing=None if side == "unclear" or truth["facing"] == "unclear" else side == truth["facing"],
        clock=clock,
    )


def _measures(report: Report, truth: dict[str, Any]) -> Iterator[MeasureError]:
    by_joints = truth.get("measurements_by_joints", {})
    for name, true in truth["measurements"].items():
        for leg in (None,) if "value" in true else LEGS:
            one, value = report.measurement(name, leg), true.get(leg or "value")
            if one is None or value is None:
                continue
            other = by_joints.get(name, {}).get(leg or "value")
            yield MeasureError(name, leg, one.unit, value, other, one.value, one.low, one.high, one.reason)


def _events(report: Report, truth: dict[str, Any]) -> Iterator[EventError]:
    first, stop = report.piece
    t = report.clip.t
    slower = truth["time_factor"]
    for leg in LEGS:
        events = report.gait.events(leg)
        if events is None:
            continue
        for kind, found in (
            ("initial_contact", events.initial_contact_s),
            ("toe_off", events.toe_off_s),
        ):
            true = np.array(truth["events"][leg][f"{kind}_s"])
            true = true[(true > t[first]) & (true < t[stop - 1])]
            if not len(true) or not len(found):
                continue
            off = found - true[np.abs(found[:, None] - true).argmin(1)]
            real = np.abs(off) < _SAME_EVENT_S * slower
            # The first and last steps of a film are cut off and not looked for.
            inside = true[(true > found[0] - 0.05 * slower) & (true < found[-1] + 0.05 * slower)]
            yield EventError(
                kind,
                leg,
                tuple(round(1000 * float(one) / slower, 2) for one in off[real]),
                max(0, len(inside) - int(real.sum())),
                int((~real).sum()),
            )


def _legs(film: Film, report: Report, motion: Motion) -> Legs | None:
    if film.pixels is None:
        return None
    first, stop = report.piece
    t, every = report.clip.t, report.clip.sampling.every
    true = film.pixels[::every][: len(t)]
    raw = report.track.xy[first:stop], true[first:stop]
    mended = motion.pixels, at_times(t, true, motion.t)
    joints = tuple(shares(joint, raw, mended, motion.leg_px) for joint in JOINTS)
    ankle = joints[JOINTS.index("ankle")]
    return Legs(ankle.before, ankle.after, joints)
