"""A report becomes the text of report.json."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from formcheck.advice import Finding
from formcheck.gait import Events
from formcheck.metrics import Difference, Drift, Measurement, Strike
from formcheck.plain import json_text
from formcheck.report import schema as s
from formcheck.report.schema_base import ArticlePart, EvidencePart
from formcheck.report.schema_told import (
    BeatPart,
    DayPart,
    HabitPart,
    OfferPart,
    OptionsPart,
    PlanPart,
    RedFlagPart,
    SelfTestPart,
)
from formcheck.report.strikes import strikes
from formcheck.report.value import Report

_NOT_FINITE = "The number could not be computed."


def to_json(report: Report) -> str:
    """Return the text of report.json."""
    plain = document(report).model_dump(mode="json", by_alias=True)
    return json_text(json.dumps(plain, indent=2, ensure_ascii=False, allow_nan=False)) + "\n"


def document(report: Report) -> s.Document:
    """Return a report as the models that are written to report.json."""
    motion, gait = report.motion, report.gait
    return s.Document(
        clip=_clip(report),
        piece=_piece(report),
        view=motion.view if motion else "unclear",
        facing=motion.facing.side if motion else "unclear",
        activity=gait.activity.name,
        activity_reason=gait.activity.reason,
        time_factor=_time_factor(report),
        scale=_scale(report),
        roll_deg=_roll(report),
        camera=_camera(report),
        events=s.EventsPart(near=_events(gait.near), far=_events(gait.far), reason=gait.events_reason),
        corrections=[s.CorrectionPart(**asdict(one)) for one in report.corrections],
        measurements=[_measurement(one) for one in report.measurements],
        differences=[_difference(one) for one in report.differences],
        drift=[_drift(one) for one in report.drift],
        strikes=[_strike(one) for one in strikes(report)],
        findings=[_finding(one) for one in report.findings],
        quality=_quality(report),
        notes=list(report.notes),
        answers=report.answers,
        red_flags=[RedFlagPart(**_lists(asdict(one))) for one in report.red_flags],
        habits=[HabitPart(**_lists(asdict(one))) for one in report.habits],
        self_tests=[SelfTestPart(**_lists(asdict(one))) for one in report.self_tests],
        plan=_plan(report),
        options=OptionsPart(**asdict(report.options)),
        provenance=s.ProvenancePart(**asdict(report.provenance)),
    )


def _lists(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in fields.items()}


def _number(value: float | None, digits: int = 7) -> float | None:
    """Round to significant digits; what is not a finite number is unknown."""
    if value is None or not math.isfinite(value):
        return None
    return float(f"{float(value):.{digits}g}")


def _seconds(times: Iterable[float]) -> list[float]:
    return [round(float(t), 6) for t in times if math.isfinite(t)]


def _clip(report: Report) -> s.ClipPart:
    clip, source = report.clip, report.clip.source
    return s.ClipPart(
        name=source.name,
        title=report.name,
        sha256=source.sha256,
        frames=len(clip.t),
        duration_s=round(clip.duration_s, 6),
        fps_mean=round(clip.fps_file, 6),
        fps_new=round(clip.fps_new, 6),
        repeated_share=round(clip.duplicates, 6),
        looked_at_every=clip.sampling.every,
        looked_at_from_s=round(float(clip.t[0]), 6),
        looked_at_until_s=round(float(clip.t[-1]), 6),
        width=source.width,
        height=source.height,
        rotation_deg=source.rotation_deg,
        cuts=[int(cut) for cut in clip.cuts],
        codec=source.codec,
        warnings=list(clip.warnings),
    )


def _piece(report: Report) -> s.PiecePart:
    first, stop = (int(edge) for edge in report.piece)
    t = report.clip.t
    last = max(first, min(stop, len(t)) - 1)
    start_s, end_s = _seconds((t[min(first, len(t) - 1)], t[last]))
    return s.PiecePart(first_frame=first, stop_frame=stop, start_s=start_s, end_s=end_s)


def _time_factor(report: Report) -> s.TimeFactorPart:
    if report.motion is None:
        return s.TimeFactorPart(value=None, certain=False, source="none")
    factor = report.motion.time_factor
    return s.TimeFactorPart(
        value=_number(factor.value), certain=bool(factor.certain), source=factor.source, reason=factor.reason
    )


def _scale(report: Report) -> s.ScalePart:
    if report.motion is None:
        return s.ScalePart(m_per_px=None, source="none")
    scale = report.motion.scale
    known = scale.m_per_px is not None
    return s.ScalePart(
        m_per_px=_number(scale.m_per_px),
        source=scale.source,
        relative_sd=_number(scale.relative_sd) if known else None,
        reason=scale.reason,
    )


def _roll(report: Report) -> s.RollPart:
    if report.motion is None:
        return s.RollPart(value=None, source="none")
    level = report.motion.level
    return s.RollPart(
        value=_number(level.roll_deg), source=level.source, sd=_number(level.sd_deg), reason=level.reason
    )


def _camera(report: Report) -> s.CameraPart:
    if report.motion is None:
        return s.CameraPart(yaw_deg=None, yaw_sd_deg=None, pitch_deg=None, pitch_sd_deg=None, source="none")
    camera = report.motion.camera
    return s.CameraPart(
        yaw_deg=_number(camera.yaw.deg) if camera.yaw else None,
        yaw_sd_deg=_number(camera.yaw.sd_deg) if camera.yaw else None,
        pitch_deg=_number(camera.pitch.deg),
        pitch_sd_deg=_number(camera.pitch.sd_deg),
        source=camera.source,
    )


def _events(events: Events | None) -> s.LegEventsPart:
    if events is None:
        return s.LegEventsPart(initial_contact_s=[], toe_off_s=[])
    return s.LegEventsPart(
        initial_contact_s=_seconds(events.initial_contact_s),
        toe_off_s=_seconds(events.toe_off_s),
        initial_contact_sd_s=_number(math.hypot(events.contact_sd_s, events.contact_noise_s), 4),
        toe_off_sd_s=_number(math.hypot(events.toe_off_sd_s, events.toe_off_noise_s), 4),
    )


def _measurement(one: Measurement) -> s.MeasurementPart:
    value = _number(one.value)
    lost = value is None and not one.reason
    return s.MeasurementPart(
        name=one.name,
        leg=one.leg,
        unit=one.unit,
        value=value,
        low=_number(one.low) if value is not None else None,
        high=_number(one.high) if value is not None else None,
        n=one.n,
        reason=_NOT_FINITE if lost else one.reason,
        title=one.title,
        side=one.side,
        corrected_by=one.corrected_by,
        per_stride=[_number(x) for x in one.per_stride],
        stride_times_s=_seconds(one.stride_times_s),
    )


def _difference(one: Difference) -> s.DifferencePart:
    return s.DifferencePart(
        name=one.name,
        unit=one.unit,
        left=_number(one.left),
        right=_number(one.right),
        difference=_number(one.difference),
        low=_number(one.low),
        high=_number(one.high),
        beyond=bool(one.beyond),
    )


def _drift(one: Drift) -> s.DriftPart:
    return s.DriftPart(
        name=one.name,
        leg=one.leg,
        unit=one.unit,
        first=_number(one.first),
        last=_number(one.last),
        change=_number(one.change),
        low=_number(one.low),
        high=_number(one.high),
        strides=one.strides,
        span_s=_number(one.span_s),
        reason=one.reason,
    )


def _strike(one: Strike) -> s.StrikePart:
    return s.StrikePart(
        leg=one.leg,
        name=one.name,
        rearfoot=_number(one.rearfoot, 3),
        midfoot=_number(one.midfoot, 3),
        forefoot=_number(one.forefoot, 3),
        reason=one.reason,
    )


def _finding(one: Finding) -> s.FindingPart:
    return s.FindingPart(
        id=one.id,
        verdict=one.verdict,
        title=one.title,
        rank=one.rank,
        measurement=one.measurement.name,
        leg=one.measurement.leg,
        measured=one.measured,
        why=one.why,
        cue=one.cue,
        drill=one.drill,
        band=s.BandPart(**asdict(one.band)),
        articles=[ArticlePart(**asdict(article)) for article in one.articles],
        evidence=[EvidencePart(**asdict(paper)) for paper in one.evidence],
        moment=one.moment,
        also=[s.ReferencePart(name=other.name, leg=other.leg) for other in one.also],
        story=one.story,
        told_by=one.told_by,
        exercise=one.exercise,
    )


def _plan(report: Report) -> PlanPart | None:
    plan = report.plan
    if plan is None:
        return None
    return PlanPart(
        held_back=plan.held_back,
        lead=plan.lead.id if plan.lead else None,
        cue=plan.cue,
        drill=plan.drill.id if plan.drill else None,
        beat=BeatPart(**asdict(plan.beat)) if plan.beat else None,
        warm_up=[one.id for one in plan.warm_up],
        strength=[OfferPart(exercise=one.exercise.id, because=one.because) for one in plan.strength],
        stretch=[OfferPart(exercise=one.exercise.id, because=one.because) for one in plan.stretch],
        later=[one.id for one in plan.later],
        week=[DayPart(name=day.name, items=list(day.items)) for day in plan.week],
        film_again=plan.film_again,
        milestone=plan.milestone,
        stop=plan.stop,
    )


def _quality(report: Report) -> s.QualityPart:
    motion = report.motion
    seen = report.track.seen
    repairs = motion.repairs if motion else None
    return s.QualityPart(
        legs_swapped_back_share=_number(repairs.legs_swapped_back) if repairs else None,
        knees_swapped_back_share=_number(repairs.knees_swapped_back) if repairs else None,
        arms_swapped_back_share=_number(repairs.arms_swapped_back) if repairs else None,
        leg_joints_left_out_share=_number(repairs.left_out) if repairs else None,
        filled_share=_number(repairs.filled) if repairs else None,
        frames_seen_share=_number(repairs.seen if repairs else (seen.mean() if len(seen) else None)),
        leg_match=_number(motion.confidence) if motion else None,
        leg_px=_number(motion.leg_px, 4) if motion else None,
        steps=int(report.gait.steps),
    )
