"""The value of this stage: what the body does, when each foot lands and leaves, and the strides."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from formcheck.motion import LEGS, Leg

Array = NDArray[np.float64]
ActivityName = Literal["running", "walking", "other", "nobody"]


@dataclass(frozen=True, slots=True)
class Activity:
    """What the person in the picture does, and the reason in one sentence a runner understands."""

    name: ActivityName
    reason: str


@dataclass(frozen=True, slots=True)
class Events:
    """Contacts and toe-offs of one leg.

    Attributes
    ----------
    initial_contact_s, toe_off_s
        ``(N,)`` seconds on the file's time base, increasing.
    contact_sd_s, toe_off_sd_s
        Part of the timing error that every stride shares (it does not average out), seconds.
    contact_noise_s, toe_off_noise_s
        Part that differs from stride to stride, seconds.
    """

    initial_contact_s: Array
    toe_off_s: Array
    contact_sd_s: float
    toe_off_sd_s: float
    contact_noise_s: float
    toe_off_noise_s: float


@dataclass(frozen=True, slots=True)
class Stride:
    """One foot's contact to its next contact; times in seconds on the file's time base.

    Attributes
    ----------
    leg
        Near or far.
    contact_s, toe_off_s, end_s
        Initial contact, toe-off, and the same foot's next initial contact.
    """

    leg: Leg
    contact_s: float
    toe_off_s: float
    end_s: float

    @property
    def loading_s(self) -> float:
        """A quarter of the time on the ground: the foot has come flat and the knee takes the weight.

        Souza 2016 names the phase (loading response), not a moment in it; the quarter is our own choice. The
        knee's first peak is no better a moment: it comes about midstance, and wanders from step to step.
        """
        return self.contact_s + 0.25 * (self.toe_off_s - self.contact_s)

    @property
    def midstance_s(self) -> float:
        """Middle of the time on the ground."""
        return (self.contact_s + self.toe_off_s) / 2


@dataclass(frozen=True, slots=True)
class Gait:
    """Activity, events and strides; everything after this stage is a pure function of it.

    Attributes
    ----------
    activity
        What the person does.
    near, far
        Events of each leg; None when they cannot be told.
    events_reason
        Why events are missing; empty when they are there.
    steps
        Steps counted in the piece.
    cadence_file_spm
        Steps a minute on the file's time base (before any slow-motion factor), or None.
    cadence_sd_spm
        Its standard deviation.
    """

    activity: Activity
    near: Events | None
    far: Events | None
    events_reason: str
    steps: int
    cadence_file_spm: float | None
    cadence_sd_spm: float

    def events(self, leg: Leg) -> Events | None:
        """Events of one leg."""
        return self.near if leg == "near" else self.far

    def strides(self, leg: Leg) -> tuple[Stride, ...]:
        """Complete strides of one leg: contact, toe-off, next contact, in this order; none was missed."""
        events = self.events(leg)
        if events is None:
            return ()
        found = []
        contacts, toe_offs = events.initial_contact_s, events.toe_off_s
        longest = 1.5 * float(np.median(np.diff(contacts))) if len(contacts) > 1 else 0.0
        for start, end in pairwise(contacts):
            if end - start > longest:
                continue
            inside = toe_offs[(toe_offs > start) & (toe_offs < end)]
            if len(inside) == 1:
                found.append(Stride(leg, float(start), float(inside[0]), float(end)))
        return tuple(found)

    def all_strides(self) -> tuple[Stride, ...]:
        """Strides of both legs in the order of their contacts."""
        both = [stride for leg in LEGS for stride in self.strides(leg)]
        return tuple(sorted(both, key=lambda stride: stride.contact_s))
