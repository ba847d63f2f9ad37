"""What the issue's real clips have to show; skipped by name where the clips are absent."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from formcheck.errors import UnreadableClipError
from formcheck.pipeline import analyze
from formcheck.report import Report

Analyzed = Callable[[Path], Report]
RealClip = Callable[[str], Path]

_AT_THE_FEET = {
    "overstride_ankle",
    "overstride_heel",
    "shank_angle_at_contact",
    "knee_flexion_at_contact",
    "knee_flexion_midstance",
    "foot_angle_at_contact",
    "contact_time",
    "flight_time",
    "duty_factor",
}


def labels(clip: Path) -> dict[str, Any]:
    everything: dict[str, Any] = json.loads((clip.parent / "labels.json").read_text(encoding="utf-8"))
    found: dict[str, Any] = everything["clips"][clip.name]
    return found


def value(report: Report, name: str, leg: str | None = None) -> float:
    one = report.measurement(name, leg)
    assert one is not None
    assert one.value is not None, one.reason
    return one.value


def contact_errors(report: Report, truth: dict[str, Any], leg: str) -> np.ndarray[Any, np.dtype[np.float64]]:
    events = report.gait.near if leg == "near" else report.gait.far
    assert events is not None
    found = events.initial_contact_s
    frames = [*truth[f"IC_{leg}"], *truth.get(f"IC_{leg}_checkpoints", [])]
    times = np.interp(frames, np.arange(len(report.clip.t)), report.clip.t)
    # The first labelled contact may lie so near the film's start that its window is cut off: it is left open.
    times = times[(times > found[0] - 0.1) & (times < found[-1] + 0.1)]
    assert len(times) >= len(frames) - 1
    return np.array([found[np.abs(found - one).argmin()] - one for one in times])


def test_treadmill_runner_in_full(real_clip: RealClip, analyzed: Analyzed) -> None:
    clip = real_clip("zz_male_side.mp4")
    report, truth = analyzed(clip), labels(clip)
    assert report.runs
    assert report.motion is not None
    assert (report.motion.view, report.motion.facing.side) == ("side", "left")
    assert (report.motion.time_factor.value, report.motion.time_factor.certain) == (1.0, True)
    assert value(report, "cadence") == pytest.approx(truth["cadence_spm"], abs=0.5)
    assert report.gait.near is not None
    assert report.gait.far is not None
    contacts = len(report.gait.near.initial_contact_s) + len(report.gait.far.initial_contact_s)
    assert 32 <= contacts <= 34
    near = contact_errors(report, truth, "near")
    assert abs(near.mean()) < 0.010
    assert near.std(ddof=1) < 0.020
    for leg in ("near", "far"):
        errors = contact_errors(report, truth, leg)
        assert np.median(np.abs(errors)) < 0.025
        assert value(report, "contact_time", leg) == pytest.approx(290, abs=30)
    assert len(report.three_things()) == 3


def test_the_same_film_stored_sideways_as_hevc_agrees(real_clip: RealClip, analyzed: Analyzed) -> None:
    upright = analyzed(real_clip("zz_male_side.mp4"))
    sideways = analyzed(real_clip("derived_zz_hevc_rot.mov"))
    assert (sideways.clip.source.width, sideways.clip.source.height) == (720, 1280)
    assert sideways.clip.source.codec == "hevc"
    assert value(sideways, "cadence") == pytest.approx(value(upright, "cadence"), abs=0.5)
    assert value(sideways, "trunk_lean") == pytest.approx(value(upright, "trunk_lean"), abs=0.5)


@pytest.mark.parametrize(
    ("name", "activity"),
    [("gg_mouse.mp4", "nobody"), ("js_iphone_rotated.mov", "nobody"), ("dv_sitting.mp4", "other")],
)
def test_nobody_runs(name: str, activity: str, real_clip: RealClip, analyzed: Analyzed) -> None:
    report = analyzed(real_clip(name))
    assert report.gait.activity.name == activity
    assert report.gait.activity.reason
    assert not report.findings
    assert all(one.value is None and one.reason for one in report.measurements)


def test_a_walker_is_called_a_walker(real_clip: RealClip, analyzed: Analyzed) -> None:
    report = analyzed(real_clip("seb_treadmill.mp4"))
    assert report.gait.activity.name == "walking"
    assert 106 in report.clip.cuts
    assert not report.findings
    assert value(report, "cadence") == pytest.approx(119.8, abs=4)


def test_side_measures_are_withheld_from_the_front(real_clip: RealClip, analyzed: Analyzed) -> None:
    report = analyzed(real_clip("jp_jacky_run.mp4"))
    assert report.motion is not None
    assert report.motion.view == "front"
    for one in report.measurements:
        assert one.name == "cadence" or (one.value is None and "front" in one.reason)


def test_feet_out_of_the_picture(real_clip: RealClip, analyzed: Analyzed) -> None:
    report = analyzed(real_clip("kf_treadmill.mp4"))
    assert report.runs
    assert report.motion is not None
    assert report.gait.cadence_file_spm == pytest.approx(78, abs=1.5)
    assert not report.motion.time_factor.certain
    assert report.motion.time_factor.value == pytest.approx(2.1, rel=0.15)
    cadence = report.measurement("cadence")
    assert cadence is not None
    assert cadence.value is None
    assert "slow motion" in cadence.reason
    for one in report.measurements:
        if one.name in _AT_THE_FEET:
            assert one.value is None
            assert "out of the picture" in one.reason


def test_jump_cuts_split_the_film(real_clip: RealClip, analyzed: Analyzed) -> None:
    report = analyzed(real_clip("aa_test.mp4"))
    assert report.clip.cuts == (62, 205, 345, 524)
    assert report.piece in list(report.clip.pieces())
    cadence_of = {62: 167.0, 205: 174.6, 345: 193.8, 524: 233.0}
    assert value(report, "cadence") == pytest.approx(cadence_of[report.piece[0]], abs=3)
    assert any("cuts" in note for note in report.notes)


def test_small_runner_with_uneven_stamps(real_clip: RealClip, analyzed: Analyzed) -> None:
    report = analyzed(real_clip("al_372.mp4"))
    assert report.clip.source.rotation_deg == 90
    assert np.ptp(np.diff(report.clip.t)) > 0.01
    assert value(report, "cadence") == pytest.approx(191, abs=4)
    assert any("small" in note for note in report.notes)


@pytest.mark.parametrize("name", ["cez_run2.mp4", "om_running.mp4"])
def test_what_cannot_be_told_is_not_told(name: str, real_clip: RealClip, analyzed: Analyzed) -> None:
    report = analyzed(real_clip(name))
    assert not any(finding.verdict in ("change", "watch", "good") for finding in report.findings)
    assert all(one.value is None for one in report.measurements if one.name in _AT_THE_FEET)


def test_a_photo_is_refused(real_clip: RealClip) -> None:
    with pytest.raises(UnreadableClipError, match="not a video"):
        analyze(real_clip("dh_brisk-walking.mp4"))
