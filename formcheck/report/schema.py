"""report.json, schema 1: the contract others read.

Unknown is null, with the reason beside it where there is one. Times of events are seconds on the file's own
time base, forward is positive, and every interval is 95 %. `Document` is the whole file; its JSON schema is
published as ``report.schema.json`` beside this module.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from formcheck.advice import Answers
from formcheck.report.schema_base import ArticlePart, EvidencePart, LegName, Part
from formcheck.report.schema_told import HabitPart, OptionsPart, PlanPart, RedFlagPart, SelfTestPart

SCHEMA_ID = "https://formcheck.invalid/report.schema.json"


class ClipPart(Part):
    """The file."""

    name: str = Field(description="The file's name.")
    title: str = Field(description="Name for people.")
    sha256: str
    frames: int = Field(ge=0, description="Pictures that were looked at; numbers of frames count these.")
    duration_s: float = Field(description="From the first picture that was looked at to the last.")
    fps_mean: float = Field(description="Of the file, frames a second.")
    fps_new: float = Field(description="Rate of pictures that show something new, frames a second.")
    repeated_share: float = Field(description="Share of pictures that only repeat the one before.")
    looked_at_every: int = Field(1, ge=1, description="One in so many of the file's pictures was looked at.")
    looked_at_from_s: float = Field(0.0, description="First picture that was looked at, seconds in the file.")
    looked_at_until_s: float | None = Field(None, description="The last one.")
    width: int = Field(description="Upright picture, pixels.")
    height: int
    rotation_deg: int = Field(description="Turn stored in the file, already applied; counter-clockwise.")
    cuts: list[int] = Field(description="Frames that begin a new shot.")
    codec: str
    warnings: list[str]


class PiecePart(Part):
    """The part of the file that was measured."""

    first_frame: int
    stop_frame: int = Field(description="One past the last frame.")
    start_s: float
    end_s: float


class TimeFactorPart(Part):
    """How many times slower than life the file plays: 1 is real time, 8 is 240 filmed and 30 played."""

    value: float | None
    certain: bool
    source: str
    reason: str = ""


class ScalePart(Part):
    """Metres a pixel at the runner."""

    m_per_px: float | None
    source: str
    relative_sd: float | None = None
    reason: str = ""


class RollPart(Part):
    """Angle from the picture's vertical to true vertical, clockwise positive."""

    value: float | None
    source: str
    sd: float | None = None
    reason: str = ""


class LegEventsPart(Part):
    """Contacts and toe-offs of one leg."""

    initial_contact_s: list[float]
    toe_off_s: list[float]
    initial_contact_sd_s: float | None = Field(default=None, description="Timing error of one contact.")
    toe_off_sd_s: float | None = None


class EventsPart(Part):
    """Events of both legs, seconds on the file's own time base."""

    near: LegEventsPart
    far: LegEventsPart
    reason: str = Field(default="", description="Why events are missing.")


class CorrectionPart(Part):
    """A contact or toe-off put right by hand; `events` has it in it."""

    leg: Literal["near", "far"]
    kind: Literal["initial_contact", "toe_off"]
    was_s: float | None = Field(description="Where it was found; null when it was added.")
    now_s: float | None = Field(description="Where it is; null when it was taken out.")


class MeasurementPart(Part):
    """One number with its interval, or the reason why not."""

    name: str
    leg: LegName | None
    unit: str
    value: float | None = Field(description="Median over the strides.")
    low: float | None
    high: float | None
    n: int = Field(description="Strides it rests on.")
    corrected_by: float = Field(0.0, description="Added to all values for the pose model's mean error.")
    reason: str = Field(description="Why value is null; empty otherwise.")
    title: str
    side: Literal["left", "right"] | None = Field(description="The runner's own side, when leg is given.")
    per_stride: list[float | None] = Field(default_factory=list)
    stride_times_s: list[float] = Field(default_factory=list)


class DifferencePart(Part):
    """The runner's own left less right; information, never judged."""

    name: str
    unit: str
    left: float | None
    right: float | None
    difference: float | None
    low: float | None
    high: float | None
    beyond: bool = Field(description="The interval leaves 0 out.")


class DriftPart(Part):
    """Last third of the strides less the first."""

    name: str
    leg: LegName | None
    unit: str
    first: float | None
    last: float | None
    change: float | None
    low: float | None
    high: float | None
    strides: int
    span_s: float | None = Field(description="Real time from the first stride to the last, seconds.")
    reason: str = Field(description="Why change is null; empty otherwise.")


class StrikePart(Part):
    """How one foot lands: how likely each class is; null with the reason when it cannot be told."""

    leg: LegName | None
    name: Literal["rearfoot", "midfoot", "forefoot", "between"] | None
    rearfoot: float | None
    midfoot: float | None
    forefoot: float | None
    reason: str


class ReferencePart(Part):
    """Points to a measurement by its name and leg."""

    name: str
    leg: LegName | None


class BandPart(Part):
    """Limits an interval is held against; null is open on that side."""

    good_low: float | None
    good_high: float | None
    watch_low: float | None
    watch_high: float | None
    unit: str
    source: str
    fitted: str = Field("", description="What moved the limits for this runner; empty when nothing did.")


class FindingPart(Part):
    """One check of the runner's form."""

    id: str
    verdict: Literal["good", "watch", "change", "too close to call", "not visible"]
    title: str
    rank: int | None = Field(description="1 to 3 among the things to change, else null.")
    measurement: str = Field(description="Name of the measurement it rests on.")
    leg: LegName | None = Field(description="Leg of that measurement.")
    measured: str
    why: str
    cue: str
    drill: str
    band: BandPart
    articles: list[ArticlePart]
    evidence: list[EvidencePart]
    moment: Literal["contact", "loading", "midstance", "toe_off"]
    also: list[ReferencePart]
    story: str = Field("", description="How this hangs together with other findings.")
    told_by: str = Field("", description="The finding that tells this one too.")
    exercise: str = Field("", description="The drill's name in exercises.toml.")


class QualityPart(Part):
    """How well the runner could be followed; shares are 0 to 1, null when there was nothing to judge."""

    legs_swapped_back_share: float | None
    knees_swapped_back_share: float | None
    arms_swapped_back_share: float | None
    leg_joints_left_out_share: float | None = Field(
        description="Joints of the legs that lay elsewhere than on their leg and were taken out."
    )
    filled_share: float | None
    frames_seen_share: float | None
    leg_match: float | None = Field(description="Match of the legs to one regular stride, 0 to 1.")
    leg_px: float | None = Field(description="Leg length, pixels.")
    steps: int


class CameraPart(Part):
    """How the camera is turned against the runner; lengths and angles are corrected for it."""

    yaw_deg: float | None = Field(
        description="Off square; positive when the right-hand end of the belt is further away."
    )
    yaw_sd_deg: float | None
    pitch_deg: float | None = Field(description="Looking up positive.")
    pitch_sd_deg: float | None
    source: str


class ProvenancePart(Part):
    """What made the report."""

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
    engine: str = Field("mediapipe", description="What found the landmarks: mediapipe or rtmpose.")
    onnxruntime: str | None = Field(None, description="Only where the engine runs on it.")


class Document(Part):
    """report.json."""

    # The key is "schema", a name that pydantic's own classes already use.
    schema_version: Literal[1] = Field(default=1, alias="schema")
    clip: ClipPart
    piece: PiecePart
    view: Literal["side", "front", "rear", "unclear"]
    facing: Literal["left", "right", "unclear"]
    activity: Literal["running", "walking", "other", "nobody"]
    activity_reason: str
    time_factor: TimeFactorPart
    scale: ScalePart
    roll_deg: RollPart
    camera: CameraPart
    events: EventsPart
    corrections: list[CorrectionPart] = Field(default_factory=list)
    measurements: list[MeasurementPart]
    differences: list[DifferencePart] = Field(default_factory=list)
    drift: list[DriftPart] = Field(default_factory=list)
    strikes: list[StrikePart] = Field(default_factory=list)
    findings: list[FindingPart]
    quality: QualityPart
    notes: list[str]
    answers: Answers | None = Field(default=None, description="What the runner told; null when not asked.")
    red_flags: list[RedFlagPart] = Field(default_factory=list)
    habits: list[HabitPart] = Field(default_factory=list)
    self_tests: list[SelfTestPart] = Field(default_factory=list)
    plan: PlanPart | None = Field(default=None, description="Null when nobody runs.")
    options: OptionsPart
    provenance: ProvenancePart


def json_schema() -> dict[str, object]:
    """Return the JSON schema of report.json."""
    schema = Document.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID, **schema}
