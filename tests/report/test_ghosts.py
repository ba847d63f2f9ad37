"""Ghosts are the least and the most of the strides that can be shown, at the hip of the typical one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from formcheck.gait import Stride
from formcheck.metrics import Measurement
from formcheck.report import Report
from formcheck.report.ghosts import draw_ghosts, ghosts
from formcheck.report.pen import Pen
from formcheck.report.skeleton import Skeleton
from formcheck.report.stride_choice import shown_strides, typical_stride


def varied(report: Report, spread: float) -> Report:
    """Let each stride lean and reach as far ahead as it should: every later stride more."""
    assert report.motion is not None
    motion, strides = report.motion, report.gait.strides("near")
    pixels = motion.pixels.copy()
    for k, stride in enumerate(strides):
        inside = (motion.t >= stride.contact_s - 0.05) & (motion.t < stride.end_s - 0.05)
        pixels[inside] += (pixels[inside] - pixels[inside].mean(axis=1, keepdims=True)) * spread * k
    moved = replace(motion, pixels=pixels)
    numbers = tuple(numbered(one, strides) for one in report.measurements)
    return replace(report, motion=moved, measurements=numbers)


def numbered(one: Measurement, strides: tuple[Stride, ...]) -> Measurement:
    """Give the strides of the near leg the values 1, 2, 3, ..."""
    if one.name not in ("overstride_ankle", "trunk_lean_midstance") or one.leg == "far":
        return one
    times = tuple(stride.contact_s for stride in strides)
    return replace(one, per_stride=tuple(range(1, len(times) + 1)), stride_times_s=times)


def test_they_are_the_first_and_the_last_and_stand_at_the_same_hip(running: Report) -> None:
    report = varied(running, 0.3)
    stride = typical_stride(report)
    assert stride is not None
    assert report.motion is not None
    found = ghosts(report, "contact", stride)
    assert found is not None
    count = len(shown_strides(report, "near"))
    assert found.legend == f"Thin lines: least ahead 1 % (dashed), most {count} %"
    here = Skeleton(report.motion).at(stride.contact_s)
    assert here is not None
    for ghost in (found.least, found.most):
        assert ghost.middle("hip") == pytest.approx(here.middle("hip"))
    lean = ghosts(report, "midstance", stride)
    assert lean is not None
    assert lean.legend.startswith("Thin lines: least lean 1° (dashed)")


def test_there_are_none_where_strides_hardly_differ_or_are_few(running: Report) -> None:
    stride = typical_stride(running)
    assert stride is not None
    assert ghosts(running, "contact", stride) is None  # every stride of the stick runner is the same
    assert ghosts(varied(running, 0.3), "toe_off", stride) is None
    report = varied(running, 0.3)
    few = tuple(
        replace(one, per_stride=one.per_stride[:2], stride_times_s=one.stride_times_s[:2])
        for one in report.measurements
    )
    assert ghosts(replace(report, measurements=few), "contact", stride) is None
    withheld = tuple(replace(one, value=None) for one in report.measurements)
    assert ghosts(replace(report, measurements=withheld), "contact", stride) is None


def test_they_follow_the_measure_a_finding_rests_on(running: Report) -> None:
    report = varied(running, 0.3)
    stride = typical_stride(report)
    assert stride is not None
    knee = report.measurement("knee_flexion_at_contact", "near")
    assert knee is not None
    findings = tuple(
        replace(one, measurement=knee) if one.id == "overstride" else one for one in report.findings
    )
    found = ghosts(replace(report, findings=findings), "contact", stride)
    assert found is not None
    assert found.legend.startswith("Thin lines: knee bent least")


def test_they_shine_through(running: Report) -> None:
    report = varied(running, 0.3)
    stride = typical_stride(report)
    assert stride is not None
    found = ghosts(report, "contact", stride)
    assert found is not None
    source = report.clip.source
    ground = np.full((source.height, source.width, 3), 90, np.uint8)
    pen = Pen(ground.copy(), 2.0)
    draw_ghosts(pen, found, "contact", stride)
    assert (pen.rgb != ground).any()
    assert pen.rgb.max() < 200
