"""What the tables tell of one clip, read back from its report.json and no more of it kept than is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from formcheck.advice import Verdict
from formcheck.batch.resume import THUMBNAIL
from formcheck.batch.value import Outcome, Task
from formcheck.errors import OptionError
from formcheck.report.read import load_document
from formcheck.report.schema import Document, FindingPart, MeasurementPart

_UNSEEN = (
    "Its report.json cannot be read from here: all machines need to see the results under the same path."
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A check of one clip: its verdict, what was measured, and the limits it was held against."""

    check: str
    verdict: Verdict
    measured: str
    leg: str | None
    value: float | None
    low: float | None
    high: float | None
    good_low: float | None
    good_high: float | None
    watch_low: float | None
    watch_high: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """A clip with its outcome and what was found in it.

    Attributes
    ----------
    task, outcome
        What was to be done and what became of it.
    seen
        Cells of the summary that come from the report; empty when there is none.
    judged
        Its checks.
    pictured
        Whether there is a small picture of it.
    """

    task: Task
    outcome: Outcome
    seen: Mapping[str, str | float | int | None] = field(default_factory=dict)
    judged: tuple[Judged, ...] = ()
    pictured: bool = False


def line_of(task: Task, outcome: Outcome) -> Line:
    """Read what was found in a clip; an older result of a clip that failed this time is not shown."""
    if outcome.state == "failed":
        return Line(task, outcome)
    try:
        document = load_document(task.folder)
    except OptionError:
        return Line(task, replace(outcome, state="failed", error=_UNSEEN))
    return Line(
        task,
        outcome,
        _seen(document),
        tuple(_judged(document)),
        (task.folder / THUMBNAIL).is_file(),
    )


def _seen(document: Document) -> dict[str, str | float | int | None]:
    told = document.options
    found: dict[str, str | float | int | None] = {
        "title": document.clip.title,
        "activity": document.activity,
        "view": document.view,
        "facing": document.facing,
        "near_side": next((one.side for one in document.measurements if one.leg == "near"), None),
        "steps": document.quality.steps,
        "duration_s": document.clip.duration_s,
        "fps_mean": document.clip.fps_mean,
        "height_cm": told.height_cm,
        "speed_kmh": told.speed_kmh,
        "incline_pct": told.incline_pct,
        "capture_fps": told.capture_fps,
        "model": told.model,
        "formcheck": document.provenance.formcheck,
        "sha256": document.clip.sha256,
        "remarks": " ".join(document.notes) or None,
    }
    for one in document.measurements:
        name = f"{one.name}_{one.leg}" if one.leg else one.name
        found |= {name: one.value, f"{name}_low": one.low, f"{name}_high": one.high}
    return found


def _judged(document: Document) -> Iterable[Judged]:
    measured = {(one.name, one.leg): one for one in document.measurements}
    for finding in document.findings:
        yield _judgement(finding, measured.get((finding.measurement, finding.leg)))


def _judgement(finding: FindingPart, one: MeasurementPart | None) -> Judged:
    band = finding.band
    return Judged(
        check=finding.id,
        verdict=finding.verdict,
        measured=finding.measured,
        leg=one.side or one.leg if one else None,
        value=one.value if one else None,
        low=one.low if one else None,
        high=one.high if one else None,
        good_low=band.good_low,
        good_high=band.good_high,
        watch_low=band.watch_low,
        watch_high=band.watch_high,
    )
