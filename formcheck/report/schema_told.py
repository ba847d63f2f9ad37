"""Parts of report.json that come from the runner's answers, and the plan."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from formcheck.report.schema_base import ArticlePart, EvidencePart, Part


class RedFlagPart(Part):
    """A warning sign the runner told of; it comes before every finding."""

    id: str
    ask: str = Field(description="What was asked and answered with yes.")
    say: str = Field(description="What to do now.")
    urgent: bool = Field(description="True: get help now; false: see somebody before running on.")
    articles: list[ArticlePart]


class HabitPart(Part):
    """What an answer about a habit goes with."""

    id: str
    piece: str = Field(description="The piece of advice, Q1 to Q9.")
    verdict: Literal["fine", "worth a thought"]
    title: str
    text: str
    why: str
    articles: list[ArticlePart]
    evidence: list[EvidencePart]


class SelfTestPart(Part):
    """What the result of a self-test goes with."""

    id: str
    test: str
    pieces: list[str]
    verdict: Literal["fine", "worth a thought"]
    title: str
    text: str
    limit: str = Field(description="What the test cannot tell.")
    exercises: list[str]
    articles: list[ArticlePart]
    evidence: list[EvidencePart]


class OfferPart(Part):
    """An exercise of the routine, and why it comes first (empty: it is in its usual place)."""

    exercise: str
    because: str


class BeatPart(Part):
    """Steps a minute: the runner's own, and those to try."""

    own_spm: int
    target_spm: int


class DayPart(Part):
    """One day of the week."""

    name: str
    items: list[str]


class PlanPart(Part):
    """What to do until the next film; exercises by their names in exercises.toml."""

    held_back: str = Field(description="Why there is no plan yet; then all else is empty.")
    lead: str | None = Field(description="The finding that comes first.")
    cue: str
    drill: str | None
    beat: BeatPart | None
    warm_up: list[str]
    strength: list[OfferPart]
    stretch: list[OfferPart]
    later: list[str]
    week: list[DayPart]
    film_again: str
    milestone: str
    stop: str


class OptionsPart(Part):
    """What the user said."""

    facing: str | None
    speed_kmh: float | None
    height_cm: float | None
    incline_pct: float | None
    capture_fps: float | None
    vertical_deg: float | None = Field(
        description="Angle from the picture's vertical to true vertical set by hand, clockwise positive."
    )
    model: str
    title: str
    from_s: float | None = Field(None, description="Part of the film to look at, seconds.")
    until_s: float | None = None
    every_picture: bool = Field(False, description="The model was to look at every picture.")
    blur_faces: bool = Field(False, description="The face was blurred on all frames written.")
    engine: str = Field("mediapipe", description="What was to find the landmarks.")
