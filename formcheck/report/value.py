"""The value of this stage: everything known about one clip, with where it came from."""

from __future__ import annotations

from dataclasses import dataclass

from formcheck.advice import (
    Answers,
    Finding,
    Habit,
    Person,
    Plan,
    RedFlag,
    SelfTestOutcome,
    habits,
    person_of,
    read_self_tests,
    red_flags,
)
from formcheck.advice.plan import plan
from formcheck.clip import Clip
from formcheck.gait import Correction, Gait
from formcheck.metrics import Difference, Drift, Measurement, differences, drift
from formcheck.motion import Motion
from formcheck.options import EngineName, Options
from formcheck.pose import PoseTrack


@dataclass(frozen=True, slots=True)
class Provenance:
    """What made a report: versions, model and its hash, when."""

    formcheck: str
    python: str
    mediapipe: str
    opencv: str
    numpy: str
    scipy: str
    av: str
    model: str
    model_sha256: str
    created_utc: str
    engine: EngineName = "mediapipe"
    onnxruntime: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All of it.

    Attributes
    ----------
    clip, track
        The file and the raw landmarks over all of it.
    piece
        ``(first, stop)`` frames that were measured.
    motion
        None when nobody was found or the piece is too short to tell anything.
    gait
        Activity and events (empty when nobody runs).
    measurements, findings
        The numbers and what they mean.
    notes
        Sentences for the user about the clip, worst first: what limits it and how to film better.
    options, provenance
        What the user said and what made the report.
    answers
        What the runner told about habits, warning signs and self-tests; None when nothing was asked.
    corrections
        Contacts and toe-offs put right by hand, in their order; `gait` has them in it.
    found
        The gait as it was found, without them; None where nothing was corrected.
    calibrated
        Whether the pose model's mean errors are taken off the measurements.
    """

    clip: Clip
    track: PoseTrack
    piece: tuple[int, int]
    motion: Motion | None
    gait: Gait
    measurements: tuple[Measurement, ...]
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]
    options: Options
    provenance: Provenance
    answers: Answers | None = None
    corrections: tuple[Correction, ...] = ()
    found: Gait | None = None
    calibrated: bool = True

    @property
    def red_flags(self) -> tuple[RedFlag, ...]:
        """Warning signs the runner told of; they come before everything else."""
        return red_flags(self.answers) if self.answers else ()

    @property
    def habits(self) -> tuple[Habit, ...]:
        """What the answers about habits go with, what is worth a thought first."""
        return habits(self.answers) if self.answers else ()

    @property
    def self_tests(self) -> tuple[SelfTestOutcome, ...]:
        """What the results of the self-tests go with, what is worth a thought first."""
        return read_self_tests(self.answers) if self.answers else ()

    @property
    def runs(self) -> bool:
        """True when somebody runs in the clip."""
        return self.gait.activity.name == "running"

    @property
    def name(self) -> str:
        """Name of the clip, for people."""
        return self.options.title or self.clip.source.name

    @property
    def person(self) -> Person:
        """What moves the bands: height and speed, as far as they are known."""
        return person_of(self.options, self.measurements)

    @property
    def plan(self) -> Plan | None:
        """What to do until the next film; None when nobody runs."""
        return plan(self.findings, self.measurements, self.answers) if self.runs else None

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Left against right, where both legs are told."""
        return differences(self.measurements)

    @property
    def drift(self) -> tuple[Drift, ...]:
        """Last third of the strides against the first."""
        return drift(self.measurements)

    def measurement(self, name: str, leg: str | None = None) -> Measurement | None:
        """Find a measurement by name and leg (``near``, ``far``, ``left``, ``right`` or None)."""
        for one in self.measurements:
            if one.name == name and leg in (one.leg, one.side):
                return one
        return None

    def three_things(self) -> tuple[Finding, ...]:
        """Return at most three findings in order: what to change, then what stays open."""
        ranked = [finding for finding in self.findings if finding.rank is not None]
        return tuple(sorted(ranked, key=lambda finding: finding.rank or 0))

    def things_to_change(self) -> tuple[Finding, ...]:
        """Return those of the three that ask for a change."""
        return tuple(one for one in self.three_things() if one.verdict in ("watch", "change"))
