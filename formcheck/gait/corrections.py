"""Corrections by hand: a contact or toe-off moved, added or taken out by somebody who looked at the frames.

Corrections lie on top of what was found and never change it: the gait that was found and the list of
corrections together give the corrected gait, so that leaving the last one out takes it back.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from formcheck.errors import OptionError
from formcheck.gait.cadence import cadence_of
from formcheck.gait.value import Events, Gait
from formcheck.motion import LEGS, Leg

Array = NDArray[np.float64]
EventKind = Literal["initial_contact", "toe_off"]

_NEAR_S = 0.020  # half a frame at 25 frames a second: who points at a frame means the event beside it
_WORDS: dict[EventKind, str] = {"initial_contact": "landing", "toe_off": "toe-off"}


@dataclass(frozen=True, slots=True)
class Correction:
    """One event put right; times in seconds on the file's time base.

    Attributes
    ----------
    leg, kind
        Which foot, and what it does.
    was_s
        Where the event was; None adds one.
    now_s
        Where it is; None takes it out.

    Raises
    ------
    OptionError
        When both times are missing, or one is no number.
    """

    leg: Leg
    kind: EventKind
    was_s: float | None
    now_s: float | None

    def __post_init__(self) -> None:
        if self.leg not in LEGS:
            raise OptionError(f"leg is '{self.leg}' in a correction: say near or far.")
        if self.kind not in _WORDS:
            raise OptionError(f"kind is '{self.kind}' in a correction: say initial_contact or toe_off.")
        told = [time for time in (self.was_s, self.now_s) if time is not None]
        if not told:
            raise OptionError("A correction has neither was_s nor now_s: give the time it was, is, or both.")
        if not all(math.isfinite(time) for time in told):
            raise OptionError("A time in a correction is no number: give seconds from the film's start.")


def corrected(gait: Gait, corrections: Sequence[Correction]) -> Gait:
    """Apply corrections, in their order, to the gait that was found.

    The errors of the events stay as they were: they belong to the rule that found the rest. Cadence is
    counted anew only where the number of steps is another.

    Parameters
    ----------
    gait
        As found.
    corrections
        Each refers to what those before it have left; none gives the very same gait.

    Raises
    ------
    OptionError
        When there is no such event, one is there already, or none of this foot were found at all.
    """
    if not corrections:
        return gait
    events = {leg: gait.events(leg) for leg in LEGS}
    for one in corrections:
        events[one.leg] = _applied(events[one.leg], one)
    return _counted(gait, replace(gait, near=events["near"], far=events["far"]))


def _applied(events: Events | None, one: Correction) -> Events:
    if events is None:
        raise OptionError(
            f"No steps of the {one.leg} foot were found in this film, so none can be corrected: "
            "film the whole body from the side, or leave this correction out."
        )
    if one.kind == "initial_contact":
        return replace(events, initial_contact_s=_changed(events.initial_contact_s, one))
    return replace(events, toe_off_s=_changed(events.toe_off_s, one))


def _changed(times: Array, one: Correction) -> Array:
    """Return the times, increasing, with one of them moved, added or taken out."""
    if one.was_s is not None:
        times = np.delete(times, _nearest(times, one, one.was_s))
    if one.now_s is None:
        return times
    if len(times) and float(np.abs(times - one.now_s).min()) <= _NEAR_S:
        raise OptionError(
            f"The {one.leg} foot has a {_WORDS[one.kind]} at {one.now_s:.3f} s already: "
            "move that one, or leave this correction out."
        )
    return np.insert(times, int(np.searchsorted(times, one.now_s)), one.now_s)


def _nearest(times: Array, one: Correction, at: float) -> int:
    nearest = int(np.abs(times - at).argmin()) if len(times) else -1
    if nearest < 0 or abs(float(times[nearest]) - at) > _NEAR_S:
        there = f"the nearest is at {times[nearest]:.3f} s" if nearest >= 0 else "there is none left"
        raise OptionError(
            f"The {one.leg} foot has no {_WORDS[one.kind]} at {at:.3f} s ({there}): "
            "give a time from this film's report, or leave was_s out to add one."
        )
    return nearest


def _counted(found: Gait, gait: Gait) -> Gait:
    """Count steps and cadence anew where contacts came or went."""
    before, after = (_contacts(one) for one in (found, gait))
    if before == after:
        return gait
    both = found.near is not None and found.far is not None
    gait = replace(gait, steps=sum(after) if both else gait.steps)
    enough = [events for leg in LEGS if (events := gait.events(leg)) and len(events.initial_contact_s) > 1]
    if not enough or found.cadence_file_spm is None:
        return gait
    spm, sd = cadence_of(enough, 120.0 / found.cadence_file_spm)
    return replace(gait, cadence_file_spm=spm, cadence_sd_spm=sd)


def _contacts(gait: Gait) -> tuple[int, int]:
    near, far = (0 if (events := gait.events(leg)) is None else len(events.initial_contact_s) for leg in LEGS)
    return near, far
